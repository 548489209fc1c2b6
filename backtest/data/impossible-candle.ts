// Which candles cannot have happened.
import type { KlineColumns } from './kline-columns.ts';

/** Why row `row` cannot be a candle, or undefined if it can: a price not above zero or not finite, or one outside [low, high]. */
export function impossibleCandle(columns: KlineColumns, row: number): string | undefined {
  const open = columns.open[row] ?? NaN;
  const high = columns.high[row] ?? NaN;
  const low = columns.low[row] ?? NaN;
  const close = columns.close[row] ?? NaN;
  const volume = columns.volume[row] ?? NaN;
  // One comparison chain settles the usual case; NaN fails it.
  if (low > 0 && low <= open && low <= close && open <= high && close <= high && high < Infinity && volume >= 0) {
    return volume < Infinity ? undefined : `volume is ${volume}`;
  }
  for (const [name, price] of Object.entries({ open, high, low, close })) {
    if (!(price > 0 && price < Infinity)) return `${name} is ${price}`;
  }
  if (!(volume >= 0)) return `volume is ${volume}`;
  if (high < low) return `high ${high} is below low ${low}`;
  if (high < Math.max(open, close)) return `high ${high} is below ${high < open ? `open ${open}` : `close ${close}`}`;
  return `low ${low} is above ${low > open ? `open ${open}` : `close ${close}`}`;
}
