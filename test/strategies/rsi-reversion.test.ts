import { describe, expect, it } from 'vitest';
import strategy from '../../strategies/rsi-reversion.ts';
import { type BenchInput, type Candle, runStrategy } from '../engine/end-to-end/bench.ts';
import { closing, still } from './candles.ts';

const run = (klines: readonly Candle[], params: object = {}, input: Partial<BenchInput> = {}) =>
  runStrategy({
    klines,
    risk: { requireStop: true },
    strategy: { s1: { strategy, params: { interval: '1m', period: 2, ...params } } },
    ...input,
  });

// RSI of two klines after 100.5 → 100 → 99 is 0: at the close of kline 3 the market is oversold.
const FALL = [100, 100.5, 100, 99] as const;
const MIRRORED = [100, 99.5, 100, 101] as const;

describe('the reversion of RSI', () => {
  it('buys what fell too far by a limit a little lower, with a stop and a ladder of equal shares', () => {
    const result = run(closing(...FALL, 98));
    // 99 less 0.2 % is 98.802, passed on the way to 98; 1 % of equity over 2 % and two fees.
    expect(result.fillLines()).toEqual(['k4+23999 entry buy 47.646 @ 98.8 maker']);
    expect(result.orderLines()).toEqual([
      'entry LIMIT buy 47.646 @ 98.8 filled',
      'stop-loss STOP_MARKET sell 47.646 > 96.8 open',
      'take-profit TAKE_PROFIT_MARKET sell 15.882 > 99.4 open',
      'take-profit TAKE_PROFIT_MARKET sell 15.882 > 100 open',
      'take-profit TAKE_PROFIT_MARKET sell 15.882 > 100.8 open',
    ]);
  });

  it('sells what rose too far', () => {
    const result = run(closing(...MIRRORED, 102));
    expect(result.orderLines().slice(0, 2)).toEqual([
      'entry LIMIT sell 45.427 @ 101.3 filled',
      'stop-loss STOP_MARKET buy 45.427 > 103.4 open',
    ]);
  });

  it('takes its profit rung by rung, and lets the rest lose nothing once the first has paid well', () => {
    const result = run([...closing(...FALL, 98), ...closing(98, 101, 101).slice(1), [101, 101, 98.5, 98.5]]);
    expect(result.fillLines().slice(1)).toEqual([
      expect.stringMatching(/^k5.* take-profit sell 15.882 @ 99.4 taker$/),
      expect.stringMatching(/^k5.* take-profit sell 15.882 @ 100 taker$/),
      expect.stringMatching(/^k5.* take-profit sell 15.882 @ 100.8 taker$/),
    ]);
    // A second rung out of reach: up to 99.7 pays the first and brings the stop to the entry, 98.8.
    const part = run([...closing(...FALL, 98), ...closing(98, 99.7).slice(1), [99.7, 99.7, 98.5, 98.5]]);
    expect(part.fillLines().slice(1)).toEqual([
      expect.stringMatching(/^k5.* take-profit sell 15.882 @ 99.4 taker$/),
      expect.stringMatching(/^k6.* stop-loss sell 31.764 @ 98.8 taker$/),
    ]);
  });

  it('follows the price with its order while the market is oversold', () => {
    // 98.4 is a new close, above the order at 98.3 (one percent below 99.3).
    const result = run(closing(100, 100.5, 100, 99.3, 98.9, 98.6), { pullRatio: 0.01 });
    expect(result.fillLines()).toEqual([]);
    const amended = result.reports.flatMap((report) =>
      report.kind === 'orderAmended' ? [report.price?.toString()] : [],
    );
    // 99.3, 98.9 and 98.6 less one percent: 98.307, 97.911, 97.614, down to the tick.
    expect(amended).toEqual(['97.9']);
    expect(result.orderLines()).toEqual([expect.stringMatching(/^entry LIMIT buy 47\.\d+ @ 97.9 open$/)]);
  });

  it('takes the order back when RSI has come back before it was filled', () => {
    const result = run(closing(...FALL, 99, 99.8, 99.9), { pullRatio: 0.01 });
    expect(result.orderLines()[0]).toBe('entry LIMIT buy 47.664 @ 98 cancelled requested');
  });

  it('lets the order end by its date when nothing happens', () => {
    const result = run(closing(...FALL, ...still(99, 4)), { pullRatio: 0.01, patience: 2 });
    const [order] = result.orders();
    expect([order?.timeInForce, order?.status, order?.endCode]).toEqual(['GTD', 'expired', 'good-till-date']);
    // Two klines and a half after it was placed, at the open of kline 4.
    expect(result.when(order?.goodTillMs ?? Number.NaN)).toBe('k6+30000');
  });

  it('closes what has not come back in time', () => {
    const result = run(closing(...FALL, 98, ...still(98.5, 6)), { holdingMax: 3 });
    expect(result.fillLines().at(-1)).toMatch(/^k7\S* reduce sell 47.646 @ 98.5 taker$/);
  });

  it.each([
    ['swings', closing(100, 101, 100, 101, 100, 101, 100, 101)],
    ['stands still', closing(100, ...still(100, 8))],
    ['fell too far only within its warm-up', closing(...FALL, 99.4, 99.2, 99.3, 99.25)],
  ])('does nothing where the market %s', (name, klines) => {
    expect(run(klines, {}, name.includes('warm-up') ? { from: 6 } : {}).orderLines()).toEqual([]);
  });

  it.each([0, 1, 3])('gives its first signal at the same kline when it begins at kline %i', (from) => {
    expect(run(closing(...FALL, 98), {}, { from }).fillLines()).toEqual(['k4+23999 entry buy 47.646 @ 98.8 maker']);
  });
});
