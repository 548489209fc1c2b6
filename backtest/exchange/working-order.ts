// An order as the exchange holds it: what was asked, how far it is filled, and where it waits.
import { type Decimal, ZERO } from '../../engine/domain/decimal.ts';
import { executesAtMarket, isConditional, type OrderRequest, type OrderStatus } from '../../engine/domain/order.ts';
import type { VenueOrder } from '../../engine/domain/report.ts';

/**
 * `conditional`: unseen until its trigger wakes it. `limit`: rests in the book. `taking`: takes, and has a rest only for
 * want of volume (LIQ-3). `ended`: filled, cancelled, expired.
 */
export type OrderStage = 'conditional' | 'limit' | 'taking' | 'ended';

/** Classes of happenings at one place, first to last (PATH-6). */
export const RANK = { due: 0, liquidation: 1, stop: 2, takeProfit: 3, limit: 4, point: 5 } as const;

/** How far a trailing stop has come (PRICE-8); `extreme` and `trigger` mean nothing before it is active. */
export interface Trail {
  isActive: boolean;
  extreme: number;
  trigger: number;
}

export interface WorkingOrder {
  request: OrderRequest;
  readonly venueOrderId: string;
  /** Counts arrivals; an amended order arrives anew. */
  arrival: number;
  readonly reduces: boolean;
  stage: OrderStage;
  status: OrderStatus;
  filled: Decimal;
  /** Σ price × quantity of its fills. */
  filledValue: Decimal;
  /** Epoch ms. */
  updatedTime: number;
  /** Price, as a double, at which it happens where it waits now. */
  key: number;
  rank: number;
  readonly trail: Trail | null;
  /** What it adds to the exposure now: notional for limit kinds, quantity for market kinds; zero where it reduces. */
  claim: Decimal;
}

export function createWorkingOrder(
  request: OrderRequest,
  venueOrderId: string,
  arrival: number,
  reduces: boolean,
  time: number,
): WorkingOrder {
  const isTrailing = request.type === 'TRAILING_STOP_MARKET';
  return {
    request,
    venueOrderId,
    arrival,
    reduces,
    stage: isConditional(request.type) ? 'conditional' : request.type === 'MARKET' ? 'taking' : 'limit',
    status: 'open',
    filled: ZERO,
    filledValue: ZERO,
    updatedTime: time,
    key: Number.NaN,
    rank: rankOf(request),
    trail: isTrailing ? { isActive: false, extreme: Number.NaN, trigger: Number.NaN } : null,
    claim: ZERO,
  };
}

/** A copy that can be filled and woken without the original knowing. */
export function copyOrder(order: WorkingOrder): WorkingOrder {
  return { ...order, trail: order.trail === null ? null : { ...order.trail } };
}

/** Whether it executes at a price of its own once it works. */
export function isLimitKind(order: WorkingOrder): boolean {
  return !executesAtMarket(order.request.type);
}

/** What is still to be filled; undefined for close-position orders, which have no quantity. */
export function restOf(order: WorkingOrder): Decimal | undefined {
  return order.request.quantity?.minus(order.filled);
}

/** Whether a rising working price wakes it: buy stops and sell take-profits (PRICE-6). */
export function wakesByRise(request: OrderRequest): boolean {
  const isTakeProfit = request.type === 'TAKE_PROFIT' || request.type === 'TAKE_PROFIT_MARKET';
  return (request.side === 'buy') !== isTakeProfit;
}

/** The order in the words of reports. */
export function venueOrderOf(order: WorkingOrder): VenueOrder {
  return {
    request: order.request,
    venueOrderId: order.venueOrderId,
    status: order.status,
    filledQuantity: order.filled,
    averagePrice: order.filled.isZero() ? null : order.filledValue.div(order.filled),
    updatedTime: order.updatedTime,
  };
}

function rankOf({ type }: OrderRequest): number {
  if (type === 'TAKE_PROFIT' || type === 'TAKE_PROFIT_MARKET') return RANK.takeProfit;
  return isConditional(type) ? RANK.stop : RANK.limit;
}
