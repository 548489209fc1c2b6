import { describe, expect, it } from 'vitest';
import { open, setExits } from '../../../engine/index.ts';
import { flat, runStrategy } from './bench.ts';
import { scripted, type Script } from './script.ts';

const ENTRY = open({ side: 'long', quantity: 1, ref: 'a', stop: { price: 90 }, targets: [{ price: 110 }] });
const SHORT = open({ side: 'short', quantity: 1, ref: 'a', stop: { price: 110 } });

const run = (script: Script, input = {}) => runStrategy({ klines: flat(5), strategy: scripted(script), ...input });

/** What rests at the end. */
const resting = (script: Script, input = {}) =>
  run(script, input)
    .orderLines()
    .filter((line) => line.endsWith('open'));

describe('setExits', () => {
  it('moves the stop: the new one rests before the old one goes', () => {
    const result = run({ 0: ENTRY, 1: setExits({ stop: { price: 95 } }) });
    expect(result.orderLines()).toEqual([
      'entry MARKET buy 1 filled',
      'stop-loss STOP_MARKET sell 1 > 90 cancelled requested',
      'take-profit TAKE_PROFIT_MARKET sell 1 > 110 open',
      'stop-loss STOP_MARKET sell 1 > 95 open',
    ]);
    const kinds = result.reports.flatMap((report) =>
      'clientOrderId' in report && report.clientOrderId.includes('-SL')
        ? [`${report.kind} ${report.clientOrderId}`]
        : [],
    );
    expect(kinds).toEqual([
      'orderAccepted slu-s1-1-1-SL',
      'orderAccepted slu-s1-1-1-SL.2',
      'orderCancelled slu-s1-1-1-SL',
    ]);
  });

  it('moves the stop after a rung has filled and the break-even was reached, though both lie behind the price', () => {
    const ladder = open({
      side: 'long',
      quantity: 1,
      stop: { price: 90 },
      targets: [{ price: 102 }, { price: 120 }],
      breakEven: { trigger: { price: 103 } },
    });
    const klines = [...flat(2), [100, 105, 100, 105] as const, ...flat(2, 105)];
    const result = run({ 0: ladder, 3: setExits({ stop: { price: 102 } }) }, { klines });
    expect(result.refusalLines()).toEqual([]);
    expect(result.orderLines().filter((line) => line.endsWith('open'))).toEqual([
      'take-profit TAKE_PROFIT_MARKET sell 0.5 > 120 open',
      'stop-loss STOP_MARKET sell 0.5 > 102 open',
    ]);
  });

  it.each([
    [
      'a distance, below the average of a long',
      ENTRY,
      { stop: { distance: 3 } },
      'stop-loss STOP_MARKET sell 1 > 97 open',
    ],
    [
      'a distance, above the average of a short',
      SHORT,
      { stop: { distance: 3 } },
      'stop-loss STOP_MARKET buy 1 > 103 open',
    ],
    // 100 · 0.9773 = 97.73, down to the tick for a sell: the market has to come further.
    [
      'a ratio, on the patient side of the tick',
      ENTRY,
      { stop: { ratio: 0.0227 } },
      'stop-loss STOP_MARKET sell 1 > 97.7 open',
    ],
    ['a ratio, of a target', ENTRY, { targets: [{ ratio: 0.03 }] }, 'take-profit TAKE_PROFIT_MARKET sell 1 > 103 open'],
    ['a stop with a limit', ENTRY, { stop: { price: 95, limitPrice: 94 } }, 'stop-loss STOP sell 1 > 95 @ 94 open'],
    // From the close of kline 1, 100, on: the high of kline 2 moves it to 101 · 0.98 = 98.98.
    [
      'a trailing stop from where the market is',
      ENTRY,
      { trailing: { callbackRatio: 0.02 } },
      'stop-loss STOP_MARKET sell 1 > 98.9 open',
    ],
  ])('takes %s', (_, entry, changes, line) => {
    expect(resting({ 0: entry, 1: setExits(changes) })).toContain(line);
  });

  it('leaves what it does not name, and removes what is null', () => {
    expect(resting({ 0: ENTRY, 1: setExits({ targets: null }) })).toEqual(['stop-loss STOP_MARKET sell 1 > 90 open']);
    expect(resting({ 0: ENTRY, 1: setExits({ stop: null }) })).toEqual([
      'take-profit TAKE_PROFIT_MARKET sell 1 > 110 open',
    ]);
  });

  it('brings exits to what had none', () => {
    const bare = open({ side: 'long', quantity: 1 });
    expect(resting({ 0: bare, 1: setExits({ stop: { price: 95 } }) })).toEqual([
      'stop-loss STOP_MARKET sell 1 > 95 open',
    ]);
  });

  it('spreads a new ladder over what is held', () => {
    const targets = [{ price: 105, share: 0.7 }, { price: 108 }];
    expect(resting({ 0: ENTRY, 1: setExits({ targets }) })).toEqual([
      'stop-loss STOP_MARKET sell 1 > 90 open',
      'take-profit TAKE_PROFIT_MARKET sell 0.7 > 105 open',
      'take-profit TAKE_PROFIT_MARKET sell 0.3 > 108 open',
    ]);
  });

  it('of a ref changes that bracket alone', () => {
    const other = open({ side: 'long', quantity: 2, ref: 'b', stop: { price: 91 } });
    expect(resting({ 0: [ENTRY, other], 1: setExits({ of: 'b', stop: { price: 95 } }) })).toEqual([
      'stop-loss STOP_MARKET sell 1 > 90 open',
      'take-profit TAKE_PROFIT_MARKET sell 1 > 110 open',
      'stop-loss STOP_MARKET sell 2 > 95 open',
    ]);
  });

  it('of an entry that still rests decides what its fill will be protected by', () => {
    const limit = open({ side: 'long', quantity: 1, type: 'limit', price: 97, ref: 'a', stop: { price: 90 } });
    const klines = [...flat(2), [100, 101, 96, 100] as const, ...flat(1)];
    const result = run({ 0: limit, 1: setExits({ of: 'a', stop: { distance: 4 } }) }, { klines });
    expect(result.orderLines()).toEqual(['entry LIMIT buy 1 @ 97 filled', 'stop-loss STOP_MARKET sell 1 > 93 open']);
  });
});

describe('setExits is refused', () => {
  it.each([
    ['for a ref that was never used', setExits({ of: 'x', stop: { price: 95 } }), 'refused UNKNOWN_REF'],
    ['for a stop beyond the market', setExits({ stop: { price: 101 } }), 'refused EXIT_ON_WRONG_SIDE'],
    ['for a target beyond the market', setExits({ targets: [{ price: 99 }] }), 'refused EXIT_ON_WRONG_SIDE'],
    [
      'for shares of more than the whole',
      setExits({
        targets: [
          { price: 105, share: 0.6 },
          { price: 106, share: 0.6 },
        ],
      }),
      'refused EXITS_INVALID',
    ],
    ['for a callback of nothing', setExits({ trailing: { callbackRatio: 0 } }), 'refused EXITS_INVALID'],
    ['where it says what stands', setExits({ stop: { price: 90 } }), 'dropped NOTHING_TO_CHANGE'],
  ])('%s', (_, intent, line) => {
    const result = run({ 0: ENTRY, 1: intent });
    expect(result.refusalLines()).toEqual([line]);
    expect(result.orders()).toHaveLength(3);
  });

  it('where it would take the last stop away that has to be there', () => {
    const result = run({ 0: ENTRY, 1: setExits({ stop: null }) }, { risk: { requireStop: true } });
    expect(result.refusals).toMatchObject([{ code: 'STOP_MISSING', by: 'risk', operands: { order: 'slu-s1-1-1' } }]);
  });

  it('where nothing is held, and in hedge mode without a side', () => {
    expect(run({ 0: setExits({ stop: { price: 95 } }) }).refusalLines()).toEqual(['dropped NOTHING_HELD']);
    const account = { positionMode: 'hedge' };
    expect(run({ 0: ENTRY, 1: setExits({ stop: null }) }, { account }).refusalLines()).toEqual(['refused SIDE_NEEDED']);
  });
});
