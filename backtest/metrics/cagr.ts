// The return a year that would have made the same of the equity.
import { YEAR_MS } from './period.ts';

/**
 * (endEquity / startEquity)^(year / elapsed) − 1, a year being 365 days: compound annual growth rate, over the time that
 * passed and not a number of bars. −1 when nothing is left; null when no time passed, nothing was put in, or the figure
 * is beyond all numbers (a large gain within minutes).
 * Source: GIPS 2020, annualised return; CFA Institute, Quantitative Methods, "Annualized Return".
 */
export function cagr(startEquity: number, endEquity: number, elapsedMs: number): number | null {
  if (!(startEquity > 0) || !(elapsedMs > 0)) return null;
  if (endEquity <= 0) return -1;
  const growth = (endEquity / startEquity) ** (YEAR_MS / elapsedMs) - 1;
  return Number.isFinite(growth) ? growth : null;
}
