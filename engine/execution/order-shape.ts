// An order as the venue will be asked for it: prices on the tick, quantity on the step, and the smallest and greatest the
// instrument allows. Every planner makes its orders here.
import { formatClientOrderId } from '../domain/client-order-id.ts';
import { type Decimal, type DecimalInput, ONE, ZERO, parseDecimal, toDecimal } from '../domain/decimal.ts';
import type { LotRule } from '../domain/instrument.ts';
import {
  type OrderRequest,
  type OrderRole,
  type OrderType,
  type TimeInForce,
  type WorkingType,
  executesAtMarket,
} from '../domain/order.ts';
import type { PlannedBracket, PlannedOrder } from '../domain/plan.ts';
import type { PositionSide, Side } from '../domain/side.ts';
import { type Planning, type Refused, isRefused, refused } from './planning.ts';
import type { PlannerAccount } from './planner-view.ts';
import { type PriceUse, roundPrice, roundQuantity } from './rounding.ts';

/** What an intent says of an order, before anything is rounded. Members left out do not belong to the type. */
export interface OrderDraft {
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly type: OrderType;
  readonly price?: DecimalInput | undefined;
  readonly triggerPrice?: DecimalInput | undefined;
  readonly activationPrice?: DecimalInput | undefined;
  readonly callbackRatio?: DecimalInput | undefined;
  readonly timeInForce?: TimeInForce | undefined;
  /** Epoch ms. */
  readonly goodTillMs?: number | undefined;
  readonly workingType?: WorkingType | undefined;
  readonly priceProtect?: boolean | undefined;
  /** Whether it can only make the strategy's book smaller. */
  readonly reduces: boolean;
}

/** A draft whose prices lie on the tick. */
export interface PricedOrder {
  readonly request: Omit<OrderRequest, 'clientOrderId' | 'quantity'>;
  /** Price the order is judged by: limit → its price, conditional → its trigger, market → mark. */
  readonly referencePrice: Decimal;
  readonly reduces: boolean;
}

/** Rounds the draft's prices, and refuses what the venue would not take. */
export function priceOrder(planning: Planning, draft: OrderDraft): PricedOrder | Refused {
  if (!planning.capabilities.orderTypes.includes(draft.type)) {
    return refused('ORDER_TYPE_UNSUPPORTED', { orderType: draft.type });
  }
  const price = tickPrice(planning, draft, 'price', 'limit');
  if (isRefused(price)) return price;
  const isTakeProfit = draft.type === 'TAKE_PROFIT' || draft.type === 'TAKE_PROFIT_MARKET';
  const triggerPrice = tickPrice(planning, draft, 'triggerPrice', isTakeProfit ? 'take-profit' : 'stop');
  if (isRefused(triggerPrice)) return triggerPrice;
  const activationPrice = tickPrice(planning, draft, 'activationPrice', 'activation');
  if (isRefused(activationPrice)) return activationPrice;
  const callbackRatio = draft.callbackRatio === undefined ? null : positive(draft.callbackRatio, 'callbackRatio');
  if (isRefused(callbackRatio)) return callbackRatio;
  if (callbackRatio?.gte(ONE) === true)
    return refused('NUMBER_INVALID', { field: 'callbackRatio', value: callbackRatio });
  const timeInForce = timeInForceOf(planning, draft);
  if (isRefused(timeInForce)) return timeInForce;

  const own = draft.type === 'LIMIT' ? price : (triggerPrice ?? activationPrice);
  const referencePrice = own ?? markPrice(planning);
  if (referencePrice === undefined) return refused('NO_PRICE', { symbol: planning.symbol });
  const request: PricedOrder['request'] = {
    symbol: planning.symbol,
    side: draft.side,
    positionSide: draft.positionSide,
    type: draft.type,
    price,
    triggerPrice,
    activationPrice,
    callbackRatio,
    timeInForce,
    goodTillMs: timeInForce === 'GTD' ? (draft.goodTillMs ?? null) : null,
    workingType: draft.workingType ?? planning.settings.workingType,
    priceProtect: draft.priceProtect ?? false,
    reduceOnly: draft.reduces && flagsReduceOnly(planning.view.account),
    closePosition: false,
  };
  return { request, referencePrice, reduces: draft.reduces };
}

/**
 * Whether orders that reduce say so to the venue. Hedge mode names the side instead; in a shared account the net position
 * is not the strategy's, and reduce-only is a promise on its book (SEMANTICS 6).
 */
export function flagsReduceOnly(account: PlannerAccount): boolean {
  return account.positionMode === 'one-way' && account.sharing === 'exclusive';
}

/** Whether exits may be of any worth: the venue has to know that they reduce, by the flag or by the side of hedge mode. */
export function isExitNotionalExempt(account: PlannerAccount): boolean {
  return flagsReduceOnly(account) || account.positionMode === 'hedge';
}

/** Whether a position is too little, or worth too little, for any order that could close it. */
export function isDust(planning: Planning, position: Decimal): boolean {
  const { instrument } = planning.view.market(planning.symbol);
  const quantity = position.abs();
  if (quantity.lt(instrument.marketLot.quantityMin)) return true;
  const price = markPrice(planning);
  const isExempt = isExitNotionalExempt(planning.view.account);
  return !isExempt && price !== undefined && quantity.times(price).lt(instrument.notionalMin);
}

/** The lot rule an order of this type is measured by: orders that execute at market have their own. */
export function lotOf(planning: Planning, type: OrderType): LotRule {
  const { instrument } = planning.view.market(planning.symbol);
  return executesAtMarket(type) ? instrument.marketLot : instrument.lot;
}

/** The quantity rounded down to the step; refused where that is too little or too much, never rounded up. */
export function fitQuantity(planning: Planning, order: PricedOrder, quantity: Decimal): Decimal | Refused {
  const lot = lotOf(planning, order.request.type);
  const fitted = roundQuantity(quantity, lot.quantityStep);
  if (fitted.lt(lot.quantityMin) || fitted.lte(ZERO)) {
    return refused('QUANTITY_TOO_SMALL', { quantity, rounded: fitted, quantityMin: lot.quantityMin });
  }
  if (fitted.gt(lot.quantityMax)) {
    return refused('QUANTITY_TOO_LARGE', { quantity: fitted, quantityMax: lot.quantityMax });
  }
  const { notionalMin } = planning.view.market(planning.symbol).instrument;
  const notional = fitted.times(order.referencePrice);
  if (notional.lt(notionalMin) && !isNotionalExempt(order)) {
    return refused('NOTIONAL_TOO_SMALL', { notional, notionalMin, quantity: fitted, price: order.referencePrice });
  }
  return fitted;
}

/** Reduce-only and close-position orders, and in hedge mode those that close their side, may be of any worth. */
function isNotionalExempt(order: PricedOrder): boolean {
  const { reduceOnly, closePosition, positionSide } = order.request;
  return reduceOnly || closePosition || (positionSide !== 'both' && order.reduces);
}

export interface OrderIdentity {
  readonly stem: string;
  readonly role: Extract<OrderRole, 'entry' | 'reduce'>;
  readonly ref: string | null;
  readonly bracket: PlannedBracket | null;
  readonly reducesBracketId: string | null;
}

/** The order with its quantity and its name. */
export function plannedOrder(order: PricedOrder, quantity: Decimal, identity: OrderIdentity): PlannedOrder {
  const { stem, role, ref, bracket, reducesBracketId } = identity;
  return {
    request: { clientOrderId: formatClientOrderId(stem, { part: role }), quantity, ...order.request },
    role,
    ref,
    bracket,
    reducesBracketId,
    reduces: order.reduces,
    referencePrice: order.referencePrice,
    notional: quantity.times(order.referencePrice),
  };
}

/** A figure of an intent as a Decimal above zero. */
export function positive(value: DecimalInput | undefined, field: string): Decimal | Refused {
  const decimal = value === undefined ? undefined : parseDecimal(value);
  return decimal?.gt(ZERO) === true ? decimal : refused('NUMBER_INVALID', { field, value: String(value) });
}

/** What a market order is judged by: the mark price, before the first one the last close. */
export function markPrice(planning: Planning): Decimal | undefined {
  const { mark, last } = planning.view.market(planning.symbol);
  const price = mark ?? last;
  return price === null ? undefined : toDecimal(price);
}

function tickPrice(
  planning: Planning,
  draft: OrderDraft,
  field: 'price' | 'triggerPrice' | 'activationPrice',
  use: PriceUse,
): Decimal | null | Refused {
  if (draft[field] === undefined) return null;
  const asked = positive(draft[field], field);
  if (isRefused(asked)) return asked;
  const { priceTick } = planning.view.market(planning.symbol).instrument;
  const price = roundPrice(asked, priceTick, draft.side, use);
  return price.gt(ZERO) ? price : refused('PRICE_INVALID', { field, value: asked, priceTick });
}

/** Good-till-date has a time that lies ahead; a time alone means it. */
function timeInForceOf(planning: Planning, draft: OrderDraft): TimeInForce | Refused {
  const { goodTillMs, timeInForce } = draft;
  if (goodTillMs === undefined) {
    return timeInForce === 'GTD'
      ? refused('GOOD_TILL_INVALID', { timeInForce, goodTillMs: null })
      : (timeInForce ?? 'GTC');
  }
  if ((timeInForce ?? 'GTD') !== 'GTD' || !(goodTillMs > planning.view.time)) {
    return refused('GOOD_TILL_INVALID', { timeInForce: timeInForce ?? null, goodTillMs, time: planning.view.time });
  }
  return 'GTD';
}
