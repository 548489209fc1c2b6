// What buying the first market and holding it would have brought over the same time, and what of the run's returns went with it.
import { bucketEnd, type Interval, intervalMs } from '../../engine/domain/interval.ts';
import { alphaBeta } from '../metrics/alpha-beta.ts';
import { buyAndHold } from '../metrics/buy-and-hold.ts';
import { dailyEquity } from '../metrics/daily-equity.ts';
import { dailyReturns } from '../metrics/daily-returns.ts';
import { endEquityOf, type EquitySeries, endTimeOf } from '../metrics/equity-series.ts';
import { maxDrawdown } from '../metrics/max-drawdown.ts';
import { dailyRate } from '../metrics/period.ts';
import { sharpe } from '../metrics/sharpe.ts';
import { totalReturn } from '../metrics/total-return.ts';
import { volatility } from '../metrics/volatility.ts';
import { moneyText } from './decimal-text.ts';
import type { PriceColumns } from './price-columns.ts';
import type { RunOutcome } from './run-outcome.ts';

export interface BenchmarkFigures {
  readonly symbol: string;
  readonly finalEquity: string;
  readonly returnRatio: number | null;
  readonly maxDrawdownRatio: number | null;
  readonly volatilityRatio: number | null;
  readonly sharpe: number | null;
  readonly alphaRatio: number | null;
  readonly beta: number | null;
}

/** Null where the first market has no kline that closes within the run. */
export function benchmarkFigures(
  { prices, equity, figureSettings }: RunOutcome,
  returns: readonly number[],
): BenchmarkFigures | null {
  const [market] = prices;
  const held = market === undefined ? null : holdFirstMarket(market, equity);
  if (market === undefined || held === null) return null;
  const heldReturns = dailyReturns(dailyEquity(held, endTimeOf(equity)));
  const riskFreeReturn = dailyRate(figureSettings.riskFreeRatio);
  const line = alphaBeta(returns, heldReturns, riskFreeReturn);
  return {
    symbol: market.symbol,
    finalEquity: moneyText(endEquityOf(held)),
    returnRatio: totalReturn(held.startEquity, endEquityOf(held)),
    maxDrawdownRatio: maxDrawdown(held),
    volatilityRatio: volatility(heldReturns),
    sharpe: sharpe(heldReturns, riskFreeReturn),
    alphaRatio: line?.alphaRatio ?? null,
    beta: line?.beta ?? null,
  };
}

/**
 * Equity of buying the market at the first open of the run for all its equity and holding it to the last kline that closed
 * within the run, which ends earlier than its data where it was interrupted or lost all.
 */
export function holdFirstMarket(
  market: PriceColumns,
  { startTime, startEquity, ...run }: EquitySeries,
): EquitySeries | null {
  const endTime = endTimeOf({ startTime, startEquity, ...run });
  const { interval, openTime, open, close } = market;
  const closeTimes = closeTimesOf(interval, openTime);
  let length = market.length;
  while (length > 0 && (closeTimes[length - 1] ?? 0) > endTime) length--;
  const closeTime = closeTimes.subarray(0, length);
  return buyAndHold({ firstOpen: open[0] ?? 0, closeTime, close: close.subarray(0, length) }, startTime, startEquity);
}

function closeTimesOf(interval: Interval, openTime: Float64Array): Float64Array {
  if (interval === '1M') return openTime.map((time) => bucketEnd(interval, time));
  const lengthMs = intervalMs(interval);
  const closeTimes = new Float64Array(openTime.length);
  for (let row = 0; row < openTime.length; row++) closeTimes[row] = (openTime[row] ?? 0) + lengthMs;
  return closeTimes;
}
