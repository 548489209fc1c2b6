import { describe, expect, it } from 'vitest';
import strategy from '../../strategies/funding-carry.ts';
import { type Candle, runStrategy } from '../engine/end-to-end/bench.ts';
import { closing, still } from './candles.ts';

/** Rates by the hour at whose end they settle; two are averaged, in beyond 0.0002, out within 0.00005. */
const run = (funding: Readonly<Record<number, number>>, klines: readonly Candle[] = closing(100, ...still(100, 11))) =>
  runStrategy({
    interval: '1h',
    klines: { BTCUSDT: { klines, funding } },
    risk: { requireStop: true },
    strategy: { s1: { strategy, params: { period: 2 } } },
  });

describe('the funding carry', () => {
  it('puts the symbol on isolated margin and its own leverage before anything else', () => {
    const { reports } = run({});
    expect(reports.filter(({ kind }) => kind === 'marginModeChanged' || kind === 'leverageChanged')).toMatchObject([
      { marginMode: 'isolated' },
      { leverage: 2 },
    ]);
  });

  it('sits where it is paid: short once longs have paid enough, sized by equity, with a stop woken by mark', () => {
    const result = run({ 0: 0.0003, 1: 0.0003 });
    // Half of 10,000 at 100; the second settlement is at the end of hour 1.
    expect(result.fillLines()).toEqual(['k2 entry sell 50 @ 100 taker']);
    expect(result.orders().map(({ type, workingType }) => `${type} ${workingType}`)).toEqual([
      'MARKET last',
      'STOP_MARKET mark',
    ]);
  });

  it('collects what is settled while it sits', () => {
    const result = run({ 0: 0.0003, 1: 0.0003, 2: 0.001 });
    // 5,000 at a rate of 0.001; what settled at the instant it entered was before it.
    const settled = result.reports.flatMap((report) =>
      report.kind === 'fundingSettled' ? [report.amount.toNumber()] : [],
    );
    expect(settled).toEqual([5]);
  });

  it.each<[string, Readonly<Record<number, number>>, readonly string[]]>([
    ['nothing is due before the average is full', { 0: 0.01 }, []],
    ['calm rates are left alone', { 0: 0.0001, 1: 0.0001, 2: 0.0001, 3: 0.0001 }, []],
    ['shorts that pay are answered by a long', { 0: -0.0003, 1: -0.0003 }, ['k2 entry buy 50 @ 100 taker']],
    [
      'a rate between exit and entry keeps what is held',
      { 0: 0.0003, 1: 0.0003, 2: 0.0001, 3: 0.0001 },
      ['k2 entry sell 50 @ 100 taker'],
    ],
    [
      'a rate that has calmed down ends it',
      { 0: 0.0003, 1: 0.0003, 2: 0.00005, 3: 0.00001 },
      ['k2 entry sell 50 @ 100 taker', 'k4 reduce buy 50 @ 100 taker'],
    ],
    [
      'a rate that has turned, if only a little, ends it',
      { 0: 0.0003, 1: 0.0003, 2: -0.0004, 3: 0.0002 },
      ['k2 entry sell 50 @ 100 taker', 'k3 reduce buy 50 @ 100 taker'],
    ],
    // 10,000 less 2.5 of fees and 5 of funding at the rate of −0.001: half of it at 100.
    [
      'a rate that has turned wholly turns the position in one order',
      { 0: 0.0003, 1: 0.0003, 2: -0.001 },
      ['k2 entry sell 50 @ 100 taker', 'k3 reduce buy 50 @ 100 taker', 'k3 entry buy 49.962 @ 100 taker'],
    ],
  ])('%s', (_name, funding, fills) => {
    expect(run(funding).fillLines()).toEqual(fills);
  });

  it('stays out after a stop until the rate has turned', () => {
    const funding = Object.fromEntries(still(0.0003, 6).map((rate, hour) => [hour, rate]));
    const up = closing(100, 100, 100, 110, ...still(118, 6));
    const result = run({ ...funding, 7: -0.0005, 8: -0.0005 }, up);
    expect(result.fillLines()).toEqual([
      'k2 entry sell 50 @ 100 taker',
      expect.stringMatching(/^k4\S+ stop-loss buy 50 @ 115 taker$/),
      expect.stringMatching(/^k9 entry buy .* @ 118 taker$/),
    ]);
  });
});
