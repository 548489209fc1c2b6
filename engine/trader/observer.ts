// Who keeps what happened: a backtest's recorder, a live monitor, a test. Observers look after state has changed and never
// change it.
import type { Decimal } from '../domain/decimal.ts';
import type { Order } from '../domain/order.ts';
import type { PositionSide } from '../domain/side.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Report } from '../domain/report.ts';
import type { TradeFunding } from '../portfolio/trade-ledger.ts';
import type { FillPart, Trade } from '../portfolio/trade.ts';
import type { StrategyFill } from '../strategy/contract.ts';
import type { Quarantine } from '../strategy/host.ts';
import type { ToldReason } from './exit-cause.ts';

/** A fill with the strategy whose order it was, null where it was nobody's, and its parts in that strategy's trades. */
export interface AttributedFill extends StrategyFill {
  readonly strategyId: string | null;
  readonly parts: readonly FillPart[];
}

/** One book's part of a funding settlement; `strategyId` is null for the external book. */
export interface FundingPayment {
  readonly strategyId: string | null;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly rateRatio: Decimal;
  readonly markPrice: Decimal;
  /** Received when positive. */
  readonly amount: Decimal;
  /** Epoch ms. */
  readonly time: number;
  /** How it was shared over the trades that held something; they add up to `amount`. */
  readonly trades: readonly TradeFunding[];
}

export interface EngineObserver {
  /** The market was told something at `time` (epoch ms); `equity` is wallets plus unrealised result at mark. */
  instant(time: number, equity: number): void;
  /** A report was taken into order table and books. */
  reported(report: Report): void;
  /** `reason` is why the order was sent; null where that is not known any more. */
  orderChanged(order: Order, reason: ToldReason | null): void;
  filled(fill: AttributedFill): void;
  fundingPaid(payment: FundingPayment): void;
  /** Told while the fill that ended it is handled, before `filled` tells of that. Nothing of the trade is held any more. */
  tradeEnded(trade: Trade): void;
  /** A no of ours or of the venue, a drop or a clip. */
  refused(refusal: Refusal): void;
  quarantined(quarantine: Quarantine): void;
}
