// Liquidation: what falls is closed at its bankruptcy price, or reduced bracket by bracket (LIQUID-2 to LIQUID-5).
import {
  ceilToMultiple,
  Decimal,
  floorToMultiple,
  maxDecimal,
  ONE,
  roundPosting,
  ZERO,
} from '../../engine/domain/decimal.ts';
import { bracketOf } from '../../engine/domain/leverage-bracket.ts';
import type { Side } from '../../engine/domain/side.ts';
import { isCrossHeld, liquidationRangesOf } from './cross-account.ts';
import type { Desk } from './desk.ts';
import { endOrder } from './matching.ts';
import { FLAT, type Position } from './position.ts';
import { postInsurance, postToPosition } from './postings.ts';
import { openOrders } from './resting-orders.ts';
import { isHeld, type Market, ownOrdersOf } from './state.ts';
import type { WorkingOrder } from './working-order.ts';

/** Where a liquidation happens. */
export interface LiquidationPlace {
  /** Epoch ms. */
  readonly time: number;
  /** Last price of the place for a forced order of this side. */
  priceFor(side: Side): Decimal;
}

/** One position of one market. */
interface Holding {
  readonly market: Market;
  readonly index: number;
  readonly position: Position;
}

/** Liquidates what the present mark of the market no longer lets stand: one isolated position, or all cross ones. */
export function liquidate(desk: Desk, market: Market, place: LiquidationPlace): void {
  const ranges = liquidationRangesOf(desk.state, market);
  const index = ranges.findIndex(({ below, above }) => market.mark <= below || market.mark >= above);
  if (index < 0) return;
  desk.counts.liquidations += 1;
  if (market.marginMode === 'isolated') liquidateIsolated(desk, holdingOf(market, index), place);
  else liquidateCross(desk, market, place);
}

/** A bust account is told once, when nothing is held and nothing is left; its orders go before (MONEY-4). */
export function settleBust(desk: Desk, time: number): void {
  const { state, sink } = desk;
  if (state.isBust || state.crossWallet.gt(ZERO) || state.markets.some(isHeld)) return;
  for (const market of state.markets) cancelOrders(desk, market, time, () => true);
  clearRest(desk, state.crossWallet, time);
  state.isBust = true;
  sink.emit({ kind: 'bust' }, time);
}

function liquidateIsolated(desk: Desk, holding: Holding, place: LiquidationPlace): void {
  const { market, index, position } = holding;
  tellLiquidated(desk, holding, place.time);
  const positionSide = market.sides[index];
  cancelOrders(desk, market, place.time, (order) => order.request.positionSide === positionSide);
  const kept = quantityKept(desk, holding);
  if (kept !== undefined) return reduceTo(desk, holding, kept, place);
  const realisedBefore = desk.state.realised;
  close(desk, holding, bankruptcyPrice(holding, position.isolatedWallet), place.time);
  clearRest(desk, position.isolatedWallet.plus(desk.state.realised.minus(realisedBefore)), place.time);
}

function liquidateCross(desk: Desk, moved: Market, place: LiquidationPlace): void {
  const last = largerHolding(moved);
  const kept = quantityKept(desk, last);
  const others = desk.state.markets
    .filter(isCrossHeld)
    .flatMap(holdingsOf)
    .filter(({ market, index }) => market !== moved || index !== last.index);
  const doomed = kept === undefined ? [...others, last] : [last];
  for (const [order, holding] of doomed.entries()) {
    tellLiquidated(desk, holding, place.time);
    if (order === 0) cancelCrossOrders(desk, place.time);
    if (kept !== undefined) return reduceTo(desk, holding, kept, place);
    const price =
      holding === last
        ? bankruptcyPrice(last, desk.state.crossWallet)
        : roundToLoss(holding, new Decimal(holding.market.mark));
    close(desk, holding, price, place.time);
  }
  clearRest(desk, desk.state.crossWallet, place.time);
}

/** The price at which the wallet is gone, rounded to the tick to the account's loss (LIQUID-3). */
function bankruptcyPrice(holding: Holding, wallet: Decimal): Decimal {
  const { cost, quantity } = holding.position;
  const value = quantity.isNegative() ? cost.plus(wallet) : cost.minus(wallet);
  return roundToLoss(holding, value.div(quantity.abs()));
}

function roundToLoss({ market, position }: Holding, price: Decimal): Decimal {
  const tick = market.instrument.priceTick;
  const isShort = position.quantity.isNegative();
  return maxDecimal(tick, isShort ? ceilToMultiple(price, tick) : floorToMultiple(price, tick));
}

/** `staged`: what the next lower bracket lets be held; undefined where the position is to be closed wholly (LIQUID-5). */
function quantityKept(desk: Desk, { market, position }: Holding): Decimal | undefined {
  if (desk.settings.liquidation !== 'staged') return undefined;
  const mark = new Decimal(market.mark);
  const { notionalFloor } = bracketOf(market.brackets, position.quantity.abs().times(mark));
  const { quantityStep } = market.instrument.lot;
  const steps = notionalFloor.div(mark).div(quantityStep).ceil().minus(ONE);
  return steps.gt(ZERO) ? steps.times(quantityStep) : undefined;
}

function reduceTo(desk: Desk, holding: Holding, kept: Decimal, place: LiquidationPlace): void {
  const quantity = holding.position.quantity.abs().minus(kept);
  const price = place.priceFor(closingSideOf(holding));
  const notional = roundPosting(price.times(quantity));
  const fee = roundPosting(notional.times(holding.market.instrument.liquidationFeeRatio));
  forceFill(desk, holding, quantity, price, fee, place.time);
}

function close(desk: Desk, holding: Holding, price: Decimal, time: number): void {
  forceFill(desk, holding, holding.position.quantity.abs(), price, ZERO, time);
}

function forceFill(desk: Desk, holding: Holding, quantity: Decimal, price: Decimal, fee: Decimal, time: number): void {
  const { market, index } = holding;
  const side = closingSideOf(holding);
  const signed = side === 'buy' ? quantity : quantity.neg();
  postToPosition(desk.state, market, index, { signed, price, fee });
  desk.counts.fills += 1;
  const { fills, liquidations } = desk.counts;
  desk.sink.emit(
    {
      kind: 'filled',
      fill: {
        fillId: `F${fills}`,
        clientOrderId: null,
        venueOrderId: `L${liquidations}`,
        symbol: market.symbol,
        side,
        positionSide: market.sides[index] ?? 'both',
        price,
        quantity,
        fee,
        feeAsset: desk.state.asset,
        liquidity: 'taker',
        cause: 'liquidation',
        slippage: ZERO,
        time,
      },
    },
    time,
  );
}

/** The insurance fund takes what is left, or pays what is missing. */
function clearRest(desk: Desk, left: Decimal, time: number): void {
  if (left.isZero()) return;
  const amount = left.neg();
  postInsurance(desk.state, amount);
  desk.sink.emit({ kind: 'insuranceCleared', asset: desk.state.asset, amount }, time);
}

function tellLiquidated(desk: Desk, { market, index }: Holding, time: number): void {
  const { symbol, marginMode } = market;
  const positionSide = market.sides[index] ?? 'both';
  const markPrice = new Decimal(market.mark);
  desk.sink.emit({ kind: 'liquidated', symbol, positionSide, marginMode, markPrice }, time);
}

/** Orders that lived on the cross wallet: all of cross symbols, and on isolated ones those that do not reduce. */
function cancelCrossOrders(desk: Desk, time: number): void {
  for (const market of desk.state.markets) {
    cancelOrders(desk, market, time, (order) => market.marginMode === 'cross' || !order.reduces);
  }
}

function cancelOrders(desk: Desk, market: Market, time: number, isCovered: (order: WorkingOrder) => boolean): void {
  for (const order of openOrders(ownOrdersOf(market))) {
    if (isCovered(order)) endOrder(desk, { market, time }, order, 'cancelled', 'liquidation');
  }
}

function holdingOf(market: Market, index: number): Holding {
  return { market, index, position: market.positions[index] ?? FLAT };
}

function holdingsOf(market: Market): Holding[] {
  return market.positions
    .map((_, index) => holdingOf(market, index))
    .filter(({ position }) => !position.quantity.isZero());
}

/** The larger side of a market, the short one where both are equal. */
function largerHolding(market: Market): Holding {
  const [first, second] = [holdingOf(market, 0), holdingOf(market, market.positions.length - 1)];
  return first.position.quantity.abs().gt(second.position.quantity.abs()) ? first : second;
}

function closingSideOf({ position }: Holding): Side {
  return position.quantity.isNegative() ? 'buy' : 'sell';
}
