// Whether an order is formed as its type demands (ACC-2, LIQ-4, LIQ-5). Pure.
import type { Decimal } from '../../engine/domain/decimal.ts';
import type { OrderRequest, OrderType, TimeInForce } from '../../engine/domain/order.ts';

type Member = 'quantity' | 'price' | 'triggerPrice' | 'callbackRatio';

/** Members a type cannot do without; the quantity of the two close-position types is looked at apart. */
const NEEDED: Readonly<Record<OrderType, readonly Member[]>> = {
  LIMIT: ['quantity', 'price'],
  MARKET: ['quantity'],
  STOP: ['quantity', 'price', 'triggerPrice'],
  STOP_MARKET: ['triggerPrice'],
  TAKE_PROFIT: ['quantity', 'price', 'triggerPrice'],
  TAKE_PROFIT_MARKET: ['triggerPrice'],
  TRAILING_STOP_MARKET: ['quantity', 'callbackRatio'],
};
const POSITIVE = ['quantity', 'price', 'triggerPrice', 'activationPrice', 'callbackRatio'] as const;
const CLOSE_POSITION_TYPES: readonly OrderType[] = ['STOP_MARKET', 'TAKE_PROFIT_MARKET'];
const LIMIT_TYPES: readonly OrderType[] = ['LIMIT', 'STOP', 'TAKE_PROFIT'];

/** What is wrong with the order's form in one sentence; undefined where nothing is. `time` is that of its arrival. */
export function malformation(request: OrderRequest, time: number): string | undefined {
  const { type, quantity, closePosition, callbackRatio } = request;
  for (const member of NEEDED[type]) if (request[member] === null) return `${type} needs ${member}`;
  for (const member of POSITIVE) if (isNotPositive(request[member])) return `${member} must be above 0`;
  if (callbackRatio !== null && callbackRatio.gte(1)) return 'callbackRatio must be below 1';
  if (closePosition && !CLOSE_POSITION_TYPES.includes(type)) return `${type} cannot close the position`;
  if (closePosition && quantity !== null) return 'a close-position order has no quantity';
  if (!closePosition && quantity === null) return `${type} needs quantity`;
  return timeMalformation(request, time);
}

function timeMalformation({ type, timeInForce, goodTillMs }: OrderRequest, time: number): string | undefined {
  if (!isAllowed(type, timeInForce)) return `${type} cannot be ${timeInForce}`;
  if (timeInForce !== 'GTD') return undefined;
  if (goodTillMs === null) return 'GTD needs goodTillMs';
  return goodTillMs <= time ? `goodTillMs ${goodTillMs} is past` : undefined;
}

function isAllowed(type: OrderType, timeInForce: TimeInForce): boolean {
  if (timeInForce === 'GTX') return LIMIT_TYPES.includes(type);
  return timeInForce !== 'GTD' || type !== 'MARKET';
}

function isNotPositive(value: Decimal | null): boolean {
  return value !== null && !value.gt(0);
}
