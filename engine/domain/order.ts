// Orders: what is asked of a venue, and what is known of it afterwards.
import type { Decimal } from './decimal.ts';
import type { PositionSide, Side } from './side.ts';

export const ORDER_TYPES = [
  'LIMIT',
  'MARKET',
  'STOP',
  'STOP_MARKET',
  'TAKE_PROFIT',
  'TAKE_PROFIT_MARKET',
  'TRAILING_STOP_MARKET',
] as const;
export type OrderType = (typeof ORDER_TYPES)[number];

/** GTX is post-only: rejected rather than executed as taker. GTD ends at `goodTillMs`. */
export type TimeInForce = 'GTC' | 'IOC' | 'FOK' | 'GTX' | 'GTD';

/** The price that wakes a conditional order. */
export type WorkingType = 'last' | 'mark';

/** All that a venue is told of an order. Members that do not belong to the type are null. */
export interface OrderRequest {
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly type: OrderType;
  /** Base asset; null only for close-position orders, which close whatever is held. */
  readonly quantity: Decimal | null;
  /** Limit price, in quote asset per base asset. */
  readonly price: Decimal | null;
  /** Price that wakes a stop or take-profit. */
  readonly triggerPrice: Decimal | null;
  /** Price from which a trailing stop begins to follow; null follows at once. */
  readonly activationPrice: Decimal | null;
  /** Distance of a trailing stop from the extreme, as a ratio of it (0.01 is one percent). */
  readonly callbackRatio: Decimal | null;
  readonly timeInForce: TimeInForce;
  /** Epoch ms at which a GTD order ends. */
  readonly goodTillMs: number | null;
  /** The price that wakes it. */
  readonly workingType: WorkingType;
  /** Refuses to trigger while last and mark price are further apart than the instrument's `triggerProtectRatio`. */
  readonly priceProtect: boolean;
  /** Only ever makes a position smaller. */
  readonly reduceOnly: boolean;
  /** Closes whatever is held when it is woken. */
  readonly closePosition: boolean;
}

/**
 * Where an order stands. `pending`: sent, unanswered. `unknown`: the answer was lost, the order may exist.
 * `open` covers resting conditional orders; `triggered` ones that a trigger woke and that have not ended yet.
 */
export type OrderStatus =
  'pending' | 'unknown' | 'open' | 'triggered' | 'partially-filled' | 'filled' | 'cancelled' | 'expired' | 'rejected';

export type EndedOrderStatus = Extract<OrderStatus, 'filled' | 'cancelled' | 'expired' | 'rejected'>;

export function isEnded(status: OrderStatus): status is EndedOrderStatus {
  return status === 'filled' || status === 'cancelled' || status === 'expired' || status === 'rejected';
}

/** What an order is for. `stop-loss` and `take-profit` are legs of a bracket; `reduce` ones close on an intent's word; `foreign` is not ours. */
export type OrderRole = 'entry' | 'reduce' | 'stop-loss' | 'take-profit' | 'foreign';

/** An order as the engine knows it; the same shape is told on `order$`. */
export interface Order extends OrderRequest {
  /** Whose it is; null where it is nobody's of ours. */
  readonly strategyId: string | null;
  /** The name the strategy gave to what made it; legs carry that of their entry. */
  readonly ref: string | null;
  /** The entry with its legs that it belongs to; null outside of brackets. */
  readonly bracketId: string | null;
  readonly role: OrderRole;
  readonly status: OrderStatus;
  /** The venue's id; null until it has answered. */
  readonly venueOrderId: string | null;
  /** Base asset. */
  readonly filledQuantity: Decimal;
  /** Volume-weighted price of what was filled, in quote asset per base asset; null before the first fill. */
  readonly averagePrice: Decimal | null;
  /** When it was sent, epoch ms. */
  readonly placedTime: number;
  /** When it last changed, epoch ms. */
  readonly updatedTime: number;
  /** Why it ended, where it did not end filled: a rejection code or a cancel reason. */
  readonly endCode: string | null;
}

/** Whether the type rests unseen until a trigger wakes it. */
export function isConditional(type: OrderType): boolean {
  return type !== 'LIMIT' && type !== 'MARKET';
}

/** Whether the order, once working, executes at market. */
export function executesAtMarket(type: OrderType): boolean {
  return type !== 'LIMIT' && type !== 'STOP' && type !== 'TAKE_PROFIT';
}
