import { describe, expect, it } from 'vitest';
import strategy from '../../strategies/pair.ts';
import { type BenchInput, type Candle, runStrategy } from '../engine/end-to-end/bench.ts';
import { closing, still } from './candles.ts';

const PARAMS = { interval: '5m', period: 4, entryDeviations: 1.5, chaseRatio: 0.005 };

const run = (
  base: readonly Candle[],
  hedge: readonly Candle[] = closing(500, ...still(500, 11)),
  params: object = {},
  input: Partial<BenchInput> = {},
) =>
  runStrategy({
    klines: { ETHUSDT: base, BTCUSDT: hedge },
    interval: '5m',
    risk: { requireStop: true },
    strategy: {
      s1: { strategy, markets: { base: 'ETHUSDT', hedge: 'BTCUSDT' }, params: { ...PARAMS, ...params } },
    },
    ...input,
  });

// The base goes from 100 and 101 to 104: 1.73 deviations above the mean of the last four ratios.
const DEAR = closing(100, 101, 100, 101, 104, 104, 104);
const CHEAP = closing(101, 100, 101, 100, 97, 97, 97);

describe('the pair', () => {
  // 1,000 at the limits, half a percent from what was seen: 103.5 and 502.5, or 97.4 and 497.5.
  it.each<[string, readonly Candle[], readonly string[]]>([
    [
      'sells the dear base and buys the hedge',
      DEAR,
      ['k5 entry sell 9.661 @ 104 taker', 'k5 entry buy 1.99 @ 500 taker'],
    ],
    [
      'buys the cheap base and sells the hedge',
      CHEAP,
      ['k5 entry buy 10.266 @ 97 taker', 'k5 entry sell 2.01 @ 500 taker'],
    ],
  ])('%s, each fill-or-kill near the price that was seen, with a stop', (_name, base, fills) => {
    const result = run(base);
    expect(result.fillLines()).toEqual(fills);
    expect(result.orders().map(({ type, timeInForce }) => `${type} ${timeInForce}`)).toEqual([
      'LIMIT FOK',
      'LIMIT FOK',
      'STOP_MARKET GTC',
      'STOP_MARKET GTC',
    ]);
  });

  it('closes both when the ratio is back at its mean', () => {
    const result = run([...DEAR.slice(0, 5), ...closing(104, 104, 101.5, 101.5).slice(1)]);
    expect(result.fillLines().slice(2)).toEqual([
      'k7 reduce buy 9.661 @ 101.5 taker',
      'k7 reduce sell 1.99 @ 500 taker',
    ]);
  });

  it('closes what is left alone when a stop has taken the other leg', () => {
    const result = run([...DEAR.slice(0, 5), ...closing(104, 116, 116).slice(1)]);
    const [, , stopped, left] = result.fillLines();
    expect(stopped).toMatch(/^k5\S+ stop-loss buy 9.661 @ 114.4 taker$/);
    expect(left).toBe('k6 reduce sell 1.99 @ 500 taker');
  });

  it('closes what is left alone when the other leg was not filled', () => {
    // The hedge opens at 510, two percent above what was seen.
    const hedge = [...closing(500, ...still(500, 4)), [510, 510, 510, 510] as const, ...closing(510, 510)];
    const result = run(DEAR, hedge);
    expect(result.orderLines().filter((order) => order.includes('FOK') || order.includes('fok'))).toEqual([
      'entry LIMIT buy 1.99 @ 502.5 expired fok-not-filled',
    ]);
    expect(result.fillLines()[1]).toBe('k6 reduce buy 9.661 @ 104 taker');
  });

  it('does nothing while the ratio stays within its band, and while both move together', () => {
    expect(run(closing(100, 101, 100, 101, 100, 101, 100, 101)).orders()).toEqual([]);
    const base = [100, 101, 100, 101, 111, 101, 90];
    const hedge = base.map((price) => price * 5);
    expect(run(closing(100, ...base), closing(500, ...hedge)).orders()).toEqual([]);
  });

  it('pairs no kline with one of another time', () => {
    // A kline of the hedge is missing where the base is dear: no row, no signal.
    const hedge = closing(500, ...still(500, 4)).map((candle, index) => (index === 4 ? null : candle));
    expect(run(DEAR.slice(0, 5), hedge).orders()).toEqual([]);
  });

  it.each([0, 3, 4])('gives its first signal at the same kline when it begins at kline %i', (from) => {
    expect(run(DEAR, undefined, {}, { from }).fillLines()[0]).toBe('k5 entry sell 9.661 @ 104 taker');
  });
});
