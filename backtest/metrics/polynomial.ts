// Rational approximations: one polynomial over another.

/** Both polynomials by their coefficients, from the highest power down. */
export function polynomialQuotient(x: number, top: readonly number[], bottom: readonly number[]): number {
  return polynomial(x, top) / polynomial(x, bottom);
}

function polynomial(x: number, coefficients: readonly number[]): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}
