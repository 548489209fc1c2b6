// Klines of 5m are told, klines of 1m are walked where they cover a told one: they know which extreme came first.
import { describe, expect, it } from 'vitest';
import { map } from 'rxjs';
import { open } from '../../../engine/index.ts';
import { type Candle, runStrategy } from './bench.ts';
import { strategyOf } from './script.ts';

const TOLD: readonly Candle[] = [
  [100, 101, 99, 100],
  [100, 110, 90, 100],
  [100, 101, 99, 100],
];
/** The five minutes of the second told kline, the high first. */
const SECOND: readonly Candle[] = [
  [100, 104, 100, 104],
  [104, 110, 104, 108],
  [108, 108, 95, 96],
  [96, 96, 90, 92],
  [92, 100, 92, 100],
];

const run = (finer: readonly Candle[]) =>
  runStrategy({
    interval: '5m',
    klines: { BTCUSDT: { klines: TOLD, finer: { interval: '1m', klines: finer } } },
    strategy: strategyOf(({ klines }) =>
      klines('5m').pipe(
        map((_, index) =>
          open({ side: 'long', quantity: 1, ref: `r${index}`, stop: { price: 95 }, targets: [{ price: 105 }] }),
        ),
      ),
    ),
  });

const NONE: readonly Candle[] = Array.from({ length: 5 }, () => null);

describe('a told kline that finer ones cover', () => {
  it('is walked by them', () => {
    // 105 is reached in the second minute on its way from 104 to 110: 1/6 of the 19,999 ms after its low, which is its open,
    // has been passed at 19,999 ms.
    const fills = run([...NONE, ...SECOND]).fillLines();
    expect(fills.slice(0, 2)).toEqual(['k1 entry buy 1 @ 100 taker', 'k1+83332 take-profit sell 1 @ 105 taker']);
  });

  it('is told once, as itself', () => {
    expect(run([...NONE, ...SECOND]).equities).toHaveLength(3);
  });

  it('is walked itself where one of them is missing', () => {
    // The worse leg first: 95 halfway from 100 to 90, in a third of five minutes.
    const fills = run([...NONE, ...SECOND.slice(0, 4)]).fillLines();
    expect(fills[1]).toBe('k1+49999 stop-loss sell 1 @ 95 taker');
  });
});
