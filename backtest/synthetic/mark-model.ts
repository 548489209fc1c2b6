// The mark price of a synthetic symbol: it follows the index, which is the last price less its premium, a little late and
// on no tick.
import { intervalMs, type Interval } from '../../engine/domain/interval.ts';
import { allocateKlineColumns, type KlineColumns } from '../data/kline-columns.ts';
import { SUB_STEPS } from './bar-path.ts';
import { keptAfter } from './mean-reverting.ts';

export interface MarkModel {
  /** Adds the mark kline of a bar whose last price took this path. */
  addBar(bar: number, openTime: number, path: Float64Array, premiumRatio: number): void;
  readonly columns: KlineColumns;
}

/** The mark comes nearer to the index within some seconds. */
const LAG_MS = 20_000;
const DECIMALS = 1e8;

export function createMarkModel(symbol: string, interval: Interval, bars: number): MarkModel {
  const columns = allocateKlineColumns(symbol, interval, bars);
  const follows = 1 - keptAfter(intervalMs(interval) / SUB_STEPS, LAG_MS);
  let mark = NaN;

  return {
    columns,
    addBar(bar, openTime, path, premiumRatio) {
      const toIndex = 1 - premiumRatio;
      if (bar === 0) mark = (path[0] ?? NaN) * toIndex;
      const open = round(mark);
      let high = open;
      let low = open;
      let close = open;
      for (let step = 0; step < SUB_STEPS; step++) {
        mark += follows * ((path[step] ?? NaN) * toIndex - mark);
        close = round(mark);
        if (close > high) high = close;
        if (close < low) low = close;
      }
      columns.openTime[bar] = openTime;
      columns.open[bar] = open;
      columns.high[bar] = high;
      columns.low[bar] = low;
      columns.close[bar] = close;
    },
  };
}

function round(price: number): number {
  return Math.round(price * DECIMALS) / DECIMALS;
}
