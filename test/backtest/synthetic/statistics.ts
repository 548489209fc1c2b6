// What the statistics of returns are reckoned with.

/** Logarithmic returns from one price to the next. */
export function logReturns(prices: Float64Array): readonly number[] {
  return Array.from(prices.subarray(1), (price, index) => Math.log(price / (prices[index] ?? NaN)));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function deviation(values: readonly number[]): number {
  return Math.sqrt(correlationSums(values, values).products / values.length);
}

/** Fourth moment over the squared second; 3 for a Gaussian. */
export function kurtosis(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.map((value) => (value - centre) * (value - centre));
  return mean(squares.map((square) => square * square)) / (mean(squares) * mean(squares));
}

export function correlation(left: readonly number[], right: readonly number[]): number {
  const { products, leftSquares, rightSquares } = correlationSums(left, right);
  return products / Math.sqrt(leftSquares * rightSquares);
}

export function autocorrelation(values: readonly number[], lag: number): number {
  return correlation(values.slice(lag), values.slice(0, -lag));
}

function correlationSums(left: readonly number[], right: readonly number[]) {
  const [leftMean, rightMean] = [mean(left), mean(right)];
  let [products, leftSquares, rightSquares] = [0, 0, 0];
  for (const [index, value] of left.entries()) {
    const a = value - leftMean;
    const b = (right[index] ?? NaN) - rightMean;
    products += a * b;
    leftSquares += a * a;
    rightSquares += b * b;
  }
  return { products, leftSquares, rightSquares };
}
