// The last close of a market at times that ascend: a finger on its klines that only moves on.
import { bucketEnd } from '../../../engine/domain/interval.ts';
import type { PriceColumns } from '../price-columns.ts';

export interface CloseCursor {
  /** The close known at `timeMs`, which is no earlier than the last one asked for; undefined before the first kline ended. */
  at(timeMs: number): number | undefined;
}

export function createCloseCursor({ interval, length, openTime, close }: PriceColumns): CloseCursor {
  let index = -1;
  const endOf = (row: number): number => (row < length ? bucketEnd(interval, openTime[row] ?? Infinity) : Infinity);
  let nextEnd = endOf(0);
  return {
    at(timeMs) {
      while (nextEnd <= timeMs) {
        index += 1;
        nextEnd = endOf(index + 1);
      }
      return close[index];
    },
  };
}
