// What every hand of the exchange works with: the state, the rules, and where it tells what happened. A trial has a desk
// of its own, over a copy of the state and with a sink that tells nobody, so that one and the same code walks both.
import type { Report } from '../../engine/domain/report.ts';
import type { Arrivals } from './arrivals.ts';
import type { EndedOrders } from './ended-orders.ts';
import type { ExchangeModels } from './models.ts';
import type { ExchangeSettings } from './settings.ts';
import type { ExchangeState } from './state.ts';

type Untold<R> = R extends Report ? Omit<R, 'reportNumber' | 'time'> : never;
/** A report before it has a number and a time. */
export type ReportBody = Untold<Report>;

export interface Sink {
  /** Tells a report with the time (epoch ms) of its place. */
  emit(body: ReportBody, time: number): void;
}

/** Counts that the desk keeps; ids are drawn from them too. */
export interface DeskCounts {
  orders: number;
  arrivals: number;
  fills: number;
  liquidations: number;
  fundingSettlements: number;
  ambiguousBars: number;
  ambiguousLiquidations: number;
  klines: number;
  klinesWalkedInFull: number;
}

export interface Desk {
  readonly state: ExchangeState;
  readonly settings: ExchangeSettings;
  readonly models: ExchangeModels;
  readonly sink: Sink;
  /** Commands under way; null in a trial, which has none. */
  readonly arrivals: Arrivals | null;
  /** Where ended orders are remembered for queries; null in a trial. */
  readonly endedOrders: EndedOrders | null;
  readonly counts: DeskCounts;
}

export function zeroCounts(): DeskCounts {
  return {
    orders: 0,
    arrivals: 0,
    fills: 0,
    liquidations: 0,
    fundingSettlements: 0,
    ambiguousBars: 0,
    ambiguousLiquidations: 0,
    klines: 0,
    klinesWalkedInFull: 0,
  };
}
