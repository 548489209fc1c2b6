// Mean and spread of returns, and where a spread is too small to be anything but rounding.

/** Equity is money rounded to 1e-8, so returns that spread less than this do not spread at all. */
const SPREAD_MIN = 1e-12;

/** Whether a deviation of returns is zero but for rounding: a ratio over it would be noise. */
export function isNoSpread(deviation: number): boolean {
  return deviation < SPREAD_MIN;
}

/** Arithmetic mean; null of nothing. */
export function meanOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Standard deviation of a sample (n − 1 in the denominator); null of fewer than two values. */
export function sampleDeviationOf(values: readonly number[]): number | null {
  const mean = meanOf(values);
  if (mean === null || values.length < 2) return null;
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return Math.sqrt(sum / (values.length - 1));
}

/** Root mean square of what falls short of `threshold`, over all values (those above count as 0); null of nothing. */
export function downsideDeviationOf(values: readonly number[], threshold = 0): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) if (value < threshold) sum += (value - threshold) ** 2;
  return Math.sqrt(sum / values.length);
}

/** Mean of (value − mean) to this power; null of nothing. */
export function centralMomentOf(values: readonly number[], power: number): number | null {
  const mean = meanOf(values);
  return mean === null ? null : meanOf(values.map((value) => (value - mean) ** power));
}
