// Numbers that lie on a tick or step exactly: whole counts of it, turned into the double that a decimal text would give.
import { toDecimal, type DecimalInput } from '../../engine/domain/decimal.ts';

export interface DecimalGrid {
  /** Length of one step. */
  readonly step: number;
  /** Up to this value the numbers are exact. */
  readonly exactMax: number;
  /** The number of a count of steps: `count × step`, correctly rounded, hence equal to the number read from its text. */
  valueOf(count: number): number;
  /** The count of the step nearest to a value. */
  nearest(value: number): number;
}

/** The grid of a tick or step; throws a RangeError unless it is above zero. */
export function createDecimalGrid(stepInput: DecimalInput): DecimalGrid {
  const exact = toDecimal(stepInput);
  if (!exact.gt(0)) throw new RangeError(`a step of ${exact.toString()} is not above 0`);
  const scale = Number(`1e${exact.decimalPlaces()}`);
  const units = exact.times(scale).toNumber();
  const step = exact.toNumber();
  return {
    step,
    exactMax: Number.MAX_SAFE_INTEGER / scale,
    valueOf: (count) => (count * units) / scale,
    nearest: (value) => Math.round(value / step),
  };
}
