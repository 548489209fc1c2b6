// The figures of a summary that are made of equity over time.
import { cagr } from '../metrics/cagr.ts';
import { calmar } from '../metrics/calmar.ts';
import { dailyReturns } from '../metrics/daily-returns.ts';
import { endTimeOf } from '../metrics/equity-series.ts';
import { maxDrawdown } from '../metrics/max-drawdown.ts';
import { sharpe } from '../metrics/sharpe.ts';
import { sortino } from '../metrics/sortino.ts';
import { totalReturn } from '../metrics/total-return.ts';
import { volatility } from '../metrics/volatility.ts';
import { decimalText } from './decimal-text.ts';
import type { RunOutcome } from './run-outcome.ts';

/** In the order in which the summary has them. */
export interface EquityFigures {
  readonly initialEquity: string;
  readonly finalEquity: string;
  readonly netProfit: string;
  readonly returnRatio: number | null;
  readonly cagrRatio: number | null;
  readonly maxDrawdownRatio: number | null;
  readonly intrabarDrawdownRatio: number | null;
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly calmar: number | null;
  readonly volatilityRatio: number | null;
}

export function equityFigures({
  initialEquity,
  finalEquity,
  equity,
  intrabarDrawdownRatio,
}: RunOutcome): EquityFigures {
  const start = initialEquity.toNumber();
  const end = finalEquity.toNumber();
  const cagrRatio = cagr(start, end, endTimeOf(equity) - equity.startTime);
  const maxDrawdownRatio = maxDrawdown(equity);
  const returns = dailyReturns(equity);
  return {
    initialEquity: decimalText(initialEquity),
    finalEquity: decimalText(finalEquity),
    netProfit: decimalText(finalEquity.minus(initialEquity)),
    returnRatio: totalReturn(start, end),
    cagrRatio,
    maxDrawdownRatio,
    intrabarDrawdownRatio,
    sharpe: sharpe(returns),
    sortino: sortino(returns),
    calmar: calmar(cagrRatio, maxDrawdownRatio),
    volatilityRatio: volatility(returns),
  };
}
