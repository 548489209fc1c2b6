// What the exchange is told of the market: the klines that end at one instant and the funding that settles then. The
// replay hands in objects of this shape and uses them again for the next instant, so nothing here is kept.

/** Mark prices inside a kline: their own kline, or the last price times a ratio. */
export type WalkMark =
  | {
      readonly kind: 'kline';
      readonly open: number;
      readonly high: number;
      readonly low: number;
      readonly close: number;
    }
  | { readonly kind: 'ratio'; readonly ratio: number };

export interface WalkKline {
  readonly symbol: string;
  /** Epoch ms. */
  readonly openTime: number;
  /** Epoch ms, openTime + interval. */
  readonly closeTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Base asset traded. */
  readonly volume: number;
  readonly mark: WalkMark;
}

export interface WalkFunding {
  readonly symbol: string;
  /** Positive: longs pay. */
  readonly rateRatio: number;
}

/** All klines that end at `time`, in config order, and the funding that settles then. */
export interface WalkInstant {
  readonly time: number;
  readonly klines: readonly WalkKline[];
  readonly funding: readonly WalkFunding[];
}
