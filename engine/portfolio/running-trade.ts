// A trade while it runs: sums of what its fills posted, turned into a trade when asked.
import { type Decimal, roundPosting, ZERO } from '../domain/decimal.ts';
import type { BracketExits } from '../domain/plan.ts';
import { type Direction, type PositionSide, signOf } from '../domain/side.ts';
import type { ExitCause, Trade } from './trade.ts';

/** Prices of declared exits, seen from an average entry price. */
export interface DeclaredPrices {
  readonly stopPrice: Decimal | null;
  readonly targetPrices: readonly Decimal[];
}

/** Where the exits of a trade lie; what it does not know of has no prices. */
export type PriceExits = (origin: TradeOrigin, averagePrice: Decimal) => DeclaredPrices;

export interface TradeOrigin {
  readonly tradeId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly direction: Direction;
  readonly bracketId: string | null;
  readonly ref: string | null;
  /** What was declared when the first of it was entered; null outside brackets. */
  readonly exits: BracketExits | null;
}

/** A fill's part that went into one trade; notional, fee and slippage are that part's share of what the books posted. */
export interface TradePart {
  readonly quantity: Decimal;
  readonly notional: Decimal;
  readonly fee: Decimal;
  readonly slippage: Decimal;
  readonly time: number;
}

export interface RunningTrade {
  readonly origin: TradeOrigin;
  readonly entered: Decimal;
  readonly exited: Decimal;
  /** Σ round8(price × quantity) of the fills, in quote asset. */
  readonly entryNotional: Decimal;
  readonly exitNotional: Decimal;
  readonly fees: Decimal;
  readonly slippage: Decimal;
  readonly funding: Decimal;
  readonly entryTime: number;
  readonly lastTime: number;
  /** Cause of the last exit; null before the first. */
  readonly lastCause: ExitCause | null;
}

export function startTrade(origin: TradeOrigin, time: number): RunningTrade {
  return {
    origin,
    entered: ZERO,
    exited: ZERO,
    entryNotional: ZERO,
    exitNotional: ZERO,
    fees: ZERO,
    slippage: ZERO,
    funding: ZERO,
    entryTime: time,
    lastTime: time,
    lastCause: null,
  };
}

/** Base asset still held by it. */
export function heldBy(trade: RunningTrade): Decimal {
  return trade.entered.minus(trade.exited);
}

export function enterTrade(trade: RunningTrade, part: TradePart): RunningTrade {
  return {
    ...withCosts(trade, part),
    entered: trade.entered.plus(part.quantity),
    entryNotional: trade.entryNotional.plus(part.notional),
  };
}

export function exitTrade(trade: RunningTrade, part: TradePart, cause: ExitCause): RunningTrade {
  return {
    ...withCosts(trade, part),
    lastCause: cause,
    exited: trade.exited.plus(part.quantity),
    exitNotional: trade.exitNotional.plus(part.notional),
  };
}

export function payFunding(trade: RunningTrade, amount: Decimal): RunningTrade {
  return { ...trade, funding: trade.funding.plus(amount) };
}

/** The trade when nothing of it is held any more. */
export function closeTrade(trade: RunningTrade, priceExits: PriceExits): Trade {
  return tradeOf(trade, trade.exitNotional, trade.lastTime, priceExits);
}

/** The trade with what is still held valued at `mark`, as of `time`. */
export function markTrade(trade: RunningTrade, mark: Decimal, time: number, priceExits: PriceExits): Trade {
  return tradeOf(trade, trade.exitNotional.plus(roundPosting(heldBy(trade).times(mark))), time, priceExits);
}

function withCosts(trade: RunningTrade, part: TradePart): RunningTrade {
  return {
    ...trade,
    fees: trade.fees.plus(part.fee),
    slippage: trade.slippage.plus(part.slippage),
    lastTime: part.time,
  };
}

function tradeOf(trade: RunningTrade, exitNotional: Decimal, exitTime: number, priceExits: PriceExits): Trade {
  const { exits, tradeId, strategyId, symbol, positionSide, direction, bracketId, ref } = trade.origin;
  const isOpen = !heldBy(trade).isZero();
  const sign = signOf(direction);
  const profit = exitNotional.minus(trade.entryNotional).times(sign);
  const result = profit.minus(trade.fees).plus(trade.funding);
  const entryPrice = trade.entryNotional.div(trade.entered);
  const declared = exits === null ? NOTHING_DECLARED : priceExits(trade.origin, entryPrice);
  const riskAmount = riskOf(trade, entryPrice, declared.stopPrice);
  return {
    tradeId,
    strategyId,
    symbol,
    positionSide,
    direction,
    bracketId,
    ref,
    open: isOpen,
    entryTime: trade.entryTime,
    exitTime,
    quantity: trade.entered,
    entryPrice,
    exitPrice: exitNotional.div(trade.entered),
    profit,
    fees: trade.fees,
    funding: trade.funding,
    slippage: trade.slippage,
    result,
    returnRatio: ratioOf(result, trade.entryNotional) ?? 0,
    exitCause: isOpen ? null : trade.lastCause,
    stopPrice: declared.stopPrice,
    targetPrices: declared.targetPrices,
    riskAmount,
    rMultiple: riskAmount === null ? null : ratioOf(result, riskAmount),
  };
}

const NOTHING_DECLARED: DeclaredPrices = { stopPrice: null, targetPrices: [] };

/** A stop on the winning side is a profit that was secured, and no risk. */
function riskOf(trade: RunningTrade, entryPrice: Decimal, stopPrice: Decimal | null): Decimal | null {
  if (stopPrice === null) return null;
  const lossPerUnit = entryPrice.minus(stopPrice).times(signOf(trade.origin.direction));
  return lossPerUnit.gt(ZERO) ? roundPosting(lossPerUnit.times(trade.entered)) : null;
}

/** A ratio for reading, reckoned in plain numbers; null over nothing. */
function ratioOf(amount: Decimal, base: Decimal): number | null {
  return base.isZero() ? null : amount.toNumber() / base.toNumber();
}
