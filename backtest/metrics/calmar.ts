// Growth for the deepest fall that was borne.

/**
 * CAGR / maximum drawdown, both over the whole run (the original takes the last 36 months). Null where either is
 * undefined or equity never fell.
 * Source: Young, "Calmar Ratio: A Smoother Tool", Futures, October 1991.
 */
export function calmar(cagrRatio: number | null, maxDrawdownRatio: number | null): number | null {
  if (cagrRatio === null || maxDrawdownRatio === null || maxDrawdownRatio === 0) return null;
  return cagrRatio / maxDrawdownRatio;
}
