// All that the page of a run is made of, and no more than the folder of the run holds: the same records whether they come from
// a run that has just ended or from its files.
import { endTimeOf, type EquitySeries } from '../../metrics/equity-series.ts';
import { postedMoney } from '../decimal-text.ts';
import { fillColumns } from '../fills-csv.ts';
import { fundingColumns } from '../funding-csv.ts';
import { orderColumns } from '../orders-csv.ts';
import { refusalColumns } from '../refusals-csv.ts';
import type { RunOutcome } from '../run-outcome.ts';
import type { Summary } from '../summary.ts';
import { tradeColumns } from '../trades-csv.ts';
import { type MarketPrices, marketPrices } from './market-prices.ts';
import type { Table } from './report-model.ts';
import { tableFromRows } from './table.ts';

export interface RunRecords {
  readonly summary: Summary;
  /** In config order. */
  readonly markets: readonly MarketPrices[];
  /** Rounded as equity.csv has it. */
  readonly equity: EquitySeries;
  readonly trades: Table;
  readonly orders: Table;
  readonly fills: Table;
  readonly funding: Table;
  readonly refusals: Table;
}

/** The records of a run that has ended; `readRunFolder` finds the same in its files. */
export function recordsOf(
  outcome: RunOutcome,
  summary: Summary,
  markets = outcome.prices.map(marketPrices),
): RunRecords {
  const { startTime, startEquity, time, equity } = outcome.equity;
  return {
    summary,
    markets,
    equity: { startTime, startEquity, time, equity: equity.map(postedMoney) },
    trades: tableFromRows(tradeColumns(), outcome.trades),
    orders: tableFromRows(orderColumns(), outcome.orders),
    fills: tableFromRows(fillColumns(), outcome.fills),
    funding: tableFromRows(fundingColumns(), outcome.funding),
    refusals: tableFromRows(refusalColumns(), outcome.refusalRows),
  };
}

/** First and last instant of a run, epoch ms. */
export function spanOf({ equity }: RunRecords): { readonly startTime: number; readonly endTime: number } {
  return { startTime: equity.startTime, endTime: endTimeOf(equity) };
}
