// The klines a run was made on, as the report shows them: one typed array a field.
import type { Interval } from '../../engine/domain/interval.ts';

/** Told klines of one symbol within the run's span, ascending. Times are epoch ms UTC by open. */
export interface PriceColumns {
  readonly symbol: string;
  readonly interval: Interval;
  readonly length: number;
  readonly openTime: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}
