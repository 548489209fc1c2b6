// How far the price went against each trade and in its favour while it was held. The exchange tells which prices it walked
// between two fills; of a kline that was held from open to close, low and high are known without asking. A bar costs a
// comparison or two for each symbol that is held, however many trades hold it.
import type { WalkInstant } from '../backtest/replay/walk-instant.ts';
import type { Trade } from '../engine/portfolio/trade.ts';
import type { AttributedFill } from '../engine/trader/observer.ts';

/** Ratios of the entry price, never negative. */
export interface Excursion {
  readonly maeRatio: number;
  readonly mfeRatio: number;
}

/** Last prices at the places walked since this was asked before; `last` is the present one, and within them. */
export interface WalkedPrices {
  readonly low: number;
  readonly high: number;
  readonly last: number;
}

export interface ExcursionWatch {
  /** To be told of each fill, the walk standing where it happened. */
  filled(fill: Pick<AttributedFill, 'symbol' | 'parts'>): void;
  /** To be told of each trade that ends, before its fill is. */
  tradeEnded(trade: Pick<Trade, 'symbol' | 'tradeId'>): void;
  /** To be called after an instant has been walked. */
  see(instant: Pick<WalkInstant, 'klines'>): void;
  /** Of a trade that ended, or of one that is held up to now; null for one it was never told of. */
  of(trade: Pick<Trade, 'symbol' | 'tradeId' | 'direction' | 'entryPrice'>): Excursion | null;
}

interface Range {
  low: number;
  high: number;
}

interface HeldRange extends Range {
  /** Whether it was entered within the present kline, of which then only a part was held. */
  isNew: boolean;
}

interface Lane {
  readonly held: Map<string, HeldRange>;
  /** What was seen since it was last given to the trades that are held. */
  readonly seen: Range;
  /** Whether the exchange was asked in the present instant: the rest of its kline is then asked for too. */
  isAsked: boolean;
}

/** `takeWalked` asks the exchange. */
export function createExcursionWatch(takeWalked: (symbol: string) => WalkedPrices): ExcursionWatch {
  const lanes = new Map<string, Lane>();
  const ended = new Map<string, Range>();
  let heldCount = 0;

  const laneOf = (symbol: string): Lane => {
    const known = lanes.get(symbol);
    if (known !== undefined) return known;
    const lane: Lane = { held: new Map(), seen: nothingSeen(), isAsked: false };
    lanes.set(symbol, lane);
    return lane;
  };
  /** Gives what was walked up to here to all that is held; the present price. */
  const catchUp = (symbol: string, lane: Lane): number => {
    const { low, high, last } = takeWalked(symbol);
    widen(lane.seen, low, high);
    for (const range of lane.held.values()) widen(range, lane.seen.low, lane.seen.high);
    Object.assign(lane.seen, nothingSeen());
    lane.isAsked = true;
    return last;
  };

  /** A walk may have left out an extreme after a fill; what was held from open to close was held through both. */
  const endKline = (symbol: string, lane: Lane, low: number, high: number): void => {
    catchUp(symbol, lane);
    for (const range of lane.held.values()) {
      if (!range.isNew) widen(range, low, high);
      range.isNew = false;
    }
    lane.isAsked = false;
  };

  return {
    filled({ symbol, parts }) {
      for (const { part, tradeId } of parts) {
        const lane = laneOf(symbol);
        if (part === 'exit' || lane.held.has(tradeId)) continue;
        const price = catchUp(symbol, lane);
        lane.held.set(tradeId, { low: price, high: price, isNew: true });
        heldCount += 1;
      }
    },
    tradeEnded({ symbol, tradeId }) {
      const lane = laneOf(symbol);
      const range = lane.held.get(tradeId);
      if (range === undefined) return;
      catchUp(symbol, lane);
      lane.held.delete(tradeId);
      ended.set(tradeId, range);
      heldCount -= 1;
    },
    see({ klines }) {
      if (heldCount === 0) return;
      for (const { symbol, low, high } of klines) {
        const lane = lanes.get(symbol);
        if (lane === undefined || lane.held.size === 0) continue;
        if (lane.isAsked) endKline(symbol, lane, low, high);
        else widen(lane.seen, low, high);
      }
    },
    of({ symbol, tradeId, direction, entryPrice }) {
      const lane = laneOf(symbol);
      if (lane.held.has(tradeId)) catchUp(symbol, lane);
      const range = ended.get(tradeId) ?? lane.held.get(tradeId);
      if (range === undefined) return null;
      const entry = entryPrice.toNumber();
      const below = Math.max(0, (entry - range.low) / entry);
      const above = Math.max(0, (range.high - entry) / entry);
      return direction === 'long' ? { maeRatio: below, mfeRatio: above } : { maeRatio: above, mfeRatio: below };
    },
  };
}

function nothingSeen(): Range {
  return { low: Infinity, high: -Infinity };
}

function widen(range: Range, low: number, high: number): void {
  if (low < range.low) range.low = low;
  if (high > range.high) range.high = high;
}
