// Drawn deeds as commands: orders on their usual side of the market, legs that answer an entry's fill, amendments and
// cancellations of orders that exist.
import type { WalkKline } from '../../backtest/exchange/walk-input.ts';
import type { Command } from '../../engine/domain/command.ts';
import { type Decimal, floorToMultiple, maxDecimal, toDecimal } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { OrderRequest, OrderType } from '../../engine/domain/order.ts';
import { closingSide, openingSide, oppositeSide, type Side } from '../../engine/domain/side.ts';
import type { Drawn, DrawnCommand, DrawnOrder } from './drawn-scenario.ts';
import { limit, START_TIME, trailing, whenAt, type OrderTerms } from './make.ts';
import type { Reaction } from './scenario.ts';

export interface Market {
  readonly symbol: string;
  readonly instrument: Instrument;
  readonly klines: readonly WalkKline[];
}

const NEEDS_PRICE: readonly OrderType[] = ['LIMIT', 'STOP', 'TAKE_PROFIT'];
const NEEDS_TRIGGER: readonly OrderType[] = ['STOP', 'TAKE_PROFIT', 'STOP_MARKET', 'TAKE_PROFIT_MARKET'];
const CAN_CLOSE: readonly OrderType[] = ['STOP_MARKET', 'TAKE_PROFIT_MARKET'];

/** The id of the n-th drawn order, counted around. */
export function orderId(drawn: Drawn, n: number): string {
  const indices = drawn.commands.flatMap((command, index) => (command.deed.what === 'order' ? [index] : []));
  return `o${indices.length === 0 ? n : (indices[n % indices.length] ?? n)}`;
}

/** What a drawn command sends. */
export function buildCommand(
  drawn: Drawn,
  markets: readonly Market[],
  command: DrawnCommand,
  index: number,
): readonly Command[] {
  const { deed } = command;
  const market = marketOf(drawn, markets, command);
  const { symbol } = market;
  switch (deed.what) {
    case 'order': {
      const order = buildOrder(drawn, market, command, deed, `o${index}`);
      if (!deed.isBatched) return [{ kind: 'place', order }];
      return [{ kind: 'placeBatch', orders: [order, { ...order, clientOrderId: `${order.clientOrderId}b` }] }];
    }
    case 'amend': {
      const clientOrderId = orderId(drawn, deed.of);
      const target = drawn.commands.find((_, each) => `o${each}` === clientOrderId)?.deed;
      const side = target?.what === 'order' ? sideOf(drawn, target) : 'buy';
      const price = priceAt(drawn, market, command, deed.isContrary === (side === 'buy') ? deed.price : -deed.price);
      return [{ kind: 'amend', symbol, clientOrderId, quantity: quantityOf(deed.quantity, market), price }];
    }
    case 'cancel':
      return [{ kind: 'cancel', symbol, clientOrderId: orderId(drawn, deed.of) }];
    case 'cancelAll':
      return [{ kind: 'cancelAll', symbol }];
    case 'countdown':
      return [{ kind: 'armCountdown', symbol, countdownMs: deed.ms }];
    case 'leverage':
      return [{ kind: 'setLeverage', symbol, leverage: deed.leverage }];
    case 'marginMode':
      return [{ kind: 'setMarginMode', symbol, marginMode: deed.isolated ? 'isolated' : 'cross' }];
  }
}

/** The legs that answer an order's first fill, and how they cut each other. */
export function buildReactions(
  drawn: Drawn,
  markets: readonly Market[],
  command: DrawnCommand,
  index: number,
): readonly Reaction[] {
  const { deed } = command;
  if (deed.what !== 'order' || deed.exits === null) return [];
  const market = marketOf(drawn, markets, command);
  const { symbol } = market;
  const { stop, target, byMark, limitTarget, cutsEachOther, trails } = deed.exits;
  const id = `o${index}`;
  const sign = sideOf(drawn, deed) === 'buy' ? 1 : -1;
  const side = oppositeSide(sideOf(drawn, deed));
  const isHedged = drawn.settings.positionMode === 'hedge';
  const terms: OrderTerms = {
    symbol,
    positionSide: isHedged ? deed.hedgeSide : 'both',
    reduceOnly: !isHedged,
    workingType: byMark ? 'mark' : 'last',
  };
  const quantity = quantityOf(deed.quantity, market);
  const stopPrice = priceAt(drawn, market, command, -sign * stop);
  const targetPrice = priceAt(drawn, market, command, sign * target);
  const legs = [
    trails
      ? trailing(`${id}-SL`, side, quantity, toDecimal(stop + 1).div(1000), null, terms)
      : whenAt(`${id}-SL`, 'STOP_MARKET', side, quantity, stopPrice, terms),
    limitTarget
      ? limit(`${id}-TP`, side, quantity, targetPrice, terms)
      : whenAt(`${id}-TP`, 'TAKE_PROFIT_MARKET', side, quantity, targetPrice, terms),
  ];
  const cut = (filled: string, other: string): Reaction => ({
    on: 'filled',
    clientOrderId: filled,
    send: [{ kind: 'cancel', symbol, clientOrderId: other }],
  });
  return [
    { on: 'filled', clientOrderId: id, send: legs },
    ...(cutsEachOther ? [cut(`${id}-SL`, `${id}-TP`), cut(`${id}-TP`, `${id}-SL`)] : []),
  ];
}

function buildOrder(
  drawn: Drawn,
  market: Market,
  command: DrawnCommand,
  deed: DrawnOrder,
  clientOrderId: string,
): OrderRequest {
  const { type, timeInForce } = deed;
  const side = sideOf(drawn, deed);
  const isHedged = drawn.settings.positionMode === 'hedge';
  const isTrailing = type === 'TRAILING_STOP_MARKET';
  const isTarget = type === 'TAKE_PROFIT' || type === 'TAKE_PROFIT_MARKET';
  const closes = deed.closePosition && CAN_CLOSE.includes(type);
  const at = (ticks: number, isAbove: boolean): Decimal =>
    priceAt(drawn, market, command, isAbove === deed.isContrary ? -ticks : ticks);
  // A stop buys above the market and a target below it; limits rest below for a buy.
  const triggerIsAbove = isTarget ? side === 'sell' : side === 'buy';
  return {
    clientOrderId,
    symbol: market.symbol,
    side,
    positionSide: isHedged ? deed.hedgeSide : 'both',
    type,
    quantity: closes ? null : quantityOf(deed.quantity, market),
    price: NEEDS_PRICE.includes(type) ? at(deed.price, type === 'LIMIT' ? side === 'sell' : triggerIsAbove) : null,
    triggerPrice: NEEDS_TRIGGER.includes(type) ? at(deed.trigger, triggerIsAbove) : null,
    activationPrice: isTrailing && deed.activation !== null ? at(deed.activation, side === 'sell') : null,
    callbackRatio: isTrailing ? toDecimal(deed.callback).div(1000) : null,
    timeInForce,
    goodTillMs: timeInForce === 'GTD' ? START_TIME + deed.goodTill * 1000 : null,
    workingType: deed.byMark ? 'mark' : 'last',
    priceProtect: deed.priceProtect,
    reduceOnly: deed.reduceOnly && !closes,
    closePosition: closes,
  };
}

function sideOf(drawn: Drawn, deed: DrawnOrder): Side {
  if (drawn.settings.positionMode !== 'hedge' || deed.hedgeSide === 'both') return deed.side;
  return deed.closesSide ? closingSide(deed.hedgeSide) : openingSide(deed.hedgeSide);
}

/** The market a command speaks of; an amendment or a cancellation speaks of its order's. */
function marketOf(drawn: Drawn, markets: readonly Market[], command: DrawnCommand): Market {
  const { deed } = command;
  const named =
    deed.what === 'amend' || deed.what === 'cancel'
      ? drawn.commands.find((_, index) => `o${index}` === orderId(drawn, deed.of))
      : command;
  const market = markets[named?.symbol ?? command.symbol];
  if (market === undefined) throw new Error('a drawn command names no market');
  return market;
}

/** A price some ticks from the open of the minute in which the command is sent. */
function priceAt(drawn: Drawn, market: Market, command: DrawnCommand, ticks: number): Decimal {
  const { when } = command;
  const asked =
    when.at === 'report' ? drawn.commands.find((_, index) => `o${index}` === orderId(drawn, when.of))?.when : when;
  const minute = asked === undefined || asked.at === 'report' ? 0 : asked.minute;
  const tick = market.instrument.priceTick;
  const open = floorToMultiple(toDecimal(market.klines[minute]?.open ?? 100), tick);
  return maxDecimal(tick, open.plus(tick.times(ticks)));
}

/** Tenths of a base unit, brought up to the step. */
function quantityOf(tenths: number, market: Market): Decimal {
  const step = market.instrument.lot.quantityStep;
  return step.eq(1) ? toDecimal(Math.ceil(tenths / 4)) : toDecimal(tenths).div(10);
}
