// What each strategy did, for the summary: the run's figures split by strategy.
import { type Decimal, sumDecimals, ZERO } from '../../engine/domain/decimal.ts';
import { winRatio } from '../metrics/win-ratio.ts';
import { decimalText } from './decimal-text.ts';
import type { RefusalTally, RunOutcome } from './run-outcome.ts';

export interface SummaryStrategy {
  readonly strategyId: string;
  /** Closed trades. */
  readonly trades: number;
  readonly openTrades: number;
  /** Sum of the results of all its trades, open ones at mark. */
  readonly result: string;
  /** The part of `result` that open trades have. */
  readonly openResult: string;
  readonly fees: string;
  readonly funding: string;
  readonly slippage: string;
  readonly winRatio: number | null;
  readonly orders: number;
  readonly fills: number;
  readonly refusals: number;
  readonly rejections: number;
  readonly quarantined: boolean;
}

/** One entry a strategy, in config order. */
export function strategiesOf(outcome: RunOutcome): readonly SummaryStrategy[] {
  return outcome.strategyIds.map((strategyId) => {
    const isOwn = (row: { readonly strategyId: string | null }): boolean => row.strategyId === strategyId;
    const trades = outcome.trades.filter(isOwn);
    const open = trades.filter((trade) => trade.open);
    const fills = outcome.fills.filter(isOwn);
    const tallies = outcome.refusalTallies.filter(isOwn);
    return {
      strategyId,
      trades: trades.length - open.length,
      openTrades: open.length,
      result: sumText(trades.map(({ result }) => result)),
      openResult: sumText(open.map(({ result }) => result)),
      fees: sumText(fills.map(({ fee }) => fee)),
      funding: sumText(outcome.funding.filter(isOwn).map(({ amount }) => amount)),
      slippage: sumText(fills.map(({ slippage }) => slippage ?? ZERO)),
      winRatio: winRatio(trades.filter((trade) => !trade.open).map(({ result }) => result)),
      orders: outcome.orders.filter(isOwn).length,
      fills: fills.length,
      refusals: countOf(tallies, 'refused'),
      rejections: countOf(tallies, 'rejected'),
      quarantined: outcome.quarantined.some(isOwn),
    };
  });
}

function sumText(amounts: readonly Decimal[]): string {
  return decimalText(sumDecimals(amounts));
}

function countOf(tallies: readonly RefusalTally[], outcome: RefusalTally['outcome']): number {
  return tallies.reduce((sum, tally) => (tally.outcome === outcome ? sum + tally.count : sum), 0);
}
