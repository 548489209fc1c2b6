// Steps along a tape: stands at its open, at a trade, at a place where the mark alone moves, and tells a trade that has
// caused all it can (TRADE-2, TRADE-3, TRADE-9).
import { markAtOpen } from './path.ts';
import { releaseHeld } from './resting-orders.ts';
import type { Market } from './state.ts';
import { markAtTrade, type Tape } from './tape.ts';
import { observeTrails } from './trailing.ts';
import type { Walk } from './walk.ts';

/** The last price stays that of the trade before; only where there was none it is that of the first trade. */
export function openTape(walk: Walk): void {
  const { market, kline } = walk;
  walk.phase = 'moving';
  if (Number.isNaN(market.last)) market.last = kline.open;
  if (kline.mark.kind === 'kline' || Number.isNaN(market.mark)) market.mark = markAtOpen(kline);
}

/** Stands at a trade, those before it passed over. Orders that wait to take come first at it. */
export function standAtTrade(walk: Walk, row: number, time: number): void {
  const { market } = walk;
  const tape = tapeOf(walk);
  const { trades } = tape;
  const price = trades.price[row] ?? Number.NaN;
  walk.time = Math.max(walk.time, time);
  walk.volume = trades.quantity[row] ?? Number.NaN;
  walk.budget = undefined;
  noteWalked(market, trades.price, tape.next, row + 1);
  tape.next = row + 1;
  tape.isAtTrade = true;
  tape.takerSold = trades.takerSold[row] === 1;
  tape.untold = trades.tell === null ? null : row;
  market.last = price;
  market.mark = markAtTrade(walk.kline, price) ?? market.mark;
  releaseHeld(market.orders);
  observeTrails(market.orders.trailing, market.last, market.mark, market.instrument.priceTick);
  walk.carried = market.orders.taking.slice();
}

/** Trades that were passed over were walked like any other. */
function noteWalked(market: Market, price: Float64Array, from: number, to: number): void {
  for (let row = from; row < to; row += 1) {
    const walked = price[row] ?? Number.NaN;
    if (walked < market.walkedLow) market.walkedLow = walked;
    if (walked > market.walkedHigh) market.walkedHigh = walked;
  }
}

/** The mark moves on without a trade; orders wait for the next one. */
export function passMark(walk: Walk, time: number): void {
  const tape = tapeOf(walk);
  const place = tape.marks.shift();
  tape.isAtTrade = false;
  if (place === undefined) return;
  walk.time = Math.max(walk.time, time);
  walk.market.mark = place.mark;
}

export function tellTrade(walk: Walk): void {
  const tape = tapeOf(walk);
  const row = tape.untold;
  tape.untold = null;
  if (row !== null) tape.trades.tell?.(row);
}

function tapeOf({ tape }: Walk): Tape {
  if (tape === null) throw new Error('the walk has no tape');
  return tape;
}
