// Average directional movement index, with both directional indicators.
import type { Bar } from './bar.ts';
import { hasRange } from './bar.ts';
import { createWilderAverage } from './exponential-average.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';

export interface Adx {
  /** Strength of a trend of either direction, 0 to 100. */
  readonly adx: number;
  /** +DI and −DI: the share of the true range that went up and down beyond the bar before, 0 to 100. */
  readonly plusDi: number;
  readonly minusDi: number;
}

type RangeBar = Pick<Bar, 'high' | 'low' | 'close'>;

/** What subtracting prices can lose, relative to them: movements no further apart than this are equal on paper. */
const ROUNDING = 2 ** -50;

/**
 * Wilder's directional movement system ("New Concepts in Technical Trading Systems", 1978).
 *
 * From the second bar on: up = high − previous high, down = previous low − low; the greater one counts if above zero,
 * neither if they are equal.
 * ±DI = 100 · Wilder average of the movement / Wilder average of the true range, both seeded with the mean of the first
 * `period`; DX = 100 · |+DI − −DI| / (+DI + −DI); ADX = Wilder average of DX, seeded likewise. The first row comes with
 * bar 2·period. Where nothing moved, which the formulas leave open, DI and DX are 0.
 */
export function adx(period = 14): Indicator<RangeBar, Adx> {
  requirePeriod('adx', period);
  return createIndicator(() => {
    const ranges = createWilderAverage(period);
    const rises = createWilderAverage(period);
    const falls = createWilderAverage(period);
    const strengths = createWilderAverage(period);
    let before: RangeBar | undefined;
    return (bar) => {
      if (!hasRange(bar)) return undefined;
      const previous = before;
      before = bar;
      if (previous === undefined) return undefined;
      const up = bar.high - previous.high;
      const down = previous.low - bar.low;
      const slack = ROUNDING * Math.max(Math.abs(bar.high), Math.abs(previous.high));
      rises.push(up - down > slack && up > 0 ? up : 0);
      falls.push(down - up > slack && down > 0 ? down : 0);
      if (!ranges.push(Math.max(bar.high, previous.close) - Math.min(bar.low, previous.close))) return undefined;
      const strength = percentOf(Math.abs(rises.value - falls.value), rises.value + falls.value);
      if (!strengths.push(strength)) return undefined;
      return {
        adx: strengths.value,
        plusDi: percentOf(rises.value, ranges.value),
        minusDi: percentOf(falls.value, ranges.value),
      };
    };
  });
}

function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : 100 * (part / whole);
}
