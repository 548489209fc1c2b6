// The figures of a summary that are made of trades. What is still open is counted as open and in the exposure, nowhere else.
import type { Decimal } from '../../engine/domain/decimal.ts';
import { averageTradeDuration } from '../metrics/average-trade-duration.ts';
import { endTimeOf } from '../metrics/equity-series.ts';
import { expectancy } from '../metrics/expectancy.ts';
import { exposureRatio } from '../metrics/exposure-ratio.ts';
import { longestLosingStreak, longestWinningStreak } from '../metrics/longest-streak.ts';
import { profitFactor } from '../metrics/profit-factor.ts';
import { type ShuffledDrawdowns, shuffledDrawdowns } from '../metrics/shuffled-drawdowns.ts';
import { winRatio } from '../metrics/win-ratio.ts';
import { decimalText } from './decimal-text.ts';
import type { RunOutcome } from './run-outcome.ts';

/** In the order in which the summary has them. */
export interface TradeFigures {
  readonly profitFactor: number | null;
  readonly expectancy: string | null;
  readonly winRatio: number | null;
  readonly longestWinningStreak: number;
  readonly longestLosingStreak: number;
  readonly monteCarlo: ShuffledDrawdowns | null;
  readonly trades: number;
  readonly longTrades: number;
  readonly shortTrades: number;
  readonly openTrades: number;
  readonly averageTradeDurationMs: number | null;
  readonly exposureRatio: number | null;
}

export function tradeFigures({ trades, equity, initialEquity, seed, figureSettings }: RunOutcome): TradeFigures {
  const closed = trades.filter((trade) => !trade.open);
  const results: Decimal[] = closed.map((trade) => trade.result);
  const resultsByExit = Float64Array.from(
    closed.toSorted((a, b) => a.exitTime - b.exitTime),
    (trade) => trade.result.toNumber(),
  );
  const mean = expectancy(results);
  const durationMs = averageTradeDuration(closed);
  const longTrades = closed.filter((trade) => trade.direction === 'long').length;
  return {
    profitFactor: profitFactor(results),
    expectancy: mean === null ? null : decimalText(mean),
    winRatio: winRatio(results),
    longestWinningStreak: longestWinningStreak(resultsByExit),
    longestLosingStreak: longestLosingStreak(resultsByExit),
    monteCarlo: shuffledDrawdowns(resultsByExit, {
      startEquity: initialEquity.toNumber(),
      seed,
      shuffles: figureSettings.shuffles,
    }),
    trades: closed.length,
    longTrades,
    shortTrades: closed.length - longTrades,
    openTrades: trades.length - closed.length,
    averageTradeDurationMs: durationMs === null ? null : Math.round(durationMs),
    // What is still open was held too.
    exposureRatio: exposureRatio(trades, equity.startTime, endTimeOf(equity)),
  };
}
