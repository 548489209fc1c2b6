// Who keeps what happened: a backtest's recorder, a live monitor, a test. Observers look after state has changed and never
// change it.
import type { Order } from '../domain/order.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Report } from '../domain/report.ts';
import type { Trade } from '../portfolio/trade.ts';
import type { StrategyFill } from '../strategy/contract.ts';
import type { Quarantine } from '../strategy/host.ts';

/** A fill with the strategy whose order it was; null where it was nobody's. */
export interface AttributedFill extends StrategyFill {
  readonly strategyId: string | null;
}

export interface EngineObserver {
  /** The market was told something at `time` (epoch ms); `equity` is wallets plus unrealised result at mark. */
  instant(time: number, equity: number): void;
  /** A report was taken into order table and books. */
  reported(report: Report): void;
  orderChanged(order: Order): void;
  filled(fill: AttributedFill): void;
  /** Nothing of the trade is held any more. */
  tradeEnded(trade: Trade): void;
  /** A no of ours or of the venue, a drop or a clip. */
  refused(refusal: Refusal): void;
  quarantined(quarantine: Quarantine): void;
}
