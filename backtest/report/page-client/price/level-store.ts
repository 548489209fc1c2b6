// The klines of a market by level, each unpacked when it is first looked at: the page opens without reading the finest.
import type { MarketModel } from '../../page/report-model.ts';
import { unpackKlines } from '../../page/packed-klines.ts';
import { bytesOf } from '../model/decode-model.ts';
import type { Viewport } from './viewport.ts';

/** Prices as they are, `time` the opens in epoch ms. */
export interface Klines {
  readonly intervalMs: number;
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

export interface LevelStore {
  /** Finest first. */
  readonly intervalsMs: readonly number[];
  level(index: number): Klines;
  /** From the first open to the last close; null where there are no klines. */
  whole(): Viewport | null;
}

export function createLevelStore({ levels, priceDecimals }: MarketModel): LevelStore {
  const unpacked = new Map<number, Klines>();
  const level = (index: number): Klines => {
    const known = unpacked.get(index);
    if (known !== undefined) return known;
    const packed = levels[index];
    if (packed === undefined) throw new RangeError(`there is no level ${index} of klines`);
    const klines = unpackKlines(bytesOf(packed.packed), packed.length, packed.intervalMs);
    const scale = 10 ** priceDecimals;
    for (const prices of [klines.open, klines.high, klines.low, klines.close]) {
      for (let row = 0; row < prices.length; row++) prices[row] = (prices[row] ?? 0) / scale;
    }
    const made = { ...klines, intervalMs: packed.intervalMs };
    unpacked.set(index, made);
    return made;
  };
  const whole = (): Viewport | null => {
    // The coarsest level has the same ends, up to one of its own klines.
    const klines = levels.length === 0 ? null : level(levels.length - 1);
    const [first, last] = [klines?.time[0], klines?.time.at(-1)];
    if (klines === null || first === undefined || last === undefined) return null;
    return { fromMs: first, toMs: last + klines.intervalMs };
  };
  return { intervalsMs: levels.map(({ intervalMs }) => intervalMs), level, whole };
}
