// Keeps what a run's result is made of: equity at every instant, orders, fills, funding, trades, refusals. It looks on and
// changes nothing.
import type { EquitySeries } from '../backtest/metrics/equity-series.ts';
import type { CodeCounts, FundingRow, OrderRow, RefusalTally } from '../backtest/report/run-outcome.ts';
import type { Refusal } from '../engine/domain/refusal.ts';
import type { Trade } from '../engine/portfolio/trade.ts';
import type { Quarantine } from '../engine/strategy/host.ts';
import type { AttributedFill, EngineObserver, FundingPayment } from '../engine/trader/observer.ts';
import { createNumberColumn } from './number-column.ts';
import { createOrderRecord } from './order-record.ts';
import { createRefusalBook } from './refusal-book.ts';

export interface Recorder {
  readonly observer: EngineObserver;
  /** Equity at each instant after `startTime`. */
  equitySeries(startTime: number, startEquity: number): EquitySeries;
  /** Says what the equity of the last instant has become: what is closed at the end is closed at that instant. */
  settle(equity: number): void;
  /** In order of placement, each as it was left. */
  orders(): readonly OrderRow[];
  fills(): readonly AttributedFill[];
  funding(): readonly FundingRow[];
  /** Trades that ended, in the order in which they did. */
  trades(): readonly Trade[];
  quarantines(): readonly Quarantine[];
  /** Counts of our own noes, of the venue's, of clips and of drops. */
  codes(outcome: Refusal['outcome']): CodeCounts;
  /** The first of each code and outcome, in the order they happened. */
  refusals(): readonly Refusal[];
  refusalTallies(): readonly RefusalTally[];
  /** Whether the venue said that equity is gone. */
  isBust(): boolean;
}

export function createRecorder(): Recorder {
  const times = createNumberColumn();
  const equities = createNumberColumn();
  const orders = createOrderRecord();
  const refusals = createRefusalBook();
  const funding: FundingRow[] = [];
  const fills: AttributedFill[] = [];
  const trades: Trade[] = [];
  const quarantines: Quarantine[] = [];
  let isBust = false;

  return {
    observer: {
      instant(time, equity) {
        times.push(time);
        equities.push(equity);
      },
      reported(report) {
        if (report.kind === 'bust') isBust = true;
      },
      orderChanged: orders.orderChanged,
      filled(fill) {
        fills.push(fill);
        orders.filled(fill);
      },
      fundingPaid(payment) {
        funding.push(...fundingRowsOf(payment));
      },
      tradeEnded(trade) {
        trades.push(trade);
      },
      refused: refusals.add,
      quarantined(quarantine) {
        quarantines.push(quarantine);
      },
    },
    equitySeries: (startTime, startEquity) => ({
      startTime,
      startEquity,
      time: times.values(),
      equity: equities.values(),
    }),
    settle: (equity) => {
      equities.replaceLast(equity);
    },
    orders: orders.rows,
    fills: () => fills,
    funding: () => funding,
    trades: () => trades,
    quarantines: () => quarantines,
    codes: refusals.codes,
    refusals: refusals.rows,
    refusalTallies: refusals.tallies,
    isBust: () => isBust,
  };
}

/** One row a trade; what no trade held, such as the external book's part, is a row of its own. */
function fundingRowsOf({ trades, amount, ...settlement }: FundingPayment): readonly FundingRow[] {
  if (trades.length === 0) return [{ ...settlement, tradeId: null, quantity: null, amount }];
  return trades.map((share) => ({ ...settlement, ...share }));
}
