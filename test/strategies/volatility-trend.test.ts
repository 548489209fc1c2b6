import { describe, expect, it } from 'vitest';
import strategy from '../../strategies/volatility-trend.ts';
import { type BenchInput, type Candle, runStrategy } from '../engine/end-to-end/bench.ts';
import { closing, line, still } from './candles.ts';

const PARAMS = { interval: '5m', fast: 2, slow: 4, ranges: 2, trendRanges: 0.5 };

const run = (klines: readonly Candle[], params: object = {}, input: Partial<BenchInput> = {}) =>
  runStrategy({
    klines,
    interval: '5m',
    risk: { requireStop: true },
    strategy: { s1: { strategy, params: { ...PARAMS, ...params } } },
    ...input,
  });

// Still at 100, then one up a kline. At the close of kline 5, 101, the averages stand 0.27 apart (100.67 and 100.4), the
// average range is 0.5: a trend.
const START = closing(100, ...still(100, 4), 101);
const up = (to: number): readonly Candle[] => [...START, ...closing(101, ...line(101, to, to - 101)).slice(1)];

describe('the volatility-sized trend', () => {
  it('buys one unit at once or not at all, sized so that three average ranges cost one percent', () => {
    const result = run(up(102));
    expect(result.fillLines()).toEqual(['k6 entry buy 62.457 @ 101 taker']);
    const [entry, stop] = result.orders();
    // A fifth of a range beyond the close; 1.5 below the fill.
    expect([entry?.timeInForce, entry?.price?.toString(), stop?.triggerPrice?.toString()]).toEqual([
      'IOC',
      '101.1',
      '99.5',
    ]);
  });

  it('takes less where the market is more restless', () => {
    const wild = closing(100, 102, 98, 102, 98, 102, 106, 110);
    const [entry] = run(wild, { trendRanges: 0.1 }).orders();
    expect(entry?.quantity?.toNumber()).toBeLessThan(62.457 / 4);
  });

  it('does not buy a price that has jumped away', () => {
    const result = run([...START, [104, 104, 104, 104]]);
    expect(result.orderLines()[0]).toBe('entry LIMIT buy 62.457 @ 101.1 expired ioc-remainder');
    expect(result.fillLines()).toEqual([]);
  });

  it('brings the stop to the entry when two ranges are gained', () => {
    const stops = run(up(103), { addRanges: 20 }).orders().slice(1);
    expect(stops.map(({ triggerPrice }) => triggerPrice?.toString())).toEqual(['99.5', '101']);
  });

  it('adds a unit where the trend has gone on, and all stops go to the last entry', () => {
    // Three average ranges of 1 beyond 101, at the close of kline 8.
    const result = run(up(105));
    expect(result.fillLines()).toEqual(['k6 entry buy 62.457 @ 101 taker', 'k9 entry buy 31.784 @ 104 taker']);
    expect(result.orderLines().filter((line_) => line_.endsWith('open'))).toEqual([
      'stop-loss STOP_MARKET sell 62.457 > 101 open',
      'stop-loss STOP_MARKET sell 31.784 > 101 open',
    ]);
  });

  it('adds none beyond its budget of risk', () => {
    expect(
      run(up(110), { riskRatioMax: 0.015 })
        .fillLines()
        .filter((fill) => fill.includes('entry')),
    ).toHaveLength(1);
  });

  it('sells half when the market has become so restless that the position costs too much', () => {
    // From 101 to 103: the average range is 0.5, then 1.25 — 62 pieces times 3.75 are above 1.5 % of equity.
    const result = run([...START, [101, 103, 101, 103], [103, 103, 103, 103]], { riskRatioMax: 0.015, evenRanges: 10 });
    expect(result.fillLines()).toEqual(['k6 entry buy 62.457 @ 101 taker', 'k7 reduce sell 31.228 @ 103 taker']);
  });

  it('closes when the averages have turned', () => {
    const result = run([...up(104), ...closing(104, 103, 102, 101.5, 101.2, 101.2).slice(1)], {
      addRanges: 20,
      evenRanges: 20,
    });
    const [, closed, next] = result.fillLines();
    expect(closed).toMatch(/^k11 reduce sell 62.457 @ 102 taker$/);
    expect(next).toMatch(/entry sell/);
  });

  it('sells a falling market', () => {
    expect(run(closing(100, ...still(100, 4), 99, 98)).fillLines()[0]).toMatch(/^k6 entry sell 6\d\.\d+ @ 99 taker$/);
  });

  it('does nothing in a still market', () => {
    expect(run(closing(100, ...still(100, 12))).orders()).toEqual([]);
  });

  it.each([0, 3, 5])('gives its first signal at the same kline when it begins at kline %i', (from) => {
    expect(run(up(102), {}, { from }).fillLines()).toEqual(['k6 entry buy 62.457 @ 101 taker']);
  });
});
