// One kline on its way: the path chosen, where the walk stands, and the volume that is left (rules PATH, LIQ-1, PRICE-8).
import type { WalkKline } from '../../backtest/exchange/walk-input.ts';
import { Decimal, floorToMultiple } from '../../engine/domain/decimal.ts';
import type { Direction } from '../../engine/domain/side.ts';
import { klinePath, placeAtPoint, type Path, type Place } from './naive-path.ts';
import { decimalOf, openOrdersOf, type NaiveOrder, type NaiveState, type NaiveSymbol } from './naive-state.ts';

export interface NaiveLane {
  readonly kline: WalkKline;
  readonly symbol: NaiveSymbol;
  /** `before`: the open has not been looked at; `open`: at the open, its walk not chosen; `walk`: on its way. */
  stage: 'before' | 'open' | 'walk';
  path: Path;
  at: Place;
  /** Volume that orders may still take; null is unlimited. */
  left: Decimal | null;
  /** Orders that wait since an earlier kline and take first at this open. */
  waiting: NaiveOrder[];
  /** Set by a fill that opens, enlarges or flips: the direction of that position. */
  opened: Direction | null;
  /** What the rest of the walk was before it was replaced, until the walk goes on. */
  replaced: { readonly path: Path; readonly at: Place } | null;
  isAmbiguous: boolean;
}

export function createLane(state: NaiveState, kline: WalkKline, symbol: NaiveSymbol): NaiveLane {
  const path = klinePath(kline, 'low');
  const { participationRatio } = state.settings;
  const step = symbol.instrument.lot.quantityStep;
  const most =
    participationRatio === null ? null : floorToMultiple(decimalOf(kline.volume).times(participationRatio), step);
  return {
    kline,
    symbol,
    stage: 'before',
    path,
    at: placeAtPoint(path, 0),
    left: most,
    waiting: openOrdersOf(state, kline.symbol).filter((order) => order.phase === 'short-of-volume'),
    opened: null,
    replaced: null,
    isAmbiguous: false,
  };
}

/** A kline in which nothing was traded fills and wakes nothing. */
export function isTraded(lane: NaiveLane): boolean {
  return lane.kline.volume > 0;
}

export function hasVolumeLeft(lane: NaiveLane): boolean {
  return isTraded(lane) && (lane.left === null || lane.left.gt(0));
}

/** Moves the walk to a place: the prices are known, trailing stops follow. */
export function moveTo(state: NaiveState, lane: NaiveLane, place: Place): void {
  lane.at = place;
  lane.symbol.last = place.last;
  lane.symbol.mark = place.mark;
  if (!isTraded(lane)) return;
  for (const order of openOrdersOf(state, lane.kline.symbol))
    if (order.phase === 'asleep') followTrailing(order, place);
}

/** A trailing stop at a place: becomes active there, or moves its extreme. */
export function followTrailing(order: NaiveOrder, place: Place): void {
  if (order.request.type !== 'TRAILING_STOP_MARKET') return;
  order.extreme = extremeAfter(order, order.extreme, workingPrice(order, place));
}

/** The extreme of a trailing stop once the working price has been at `price`; null while it is not active. */
export function extremeAfter(order: NaiveOrder, extreme: number | null, price: number): number | null {
  const falls = order.request.side === 'sell';
  if (extreme !== null) return falls ? Math.max(extreme, price) : Math.min(extreme, price);
  const activation = order.request.activationPrice?.toNumber();
  if (activation === undefined) return price;
  return (falls ? price >= activation : price <= activation) ? price : null;
}

/** The trigger of a trailing stop that follows `extreme`. */
export function trailingTrigger(order: NaiveOrder, symbol: NaiveSymbol, extreme: number): Decimal {
  const ratio = order.request.callbackRatio ?? new Decimal(0);
  const tick = symbol.instrument.priceTick;
  const from = decimalOf(extreme);
  if (order.request.side === 'sell') return floorToMultiple(from.times(new Decimal(1).minus(ratio)), tick);
  return from.times(new Decimal(1).plus(ratio)).div(tick).ceil().times(tick);
}

export function workingPrice(order: NaiveOrder, at: { readonly last: number; readonly mark: number }): number {
  return order.request.workingType === 'mark' ? at.mark : at.last;
}

/** Whether a conditional order waits for its working price to rise to the trigger; else it waits for it to fall. */
export function waitsForRise(order: NaiveOrder): boolean {
  const { type, side } = order.request;
  const isTarget = type === 'TAKE_PROFIT' || type === 'TAKE_PROFIT_MARKET';
  return isTarget ? side === 'sell' : side === 'buy';
}

/** The trigger as it stands; null for a trailing stop that is not active. */
export function triggerOf(order: NaiveOrder, symbol: NaiveSymbol): Decimal | null {
  if (order.request.type !== 'TRAILING_STOP_MARKET') return order.request.triggerPrice;
  return order.extreme === null ? null : trailingTrigger(order, symbol, order.extreme);
}

export function isTriggeredAt(
  order: NaiveOrder,
  symbol: NaiveSymbol,
  at: { readonly last: number; readonly mark: number },
): boolean {
  const trigger = triggerOf(order, symbol)?.toNumber();
  if (trigger === undefined) return false;
  const price = workingPrice(order, at);
  return waitsForRise(order) ? price >= trigger : price <= trigger;
}

/** Whether a limit is satisfied where the last price stands (PRICE-4). */
export function isSatisfiedAt(state: NaiveState, side: 'buy' | 'sell', limit: Decimal, last: number): boolean {
  const price = limit.toNumber();
  if (last === price) return state.settings.limitFill === 'touch';
  return side === 'buy' ? last < price : last > price;
}
