// How orders fill in the oracle: by waking, by arriving, by the walk reaching a limit (rules PRICE, LIQ, RED).
import {
  type Decimal,
  ZERO,
  floorToMultiple,
  maxDecimal,
  minDecimal,
  roundPosting,
} from '../../engine/domain/decimal.ts';
import { executesAtMarket } from '../../engine/domain/order.ts';
import type { CancelReason } from '../../engine/domain/rejection.ts';
import type { Side } from '../../engine/domain/side.ts';
import { directionSign, naivePosition, postFill } from './naive-books.ts';
import { hasVolumeLeft, isSatisfiedAt, triggerOf, type NaiveLane } from './naive-lane.ts';
import { heldAgainst, isReducing, marginRejection } from './naive-margin.ts';
import { decimalOf, restOf, type NaiveOrder, type NaiveState, type NaiveSymbol } from './naive-state.ts';

const ON_TICK = 1e-9;

/** The price to the tick: within 1e-9 of a tick it is that tick, else it is rounded against the order. */
export function toTickAgainst(price: Decimal, symbol: NaiveSymbol, side: Side): Decimal {
  const tick = symbol.instrument.priceTick;
  const nearest = price.div(tick).round().times(tick);
  if (price.minus(nearest).abs().lte(price.abs().times(ON_TICK))) return nearest;
  return side === 'buy' ? price.div(tick).ceil().times(tick) : floorToMultiple(price, tick);
}

/** The last price where the walk stands, as the price of a fill (PRICE-2). */
export function priceHere(lane: NaiveLane, side: Side): Decimal {
  const price = decimalOf(lane.at.last);
  if (lane.at.isPoint) return price;
  const rounded = toTickAgainst(price, lane.symbol, side);
  return maxDecimal(decimalOf(lane.kline.low), minDecimal(decimalOf(lane.kline.high), rounded));
}

/** A market price moved against the order (PRICE-3). */
export function slipped(state: NaiveState, symbol: NaiveSymbol, side: Side, price: Decimal): Decimal {
  const tick = symbol.instrument.priceTick;
  const by = maxDecimal(tick.times(state.settings.slippageTicks), price.times(state.settings.slippageRatio));
  if (side === 'buy') return price.plus(by).div(tick).ceil().times(tick);
  return maxDecimal(tick, floorToMultiple(price.minus(by), tick));
}

/** Ends an order that was not filled wholly. */
export function endOrder(state: NaiveState, order: NaiveOrder, reason: CancelReason, time: number): void {
  order.ended = true;
  const { clientOrderId, symbol } = order.request;
  state.tell({ kind: 'orderCancelled', time, clientOrderId, symbol, reason, filledQuantity: order.filled });
}

/** An order that takes, from the price `base` before slippage. */
export function take(state: NaiveState, lane: NaiveLane, order: NaiveOrder, base: Decimal): void {
  const { side, positionSide, symbol, timeInForce, type } = order.request;
  const reduces = isReducing(state, order.request);
  const held = heldAgainst(state, symbol, positionSide, side);
  if (reduces && held.isZero()) return endOrder(state, order, 'reduce-only', lane.at.time);
  const rest = order.quantity === null ? held : restOf(order);
  const wanted = reduces ? minDecimal(rest, held) : rest;
  const amount = volumeFor(lane, wanted);
  if (timeInForce === 'FOK' && amount.lt(wanted)) return endOrder(state, order, 'fok-not-filled', lane.at.time);
  if (amount.gt(ZERO)) {
    const price = executesAtMarket(type) ? slipped(state, lane.symbol, side, base) : limited(base, order.price, side);
    fillOrder(state, lane, order, price, amount, 'taker', price.minus(base).abs().times(amount));
  }
  if (order.ended) return;
  if (amount.gt(ZERO) && reduces && amount.eq(held)) return endClosed(state, order, lane.at.time);
  if (timeInForce === 'IOC') return endOrder(state, order, 'ioc-remainder', lane.at.time);
  order.phase = 'short-of-volume';
}

/** A limit that has just come to the book: takes if it can, else rests (PRICE-5, LIQ-4). */
export function limitArrives(state: NaiveState, lane: NaiveLane, order: NaiveOrder): void {
  const { side, timeInForce } = order.request;
  if (order.price !== null && isSatisfiedAt(state, side, order.price, lane.at.last)) {
    return take(state, lane, order, priceHere(lane, side));
  }
  if (timeInForce === 'IOC') return endOrder(state, order, 'ioc-remainder', lane.at.time);
  if (timeInForce === 'FOK') return endOrder(state, order, 'fok-not-filled', lane.at.time);
  order.phase = 'resting';
}

/** A resting limit that the walk has reached makes at `price`. */
export function make(state: NaiveState, lane: NaiveLane, order: NaiveOrder, price: Decimal): void {
  const { side, positionSide, symbol } = order.request;
  const reduces = isReducing(state, order.request);
  const held = heldAgainst(state, symbol, positionSide, side);
  if (reduces && held.isZero()) return endOrder(state, order, 'reduce-only', lane.at.time);
  const amount = volumeFor(lane, reduces ? minDecimal(restOf(order), held) : restOf(order));
  fillOrder(state, lane, order, price, amount, 'maker', ZERO);
  if (!order.ended && reduces && amount.eq(held)) endClosed(state, order, lane.at.time);
}

/** A conditional order whose trigger has been reached at the place where the walk stands (PRICE-6 to PRICE-9). */
export function wake(state: NaiveState, lane: NaiveLane, order: NaiveOrder, base: Decimal): void {
  const { clientOrderId, symbol, side, positionSide, type, priceProtect, timeInForce } = order.request;
  const { last, mark, time } = lane.at;
  if (priceProtect && Math.abs(last - mark) > mark * lane.symbol.instrument.triggerProtectRatio.toNumber()) {
    order.heldBackIn = lane.kline.openTime;
    return;
  }
  state.tell({ kind: 'orderTriggered', time, clientOrderId, symbol });
  const held = heldAgainst(state, symbol, positionSide, side);
  if (isReducing(state, order.request) && held.isZero()) return endOrder(state, order, 'reduce-only', time);
  const atMarket = executesAtMarket(type);
  const takes = atMarket || (order.price !== null && isSatisfiedAt(state, side, order.price, last));
  if (timeInForce === 'GTX' && takes) return endOrder(state, order, 'post-only-at-trigger', time);
  const assumedPrice = atMarket ? slipped(state, lane.symbol, side, base) : order.price;
  if (order.quantity !== null && assumedPrice !== null && !isReducing(state, order.request)) {
    const feeRatio = takes ? state.settings.takerFeeRatio : state.settings.makerFeeRatio;
    const need = { side, positionSide, quantity: order.quantity, assumedPrice, feeRatio };
    if (marginRejection(state, symbol, need) !== null) return endOrder(state, order, 'margin-at-trigger', time);
  }
  if (atMarket) return take(state, lane, order, base);
  limitArrives(state, lane, order);
}

/** The price before slippage of a conditional order that wakes here: the trigger, the open beyond it, or the last price of a mark. */
export function wakingBase(lane: NaiveLane, order: NaiveOrder, atOpen: boolean): Decimal {
  const trigger = triggerOf(order, lane.symbol);
  if (atOpen || order.request.workingType === 'mark' || trigger === null) return priceHere(lane, order.request.side);
  return trigger;
}

/** What is left of the kline's volume for an order that wants `wanted`. */
function volumeFor(lane: NaiveLane, wanted: Decimal): Decimal {
  if (!hasVolumeLeft(lane)) return ZERO;
  return lane.left === null ? wanted : minDecimal(wanted, lane.left);
}

/** Never worse than the order's own limit. */
function limited(base: Decimal, limit: Decimal | null, side: Side): Decimal {
  if (limit === null) return base;
  return side === 'buy' ? minDecimal(base, limit) : maxDecimal(base, limit);
}

function endClosed(state: NaiveState, order: NaiveOrder, time: number): void {
  endOrder(state, order, order.request.closePosition ? 'position-closed' : 'reduce-only', time);
}

function fillOrder(
  state: NaiveState,
  lane: NaiveLane,
  order: NaiveOrder,
  price: Decimal,
  quantity: Decimal,
  liquidity: 'maker' | 'taker',
  slippage: Decimal,
): void {
  const { clientOrderId, symbol, side, positionSide } = order.request;
  const ratio = liquidity === 'maker' ? state.settings.makerFeeRatio : state.settings.takerFeeRatio;
  const fee = roundPosting(roundPosting(price.times(quantity)).times(ratio));
  const opens = heldAgainst(state, symbol, positionSide, side).lt(quantity);
  const fill = { symbol, positionSide, side, price, quantity, fee };
  postFill(state.account, fill, lane.symbol.marginMode, lane.symbol.leverage);
  order.filled = order.filled.plus(quantity);
  if (lane.left !== null) lane.left = lane.left.minus(quantity);
  if (order.quantity !== null && order.filled.eq(order.quantity)) order.ended = true;
  if (opens) lane.opened = directionSign(naivePosition(state.account, symbol, positionSide)) === 1 ? 'long' : 'short';
  state.tell({
    kind: 'filled',
    time: lane.at.time,
    fill: { clientOrderId, ...fill, liquidity, cause: 'trade', slippage },
  });
}
