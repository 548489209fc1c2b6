// Turns a strategy's fills into trades. A fill that closes takes from the brackets that gave to it, then from the oldest;
// what is left of it opens. Fees, slippage and funding are shared so that the trades' sums are the account's, to the last digit.
import { Decimal, minDecimal, roundPosting, sumDecimals, ZERO } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import type { BracketExits } from '../domain/plan.ts';
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
  type PriceExits,
  type RunningTrade,
  startTrade,
  type TradeOrigin,
  type TradePart,
} from './running-trade.ts';
import type { ExitCause, FillPart, Trade } from './trade.ts';

/** What a fill is to the ledger, beside itself. */
export interface FillOrigin {
  readonly strategyId: string;
  readonly ref: string | null;
  /** What the trades it takes from end by; null goes on with what each was taken from by before. */
  readonly cause: ExitCause | null;
  /** The bracket it enters; null outside brackets. */
  readonly bracketId: string | null;
  /** The exits of that bracket. */
  readonly exits: BracketExits | null;
  /** Brackets whose trades a closing fill takes from first, in this order. */
  readonly closes: readonly ClosedShare[];
  /** Fee in the account's asset. */
  readonly feeValue: Decimal;
}

/** What a bracket gave to a closing fill. */
export interface ClosedShare {
  readonly bracketId: string;
  /** Base asset. */
  readonly quantity: Decimal;
}

/** What a fill came to: the trades it had a part in, and those it ended. */
export interface RecordedFill {
  /** They add up to the fill; exits before the entry. */
  readonly parts: readonly FillPart[];
  readonly ended: readonly Trade[];
}

/** A trade's part of a funding settlement. */
export interface TradeFunding {
  readonly tradeId: string;
  /** Base asset it held, signed. */
  readonly quantity: Decimal;
  /** Received when positive. */
  readonly amount: Decimal;
}

export interface TradeLedger {
  /** Books a fill of a strategy's own. */
  record(fill: Fill, origin: FillOrigin): RecordedFill;
  /** Shares a strategy's part of a funding settlement over the trades that hold something there. */
  recordFunding(
    strategyId: string,
    symbol: string,
    positionSide: PositionSide,
    amount: Decimal,
  ): readonly TradeFunding[];
  /** Trades that hold something, oldest first, valued at mark; one without a mark is valued at its entry price. */
  open(markOf: MarkOf, time: number): readonly Trade[];
}

/** Ids whose trade has ended, remembered as long as their orders may still fill. */
const ENDED_IDS_MAX = 10_000;

/** `priceExits` tells where declared exits lie; by default nowhere. */
export function createTradeLedger(priceExits: PriceExits = WITHOUT_PRICES): TradeLedger {
  /** Running trades of one strategy in one position, oldest first. */
  const lanes = new Map<string, RunningTrade[]>();
  /** Rounds that ended under an id. */
  const rounds = new Map<string, number>();
  const laneOf = (strategyId: string, symbol: string, positionSide: PositionSide): RunningTrade[] => {
    const key = `${strategyId} ${positionKey(symbol, positionSide)}`;
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const lane: RunningTrade[] = [];
    lanes.set(key, lane);
    return lane;
  };
  const noteEnd = (id: string): void => {
    const before = rounds.get(id) ?? 0;
    // Last again, so that the id that ended longest ago is the first to be forgotten.
    rounds.delete(id);
    rounds.set(id, before + 1);
    const [oldest] = rounds.size > ENDED_IDS_MAX ? rounds.keys() : [];
    if (oldest !== undefined) rounds.delete(oldest);
  };

  return {
    record(fill, origin) {
      const lane = laneOf(origin.strategyId, fill.symbol, fill.positionSide);
      const closing = closingParts(lane, fill, origin.closes);
      const opened = fill.quantity.minus(sumDecimals(closing.map(({ quantity }) => quantity)));
      const split = splitFill(
        fill,
        origin.feeValue,
        closing.map(({ quantity }) => quantity),
        opened,
      );
      const parts: FillPart[] = [];
      const ended: Trade[] = [];
      for (const [index, { trade }] of closing.entries()) {
        const part = partAt(split, index);
        const after = exitTrade(trade, part, causeFor(trade, fill, origin));
        const isOver = heldBy(after).isZero();
        replace(lane, trade, isOver ? undefined : after);
        parts.push(told(after, 'exit', part));
        if (!isOver) continue;
        noteEnd(idOf(after.origin.tradeId));
        ended.push(closeTrade(after, priceExits));
      }
      if (!opened.isZero()) {
        const part = partAt(split, closing.length);
        parts.push(told(openInto(lane, fill, origin, part, rounds), 'entry', part));
      }
      return { parts, ended };
    },
    recordFunding(strategyId, symbol, positionSide, amount) {
      const lane = laneOf(strategyId, symbol, positionSide);
      if (lane.length === 0) return [];
      const shares = shareMoney(amount, lane.map(heldBy));
      return [...lane.entries()].map(([index, trade]) => {
        const share = shares[index] ?? ZERO;
        lane[index] = payFunding(trade, share);
        const quantity = heldBy(trade).times(signOf(trade.origin.direction));
        return { tradeId: trade.origin.tradeId, quantity, amount: share };
      });
    },
    open: (markOf, time) =>
      [...lanes.values()]
        .flat()
        .toSorted((a, b) => a.entryTime - b.entryTime)
        .map((trade) => {
          const mark = markOf(trade.origin.symbol, heldBy(trade).times(signOf(trade.origin.direction)).toNumber());
          const price = mark === null ? trade.entryNotional.div(trade.entered) : new Decimal(mark);
          return markTrade(trade, price, time, priceExits);
        }),
  };
}

const WITHOUT_PRICES: PriceExits = () => ({ stopPrice: null, targetPrices: [] });

/** What is left of a stop that began to fill is closed by us, and still the stop's doing. */
function causeFor(trade: RunningTrade, fill: Fill, { cause }: FillOrigin): ExitCause {
  if (fill.cause === 'liquidation') return 'liquidation';
  return cause ?? trade.lastCause ?? 'stop-loss';
}

function told(trade: RunningTrade, part: FillPart['part'], { quantity, fee }: TradePart): FillPart {
  return { tradeId: trade.origin.tradeId, part, quantity, fee };
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
  for (const { bracketId, quantity } of closes) {
    for (const trade of opposite) if (trade.origin.bracketId === bracketId) take(trade, quantity);
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

/** A further round of an id that has ended one is told from it by its number. */
function openInto(
  lane: RunningTrade[],
  fill: Fill,
  origin: FillOrigin,
  part: TradePart,
  rounds: ReadonlyMap<string, number>,
): RunningTrade {
  const id = origin.bracketId ?? fill.clientOrderId ?? fill.venueOrderId;
  const ended = rounds.get(id) ?? 0;
  const tradeId = ended === 0 ? id : `${id}${ROUND_MARK}${ended + 1}`;
  const running = lane.find((trade) => trade.origin.tradeId === tradeId);
  if (running !== undefined) {
    const entered = enterTrade(running, part);
    replace(lane, running, entered);
    return entered;
  }
  const founded: TradeOrigin = {
    tradeId,
    strategyId: origin.strategyId,
    symbol: fill.symbol,
    positionSide: fill.positionSide,
    direction: fill.side === 'buy' ? 'long' : 'short',
    bracketId: origin.bracketId,
    ref: origin.ref,
    exits: origin.exits,
  };
  const entered = enterTrade(startTrade(founded, fill.time), part);
  lane.push(entered);
  return entered;
}

/** Stands in no id of ours. */
const ROUND_MARK = '#';

function idOf(tradeId: string): string {
  return tradeId.split(ROUND_MARK, 1)[0] ?? tradeId;
}

function replace(lane: RunningTrade[], before: RunningTrade, after: RunningTrade | undefined): void {
  const index = lane.indexOf(before);
  if (after === undefined) lane.splice(index, 1);
  else lane[index] = after;
}
