// The told klines of a run's span, as the report wants them: views into the recorded columns, nothing is copied.
import { indexAtTime } from '../backtest/data/kline-columns.ts';
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import type { PriceColumns } from '../backtest/report/price-columns.ts';
import type { RunSpan } from './run-span.ts';

/** One entry a market, in config order. */
export function toldPrices(markets: readonly ReplayMarket[], { fromTime, toTime }: RunSpan): readonly PriceColumns[] {
  return markets.map(({ klines }) => {
    const first = indexAtTime(klines, fromTime);
    const end = indexAtTime(klines, toTime);
    const within = (column: Float64Array): Float64Array => column.subarray(first, end);
    return {
      symbol: klines.symbol,
      interval: klines.interval,
      length: end - first,
      openTime: within(klines.openTime),
      open: within(klines.open),
      high: within(klines.high),
      low: within(klines.low),
      close: within(klines.close),
    };
  });
}
