// The figures of a summary that are made of equity over time.
import { cagr } from '../metrics/cagr.ts';
import { type CalendarReturn, monthlyReturns, yearlyReturns } from '../metrics/calendar-returns.ts';
import { calmar } from '../metrics/calmar.ts';
import { dailyEquity } from '../metrics/daily-equity.ts';
import { dailyReturns } from '../metrics/daily-returns.ts';
import { endTimeOf } from '../metrics/equity-series.ts';
import { bestDay, type DayReturn, worstDay } from '../metrics/extreme-days.ts';
import { kurtosis } from '../metrics/kurtosis.ts';
import { maxDrawdown } from '../metrics/max-drawdown.ts';
import { omega } from '../metrics/omega.ts';
import { dailyRate } from '../metrics/period.ts';
import { sharpe } from '../metrics/sharpe.ts';
import { skewness } from '../metrics/skewness.ts';
import { sortino } from '../metrics/sortino.ts';
import { tailRatio } from '../metrics/tail-ratio.ts';
import { timeUnderWater, type TimeUnderWater } from '../metrics/time-under-water.ts';
import { totalReturn } from '../metrics/total-return.ts';
import { ulcerIndex } from '../metrics/ulcer-index.ts';
import { valueAtRisk } from '../metrics/value-at-risk.ts';
import { volatility } from '../metrics/volatility.ts';
import { type BenchmarkFigures, benchmarkFigures } from './benchmark-figures.ts';
import { decimalText } from './decimal-text.ts';
import type { RunOutcome } from './run-outcome.ts';
import { type SharpeConfidence, sharpeConfidence } from './sharpe-figures.ts';

/** In the order in which the summary has them. */
export interface EquityFigures {
  readonly initialEquity: string;
  readonly finalEquity: string;
  readonly netProfit: string;
  readonly returnRatio: number | null;
  readonly cagrRatio: number | null;
  readonly maxDrawdownRatio: number | null;
  readonly intrabarDrawdownRatio: number | null;
  readonly ulcerIndexRatio: number | null;
  readonly timeUnderWater: TimeUnderWater | null;
  readonly riskFreeRatio: number;
  readonly sharpe: number | null;
  readonly sharpeConfidence: SharpeConfidence | null;
  readonly sortino: number | null;
  readonly calmar: number | null;
  readonly omega: number | null;
  readonly volatilityRatio: number | null;
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  readonly tailRatio: number | null;
  readonly valueAtRiskRatio: number | null;
  readonly bestDay: DayReturn | null;
  readonly worstDay: DayReturn | null;
  readonly monthlyReturns: readonly CalendarReturn[];
  readonly yearlyReturns: readonly CalendarReturn[];
  readonly benchmark: BenchmarkFigures | null;
}

export function equityFigures(outcome: RunOutcome): EquityFigures {
  const { initialEquity, finalEquity, equity, figureSettings } = outcome;
  const start = initialEquity.toNumber();
  const end = finalEquity.toNumber();
  const cagrRatio = cagr(start, end, endTimeOf(equity) - equity.startTime);
  const maxDrawdownRatio = maxDrawdown(equity);
  const daily = dailyEquity(equity);
  const returns = dailyReturns(daily);
  const riskFreeReturn = dailyRate(figureSettings.riskFreeRatio);
  return {
    initialEquity: decimalText(initialEquity),
    finalEquity: decimalText(finalEquity),
    netProfit: decimalText(finalEquity.minus(initialEquity)),
    returnRatio: totalReturn(start, end),
    cagrRatio,
    maxDrawdownRatio,
    intrabarDrawdownRatio: outcome.intrabarDrawdownRatio,
    ulcerIndexRatio: ulcerIndex(daily),
    timeUnderWater: timeUnderWater(equity),
    riskFreeRatio: figureSettings.riskFreeRatio,
    sharpe: sharpe(returns, riskFreeReturn),
    sharpeConfidence: sharpeConfidence(returns, figureSettings),
    sortino: sortino(returns, riskFreeReturn),
    calmar: calmar(cagrRatio, maxDrawdownRatio),
    omega: omega(returns, riskFreeReturn),
    volatilityRatio: volatility(returns),
    skewness: skewness(returns),
    kurtosis: kurtosis(returns),
    tailRatio: tailRatio(returns),
    valueAtRiskRatio: valueAtRisk(returns),
    bestDay: bestDay(returns, daily.firstDay),
    worstDay: worstDay(returns, daily.firstDay),
    monthlyReturns: monthlyReturns(daily),
    yearlyReturns: yearlyReturns(daily),
    benchmark: benchmarkFigures(outcome, returns),
  };
}
