// A closed kline as a strategy sees it. Market numbers are plain numbers (DESIGN law 7).
import type { Interval } from './interval.ts';

/** Prices are in quote asset per base asset. */
export interface Kline {
  readonly symbol: string;
  /** Its length. */
  readonly interval: Interval;
  /** Epoch ms, first instant of the kline. */
  readonly openTime: number;
  /** Epoch ms, `openTime` + interval: the instant at which the kline is known. The recorded "−1 ms" is removed at decode. */
  readonly closeTime: number;
  /** First price. */
  readonly open: number;
  /** Highest price. */
  readonly high: number;
  /** Lowest price. */
  readonly low: number;
  /** Last price. */
  readonly close: number;
  /** Base asset traded. */
  readonly volume: number;
  /** Quote asset traded; 0 where it was not recorded. */
  readonly quoteVolume: number;
  /** Number of trades; 0 where it was not recorded. */
  readonly tradeCount: number;
  /** Base asset bought by takers; 0 where it was not recorded. */
  readonly takerBuyVolume: number;
  /** True for klines from before the run's start, told so that indicators are ready; intents answering them are dropped. */
  readonly warmup: boolean;
}
