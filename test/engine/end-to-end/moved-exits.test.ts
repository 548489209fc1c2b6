// Exits the engine moves by closed klines, and the one that goes by time. The entry fills at 100, the open of kline 1.
import { describe, expect, it } from 'vitest';
import { type BreakEven, open, type TrailingStop } from '../../../engine/index.ts';
import { type Candle, flat, runStrategy } from './bench.ts';
import { scripted } from './script.ts';

const trail = (trailing: TrailingStop, klines: readonly Candle[], side: 'long' | 'short' = 'long') =>
  runStrategy({ klines: [...flat(1), ...klines], strategy: scripted({ 0: open({ side, quantity: 1, trailing }) }) });

/** Trigger prices of the stops in order of placement. */
const triggers = (result: ReturnType<typeof trail>) =>
  result.orders().flatMap(({ triggerPrice }) => (triggerPrice === null ? [] : [Number(triggerPrice)]));

describe('a trailing stop of the engine', () => {
  it('rests at once below the fill and follows the highs of closed klines', () => {
    const klines = [
      [100, 102, 99, 101],
      [101, 105, 100.5, 104],
      [104, 104, 103, 103.5],
      [103.5, 103.5, 100, 100],
    ] as const;
    const result = trail({ callbackRatio: 0.02 }, klines);
    // 100 · 0.98 = 98; 102 · 0.98 = 99.96, down to 99.9; 105 · 0.98 = 102.9; kline 3 has no higher high.
    expect(triggers(result)).toEqual([98, 99.9, 102.9]);
    // 103.5 → 100 till 19,999 ms: 102.9 at 0.6/3.5.
    expect(result.fillLines().at(-1)).toBe('k4+3428 stop-loss sell 1 @ 102.9 taker');
  });

  it('follows the lows for a short', () => {
    const klines = [
      [100, 100.5, 97, 98],
      [98, 99.5, 97.5, 99],
    ] as const;
    const result = trail({ callbackRatio: 0.02 }, klines, 'short');
    // 100 · 1.02 = 102; 97 · 1.02 = 98.94, up to 99.
    expect(triggers(result)).toEqual([102, 99]);
    // Short, and alike either way, high first: 98 → 99.5 till 19,999 ms, 99 at 2/3.
    expect(result.fillLines().at(-1)).toBe('k2+13332 stop-loss buy 1 @ 99 taker');
  });

  it('waits for its activation', () => {
    const klines = [
      [100, 102, 99, 101],
      [101, 104, 101, 104],
      [104, 104, 103, 103],
    ] as const;
    const result = trail({ callbackRatio: 0.02, activation: { distance: 3 } }, klines);
    // Nothing rests before 103 is reached; 104 · 0.98 = 101.92, down to 101.9.
    expect(triggers(result)).toEqual([101.9]);
  });

  it('of the venue follows inside klines', () => {
    // Kline 1 goes to its low first and rises to 105 at 39,999 ms: 105 · 0.98 = 102.9, passed at 2.1/4 of the way to the close.
    const result = trail({ callbackRatio: 0.02, by: 'venue' }, [[100, 105, 99, 101], ...flat(1, 101)]);
    expect(result.orderLines()).toEqual(['entry MARKET buy 1 filled', 'stop-loss TRAILING_STOP_MARKET sell 1 filled']);
    expect(result.fillLines().at(-1)).toBe('k1+50499 stop-loss sell 1 @ 102.9 taker');
  });
});

describe('a break-even', () => {
  const protect = (breakEven: BreakEven, klines: readonly Candle[]) =>
    runStrategy({
      klines: [...flat(1), ...klines],
      strategy: scripted({ 0: open({ side: 'long', quantity: 1, stop: { price: 95 }, breakEven }) }),
    });

  it('moves the stop to the entry once the price has gone far enough, and not back', () => {
    const klines = [
      [100, 101, 99, 101],
      [101, 102, 100.5, 101],
      [101, 101, 99, 99],
    ] as const;
    const result = protect({ trigger: { distance: 2 } }, klines);
    expect(triggers(result)).toEqual([95, 100]);
    // 101 → 99 till 19,999 ms: 100 halfway.
    expect(result.fillLines().at(-1)).toBe('k3+9999 stop-loss sell 1 @ 100 taker');
  });

  it('adds its offset in favour of the position', () => {
    const klines = [
      [100, 103, 99, 102],
      [102, 102.5, 101.5, 102],
    ] as const;
    // 100 · 1.004 = 100.4
    expect(triggers(protect({ trigger: { ratio: 0.02 }, offsetRatio: 0.004 }, klines))).toEqual([95, 100.4]);
  });

  it('stays where it is while the price has not', () => {
    expect(triggers(protect({ trigger: { distance: 2 } }, flat(3)))).toEqual([95]);
  });
});

describe('a longest time of holding', () => {
  it('closes at market when it is over, also inside a kline', () => {
    const entry = open({ side: 'long', quantity: 1, stop: { price: 90 }, maxHoldingMs: 150_000 });
    const result = runStrategy({ klines: flat(5), strategy: scripted({ 0: entry }) });
    // Filled at k1; 150 s later kline 3, low first, is on its way from 99 (19,999 ms) to 101 (39,999 ms), at 100.0001, down
    // to the tick for a sell.
    expect(result.fillLines()).toEqual(['k1 entry buy 1 @ 100 taker', 'k3+30000 reduce sell 1 @ 100 taker']);
    expect(result.orderLines()[1]).toBe('stop-loss STOP_MARKET sell 1 > 90 cancelled requested');
  });

  it('does nothing to what has ended before', () => {
    const entry = open({ side: 'long', quantity: 1, stop: { price: 99.5 }, maxHoldingMs: 150_000 });
    const result = runStrategy({ klines: flat(5), strategy: scripted({ 0: entry }) });
    expect(result.fillLines().at(-1)).toBe('k1+9999 stop-loss sell 1 @ 99.5 taker');
    expect(result.orders()).toHaveLength(2);
  });
});
