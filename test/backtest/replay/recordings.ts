// Recordings for tests: columns of flat klines, named by their number since the epoch or by dates.
import { klineColumnsFromRows, type KlineColumns } from '../../../backtest/data/kline-columns.ts';
import { bucketEnd, bucketStart, type Interval, intervalMs } from '../../../engine/domain/interval.ts';

/** Epoch ms of a date such as `2024-02-29`, or of a date and time without offset, in UTC. */
export function utc(text: string): number {
  return Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`);
}

/** Klines of an interval by their number since the epoch, each flat at `price` of its number. */
export function columnsAt(
  interval: Interval,
  numbers: readonly number[],
  price = (index: number): number => index,
): KlineColumns {
  return flatColumns(
    interval,
    numbers.map((index) => index * intervalMs(interval)),
    (_, at) => price(numbers[at] ?? Number.NaN),
  );
}

/** Every kline of an interval that opens from one date on and before another. */
export function columnsBetween(
  interval: Interval,
  from: string,
  to: string,
  price = (openTime: number): number => openTime / 1e9,
): KlineColumns {
  const openTimes: number[] = [];
  const first = bucketStart(interval, utc(from));
  for (let openTime = first; openTime < utc(to); openTime = bucketEnd(interval, openTime)) {
    if (openTime >= utc(from)) openTimes.push(openTime);
  }
  return flatColumns(interval, openTimes, price);
}

/** Klines of an interval at given open times. */
export function flatColumns(
  interval: Interval,
  openTimes: readonly number[],
  price: (openTime: number, index: number) => number,
): KlineColumns {
  const rows = openTimes.map((openTime, index) => {
    const flat = price(openTime, index);
    return { openTime, open: flat, high: flat, low: flat, close: flat, volume: 1 };
  });
  return klineColumnsFromRows('BTCUSDT', interval, rows);
}
