// Whether an order may come in, by the first rule it breaks (ACC-1 to ACC-14). The rules stand in the order in which
// they are looked at.
import { Decimal, isMultipleOf, ZERO } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import { executesAtMarket, isConditional, type OrderRequest } from '../../engine/domain/order.ts';
import type { RejectionCode } from '../../engine/domain/rejection.ts';
import { closingSide } from '../../engine/domain/side.ts';
import type { Desk } from './desk.ts';
import { marginRefusal } from './exposure.ts';
import { placePrice, slippedPrice } from './fill-price.ts';
import { satisfiesLimit } from './matching.ts';
import { malformation } from './order-form.ts';
import { FLAT } from './position.ts';
import { type Market, sideIndex } from './state.ts';
import type { Walk } from './walk.ts';
import { wakesByRise } from './working-order.ts';

export interface Rejection {
  readonly code: RejectionCode;
  readonly message: string;
}

/** Whether an order can only make its position smaller (RED-1). */
export function isReducing({ reduceOnly, closePosition, positionSide, side }: OrderRequest): boolean {
  return reduceOnly || closePosition || (positionSide !== 'both' && side === closingSide(positionSide));
}

/** Why the exchange does not take the order where the walk stands; undefined where it does. */
export function rejectionOf(desk: Desk, walk: Walk, request: OrderRequest): Rejection | undefined {
  const { market } = walk;
  if (desk.state.isBust) return rejection('ACCOUNT_BUST', 'the account is bust');
  const malformed = malformation(request, walk.time);
  if (malformed !== undefined) return rejection('BAD_REQUEST', malformed);
  return (
    identityRejection(desk, market, request) ??
    filterRejection(market.instrument, request) ??
    notionalRejection(market, request) ??
    percentPriceRejection(desk, walk, request) ??
    reductionRejection(market, request) ??
    placeRejection(desk, walk, request) ??
    marginRejection(desk, walk, request)
  );
}

/** Filters and margin for what an amend makes of a limit order (ACC-16). */
export function amendRejectionOf(
  desk: Desk,
  walk: Walk,
  amended: OrderRequest,
  filled: Decimal,
  claimed: Decimal,
): Rejection | undefined {
  const { market } = walk;
  return (
    filterRejection(market.instrument, amended) ??
    notionalRejection(market, amended) ??
    percentPriceRejection(desk, walk, amended) ??
    marginRejection(desk, walk, amended, filled, claimed)
  );
}

function identityRejection({ state }: Desk, market: Market, request: OrderRequest): Rejection | undefined {
  const { clientOrderId, positionSide, type } = request;
  if (sideIndex(market, positionSide) < 0) {
    return rejection('POSITION_SIDE_MISMATCH', `position side ${positionSide} in ${state.positionMode} mode`);
  }
  const { byId } = market.orders;
  if (state.markets.some((other) => other.orders.byId.has(clientOrderId))) {
    return rejection('DUPLICATE_CLIENT_ORDER_ID', `an order ${clientOrderId} is open`);
  }
  if (type !== 'MARKET' && byId.size >= market.instrument.openOrdersMax) {
    return rejection('TOO_MANY_ORDERS', `${byId.size} orders are open on ${market.symbol}`);
  }
  return undefined;
}

function filterRejection(instrument: Instrument, request: OrderRequest): Rejection | undefined {
  const { priceTick, priceMin, priceMax } = instrument;
  for (const price of [request.price, request.triggerPrice, request.activationPrice]) {
    if (price === null) continue;
    if (!isMultipleOf(price, priceTick))
      return rejection('PRICE_FILTER', `price ${price.toString()} is off the tick ${priceTick.toString()}`);
    if (price.lt(priceMin) || price.gt(priceMax))
      return rejection('PRICE_FILTER', `price ${price.toString()} is out of bounds`);
  }
  if (request.quantity === null) return undefined;
  const lot = executesAtMarket(request.type) ? instrument.marketLot : instrument.lot;
  const { quantity } = request;
  if (quantity.lt(lot.quantityMin) || quantity.gt(lot.quantityMax) || !isMultipleOf(quantity, lot.quantityStep)) {
    const message = `quantity ${quantity.toString()}: ${lot.quantityMin.toString()} to ${lot.quantityMax.toString()} by ${lot.quantityStep.toString()}`;
    return rejection('LOT_FILTER', message);
  }
  return undefined;
}

function notionalRejection(market: Market, request: OrderRequest): Rejection | undefined {
  if (isReducing(request)) return undefined;
  const notional = (request.quantity ?? ZERO).times(judgedPrice(market, request));
  const { notionalMin } = market.instrument;
  if (notional.gte(notionalMin)) return undefined;
  return rejection('NOTIONAL_TOO_SMALL', `notional ${notional.toString()}, at least ${notionalMin.toString()}`);
}

/** Limit → its price, conditional → its trigger, trailing → its activation, otherwise the mark (ACC-8). */
function judgedPrice({ mark }: Market, { type, price, triggerPrice, activationPrice }: OrderRequest): Decimal {
  if (type === 'LIMIT') return price ?? ZERO;
  return triggerPrice ?? activationPrice ?? new Decimal(mark);
}

function percentPriceRejection(desk: Desk, walk: Walk, request: OrderRequest): Rejection | undefined {
  const { instrument, mark: markNumber } = walk.market;
  const mark = new Decimal(markNumber);
  if (request.type === 'LIMIT' && request.price !== null) {
    const isBuy = request.side === 'buy';
    const bound = mark.times(isBuy ? instrument.priceRatioMax : instrument.priceRatioMin);
    const isOut = isBuy ? request.price.gt(bound) : request.price.lt(bound);
    return isOut
      ? rejection('PERCENT_PRICE', `price ${request.price.toString()} is beyond ${bound.toString()} by the mark`)
      : undefined;
  }
  if (request.type !== 'MARKET') return undefined;
  const price = expectedPrice(desk, walk, request);
  const isOut = price.minus(mark).abs().gt(mark.times(instrument.marketTakeRatioMax));
  return isOut
    ? rejection('PERCENT_PRICE', `it would fill at ${price.toString()}, too far from the mark ${mark.toString()}`)
    : undefined;
}

function reductionRejection(market: Market, request: OrderRequest): Rejection | undefined {
  const { type, side, positionSide, reduceOnly, closePosition } = request;
  if (reduceOnly && positionSide !== 'both' && side !== closingSide(positionSide)) {
    return rejection('REDUCE_ONLY_REJECTED', `a ${side} opens the ${positionSide} side`);
  }
  if (!isConditional(type) && isReducing(request)) {
    const { quantity } = market.positions[sideIndex(market, positionSide)] ?? FLAT;
    const isAgainst = side === 'buy' ? quantity.lt(ZERO) : quantity.gt(ZERO);
    if (!isAgainst) return rejection('REDUCE_ONLY_REJECTED', 'there is nothing to reduce');
  }
  if (!closePosition) return undefined;
  for (const { request: open } of market.orders.byId.values()) {
    if (open.closePosition && open.type === type && open.side === side && open.positionSide === positionSide) {
      return rejection('CLOSE_POSITION_EXISTS', `${open.clientOrderId} closes the position already`);
    }
  }
  return undefined;
}

/** What the present prices would do to it at once. */
function placeRejection({ settings }: Desk, { market }: Walk, request: OrderRequest): Rejection | undefined {
  const { triggerPrice, price, workingType, timeInForce, type, side } = request;
  if (triggerPrice !== null) {
    const working = workingType === 'mark' ? market.mark : market.last;
    const trigger = triggerPrice.toNumber();
    const isReached = wakesByRise(request) ? working >= trigger : working <= trigger;
    if (isReached) return rejection('WOULD_TRIGGER_AT_ONCE', `trigger ${trigger}, ${workingType} price ${working}`);
  }
  if (type !== 'LIMIT' || timeInForce !== 'GTX' || price === null) return undefined;
  if (!satisfiesLimit(side, price.toNumber(), market.last, settings.limitFill)) return undefined;
  return rejection('POST_ONLY_WOULD_TAKE', `price ${price.toString()}, last price ${market.last}`);
}

function marginRejection(
  desk: Desk,
  walk: Walk,
  request: OrderRequest,
  filled: Decimal = ZERO,
  claimed: Decimal = ZERO,
): Rejection | undefined {
  if (isConditional(request.type) || isReducing(request) || request.quantity === null) return undefined;
  const { market } = walk;
  const { side, positionSide, price: limitPrice } = request;
  const isTaking =
    limitPrice === null || satisfiesLimit(side, limitPrice.toNumber(), market.last, desk.settings.limitFill);
  return marginRefusal(desk, market, {
    side,
    sideIndex: sideIndex(market, positionSide),
    quantity: request.quantity.minus(filled),
    price: limitPrice ?? expectedPrice(desk, walk, request),
    liquidity: isTaking ? 'taker' : 'maker',
    claimed,
  });
}

function expectedPrice(desk: Desk, walk: Walk, { side, quantity }: OrderRequest): Decimal {
  const { instrument } = walk.market;
  return slippedPrice(desk.models.slippage, instrument, side, placePrice(walk, side), quantity ?? ZERO);
}

function rejection(code: RejectionCode, message: string): Rejection {
  return { code, message };
}
