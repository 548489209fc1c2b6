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

/** Trades in the order in which they happened; columns that a run shares, of which rows `from` ≤ row < `to` are meant. */
export interface WalkTrades {
  /** Epoch ms, never falling. */
  readonly time: Float64Array;
  readonly price: Float64Array;
  /** Base asset. */
  readonly quantity: Float64Array;
  /** 1 where the taker sold, 0 where the taker bought. */
  readonly takerSold: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** Is told of each trade (by its row) when everything has happened that it causes; null where nobody listens. */
  readonly tell: ((row: number) => void) | null;
}

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
  /** Its trades, with openTime ≤ time < closeTime, which are then walked in place of a path through its prices. */
  readonly trades?: WalkTrades | undefined;
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
