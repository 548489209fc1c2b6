// A trade: one round of a strategy in a market, from the first entry fill to the last exit fill (SEMANTICS 9).
import type { Decimal } from '../domain/decimal.ts';
import type { OrderRole } from '../domain/order.ts';
import type { Direction, PositionSide } from '../domain/side.ts';

/** What took the last of a trade away: the role of that order, or a forced close. */
export type ExitCause = OrderRole | 'liquidation';

export interface Trade {
  /** The bracket's id; outside brackets the client id of the entry order. */
  readonly tradeId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly direction: Direction;
  /** Null outside brackets. */
  readonly bracketId: string | null;
  /** The strategy's name for it; null where it gave none. */
  readonly ref: string | null;
  /** True while something is held: what is still held is valued at mark. */
  readonly open: boolean;
  /** Epoch ms of the first entry fill. */
  readonly entryTime: number;
  /** Epoch ms of the last exit fill; while open, of the mark it is valued at. */
  readonly exitTime: number;
  /** Base asset entered in total, positive. */
  readonly quantity: Decimal;
  /** Average price of the entry fills. */
  readonly entryPrice: Decimal;
  /** Average price of the exit fills; while open, what is still held counted at mark. */
  readonly exitPrice: Decimal;
  /** Result of the prices alone, before fees and funding. Fill prices carry slippage already. */
  readonly profit: Decimal;
  /** Paid when positive. */
  readonly fees: Decimal;
  /** Received when positive. */
  readonly funding: Decimal;
  /** What slippage cost, contained in `profit`. */
  readonly slippage: Decimal;
  /** profit − fees + funding. */
  readonly result: Decimal;
  /** Null while open. */
  readonly exitCause: ExitCause | null;
}
