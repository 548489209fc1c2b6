// What a run over hand-made klines has shown, as plain values a test compares. Klines are counted from 0, the first that is
// replayed; what comes before the first is −1. Prices are in quote asset, quantities in base asset, times epoch ms.
import type { IntentKind } from '../../engine/domain/intent.ts';
import type { OrderRole, OrderStatus, OrderType } from '../../engine/domain/order.ts';
import type { Operands, Refusal } from '../../engine/domain/refusal.ts';
import type { Direction, Side } from '../../engine/domain/side.ts';
import type { LogFields } from '../../engine/ports/log.ts';
import type { ExitCause } from '../../engine/portfolio/trade.ts';
import type { QuarantineCode } from '../../engine/strategy/host.ts';
import type { Alphabet } from './marbles.ts';
import type { Plain } from './plain.ts';

/** An intent as the strategy made it, its members plain: Decimals are numbers. */
export interface RunIntent {
  /** The kline at whose close, or within which, it was emitted. */
  readonly kline: number;
  readonly time: number;
  readonly kind: IntentKind;
  readonly [member: string]: Plain;
}

export interface RunTrade {
  readonly symbol: string;
  readonly direction: Direction;
  readonly ref: string | null;
  /** True while something is held; what is held is valued at mark. */
  readonly open: boolean;
  readonly entryKline: number;
  readonly entryTime: number;
  /** Of the last exit fill. */
  readonly exitKline: number;
  readonly exitTime: number;
  readonly quantity: number;
  readonly entryPrice: number;
  readonly exitPrice: number;
  /** Result of the prices alone. */
  readonly profit: number;
  /** Paid when positive. */
  readonly fees: number;
  /** Received when positive. */
  readonly funding: number;
  /** profit − fees + funding. */
  readonly result: number;
  /** What took the last of it away; null while open. */
  readonly exitCause: ExitCause | null;
}

export interface RunFill {
  /** The kline within which it was filled. */
  readonly kline: number;
  readonly time: number;
  readonly symbol: string;
  readonly role: OrderRole;
  readonly ref: string | null;
  readonly side: Side;
  readonly quantity: number;
  readonly price: number;
  readonly fee: number;
  readonly liquidity: 'maker' | 'taker';
  readonly cause: 'trade' | 'liquidation';
}

export interface RunOrder {
  /** The kline at whose close, or within which, it was sent. */
  readonly kline: number;
  readonly symbol: string;
  readonly role: OrderRole;
  readonly ref: string | null;
  readonly type: OrderType;
  readonly side: Side;
  readonly quantity: number | null;
  readonly price: number | null;
  readonly triggerPrice: number | null;
  readonly filledQuantity: number;
  readonly status: OrderStatus;
  /** Why it ended, where it did not end filled. */
  readonly endCode: string | null;
}

/** A no of ours (`refused`) or of the exchange (`rejected`), a drop or a clip, with the figures it was decided by. */
export interface RunRefusal {
  readonly kline: number;
  readonly time: number;
  readonly symbol: string;
  readonly ref: string | null;
  readonly intent: IntentKind | null;
  readonly by: Refusal['by'];
  readonly outcome: Refusal['outcome'];
  readonly code: string;
  readonly message: string;
  readonly operands: Operands;
}

export interface RunQuarantine {
  readonly kline: number;
  readonly time: number;
  readonly code: QuarantineCode;
  readonly message: string;
  /** What the strategy threw; undefined where it threw nothing. */
  readonly cause: unknown;
}

export interface RunLog {
  readonly level: string;
  readonly message: string;
  readonly fields: LogFields;
}

export interface StrategyRun {
  /** What the strategy emitted, in order; what it answered to warm-up is dropped and counted below. */
  readonly intents: readonly RunIntent[];
  readonly warmupIntentsDropped: number;
  /** By entry, those that are still open included. */
  readonly trades: readonly RunTrade[];
  readonly fills: readonly RunFill[];
  /** In order of placement, each as it was left. */
  readonly orders: readonly RunOrder[];
  readonly refusals: readonly RunRefusal[];
  readonly logs: readonly RunLog[];
  /** Only with `allowQuarantine`; otherwise the run rejects. */
  readonly quarantine: RunQuarantine | null;
  /** Account equity at the close of each kline. */
  readonly equity: readonly number[];
  readonly finalEquity: number;
  readonly feesPaid: number;
  readonly fundingReceived: number;
  /** Nothing was left, and the run ended there. */
  readonly bust: boolean;
  /**
   * The intents as a diagram, one place a kline: `marble({ L: { kind: 'open', side: 'long' } })` is `'--L-'` when the strategy
   * opened a long at the close of kline 2. A letter stands for every intent that has the members it names; `?` is an intent no
   * letter stands for, `(ab)` two of one kline, and what came before the first kline stands before a `^`.
   */
  marble(alphabet: Alphabet<unknown>): string;
  /** The intents as rows of the members named: `table('kline', 'kind', 'side')` is `[[2, 'open', 'long']]`. */
  table(...members: readonly string[]): readonly (readonly Plain[])[];
}
