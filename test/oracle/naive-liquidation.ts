// Liquidation in the oracle: where the walk reaches it, and what it takes (rules LIQUID-1 to LIQUID-6).
import {
  type Decimal,
  ZERO,
  floorToMultiple,
  maxDecimal,
  minDecimal,
  roundPosting,
} from '../../engine/domain/decimal.ts';
import { bracketOf } from '../../engine/domain/leverage-bracket.ts';
import type { WalkInstant, WalkKline } from '../../backtest/exchange/walk-input.ts';
import {
  crossWalletOf,
  directionSign,
  isolatedWalletOf,
  postFill,
  postInsurance,
  type NaivePosition,
} from './naive-books.ts';
import type { NaiveLane } from './naive-lane.ts';
import { bracketKinks, crossCushion, heldOn, isReducing, isolatedCushion, markOfLiquidation } from './naive-margin.ts';
import { endOrder, toTickAgainst } from './naive-matching.ts';
import { placeByMark, pointAt, type Place } from './naive-path.ts';
import { decimalOf, markOf, openOrdersOf, symbolOf, type NaiveState, type NaiveSymbol } from './naive-state.ts';

/** Whose margin is looked at: one isolated position, or the whole cross account. */
export type Liquidated = { readonly mode: 'isolated'; readonly position: NaivePosition } | { readonly mode: 'cross' };

/** The first liquidation the rest of a lane's walk meets, the place where it stands included. */
export function nextLiquidation(
  state: NaiveState,
  lane: NaiveLane,
): { readonly place: Place; readonly who: Liquidated } | undefined {
  let first: { readonly place: Place; readonly who: Liquidated } | undefined;
  for (const who of marginsOn(state, lane.symbol)) {
    const place = placeOfLiquidation(state, lane, who);
    if (place === undefined) continue;
    if (first === undefined || comesBefore(place, first.place)) first = { place, who };
  }
  return first;
}

/** Whether the margin is used up where the symbol was walked last. */
export function isLiquidatedNow(state: NaiveState, symbol: NaiveSymbol): Liquidated | undefined {
  return marginsOn(state, symbol).find((who) => cushionOf(state, symbol, who, markOf(symbol)).lte(ZERO));
}

/** Takes what liquidation takes, where the symbol stands; `range` is the kline's [low, high], if there was one. */
export function liquidate(
  state: NaiveState,
  symbol: NaiveSymbol,
  who: Liquidated,
  at: Place,
  kline: WalkKline | undefined,
): void {
  state.liquidations += 1;
  if (who.mode === 'isolated') {
    const stage = stagedQuantity(state, symbol, who.position);
    if (stage !== undefined) return liquidateStage(state, symbol, who, who.position, stage, at, kline);
    return liquidateIsolated(state, symbol, who.position, at.time);
  }
  const last = lastToClose(heldOn(state, symbol.instrument.symbol));
  const stage = stagedQuantity(state, symbol, last);
  if (stage !== undefined) return liquidateStage(state, symbol, who, last, stage, at, kline);
  liquidateCross(state, last, at.time);
}

/** LIQUID-6: whether all adverse extremes of the instant together would have liquidated the cross account. */
export function wouldLiquidateTogether(state: NaiveState, instant: WalkInstant): boolean {
  const extremes = { ...state, symbols: state.symbols.map((symbol) => ({ ...symbol })) };
  const crossSymbols = state.symbols.filter(
    (symbol) => symbol.marginMode === 'cross' && heldOn(state, symbol.instrument.symbol).length > 0,
  );
  if (crossSymbols.length < 2) return false;
  for (const symbol of extremes.symbols) {
    const name = symbol.instrument.symbol;
    const kline = instant.klines.find((each) => each.symbol === name);
    const held = heldOn(state, name);
    if (kline === undefined || held.length === 0 || symbol.marginMode !== 'cross') continue;
    const net = held.reduce((sum, position) => sum.plus(position.quantity), ZERO);
    const last = net.gt(ZERO) ? kline.low : kline.high;
    if (kline.mark.kind === 'ratio') symbol.mark = last * kline.mark.ratio;
    else symbol.mark = net.gt(ZERO) ? kline.mark.low : kline.mark.high;
  }
  const [first] = crossSymbols;
  if (first === undefined) return false;
  const name = first.instrument.symbol;
  return crossCushion(extremes, name, markOf(symbolOf(extremes, name))).lte(ZERO);
}

function marginsOn(state: NaiveState, symbol: NaiveSymbol): Liquidated[] {
  const held = heldOn(state, symbol.instrument.symbol);
  if (symbol.marginMode === 'isolated') return held.map((position) => ({ mode: 'isolated', position }));
  return held.length > 0 ? [{ mode: 'cross' }] : [];
}

function cushionOf(state: NaiveState, symbol: NaiveSymbol, who: Liquidated, mark: Decimal): Decimal {
  return who.mode === 'isolated'
    ? isolatedCushion(state, who.position, mark)
    : crossCushion(state, symbol.instrument.symbol, mark);
}

function placeOfLiquidation(state: NaiveState, lane: NaiveLane, who: Liquidated): Place | undefined {
  const cushionAt = (mark: Decimal): Decimal => cushionOf(state, lane.symbol, who, mark);
  if (cushionAt(decimalOf(lane.at.mark)).lte(ZERO)) return lane.at;
  if (lane.stage !== 'walk') return undefined;
  const held = heldOn(state, lane.kline.symbol);
  const kinks = bracketKinks(lane.symbol, who.mode === 'isolated' ? [who.position] : held);
  for (let segment = lane.at.segment; segment + 1 < lane.path.length; segment += 1) {
    const starts = segment === lane.at.segment;
    const from = starts ? lane.at.mark : pointAt(lane.path, segment).mark;
    const to = pointAt(lane.path, segment + 1).mark;
    const mark = markOfLiquidation(cushionAt, kinks, decimalOf(from), decimalOf(to));
    if (mark !== undefined) return placeByMark(lane.kline, lane.path, segment, mark.toNumber(), lane.at);
  }
  return undefined;
}

function liquidateIsolated(state: NaiveState, symbol: NaiveSymbol, position: NaivePosition, time: number): void {
  tellLiquidated(state, symbol, position, time);
  cancelCovered(state, symbol, { mode: 'isolated', position }, time);
  const wallet = isolatedWalletOf(state.account, position);
  const before = crossWalletOf(state.account);
  closeForced(state, symbol, position, position.quantity.abs(), bankruptcyPrice(position, wallet, symbol), ZERO, time);
  clearRest(state, crossWalletOf(state.account).minus(before), time);
}

function liquidateCross(state: NaiveState, last: NaivePosition, time: number): void {
  const others = state.symbols
    .filter((symbol) => symbol.marginMode === 'cross')
    .flatMap((symbol) => heldOn(state, symbol.instrument.symbol))
    .filter((position) => position !== last);
  for (const [index, position] of [...others, last].entries()) {
    const symbol = symbolOf(state, position.symbol);
    tellLiquidated(state, symbol, position, time);
    if (index === 0) cancelCovered(state, symbol, { mode: 'cross' }, time);
    const price =
      position === last
        ? bankruptcyPrice(position, crossWalletOf(state.account), symbol)
        : lossyTick(position, markOf(symbol), symbol);
    closeForced(state, symbol, position, position.quantity.abs(), price, ZERO, time);
  }
  clearRest(state, crossWalletOf(state.account), time);
}

/** LIQUID-5: how much a staged liquidation takes; undefined where it closes everything. */
function stagedQuantity(state: NaiveState, symbol: NaiveSymbol, position: NaivePosition): Decimal | undefined {
  if (state.settings.liquidation !== 'staged') return undefined;
  const mark = markOf(symbol);
  const held = position.quantity.abs();
  const bracket = bracketOf(symbol.brackets, held.times(mark));
  if (bracket === symbol.brackets[0]) return undefined;
  const step = symbol.instrument.lot.quantityStep;
  let kept = floorToMultiple(bracket.notionalFloor.div(mark), step);
  if (kept.times(mark).gte(bracket.notionalFloor)) kept = kept.minus(step);
  return kept.gt(ZERO) ? held.minus(kept) : undefined;
}

function liquidateStage(
  state: NaiveState,
  symbol: NaiveSymbol,
  who: Liquidated,
  position: NaivePosition,
  quantity: Decimal,
  at: Place,
  kline: WalkKline | undefined,
): void {
  tellLiquidated(state, symbol, position, at.time);
  cancelCovered(state, symbol, who, at.time);
  const side = directionSign(position) === 1 ? 'sell' : 'buy';
  let price = decimalOf(at.last);
  if (!at.isPoint) price = toTickAgainst(price, symbol, side);
  if (kline !== undefined) price = maxDecimal(decimalOf(kline.low), minDecimal(decimalOf(kline.high), price));
  const fee = roundPosting(roundPosting(price.times(quantity)).times(symbol.instrument.liquidationFeeRatio));
  closeForced(state, symbol, position, quantity, price, fee, at.time);
}

function closeForced(
  state: NaiveState,
  symbol: NaiveSymbol,
  position: NaivePosition,
  quantity: Decimal,
  price: Decimal,
  fee: Decimal,
  time: number,
): void {
  const side = directionSign(position) === 1 ? 'sell' : 'buy';
  const fill = { symbol: position.symbol, positionSide: position.positionSide, side, price, quantity, fee } as const;
  postFill(state.account, fill, symbol.marginMode, symbol.leverage);
  state.tell({
    kind: 'filled',
    time,
    fill: { clientOrderId: null, ...fill, liquidity: 'taker', cause: 'liquidation', slippage: ZERO },
  });
}

/** The price at which nothing is left of `wallet`, to the tick on the losing side. */
function bankruptcyPrice(position: NaivePosition, wallet: Decimal, symbol: NaiveSymbol): Decimal {
  const worth = directionSign(position) === 1 ? position.cost.minus(wallet) : position.cost.plus(wallet);
  return lossyTick(position, worth.div(position.quantity.abs()), symbol);
}

function lossyTick(position: NaivePosition, price: Decimal, symbol: NaiveSymbol): Decimal {
  const tick = symbol.instrument.priceTick;
  const rounded = directionSign(position) === 1 ? price.div(tick).floor() : price.div(tick).ceil();
  return maxDecimal(tick, rounded.times(tick));
}

function clearRest(state: NaiveState, rest: Decimal, time: number): void {
  if (rest.isZero()) return;
  postInsurance(state.account, rest.neg());
  state.tell({ kind: 'insuranceCleared', time, asset: state.account.asset, amount: rest.neg() });
}

function tellLiquidated(state: NaiveState, symbol: NaiveSymbol, position: NaivePosition, time: number): void {
  state.tell({
    kind: 'liquidated',
    time,
    symbol: position.symbol,
    positionSide: position.positionSide,
    marginMode: symbol.marginMode,
    markPrice: markOf(symbol),
  });
}

/** LIQUID-2: the orders that a liquidation covers. */
function cancelCovered(state: NaiveState, symbol: NaiveSymbol, who: Liquidated, time: number): void {
  if (who.mode === 'isolated') {
    for (const order of openOrdersOf(state, symbol.instrument.symbol)) {
      if (order.request.positionSide === who.position.positionSide) endOrder(state, order, 'liquidation', time);
    }
    return;
  }
  for (const each of state.symbols) {
    for (const order of openOrdersOf(state, each.instrument.symbol)) {
      if (each.marginMode === 'isolated' && isReducing(state, order.request)) continue;
      endOrder(state, order, 'liquidation', time);
    }
  }
}

/** Of the positions through which a cross liquidation came, the larger; where they are equal, the short one. */
function lastToClose(held: readonly NaivePosition[]): NaivePosition {
  const [long, short] = held;
  if (long === undefined) throw new Error('a cross liquidation needs a position');
  if (short === undefined) return long;
  return long.quantity.abs().gt(short.quantity.abs()) ? long : short;
}

function comesBefore(a: Place, b: Place): boolean {
  return a.segment < b.segment || (a.segment === b.segment && a.u < b.u);
}
