// What the replay hands to whoever walks the market before the engine is told: the klines that end at one instant.
import type { Interval } from '../../engine/domain/interval.ts';

/** Mark prices inside a kline: their own kline, or the last price times a ratio where only coarser marks (or none) are recorded. */
export type WalkMark =
  | {
      readonly kind: 'kline';
      readonly open: number;
      readonly high: number;
      readonly low: number;
      readonly close: number;
    }
  | { readonly kind: 'ratio'; readonly ratio: number };

/** The trades of a kline as rows `from` ≤ row < `to` of columns; `tell` is called with each row once it has been walked, null where nobody listens. */
export interface WalkTrades {
  readonly time: Float64Array;
  readonly price: Float64Array;
  readonly quantity: Float64Array;
  readonly takerSold: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly tell: ((row: number) => void) | null;
}

export interface WalkKline {
  readonly symbol: string;
  readonly interval: Interval;
  readonly openTime: number;
  readonly closeTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly mark: WalkMark;
  /** Where trades are walked in place of a path: the kline is then made of them. */
  readonly trades?: WalkTrades | undefined;
}

/** One settlement; a symbol has several at one instant where its kline, or a gap before it, held several. */
export interface WalkFunding {
  readonly symbol: string;
  readonly rateRatio: number;
}

/** All klines that end at `time`, in config order, and the funding that settles then. The objects are used again for the next instant. */
export interface WalkInstant {
  readonly time: number;
  readonly klines: readonly WalkKline[];
  readonly funding: readonly WalkFunding[];
}

export interface WalkTarget {
  walk(instant: WalkInstant): void;
}
