// Keeps what a run's result is made of: equity at every instant, orders, fills, refusals. It looks on and changes nothing.
import type { EquitySeries } from '../backtest/metrics/equity-series.ts';
import type { CodeCounts } from '../backtest/report/run-outcome.ts';
import type { Order } from '../engine/domain/order.ts';
import type { Refusal } from '../engine/domain/refusal.ts';
import type { Trade } from '../engine/portfolio/trade.ts';
import type { Quarantine } from '../engine/strategy/host.ts';
import type { AttributedFill, EngineObserver } from '../engine/trader/observer.ts';
import { createNumberColumn } from './number-column.ts';

export interface Recorder {
  readonly observer: EngineObserver;
  /** Equity at each instant after `startTime`. */
  equitySeries(startTime: number, startEquity: number): EquitySeries;
  /** Says what the equity of the last instant has become: what is closed at the end is closed at that instant. */
  settle(equity: number): void;
  /** In order of placement, each as it was left. */
  orders(): readonly Order[];
  fills(): readonly AttributedFill[];
  /** Trades that ended, in the order in which they did. */
  trades(): readonly Trade[];
  quarantines(): readonly Quarantine[];
  /** Counts of our own noes, of the venue's, of clips and of drops. */
  codes(outcome: Refusal['outcome']): CodeCounts;
  /** Whether the venue said that equity is gone. */
  isBust(): boolean;
}

export function createRecorder(): Recorder {
  const times = createNumberColumn();
  const equities = createNumberColumn();
  const orders = new Map<string, Order>();
  const fills: AttributedFill[] = [];
  const trades: Trade[] = [];
  const quarantines: Quarantine[] = [];
  const counts = new Map<Refusal['outcome'], Map<string, number>>();
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
      orderChanged(order) {
        orders.set(order.clientOrderId, order);
      },
      filled(fill) {
        fills.push(fill);
      },
      tradeEnded(trade) {
        trades.push(trade);
      },
      refused(refusal) {
        const codes = counts.get(refusal.outcome) ?? new Map<string, number>();
        counts.set(refusal.outcome, codes.set(refusal.code, (codes.get(refusal.code) ?? 0) + 1));
      },
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
    orders: () => [...orders.values()],
    fills: () => fills,
    trades: () => trades,
    quarantines: () => quarantines,
    codes: (outcome) => Object.fromEntries(counts.get(outcome) ?? []),
    isBust: () => isBust,
  };
}
