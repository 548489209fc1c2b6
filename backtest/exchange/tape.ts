// The trades of a kline as they are walked: one after the other, each at its own time and price (TRADE-1). Nothing is
// guessed between them; the mark price alone may move where there is no trade.
import { lastTimeOf, markHighOf, markLowOf } from './path.ts';
import { type Reach, reachOf, withLiquidation } from './reach.ts';
import type { ExchangeState, Market } from './state.ts';
import type { WalkKline, WalkTrades } from './walk-input.ts';

export interface Tape {
  readonly kline: WalkKline;
  readonly trades: WalkTrades;
  /** Whether nothing else is walked at the instant, so that nothing of another symbol can happen on the way. */
  readonly isAlone: boolean;
  /** Epoch ms of the clock's next timer, which runs after the trades of its time; Infinity for none. */
  timerTime: number;
  /** Row of the trade that comes next. */
  next: number;
  /** Whether the walk stands at a trade, which orders may still meet. */
  isAtTrade: boolean;
  /** Whether the taker of that trade sold. */
  takerSold: boolean;
  /** Row of the trade that is to be told when its place is quiet; null for none. */
  untold: number | null;
  /** Places at which only the mark moves, the next one first (TRADE-3). */
  readonly marks: MarkPlace[];
}

export interface MarkPlace {
  readonly time: number;
  readonly mark: number;
}

/** Trades that are looked at before one of them is stood at all the same, so that no step costs more than it saves. */
const LOOKAHEAD_MAX = 512;

export function createTape(kline: WalkKline, trades: WalkTrades, isAlone: boolean): Tape {
  return {
    kline,
    trades,
    isAlone,
    timerTime: Infinity,
    next: trades.from,
    isAtTrade: false,
    takerSold: false,
    untold: null,
    marks: markPlaces(kline),
  };
}

/** Epoch ms of the next trade; Infinity when none is left. */
export function nextTradeTime({ trades, next }: Tape): number {
  return next < trades.to ? (trades.time[next] ?? Infinity) : Infinity;
}

/**
 * The mark at a trade: its price times the ratio, or as far from the mark's low to its high as the price is from the low to
 * the high of the trades. Undefined where all trades have one price: the mark then moves by itself.
 */
export function markAtTrade({ low, high, mark }: WalkKline, price: number): number | undefined {
  if (mark.kind === 'ratio') return price * mark.ratio;
  if (high === low) return undefined;
  return Math.min(mark.high, mark.low + (mark.high - mark.low) * ((price - low) / (high - low)));
}

/**
 * Row of the next trade at which something of ours may happen, or of one before it. Trades that touch nothing are passed
 * over in one go, where nobody is told of them and nothing else happens meanwhile: no command arrives, no timer runs and
 * nothing of another symbol happens, whose margin hangs on where this one stands.
 */
export function nextTradeThatMatters(state: ExchangeState, market: Market, tape: Tape, untilTime: number): number {
  const { trades, next, timerTime } = tape;
  const isWaitedFor = market.orders.taking.length > 0 || market.orders.held.length > 0;
  if (trades.tell !== null || isWaitedFor || !tape.isAlone) return next;
  const reach = withLiquidation(reachOf(state, market), state, market);
  if (market.mark <= reach.markBelow || market.mark >= reach.markAbove) return next;
  const end = Math.min(trades.to, next + LOOKAHEAD_MAX);
  for (let row = next; row < end; row += 1) {
    const time = trades.time[row] ?? Infinity;
    if (time >= untilTime || time > timerTime) return Math.max(next, row - 1);
    if (touches(tape, reach, row)) return row;
  }
  return end - 1;
}

function touches({ kline, trades }: Tape, reach: Reach, row: number): boolean {
  const price = trades.price[row] ?? Number.NaN;
  if (price <= reach.below || price >= reach.above) return true;
  if (reach.markBelow === -Infinity && reach.markAbove === Infinity) return false;
  const mark = markAtTrade(kline, price);
  return mark !== undefined && (mark <= reach.markBelow || mark >= reach.markAbove);
}

/** Where the mark moves without a trade: at the end of the kline, and on all its way where trades do not lead it. */
function markPlaces(kline: WalkKline): MarkPlace[] {
  const { mark, close, openTime } = kline;
  const lastTime = lastTimeOf(kline);
  if (mark.kind === 'ratio') return [{ time: lastTime, mark: close * mark.ratio }];
  const end = { time: lastTime, mark: mark.close };
  if (kline.high > kline.low) return [end];
  const [low, high] = [markLowOf(kline), markHighOf(kline)];
  const isHighNearer = high - mark.open <= mark.open - low;
  const lengthMs = lastTime - openTime;
  return [
    { time: openTime + Math.floor(lengthMs / 3), mark: isHighNearer ? high : low },
    { time: openTime + Math.floor((2 * lengthMs) / 3), mark: isHighNearer ? low : high },
    end,
  ];
}
