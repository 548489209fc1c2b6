// The last `period` prices, kept as whole numbers of a common decimal unit, so that sums over them are exact.
//
// A price such as 0.1 has no exact binary form, so a running sum of prices drifts, and two averages that are equal on
// paper differ in the last bit, in a direction that depends on the past: a crossing is then told or not by chance. But
// prices are decimals on a tick grid. Taken times 3·10^d they are whole numbers (the 3 makes `hlc3` one as well), and
// whole numbers below 2^53 are added and subtracted without error. A mean is then one division of two whole numbers, and
// IEEE division is correctly rounded: it answers the double nearest to the true mean, whatever the unit, the period and
// the past. Hence means that are equal on paper are equal numbers, and nothing drifts over any number of bars.
//
// A number counts as a decimal when it lies within 2^-50 (relative) of one: that is what reading and averaging a few
// decimals can lose. Numbers on no such grid (another indicator's output, magnitudes far apart) are not kept as units;
// the window then says so and is summed anew each time, oldest first: at a cost for each slot, but free of drift all the
// same. Either way a result depends on the numbers in the window and on nothing before them.

/** Relative distance within which a number is taken for the decimal beside it: 8 units of 2^-53. */
const TOLERANCE = 2 ** -50;
/** Above this many units the tolerance would take any number for a decimal. */
const UNITS_LIMIT = 2 ** 43;
/** Whole numbers up to here are exact. */
const EXACT_LIMIT = 2 ** 53;
/** Units in a price of 1 when they are coarsest: thirds, which make `hlc3` of whole prices whole. */
const COARSEST_SCALE = 3;

export class TickWindow {
  readonly period: number;
  /** Whether all prices of the full window are whole numbers of units. Below, what holds only then is marked (exact). */
  exact = false;
  /** Whether the units are new since the last push, so that sums kept beside the window must be gathered again. (exact) */
  rebuilt = false;
  /** Units in a price of 1. (exact) */
  scale = COARSEST_SCALE;
  /** Sum of the window, in units. (exact) */
  sum = 0;
  /** What the last push brought in and pushed out, in units, unless `rebuilt`. (exact) */
  entered = 0;
  left = 0;

  private readonly values: Float64Array;
  private readonly units: Float64Array;
  private readonly unitsMax: number;
  private readonly finestScale: number;
  private oldest = 0;
  private full = false;

  /** `totalWeight` bounds the sums to be kept: the sum of the weights that the prices of a window are given. */
  constructor(period: number, totalWeight = period) {
    this.period = period;
    this.values = new Float64Array(period);
    this.units = new Float64Array(period);
    this.unitsMax = Math.min(UNITS_LIMIT, Math.floor(EXACT_LIMIT / totalWeight));
    let finestScale = COARSEST_SCALE;
    while (finestScale * 10 * totalWeight <= EXACT_LIMIT) finestScale *= 10;
    this.finestScale = finestScale;
  }

  /** Takes a finite price in, the oldest out; true once the window is full. */
  push(price: number): boolean {
    const slot = this.oldest;
    this.oldest = slot + 1 === this.period ? 0 : slot + 1;
    this.values[slot] = price;
    if (!this.full) {
      this.full = this.oldest === 0;
      if (this.full) this.rebuild();
      return this.full;
    }
    if (this.exact && this.fits(price)) {
      this.left = this.units[slot] ?? 0;
      this.entered = Math.round(price * this.scale);
      this.units[slot] = this.entered;
      this.sum += this.entered - this.left;
      this.rebuilt = false;
    } else {
      this.rebuild();
    }
    return true;
  }

  /** Mean of the full window: where exact, the double nearest to the true mean. */
  mean(): number {
    if (this.exact) return this.sum / (this.period * this.scale);
    const anchor = this.valueAt(0);
    let sum = 0;
    for (let slot = this.oldest; slot < this.period; slot++) sum += (this.values[slot] ?? Number.NaN) - anchor;
    for (let slot = 0; slot < this.oldest; slot++) sum += (this.values[slot] ?? Number.NaN) - anchor;
    return anchor + sum / this.period;
  }

  /** The price pushed `index` places after the oldest. */
  valueAt(index: number): number {
    return this.values[this.slot(index)] ?? Number.NaN;
  }

  /** The same in units. (exact) */
  unitsAt(index: number): number {
    return this.units[this.slot(index)] ?? Number.NaN;
  }

  private slot(index: number): number {
    const slot = this.oldest + index;
    return slot < this.period ? slot : slot - this.period;
  }

  private fits(price: number): boolean {
    return liesOnGrid(price, this.scale) && Math.abs(price * this.scale) <= this.unitsMax;
  }

  /** Looks for the coarsest unit that suits the whole window and counts it anew. */
  private rebuild(): void {
    const scale = this.findScale();
    this.exact = scale !== undefined;
    this.rebuilt = true;
    if (scale === undefined) return;
    this.scale = scale;
    this.sum = 0;
    for (let slot = 0; slot < this.period; slot++) {
      const units = Math.round((this.values[slot] ?? Number.NaN) * scale);
      this.units[slot] = units;
      this.sum += units;
    }
  }

  /** The coarsest scale on which all prices are whole, if there is one that keeps the units small enough. */
  private findScale(): number | undefined {
    // Where numbers lie on no grid at all, the newest one tells at once.
    const newest = this.valueAt(this.period - 1);
    if (!liesOnGrid(newest, this.finestScaleOf(newest))) return undefined;
    let largest = 0;
    for (let index = 0; index < this.period; index++) largest = Math.max(largest, Math.abs(this.valueAt(index)));
    const finest = this.finestScaleOf(largest);
    if (largest * finest > this.unitsMax) return undefined;
    let scale = COARSEST_SCALE;
    for (let index = 0; index < this.period; index++) {
      while (!liesOnGrid(this.valueAt(index), scale)) {
        if (scale >= finest) return undefined;
        scale *= 10;
      }
    }
    return scale;
  }

  /** The finest scale that keeps a price within `unitsMax`; the coarsest where none does. */
  private finestScaleOf(price: number): number {
    let scale = this.finestScale;
    while (scale > COARSEST_SCALE && Math.abs(price) * scale > this.unitsMax) scale /= 10;
    return scale;
  }
}

function liesOnGrid(price: number, scale: number): boolean {
  const scaled = price * scale;
  return Math.abs(scaled - Math.round(scaled)) <= Math.abs(scaled) * TOLERANCE;
}
