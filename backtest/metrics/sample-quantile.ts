// A quantile of a sample.

/**
 * The value below which a share `p` of the values lies, linear between the two values next to it: at place (n − 1)·p of the
 * sorted values. The default of R and NumPy; null of nothing.
 * Source: Hyndman and Fan, "Sample Quantiles in Statistical Packages", American Statistician 50(4), 1996, definition 7.
 */
export function sampleQuantile(values: Iterable<number>, p: number): number | null {
  return sortedQuantile(Float64Array.from(values).toSorted(), p);
}

/** The same of values that are sorted already. */
export function sortedQuantile(sorted: Float64Array, p: number): number | null {
  const place = (sorted.length - 1) * p;
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  return lower === undefined || upper === undefined ? null : lower + (upper - lower) * (place - Math.floor(place));
}
