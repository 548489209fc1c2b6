// A trade while it runs: sums of what its fills posted, turned into a trade when asked.
import { type Decimal, roundPosting, ZERO } from '../domain/decimal.ts';
import { type Direction, type PositionSide, signOf } from '../domain/side.ts';
import type { ExitCause, Trade } from './trade.ts';

export interface TradeOrigin {
  readonly tradeId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly direction: Direction;
  readonly bracketId: string | null;
  readonly ref: string | null;
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

export function exitTrade(trade: RunningTrade, part: TradePart): RunningTrade {
  return {
    ...withCosts(trade, part),
    exited: trade.exited.plus(part.quantity),
    exitNotional: trade.exitNotional.plus(part.notional),
  };
}

export function payFunding(trade: RunningTrade, amount: Decimal): RunningTrade {
  return { ...trade, funding: trade.funding.plus(amount) };
}

/** The trade when nothing of it is held any more. */
export function closeTrade(trade: RunningTrade, exitCause: ExitCause): Trade {
  return tradeOf(trade, trade.exitNotional, trade.lastTime, exitCause);
}

/** The trade with what is still held valued at `mark`, as of `time`. */
export function markTrade(trade: RunningTrade, mark: Decimal, time: number): Trade {
  return tradeOf(trade, trade.exitNotional.plus(roundPosting(heldBy(trade).times(mark))), time, null);
}

function withCosts(trade: RunningTrade, part: TradePart): RunningTrade {
  return {
    ...trade,
    fees: trade.fees.plus(part.fee),
    slippage: trade.slippage.plus(part.slippage),
    lastTime: part.time,
  };
}

function tradeOf(trade: RunningTrade, exitNotional: Decimal, exitTime: number, exitCause: ExitCause | null): Trade {
  const profit = exitNotional.minus(trade.entryNotional).times(signOf(trade.origin.direction));
  return {
    ...trade.origin,
    open: exitCause === null,
    entryTime: trade.entryTime,
    exitTime,
    quantity: trade.entered,
    entryPrice: trade.entryNotional.div(trade.entered),
    exitPrice: exitNotional.div(trade.entered),
    profit,
    fees: trade.fees,
    funding: trade.funding,
    slippage: trade.slippage,
    result: profit.minus(trade.fees).plus(trade.funding),
    exitCause,
  };
}
