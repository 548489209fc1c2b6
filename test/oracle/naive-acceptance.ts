// Which orders the oracle rejects, and with what code: the first that applies, in the order of rules ACC-1 to ACC-14.
import { type Decimal, isMultipleOf } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import {
  executesAtMarket,
  isConditional,
  type OrderRequest,
  type OrderType,
  type TimeInForce,
} from '../../engine/domain/order.ts';
import type { RejectionCode } from '../../engine/domain/rejection.ts';
import { isSatisfiedAt, type NaiveLane } from './naive-lane.ts';
import { closesItsSide, heldAgainst, isReducing, marginRejection } from './naive-margin.ts';
import { priceHere, slipped } from './naive-matching.ts';
import { markOf, openOrdersOf, type NaiveOrder, type NaiveState } from './naive-state.ts';

const CLOSING_TYPES: readonly OrderType[] = ['STOP_MARKET', 'TAKE_PROFIT_MARKET'];
const NEEDS_PRICE: readonly OrderType[] = ['LIMIT', 'STOP', 'TAKE_PROFIT'];
const NEEDS_TRIGGER: readonly OrderType[] = ['STOP', 'TAKE_PROFIT', 'STOP_MARKET', 'TAKE_PROFIT_MARKET'];

/** Why an order that arrives where the walk stands is rejected; null where it is accepted. */
export function rejectionOf(state: NaiveState, lane: NaiveLane, request: OrderRequest): RejectionCode | null {
  const { instrument } = lane.symbol;
  const open = openOrdersOf(state, request.symbol);
  if (state.isBust) return 'ACCOUNT_BUST';
  if (isMalformed(request, lane.at.time)) return 'BAD_REQUEST';
  if ((request.positionSide === 'both') !== (state.settings.positionMode === 'one-way'))
    return 'POSITION_SIDE_MISMATCH';
  if (state.orders.some((order) => !order.ended && order.request.clientOrderId === request.clientOrderId)) {
    return 'DUPLICATE_CLIENT_ORDER_ID';
  }
  if (request.type !== 'MARKET' && open.length >= instrument.openOrdersMax) return 'TOO_MANY_ORDERS';
  const filter = filterRejection(state, lane, request, request.quantity, request.price);
  if (filter !== null) return filter;
  if (failsToReduce(state, request)) return 'REDUCE_ONLY_REJECTED';
  if (request.closePosition && open.some((order) => isSameClose(order.request, request)))
    return 'CLOSE_POSITION_EXISTS';
  if (triggersAtOnce(lane, request)) return 'WOULD_TRIGGER_AT_ONCE';
  if (request.timeInForce === 'GTX' && takesHere(state, lane, request)) return 'POST_ONLY_WOULD_TAKE';
  return marginOf(state, lane, request, request.quantity, request.price);
}

/** Why new values for a limit order are rejected; null where they may stand (ACC-16). */
export function amendRejectionOf(
  state: NaiveState,
  lane: NaiveLane,
  order: NaiveOrder,
  quantity: Decimal,
  price: Decimal,
): RejectionCode | null {
  if (order.request.type !== 'LIMIT') return 'NOT_SUPPORTED';
  if (quantity.lte(0) || price.lte(0)) return 'BAD_REQUEST';
  if (order.quantity?.eq(quantity) === true && order.price?.eq(price) === true) return 'NOTHING_TO_CHANGE';
  const filter = filterRejection(state, lane, order.request, quantity, price);
  if (filter !== null) return filter;
  return marginOf(state, lane, order.request, quantity.minus(order.filled), price, order);
}

function isMalformed(request: OrderRequest, time: number): boolean {
  const { type, quantity, price, triggerPrice, activationPrice, callbackRatio, closePosition } = request;
  if ([quantity, price, triggerPrice, activationPrice].some((value) => value !== null && value.lte(0))) return true;
  if (quantity === null && !closePosition) return true;
  if (closePosition && (quantity !== null || !CLOSING_TYPES.includes(type))) return true;
  if (NEEDS_PRICE.includes(type) && price === null) return true;
  if (NEEDS_TRIGGER.includes(type) && triggerPrice === null) return true;
  if (type === 'TRAILING_STOP_MARKET' && (callbackRatio === null || callbackRatio.lte(0) || callbackRatio.gte(1)))
    return true;
  if (!timesInForce(type).includes(request.timeInForce)) return true;
  return request.timeInForce === 'GTD' && (request.goodTillMs === null || request.goodTillMs <= time);
}

function timesInForce(type: OrderType): readonly TimeInForce[] {
  if (type === 'MARKET') return ['GTC', 'IOC', 'FOK'];
  return executesAtMarket(type) ? ['GTC', 'IOC', 'FOK', 'GTD'] : ['GTC', 'IOC', 'FOK', 'GTD', 'GTX'];
}

/** ACC-6 to ACC-9, which new values of an amended order pass as well. */
function filterRejection(
  state: NaiveState,
  lane: NaiveLane,
  request: OrderRequest,
  quantity: Decimal | null,
  price: Decimal | null,
): RejectionCode | null {
  const { instrument } = lane.symbol;
  for (const value of [price, request.triggerPrice, request.activationPrice]) {
    if (value !== null && !isPriceAllowed(value, instrument)) return 'PRICE_FILTER';
  }
  const lot = executesAtMarket(request.type) ? instrument.marketLot : instrument.lot;
  if (quantity !== null) {
    if (quantity.lt(lot.quantityMin) || quantity.gt(lot.quantityMax)) return 'LOT_FILTER';
    if (!isMultipleOf(quantity, lot.quantityStep)) return 'LOT_FILTER';
    if (!request.reduceOnly && !closesItsSide(state, request)) {
      if (quantity.times(notionalPrice(lane, request, price)).lt(instrument.notionalMin)) return 'NOTIONAL_TOO_SMALL';
    }
  }
  return isTooFar(state, lane, request, price) ? 'PERCENT_PRICE' : null;
}

function isPriceAllowed(price: Decimal, instrument: Instrument): boolean {
  if (price.lt(instrument.priceMin) || price.gt(instrument.priceMax)) return false;
  return isMultipleOf(price, instrument.priceTick);
}

function notionalPrice(lane: NaiveLane, request: OrderRequest, price: Decimal | null): Decimal {
  const mark = markOf(lane.symbol);
  if (request.type === 'LIMIT') return price ?? mark;
  if (request.type === 'TRAILING_STOP_MARKET') return request.activationPrice ?? mark;
  return request.triggerPrice ?? mark;
}

function isTooFar(state: NaiveState, lane: NaiveLane, request: OrderRequest, price: Decimal | null): boolean {
  const { instrument } = lane.symbol;
  const mark = markOf(lane.symbol);
  if (request.type === 'LIMIT' && price !== null) {
    if (request.side === 'buy') return price.gt(mark.times(instrument.priceRatioMax));
    return price.lt(mark.times(instrument.priceRatioMin));
  }
  if (request.type !== 'MARKET') return false;
  const fillPrice = slipped(state, lane.symbol, request.side, priceHere(lane, request.side));
  return fillPrice.minus(mark).abs().gt(mark.times(instrument.marketTakeRatioMax));
}

function failsToReduce(state: NaiveState, request: OrderRequest): boolean {
  const { symbol, side, positionSide } = request;
  if (state.settings.positionMode === 'hedge' && request.reduceOnly && !closesItsSide(state, request)) return true;
  if (isConditional(request.type) || !isReducing(state, request)) return false;
  return heldAgainst(state, symbol, positionSide, side).isZero();
}

function isSameClose(a: OrderRequest, b: OrderRequest): boolean {
  return a.closePosition && a.type === b.type && a.side === b.side && a.positionSide === b.positionSide;
}

function triggersAtOnce(lane: NaiveLane, request: OrderRequest): boolean {
  if (!isConditional(request.type) || request.triggerPrice === null) return false;
  const isTarget = request.type === 'TAKE_PROFIT' || request.type === 'TAKE_PROFIT_MARKET';
  const rises = isTarget === (request.side === 'sell');
  const price = request.workingType === 'mark' ? lane.at.mark : lane.at.last;
  const trigger = request.triggerPrice.toNumber();
  return rises ? price >= trigger : price <= trigger;
}

function takesHere(state: NaiveState, lane: NaiveLane, request: OrderRequest): boolean {
  if (request.type !== 'LIMIT' || request.price === null) return false;
  return isSatisfiedAt(state, request.side, request.price, lane.at.last);
}

/** ACC-14 for what works at once; conditional orders are looked at when they wake. */
function marginOf(
  state: NaiveState,
  lane: NaiveLane,
  request: OrderRequest,
  quantity: Decimal | null,
  price: Decimal | null,
  replaced?: NaiveOrder,
): RejectionCode | null {
  if (isConditional(request.type) || quantity === null || quantity.lte(0) || isReducing(state, request)) return null;
  const { side, positionSide, symbol } = request;
  const atMarket = request.type === 'MARKET';
  const assumedPrice = atMarket || price === null ? slipped(state, lane.symbol, side, priceHere(lane, side)) : price;
  const takes = atMarket || isSatisfiedAt(state, side, assumedPrice, lane.at.last);
  const feeRatio = takes ? state.settings.takerFeeRatio : state.settings.makerFeeRatio;
  return marginRejection(state, symbol, { side, positionSide, quantity, assumedPrice, feeRatio }, replaced);
}
