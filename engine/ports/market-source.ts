// The one face of market data: what is wanted is said, what happens is told.
import type { Observable } from 'rxjs';
import type { Interval } from '../domain/interval.ts';
import type { MarketEvent } from '../domain/market-event.ts';

export type MarketStream = 'kline' | 'trade' | 'mark' | 'funding' | 'fundingEstimate' | 'book';

export interface StreamWant {
  readonly kind: 'stream';
  readonly symbol: string;
  readonly stream: MarketStream;
}

/** Klines that closed at or before `before` (epoch ms): the last `count` of them. They come as one `history` event. */
export interface HistoryWant {
  readonly kind: 'history';
  readonly symbol: string;
  readonly interval: Interval;
  readonly before: number;
  readonly count: number;
}

export type Want = StreamWant | HistoryWant;

export interface MarketSource {
  /** Market events in order; history asked for comes before what is live. Never errors, never completes. */
  readonly event$: Observable<MarketEvent>;
  /** Whether the source can tell this stream at all; a strategy that needs what it cannot is refused at load. */
  provides(symbol: string, stream: MarketStream): boolean;
  /** The finest interval in which klines of the symbol are told; undefined when the symbol is unknown. */
  finestInterval(symbol: string): Interval | undefined;
  want(wants: readonly Want[]): void;
}
