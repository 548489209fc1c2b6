// What a market source tells: the market's side of the mailbox. Events of one instant come as one batch, so that the
// state of every symbol is up to date before any strategy looks.
import type { Interval } from './interval.ts';
import type { Kline } from './kline.ts';

/** A closed kline of the finest interval a source has for the symbol; the engine builds coarser ones from it. */
export interface KlineClosed {
  readonly kind: 'kline';
  readonly time: number;
  readonly kline: Kline;
}

/** One trade of the market. */
export interface Trade {
  readonly symbol: string;
  /** Epoch ms. */
  readonly time: number;
  /** Quote asset per base asset. */
  readonly price: number;
  /** Base asset. */
  readonly quantity: number;
  /** Who took: `buy` where the price was asked for, `sell` where it was bid. */
  readonly takerSide: 'buy' | 'sell';
}

export interface Traded {
  readonly kind: 'trade';
  readonly time: number;
  readonly trade: Trade;
}

/** The mark price at an instant. */
export interface MarkPrice {
  readonly symbol: string;
  /** Epoch ms. */
  readonly time: number;
  /** Quote asset per base asset. */
  readonly price: number;
  /** Whether it had to be taken from last prices. */
  readonly approximate: boolean;
}

export interface MarkMoved {
  readonly kind: 'mark';
  readonly time: number;
  readonly mark: MarkPrice;
}

/** A settled funding rate, told at its instant; a positive rate is paid by longs. */
export interface Funding {
  readonly symbol: string;
  /** Instant of the settlement, epoch ms. */
  readonly time: number;
  /** Of the position's notional at mark, 0.0001 for one basis point; for one settlement, not a year. */
  readonly rateRatio: number;
}

export interface FundingSettledRate {
  readonly kind: 'funding';
  readonly time: number;
  readonly funding: Funding;
}

/** The venue's forecast of the next settlement; absent in replay. */
export interface FundingEstimate {
  readonly symbol: string;
  /** Epoch ms. */
  readonly time: number;
  /** As it would be settled now, as a ratio of notional. */
  readonly rateRatio: number;
  /** Epoch ms. */
  readonly nextSettlementTime: number;
}

export interface FundingEstimated {
  readonly kind: 'fundingEstimate';
  readonly time: number;
  readonly estimate: FundingEstimate;
}

/** Best bid and ask: prices in quote asset per base asset, quantities in base asset. */
export interface TopOfBook {
  readonly symbol: string;
  /** Epoch ms. */
  readonly time: number;
  readonly bidPrice: number;
  /** Base asset bid at the best price. */
  readonly bidQuantity: number;
  readonly askPrice: number;
  /** Base asset asked at the best price. */
  readonly askQuantity: number;
}

export interface BookMoved {
  readonly kind: 'book';
  readonly time: number;
  readonly book: TopOfBook;
}

/** Whether a market's data can be relied upon: arriving, silent for too long, just completed from history, or cut off. */
export type FeedState = 'live' | 'stale' | 'gap-filled' | 'down';

/** Silence is a value: whether a symbol's market data can be relied upon now. */
export interface FeedChanged {
  readonly kind: 'feed';
  readonly time: number;
  readonly symbol: string;
  readonly state: FeedState;
}

/** Klines from the past that were asked for, oldest first; they come before what is live and join it without a seam. */
export interface HistoryDelivered {
  readonly kind: 'history';
  readonly time: number;
  readonly symbol: string;
  readonly interval: Interval;
  readonly klines: readonly Kline[];
}

export type SingleMarketEvent =
  KlineClosed | Traded | MarkMoved | FundingSettledRate | FundingEstimated | BookMoved | FeedChanged | HistoryDelivered;

/** All that happened at one instant; the mailbox takes it as one event. */
export interface MarketBatch {
  readonly kind: 'batch';
  readonly time: number;
  readonly events: readonly SingleMarketEvent[];
}

export type MarketEvent = SingleMarketEvent | MarketBatch;
