// The oracle's margin: exposure, what an order needs, and how far an account is from liquidation (rules MARGIN-1 to
// MARGIN-3, LIQUID-1), each reckoned anew from the orders and positions at every question.
import { type Decimal, ZERO, maxDecimal, sumDecimals } from '../../engine/domain/decimal.ts';
import { maintenanceMargin, notionalMaxAt } from '../../engine/domain/leverage-bracket.ts';
import { executesAtMarket } from '../../engine/domain/order.ts';
import type { RejectionCode } from '../../engine/domain/rejection.ts';
import type { PositionSide, Side } from '../../engine/domain/side.ts';
import { crossWalletOf, isolatedWalletOf, unrealisedAt, type NaivePosition } from './naive-books.ts';
import {
  markOf,
  openOrdersOf,
  restOf,
  symbolOf,
  type NaiveOrder,
  type NaiveState,
  type NaiveSymbol,
} from './naive-state.ts';

/** Something that counts towards exposure on one side. */
interface Weight {
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly value: Decimal;
}

/** An order as the margin check sees it. */
export interface OrderNeed {
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly quantity: Decimal;
  readonly assumedPrice: Decimal;
  readonly feeRatio: number;
}

/** Positions that are held on a symbol, long before short. */
export function heldOn(state: NaiveState, symbol: string): NaivePosition[] {
  return state.account.positions
    .filter((position) => position.symbol === symbol && !position.quantity.isZero())
    .toSorted((a, b) => (a.positionSide < b.positionSide ? -1 : 1));
}

/** Whether an order can only make a position smaller. */
export function isReducing(
  state: NaiveState,
  order: {
    readonly reduceOnly: boolean;
    readonly closePosition: boolean;
    readonly side: Side;
    readonly positionSide: PositionSide;
  },
): boolean {
  if (order.reduceOnly || order.closePosition) return true;
  return closesItsSide(state, order);
}

/** In hedge mode: a sell on the long side or a buy on the short side. */
export function closesItsSide(
  state: NaiveState,
  order: { readonly side: Side; readonly positionSide: PositionSide },
): boolean {
  if (state.settings.positionMode !== 'hedge') return false;
  return (order.positionSide === 'long') === (order.side === 'sell');
}

/** The quantity an order of this side could close. */
export function heldAgainst(state: NaiveState, symbol: string, positionSide: PositionSide, side: Side): Decimal {
  const position = heldOn(state, symbol).find((each) => each.positionSide === positionSide);
  if (position === undefined) return ZERO;
  const opposite = side === 'buy' ? position.quantity.lt(ZERO) : position.quantity.gt(ZERO);
  return opposite ? position.quantity.abs() : ZERO;
}

/** The code with which an order fails for leverage or margin; null where it passes. `replaced` is the order it stands in for. */
export function marginRejection(
  state: NaiveState,
  symbolName: string,
  need: OrderNeed,
  replaced?: NaiveOrder,
): RejectionCode | null {
  const symbol = symbolOf(state, symbolName);
  const added: Weight = { ...need, value: need.quantity.times(need.assumedPrice) };
  const before = weights(state, symbol);
  const after = [...weights(state, symbol, replaced), added];
  const growth = exposure(state, symbol, after).minus(exposure(state, symbol, before));
  if (growth.lte(ZERO)) return null;
  const limit = notionalMaxAt(symbol.brackets, symbol.leverage);
  const judged =
    state.settings.positionMode === 'hedge'
      ? sideExposure(state, symbol, after, need.positionSide)
      : exposure(state, symbol, after);
  if (limit === undefined || judged.gt(limit)) return 'LEVERAGE_LIMIT';
  const beyond = maxDecimal(ZERO, need.quantity.minus(heldAgainst(state, symbolName, need.positionSide, need.side)));
  const worse = need.assumedPrice.minus(markOf(symbol)).times(need.side === 'buy' ? 1 : -1);
  const openLoss = beyond.times(maxDecimal(ZERO, worse));
  const fee = need.quantity.times(need.assumedPrice).times(need.feeRatio);
  const needed = growth.div(symbol.leverage).plus(openLoss).plus(fee);
  return needed.gt(availableMargin(state)) ? 'MARGIN_INSUFFICIENT' : null;
}

/** Cross wallet and cross profit, less what cross positions and all orders bind. */
export function availableMargin(state: NaiveState): Decimal {
  let available = crossWalletOf(state.account);
  for (const symbol of state.symbols) {
    if (symbol.mark === null) continue;
    if (symbol.marginMode === 'cross') {
      for (const position of heldOn(state, symbol.instrument.symbol)) {
        available = available.plus(unrealisedAt(position, markOf(symbol)));
        available = available.minus(valueAtMark(symbol, position).div(symbol.leverage));
      }
    }
    const bound = exposure(state, symbol, weights(state, symbol)).minus(
      sumDecimals(heldOn(state, symbol.instrument.symbol).map((position) => valueAtMark(symbol, position))),
    );
    available = available.minus(bound.div(symbol.leverage));
  }
  return available;
}

/** Wallets plus unrealised result at the last walked marks. */
export function equityOf(state: NaiveState): Decimal {
  let equity = crossWalletOf(state.account);
  for (const position of state.account.positions) {
    if (position.quantity.isZero()) continue;
    equity = equity.plus(isolatedWalletOf(state.account, position));
    equity = equity.plus(unrealisedAt(position, markOf(symbolOf(state, position.symbol))));
  }
  return equity;
}

/** What an isolated position has above its maintenance at a mark; liquidated at zero and below. */
export function isolatedCushion(state: NaiveState, position: NaivePosition, mark: Decimal): Decimal {
  const symbol = symbolOf(state, position.symbol);
  return isolatedWalletOf(state.account, position)
    .plus(unrealisedAt(position, mark))
    .minus(maintenanceMargin(symbol.brackets, position.quantity.abs().times(mark)));
}

/** What the cross account has above its maintenance with one symbol at `mark` and the others where they were walked last. */
export function crossCushion(state: NaiveState, moved: string, mark: Decimal): Decimal {
  let cushion = crossWalletOf(state.account);
  for (const symbol of state.symbols) {
    if (symbol.marginMode !== 'cross') continue;
    for (const position of heldOn(state, symbol.instrument.symbol)) {
      const price = symbol.instrument.symbol === moved ? mark : markOf(symbol);
      cushion = cushion.plus(unrealisedAt(position, price));
      cushion = cushion.minus(maintenanceMargin(symbol.brackets, position.quantity.abs().times(price)));
    }
  }
  return cushion;
}

/** The first mark on the way from `from` to `to` at which a cushion is used up; undefined when it lasts. */
export function markOfLiquidation(
  cushionAt: (mark: Decimal) => Decimal,
  kinks: readonly Decimal[],
  from: Decimal,
  to: Decimal,
): Decimal | undefined {
  const upwards = to.gt(from);
  const between = kinks.filter((kink) => (upwards ? kink.gt(from) && kink.lt(to) : kink.lt(from) && kink.gt(to)));
  const stations = [from, ...between.toSorted((a, b) => (upwards ? a.cmp(b) : b.cmp(a))), to];
  for (let index = 0; index + 1 < stations.length; index += 1) {
    const a = stations[index] ?? from;
    const b = stations[index + 1] ?? to;
    const atA = cushionAt(a);
    if (atA.lte(ZERO)) return a;
    const atB = cushionAt(b);
    // Between two kinks the cushion is a straight line.
    if (atB.lte(ZERO)) return a.plus(b.minus(a).times(atA).div(atA.minus(atB)));
  }
  return undefined;
}

/** Marks at which one of the positions changes its leverage bracket. */
export function bracketKinks(symbol: NaiveSymbol, positions: readonly NaivePosition[]): Decimal[] {
  return positions.flatMap((position) =>
    symbol.brackets.map((bracket) => bracket.notionalFloor.div(position.quantity.abs())),
  );
}

function weights(state: NaiveState, symbol: NaiveSymbol, without?: NaiveOrder): Weight[] {
  const found: Weight[] = [];
  for (const order of openOrdersOf(state, symbol.instrument.symbol)) {
    if (order === without || order.phase === 'asleep' || isReducing(state, order.request)) continue;
    const { side, positionSide, type } = order.request;
    const price = executesAtMarket(type) || order.price === null ? markOf(symbol) : order.price;
    found.push({ side, positionSide, value: restOf(order).times(price) });
  }
  return found;
}

function exposure(state: NaiveState, symbol: NaiveSymbol, orders: readonly Weight[]): Decimal {
  if (state.settings.positionMode === 'hedge') {
    return sideExposure(state, symbol, orders, 'long').plus(sideExposure(state, symbol, orders, 'short'));
  }
  const [position] = heldOn(state, symbol.instrument.symbol);
  const held = position === undefined ? ZERO : position.quantity.times(markOf(symbol));
  const buys = sumDecimals(orders.filter((each) => each.side === 'buy').map((each) => each.value));
  const sells = sumDecimals(orders.filter((each) => each.side === 'sell').map((each) => each.value));
  return maxDecimal(held.plus(buys).abs(), held.minus(sells).abs());
}

function sideExposure(
  state: NaiveState,
  symbol: NaiveSymbol,
  orders: readonly Weight[],
  positionSide: PositionSide,
): Decimal {
  const held = heldOn(state, symbol.instrument.symbol).filter((each) => each.positionSide === positionSide);
  const ordered = orders.filter((each) => each.positionSide === positionSide);
  return sumDecimals([...held.map((each) => valueAtMark(symbol, each)), ...ordered.map((each) => each.value)]);
}

function valueAtMark(symbol: NaiveSymbol, position: NaivePosition): Decimal {
  return position.quantity.abs().times(markOf(symbol));
}
