// What a run of the bench has shown, whole and as lines a test can state: `k1+19999 entry buy 1 @ 100 taker` is a fill
// 19,999 ms into kline 1, `k1` alone the open of kline 1, which is the close of kline 0.
import type { Order } from '../../../engine/domain/order.ts';
import type { Refusal } from '../../../engine/domain/refusal.ts';
import type { Report } from '../../../engine/domain/report.ts';
import type { Trade } from '../../../engine/portfolio/trade.ts';
import type { Quarantine } from '../../../engine/strategy/host.ts';
import type { AttributedFill, EngineObserver, FundingPayment } from '../../../engine/trader/observer.ts';

export type ToldEvent =
  | { readonly kind: 'order'; readonly order: Order; readonly reason: string | null }
  | { readonly kind: 'fill'; readonly fill: AttributedFill };

export interface RunRecord {
  readonly observer: EngineObserver;
  readonly fills: readonly AttributedFill[];
  readonly refusals: readonly Refusal[];
  readonly funding: readonly FundingPayment[];
  readonly trades: readonly Trade[];
  /** Orders and fills as they were told, in one order. */
  readonly told: readonly ToldEvent[];
  readonly quarantines: readonly Quarantine[];
  readonly reports: readonly Report[];
  /** Equity at every instant the market was told, and when that was. */
  readonly equities: readonly number[];
  readonly equityTimes: readonly number[];
  /** Everything that happened, in order, as texts: equal runs have equal logs. */
  readonly events: readonly string[];
  /** Orders in order of placement, each as it was left. */
  orders(): readonly Order[];
  fillLines(): readonly string[];
  orderLines(): readonly string[];
  /** `dropped NOTHING_HELD`, with the ref where there is one. */
  refusalLines(): readonly string[];
  /** The place of a time in the run, as lines tell it. */
  when(time: number): string;
}

export function createRecord(startTime: number, stepMs: number): RunRecord {
  const fills: AttributedFill[] = [];
  const refusals: Refusal[] = [];
  const funding: FundingPayment[] = [];
  const trades: Trade[] = [];
  const told: ToldEvent[] = [];
  const quarantines: Quarantine[] = [];
  const reports: Report[] = [];
  const equities: number[] = [];
  const equityTimes: number[] = [];
  const events: string[] = [];
  const orders = new Map<string, Order>();
  const note = (kind: string, event: object): void => {
    events.push(`${kind} ${JSON.stringify(event)}`);
  };
  const when = (time: number): string => {
    const kline = Math.floor((time - startTime) / stepMs);
    const restMs = time - startTime - kline * stepMs;
    return restMs === 0 ? `k${kline}` : `k${kline}+${restMs}`;
  };

  return {
    fills,
    refusals,
    funding,
    trades,
    told,
    quarantines,
    reports,
    equities,
    equityTimes,
    events,
    when,
    orders: () => [...orders.values()],
    fillLines: () => fills.map((fill) => `${when(fill.time)} ${fillText(fill)}`),
    orderLines: () => [...orders.values()].map(orderText),
    refusalLines: () => refusals.map(refusalText),
    observer: {
      instant: (time, equity) => {
        equities.push(equity);
        equityTimes.push(time);
        note('instant', { time, equity });
      },
      reported: (report) => {
        reports.push(report);
        note('report', report);
      },
      orderChanged: (order, reason) => {
        orders.set(order.clientOrderId, order);
        told.push({ kind: 'order', order, reason });
        note('order', order);
      },
      filled: (fill) => {
        fills.push(fill);
        told.push({ kind: 'fill', fill });
        note('fill', fill);
      },
      fundingPaid: (payment) => {
        funding.push(payment);
        note('funding', payment);
      },
      tradeEnded: (trade) => {
        trades.push(trade);
        note('trade', trade);
      },
      refused: (refusal) => {
        refusals.push(refusal);
        note('refusal', refusal);
      },
      quarantined: (quarantine) => {
        quarantines.push(quarantine);
        note('quarantine', { ...quarantine, cause: String(quarantine.cause) });
      },
    },
  };
}

/** `entry buy 1 @ 100 taker`; in hedge mode the side of the position stands at the end. */
function fillText({ role, side, quantity, price, liquidity, cause, positionSide }: AttributedFill): string {
  const what = cause === 'liquidation' ? 'liquidation' : role;
  const words = [what, side, quantity, '@', price, liquidity, ...(positionSide === 'both' ? [] : [positionSide])];
  return words.join(' ');
}

/** `entry LIMIT buy 1 @ 99 filled`; `> 101` is a trigger price; the code of an end that was no fill comes last. */
function orderText(order: Order): string {
  const { role, type, side, quantity, price, triggerPrice, status, endCode } = order;
  const trigger = triggerPrice === null ? [] : ['>', triggerPrice];
  const limit = price === null ? [] : ['@', price];
  return [role, type, side, quantity, ...trigger, ...limit, status, ...(endCode === null ? [] : [endCode])].join(' ');
}

function refusalText({ outcome, code, ref }: Refusal): string {
  return ref === null ? `${outcome} ${code}` : `${outcome} ${code} of ${ref}`;
}
