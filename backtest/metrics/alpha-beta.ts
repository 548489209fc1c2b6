// What of a strategy's returns the market gave, and what it did not.
import { DAYS_PER_YEAR } from './period.ts';
import { isNoSpread, meanOf, sampleDeviationOf } from './sample-statistics.ts';

export interface AlphaBeta {
  /** Return a year beyond what `beta` times the market's gave. */
  readonly alphaRatio: number;
  /** Return that went with one unit of the market's. */
  readonly beta: number;
}

/**
 * The line of least squares through (market return, own return), both less the risk-free return of one period: β = covariance
 * / variance of the market, α = (mean of the own − β · mean of the market) × periods a year. Both have one return a period,
 * beginning together; where one ends earlier, only what both have counts. Null of fewer than two and where the market does
 * not move.
 * Source: Jensen, "The Performance of Mutual Funds in the Period 1945–1964", Journal of Finance 23(2), 1968.
 */
export function alphaBeta(
  returns: readonly number[],
  marketReturns: readonly number[],
  riskFreeReturn = 0,
  periodsPerYear = DAYS_PER_YEAR,
): AlphaBeta | null {
  const length = Math.min(returns.length, marketReturns.length);
  const own = returns.slice(0, length);
  const market = marketReturns.slice(0, length);
  const ownMean = meanOf(own);
  const marketMean = meanOf(market);
  const deviation = sampleDeviationOf(market);
  if (ownMean === null || marketMean === null || deviation === null || isNoSpread(deviation)) return null;

  let products = 0;
  let squares = 0;
  for (const [index, value] of market.entries()) {
    products += (value - marketMean) * ((own[index] ?? ownMean) - ownMean);
    squares += (value - marketMean) ** 2;
  }
  const beta = products / squares;
  const alpha = ownMean - riskFreeReturn - beta * (marketMean - riskFreeReturn);
  return { alphaRatio: alpha * periodsPerYear, beta };
}
