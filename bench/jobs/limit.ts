// The limit: the always-in reversal as a bare loop over typed arrays, with next-open fills, slippage, fees and drawdown. It has no
// events, no orders and no checks, and its money is plain numbers: nothing that trades can be faster in this language.
//
// Prices are whole ticks, so that sums of them are exact and two averages tie here when they tie in the engine.
import { klineCacheIn, readCheckedKlines } from '../../backtest/data/cache/read-checked-klines.ts';
import { klineCacheFolder } from '../../app/cache-folder.ts';
import { BALANCE, FAST, QUANTITY, SLOW, TICK } from '../data/always-in-terms.ts';
import { SYMBOLS } from '../data/make-data.ts';
import { proofOf } from '../data/trade-proof.ts';
import { median } from '../median.ts';
import { type Job, needed } from '../sample.ts';

const TAKER_FEE_RATIO = 0.0005;
/** Slippage is a ratio of one in this many, and a tick at least. */
const SLIPPAGE_PARTS = 10_000;
/** The loop takes a few milliseconds: it is passed over until it is compiled, and the middle pass counts. */
const PASSES = 25;

export const limitJob: Job = async ({ file }) => {
  const folder = klineCacheFolder(process.env);
  const cache = folder === null ? null : klineCacheIn(folder, Date.now);
  const { columns } = await readCheckedKlines({ files: [needed(file, 'file')], symbol: SYMBOLS[0] }, cache);
  const [open, close] = [columns.open, columns.close].map(inTicks);
  if (open === undefined || close === undefined) throw new Error('a market has opens and closes');
  const entries = new Float64Array(columns.length);
  const passes: number[] = [];
  let result = runLoop(open, close, entries);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const begun = performance.now();
    result = runLoop(open, close, entries);
    passes.push((performance.now() - begun) * 1e6);
  }
  const entryTimes = Array.from(entries.subarray(0, result.fills), (row) => columns.openTime[row] ?? Number.NaN);
  return {
    ns: median(passes),
    count: columns.length,
    facts: { ...proofOf(entryTimes, result.equity), fills: result.fills, drawdownRatio: result.drawdownRatio },
  };
};

interface LoopResult {
  readonly fills: number;
  readonly equity: number;
  readonly drawdownRatio: number;
}

/** `entries` takes the row of each fill. */
function runLoop(open: Float64Array, close: Float64Array, entries: Float64Array): LoopResult {
  let [fastSum, slowSum, above] = [0, 0, 0];
  let [cash, position, pending, fills] = [BALANCE, 0, 0, 0];
  let [equity, peak, drawdownRatio] = [BALANCE, BALANCE, 0];
  for (let row = 0; row < close.length; row += 1) {
    if (pending !== 0) {
      const price = slipped(open[row] as number, pending) * TICK;
      const quantity = pending * QUANTITY - position;
      cash -= quantity * price + Math.abs(quantity) * price * TAKER_FEE_RATIO;
      position += quantity;
      entries[fills] = row;
      fills += 1;
      pending = 0;
    }
    const last = close[row] as number;
    fastSum += last;
    slowSum += last;
    if (row >= FAST) fastSum -= close[row - FAST] as number;
    if (row >= SLOW) slowSum -= close[row - SLOW] as number;
    if (row >= SLOW - 1) {
      const difference = fastSum * SLOW - slowSum * FAST;
      // A tie is no side; the first side is where it begins, not a crossing.
      const side = difference > 0 ? 1 : difference < 0 ? -1 : above;
      if (side !== above && above !== 0) pending = side;
      above = side;
    }
    equity = cash + position * last * TICK;
    if (equity > peak) peak = equity;
    const fall = (peak - equity) / peak;
    if (fall > drawdownRatio) drawdownRatio = fall;
  }
  return { fills, equity, drawdownRatio };
}

/** Moved against the order by a ratio of the price or a tick, then to the tick against it: exact in whole numbers. */
function slipped(ticks: number, side: number): number {
  if (side > 0) return Math.max(ticks + 1, Math.ceil((ticks * (SLIPPAGE_PARTS + 1)) / SLIPPAGE_PARTS));
  return Math.min(ticks - 1, Math.floor((ticks * (SLIPPAGE_PARTS - 1)) / SLIPPAGE_PARTS));
}

function inTicks(prices: Float64Array): Float64Array {
  return prices.map((price) => Math.round(price / TICK));
}
