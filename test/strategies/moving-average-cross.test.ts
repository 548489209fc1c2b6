import { describe, expect, it } from 'vitest';
import strategy from '../../strategies/moving-average-cross.ts';
import { type BenchInput, type Candle, runStrategy } from '../engine/end-to-end/bench.ts';
import { closing, line, still } from './candles.ts';

const run = (klines: readonly Candle[], input: Partial<BenchInput> = {}) =>
  runStrategy({
    klines,
    risk: { requireStop: true },
    strategy: { s1: { strategy, params: { interval: '1m', fast: 2, slow: 4 } } },
    ...input,
  });

// Falling to 100 at the close of kline 4, then up. At the close of kline 6 the last two closes average 102, the last four
// 101.25: fast is above slow for the first time.
const TURN_UP = closing(105, ...line(105, 100, 4), 101, 103, 103, 103);

describe('the moving-average cross', () => {
  it('buys at the open after the close at which fast has crossed above slow, with stop and target', () => {
    const result = run(TURN_UP);
    expect(result.fillLines()).toEqual(['k7 entry buy 45.392 @ 103 taker']);
    // 1 % of 10,000 over 2.06 + 2 · 0.0005 · 103 to the stop; 103 ∓ 2 % and + 4 %.
    expect(result.orderLines()).toEqual([
      'entry MARKET buy 45.392 filled',
      'stop-loss STOP_MARKET sell 45.392 > 100.9 open',
      'take-profit TAKE_PROFIT_MARKET sell 45.392 > 107.2 open',
    ]);
  });

  it('turns the position when the averages cross back', () => {
    // Closes 103, 103, 102.5, 101.7 (kline 9): fast 102.1 is below slow 102.55.
    const result = run([...TURN_UP.slice(0, 8), ...closing(103, 102.5, 101.7, 101.6).slice(1)]);
    expect(result.fillLines().slice(1)).toEqual([
      'k10 reduce sell 45.392 @ 101.7 taker',
      'k10 entry sell 45.392 @ 101.7 taker',
    ]);
    expect(result.trades.map(({ direction }) => direction)).toEqual(['long']);
  });

  it.each([
    ['in a still market', closing(100, ...still(100, 12))],
    ['where the averages have one order from the start', closing(100, ...line(100, 112, 12))],
    ['where fast touches slow and turns back', closing(104, 103, 102, 101, 104, 98, 97)],
  ])('does nothing %s', (_name, klines) => {
    expect(run(klines).orderLines()).toEqual([]);
  });

  it.each([0, 1, 4, 5, 6])('gives its first signal at the same kline when it begins at kline %i', (from) => {
    expect(run(TURN_UP, { from }).fillLines()).toEqual(['k7 entry buy 45.392 @ 103 taker']);
  });

  it('does not answer a crossing that lies within its warm-up', () => {
    expect(run(TURN_UP, { from: 7 }).orderLines()).toEqual([]);
  });
});
