// Counterexamples that the random comparison found, in their smallest form: both exchanges must tell the same, and what
// the rules say.
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../engine/domain/decimal.ts';
import { expectSameOnBoth } from './compare.ts';
import { limit, makeScenario, market, START_TIME, trailing, whenAt, type HandWritten } from './make.ts';

/** The ids of fills, forced ones too, and of cancelled orders, with their milliseconds since the start. */
function happened(written: HandWritten): string[] {
  return expectSameOnBoth(makeScenario(written)).reports.flatMap((report) => {
    const at = report.time - START_TIME;
    if (report.kind === 'filled') return [`${report.fill.clientOrderId ?? 'forced'} ${at}`];
    return report.kind === 'orderCancelled' ? [`${report.clientOrderId} ${report.reason} ${at}`] : [];
  });
}

describe('what the comparison with the oracle brought to light', () => {
  it('wakes every stop of a place, also after the first one turned the walk (PATH-6, WALK-4)', () => {
    const opens = { reduceOnly: false } as const;
    const told = happened({
      minutes: [
        {
          send: [
            whenAt('a', 'STOP_MARKET', 'sell', 1, 99, opens),
            whenAt('b', 'STOP_MARKET', 'sell', 1, 99, opens),
            trailing('t', 'sell', 1, '0.01', null, opens),
          ],
          bars: { AUSDT: { prices: [100, 100, 99, 99.5] } },
        },
      ],
    });
    expect(told).toEqual(['a 39999', 'b 39999', 't 39999']);
  });

  it('fills every limit that is touched at a place, also after the first one turned the walk (PATH-6, PRICE-4)', () => {
    const told = happened({
      settings: { limitFill: 'touch', walk: 'best-first' },
      minutes: [
        {
          send: [limit('a', 'sell', 1, 100.1), limit('b', 'sell', 1, 100.1)],
          bars: { AUSDT: { prices: [100, 100.3, 100, 100] } },
        },
      ],
    });
    expect(told).toEqual(['a 26665', 'b 26665']);
  });

  it('lets good-till dates take part in the trial of the two walks (WALK-2)', () => {
    const told = happened({
      startBalance: '330',
      minutes: [
        {
          send: [
            market('in', 'buy', 1),
            limit('gone', 'buy', 1, 90, { timeInForce: 'GTD', goodTillMs: START_TIME + 1000 }),
            whenAt('above', 'STOP_MARKET', 'buy', 1, 102, { reduceOnly: false }),
            whenAt('below', 'TAKE_PROFIT_MARKET', 'buy', 1, 98, { reduceOnly: false }),
          ],
          bars: { AUSDT: { prices: [100, 103, 97, 97] } },
        },
      ],
    });
    // Once `gone` binds no margin both walks fill both orders: equal, so a long goes by the low first.
    expect(told).toEqual(['in 0', 'gone good-till-date 1000', 'below 13332']);
  });

  it('liquidates what a fill made liquidatable before another symbol does anything at that time (PATH-8)', () => {
    const told = happened({
      settings: { slippageRatio: 0.004, symbols: { BUSDT: { leverage: 50, marginMode: 'isolated' } } },
      instruments: { AUSDT: {}, BUSDT: {} },
      startBalance: '30',
      minutes: [
        {
          send: [market('b', 'sell', '0.1', { symbol: 'BUSDT' })],
          bars: {
            AUSDT: { prices: [100, 100, 100, 100] },
            BUSDT: { prices: [100.5, 100.5, 100.5, 100.5], mark: 1.01 },
          },
        },
      ],
      reactions: [{ on: 'filled', clientOrderId: 'b', send: [market('a', 'buy', '0.1')] }],
    });
    expect(told).toEqual(['b 0', 'forced 0', 'a 0']);
  });

  it('counts an amended order with its new rest in place of the old one (ACC-16)', () => {
    const amendment = { quantity: toDecimal('2.5'), price: toDecimal('97.5') };
    const told = happened({
      settings: { leverage: 2 },
      startBalance: '150',
      minutes: [
        {
          send: [limit('rest', 'buy', 2, 98), { kind: 'amend', clientOrderId: 'rest', symbol: 'AUSDT', ...amendment }],
          bars: { AUSDT: { prices: [100, 104, 97, 102] } },
        },
      ],
    });
    // 2 · 98/2 = 98 and 2.5 · 97.5/2 = 121.875 go into 150 one at a time, not both. 97.5 at 2.5/3 of 19999 ms.
    expect(told).toEqual(['rest 16665']);
  });
});
