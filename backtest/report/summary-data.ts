// What the run was made on and what was forced upon it, for the summary: data quality and liquidations.
import { decimalText } from './decimal-text.ts';
import type { RunOutcome } from './run-outcome.ts';
import { timeText } from './time-text.ts';

export interface SummaryData {
  readonly series: string;
  readonly source: 'recorded' | 'synthetic';
  readonly interval: string | null;
  readonly rows: number;
  readonly from: string | null;
  readonly to: string | null;
  /** Sentences on what was found, and on what was done about it. */
  readonly findings: readonly string[];
  readonly repairs: readonly string[];
}

/** One entry a series. */
export function dataOf({ data }: RunOutcome): readonly SummaryData[] {
  return data.map(({ series, source, interval, rows, fromTime, toTime, findings, repairs }) => ({
    series,
    source,
    interval,
    rows,
    from: fromTime === null ? null : timeText(fromTime),
    to: toTime === null ? null : timeText(toTime),
    findings: findings.map(({ text, firstTime }) =>
      firstTime === null ? text : `${text}, the first ${timeText(firstTime)}`,
    ),
    repairs,
  }));
}

export interface SummaryLiquidation {
  readonly time: string;
  readonly symbol: string;
  readonly positionSide: string;
  readonly side: string;
  readonly quantity: string;
  readonly price: string;
  readonly strategyId: string | null;
}

/** Forced fills that are listed in a summary; all stand in fills.csv. */
export const LIQUIDATIONS_LISTED_MAX = 100;

/** The first forced fills, one entry a book they were shared over. */
export function liquidationFillsOf({ fills }: RunOutcome): readonly SummaryLiquidation[] {
  return fills
    .filter(({ cause }) => cause === 'liquidation')
    .slice(0, LIQUIDATIONS_LISTED_MAX)
    .map(({ time, symbol, positionSide, side, quantity, price, strategyId }) => ({
      time: timeText(time),
      symbol,
      positionSide,
      side,
      quantity: decimalText(quantity),
      price: decimalText(price),
      strategyId,
    }));
}
