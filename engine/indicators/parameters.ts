// The checks of indicator parameters, made once when an indicator is made.

/** Longest window. Far above any use; it keeps whole-number sums over a window below 2^53. */
export const PERIOD_MAX = 1_000_000;

/** Throws a RangeError unless `value` is a whole number from 1 to `PERIOD_MAX`. */
export function requirePeriod(indicator: string, value: number, name = 'period'): void {
  if (!Number.isInteger(value) || value < 1 || value > PERIOD_MAX) {
    throw new RangeError(`${indicator}: ${name} must be a whole number from 1 to ${PERIOD_MAX}, got ${value}`);
  }
}

/** Throws a RangeError unless `value` is a finite number above zero. */
export function requirePositive(indicator: string, value: number, name: string): void {
  if (!Number.isFinite(value) || value <= 0) {
    throw new RangeError(`${indicator}: ${name} must be a number above 0, got ${value}`);
  }
}
