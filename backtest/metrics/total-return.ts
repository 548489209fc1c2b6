// What the run made of its equity.

/**
 * endEquity / startEquity − 1: the simple, not annualised return of the whole run; null where nothing was put in.
 * Source: Bacon, Practical Portfolio Performance Measurement and Attribution (2nd ed. 2008), chapter 3.
 */
export function totalReturn(startEquity: number, endEquity: number): number | null {
  return startEquity > 0 ? endEquity / startEquity - 1 : null;
}
