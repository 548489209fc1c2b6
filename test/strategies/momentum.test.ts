import { describe, expect, it } from 'vitest';
import strategy from '../../strategies/momentum.ts';
import { type BenchInput, type Candle, runStrategy } from '../engine/end-to-end/bench.ts';
import { closing, line } from './candles.ts';

const PARAMS = { slow: '30m', middle: '15m', fast: '5m', period: 1, ranges: 2, notional: 1000, trailRatio: 0.02 };

const run = (klines: readonly Candle[], params: object = {}, input: Partial<BenchInput> = {}) =>
  runStrategy({
    klines,
    interval: '5m',
    risk: { requireStop: true },
    strategy: { s1: { strategy, params: { ...PARAMS, ...params } } },
    ...input,
  });

// One up a kline from 100. The second half hour ends with kline 11, at 111: then both intervals have a change, and agree.
const RISE = closing(100, ...line(100, 111, 11));
const FALL = closing(100, ...line(100, 89, 11));

describe('momentum over several intervals', () => {
  it('waits unseen for a pull-back of an average range, and buys with a limit a quarter above it', () => {
    const waiting = run([...RISE, ...closing(111, 112).slice(1)]);
    // 1,000 / 111 = 9.009; the average range is 1.
    expect(waiting.orderLines()).toEqual(['entry TAKE_PROFIT buy 9.009 > 110 @ 110.2 open']);
    expect(waiting.when(waiting.orders()[0]?.placedTime ?? Number.NaN)).toBe('k12');
  });

  it('is in at the touch, with a stop three average ranges away', () => {
    const result = run([...RISE, ...closing(111, 109).slice(1), ...closing(109, 112, 115).slice(1)]);
    expect(result.fillLines()).toEqual(['k12+149999 entry buy 9.009 @ 110 taker']);
    expect(result.orderLines().slice(1)).toEqual([
      'stop-loss STOP_MARKET sell 9.009 > 107 open',
      // 2 % of profit are reached at 112.2: from then on two percent below the best price, 115, on the tick.
      'stop-loss STOP_MARKET sell 9.009 > 112.7 pending',
    ]);
  });

  it('sells a fall that bounces', () => {
    const result = run([...FALL, ...closing(89, 91).slice(1)]);
    expect(result.fillLines()).toEqual(['k12+149999 entry sell 11.235 @ 90 taker']);
  });

  it('closes when the intervals disagree', () => {
    // The quarter of an hour that ends with kline 14 closes at 108, below 109 three klines before.
    const result = run(closing(100, ...line(100, 110, 11), ...line(110, 106, 6)), {}, {});
    expect(result.fillLines().at(-1)).toBe('k15 reduce sell 9.09 @ 108 taker');
  });

  it('gives up waiting after its patience, by the clock of the run', () => {
    const result = run(closing(100, ...line(100, 130, 30)), { patienceMs: 20 * 60_000 });
    expect(result.orderLines()).toEqual(['entry TAKE_PROFIT buy 9.009 > 110 @ 110.2 cancelled requested']);
    expect(result.when(result.orders()[0]?.updatedTime ?? Number.NaN)).toBe('k16');
    expect(result.refusalLines()).toEqual([]);
  });

  it('gives up waiting when the intervals disagree first', () => {
    const result = run([...RISE, ...closing(111, 111.5, 111.3, 110.9, 110.8, 110.7).slice(1)], { pullRanges: 5 });
    expect(result.orderLines()[0]).toMatch(/^entry TAKE_PROFIT buy 9.009 > 106 .*cancelled requested$/);
  });

  it('does nothing while the coarse intervals point apart', () => {
    // Each half hour ends where it began: no side.
    const saw = Array.from({ length: 4 }, () => [...line(100, 103, 3), ...line(103, 100, 3)]).flat();
    expect(run(closing(100, ...saw)).orders()).toEqual([]);
  });

  it.each([0, 6, 11])('gives its first signal at the same kline when it begins at kline %i', (from) => {
    const result = run([...RISE, ...closing(111, 112).slice(1)], {}, { from });
    expect(result.orders().map(({ placedTime }) => result.when(placedTime))).toEqual(['k12']);
  });

  it('does not answer an agreement that began within its warm-up', () => {
    expect(run([...RISE, ...closing(111, 112, 113).slice(1)], {}, { from: 12 }).orders()).toEqual([]);
  });
});
