// Turns a strategy's fills into trades. A fill that closes takes from the brackets that gave to it, then from the oldest;
// what is left of it opens. Fees, slippage and funding are shared so that the trades' sums are the account's, to the last digit.
import { Decimal, minDecimal, roundPosting, sumDecimals, ZERO } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import type { OrderRole } from '../domain/order.ts';
import { type PositionSide, signOf } from '../domain/side.ts';
import type { MarkOf } from './marked-positions.ts';
import { positionKey } from './position-key.ts';
import { shareMoney } from './pro-rata.ts';
import {
  closeTrade,
  enterTrade,
  exitTrade,
  heldBy,
  markTrade,
  payFunding,
  type RunningTrade,
  startTrade,
  type TradeOrigin,
  type TradePart,
} from './running-trade.ts';
import type { Trade } from './trade.ts';

/** What a fill is to the ledger, beside itself. */
export interface FillOrigin {
  readonly strategyId: string;
  readonly ref: string | null;
  readonly role: OrderRole;
  /** The bracket the order belongs to or founds; null outside brackets. */
  readonly bracketId: string | null;
  /** Trades a closing fill takes from first, in this order. */
  readonly closes: readonly ClosedShare[];
  /** Fee in the account's asset. */
  readonly feeValue: Decimal;
}

/** What a bracket gave to a closing fill. */
export interface ClosedShare {
  readonly tradeId: string;
  /** Base asset. */
  readonly quantity: Decimal;
}

export interface TradeLedger {
  /** Books a fill of a strategy's own; gives the trades it ended. */
  record(fill: Fill, origin: FillOrigin): readonly Trade[];
  /** Shares a strategy's part of a funding settlement over what it holds there. */
  recordFunding(strategyId: string, symbol: string, positionSide: PositionSide, amount: Decimal): void;
  /** Trades that hold something, oldest first, valued at mark; one without a mark is valued at its entry price. */
  open(markOf: MarkOf, time: number): readonly Trade[];
}

export function createTradeLedger(): TradeLedger {
  /** Running trades of one strategy in one position, oldest first. */
  const lanes = new Map<string, RunningTrade[]>();
  const laneOf = (strategyId: string, symbol: string, positionSide: PositionSide): RunningTrade[] => {
    const key = `${strategyId} ${positionKey(symbol, positionSide)}`;
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const lane: RunningTrade[] = [];
    lanes.set(key, lane);
    return lane;
  };

  return {
    record(fill, origin) {
      const lane = laneOf(origin.strategyId, fill.symbol, fill.positionSide);
      const closing = closingParts(lane, fill, origin.closes);
      const opened = fill.quantity.minus(sumDecimals(closing.map(({ quantity }) => quantity)));
      const parts = splitFill(
        fill,
        origin.feeValue,
        closing.map(({ quantity }) => quantity),
        opened,
      );
      const ended: Trade[] = [];
      for (const [index, { trade }] of closing.entries()) {
        const after = exitTrade(trade, partAt(parts, index));
        replace(lane, trade, heldBy(after).isZero() ? undefined : after);
        if (heldBy(after).isZero())
          ended.push(closeTrade(after, fill.cause === 'liquidation' ? 'liquidation' : origin.role));
      }
      if (!opened.isZero()) openInto(lane, fill, origin, partAt(parts, closing.length));
      return ended;
    },
    recordFunding(strategyId, symbol, positionSide, amount) {
      const lane = laneOf(strategyId, symbol, positionSide);
      if (lane.length === 0) return;
      const shares = shareMoney(amount, lane.map(heldBy));
      for (const [index, trade] of [...lane.entries()]) lane[index] = payFunding(trade, shares[index] ?? ZERO);
    },
    open: (markOf, time) =>
      [...lanes.values()]
        .flat()
        .toSorted((a, b) => a.entryTime - b.entryTime)
        .map((trade) => {
          const mark = markOf(trade.origin.symbol, heldBy(trade).times(signOf(trade.origin.direction)).toNumber());
          const price = mark === null ? trade.entryNotional.div(trade.entered) : new Decimal(mark);
          return markTrade(trade, price, time);
        }),
  };
}

interface ClosingPart {
  readonly trade: RunningTrade;
  readonly quantity: Decimal;
}

/**
 * Which trades a fill takes from, as far as they are of the other direction: what brackets say they gave, then what is held
 * outside of brackets, then the oldest.
 */
function closingParts(lane: readonly RunningTrade[], fill: Fill, closes: readonly ClosedShare[]): ClosingPart[] {
  const opposite = lane.filter(({ origin }) => signOf(origin.direction) !== signOf(fill.side));
  const taken = new Map<RunningTrade, Decimal>();
  let rest = fill.quantity;
  const take = (trade: RunningTrade, most: Decimal): void => {
    const before = taken.get(trade) ?? ZERO;
    const quantity = minDecimal(minDecimal(rest, most), heldBy(trade).minus(before));
    if (quantity.lte(ZERO)) return;
    taken.set(trade, before.plus(quantity));
    rest = rest.minus(quantity);
  };
  for (const { tradeId, quantity } of closes) {
    for (const trade of opposite) if (trade.origin.tradeId === tradeId) take(trade, quantity);
  }
  for (const trade of opposite) if (trade.origin.bracketId === null) take(trade, rest);
  for (const trade of opposite) take(trade, rest);
  return [...taken].map(([trade, quantity]) => ({ trade, quantity }));
}

/**
 * One part a closed quantity and, last, one for what is opened. Fee and slippage are shared pro rata and exactly; so is the
 * notional of all that is closed, which the books post as one sum.
 */
function splitFill(fill: Fill, feeValue: Decimal, closed: readonly Decimal[], opened: Decimal): readonly TradePart[] {
  const quantities = opened.isZero() ? closed : [...closed, opened];
  const fees = shareMoney(feeValue, quantities);
  const slippages = shareMoney(fill.slippage ?? ZERO, quantities);
  const closedNotional = roundPosting(fill.price.times(sumDecimals(closed)));
  const notionals = [
    ...(closed.length === 0 ? [] : shareMoney(closedNotional, closed)),
    roundPosting(fill.price.times(opened)),
  ];
  return quantities.map((quantity, index) => ({
    quantity,
    notional: notionals[index] ?? ZERO,
    fee: fees[index] ?? ZERO,
    slippage: slippages[index] ?? ZERO,
    time: fill.time,
  }));
}

function partAt(parts: readonly TradePart[], index: number): TradePart {
  const part = parts[index];
  if (part === undefined) throw new Error(`a fill was split into ${parts.length} parts, number ${index} is missing`);
  return part;
}

function openInto(lane: RunningTrade[], fill: Fill, origin: FillOrigin, part: TradePart): void {
  const tradeId = origin.bracketId ?? fill.clientOrderId ?? fill.venueOrderId;
  const running = lane.find((trade) => trade.origin.tradeId === tradeId);
  const founded: TradeOrigin = {
    tradeId,
    strategyId: origin.strategyId,
    symbol: fill.symbol,
    positionSide: fill.positionSide,
    direction: fill.side === 'buy' ? 'long' : 'short',
    bracketId: origin.bracketId,
    ref: origin.ref,
  };
  if (running === undefined) lane.push(enterTrade(startTrade(founded, fill.time), part));
  else replace(lane, running, enterTrade(running, part));
}

function replace(lane: RunningTrade[], before: RunningTrade, after: RunningTrade | undefined): void {
  const index = lane.indexOf(before);
  if (after === undefined) lane.splice(index, 1);
  else lane[index] = after;
}
