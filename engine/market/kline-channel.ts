// One strategy's stream of closed klines of one symbol and interval: hot, never ending, and for each subscription first
// the history it asked for, then what is live, joined by open time without a seam.
import { Observable, Subject, type Subscriber } from 'rxjs';
import type { Interval } from '../domain/interval.ts';
import type { Kline } from '../domain/kline.ts';

export interface KlineChannel {
  readonly symbol: string;
  readonly interval: Interval;
  /** The stream with up to `warmup` klines of history in front. */
  stream(warmup: number): Observable<Kline>;
  /** Tells a kline that closed now. */
  tell(kline: Kline): void;
  /** Hands history (oldest first) to the subscriptions that wait for it, flagged as warm-up. */
  deliverHistory(history: readonly Kline[]): void;
  /** The largest number of klines a waiting subscription asked for; 0 when none waits. */
  historyWanted(): number;
}

export interface KlineChannelParts {
  readonly symbol: string;
  readonly interval: Interval;
  /** Called when a subscription wants this many klines of history; the answer comes by `deliverHistory`. */
  readonly askHistory: (count: number) => void;
  /** Runs `tell` while what the strategy emits counts as warm-up. */
  readonly duringWarmup: (tell: () => void) => void;
}

interface Waiting {
  readonly subscriber: Subscriber<Kline>;
  readonly warmup: number;
  /** Klines that closed while history was on its way. */
  readonly late: Kline[];
}

export function createKlineChannel(parts: KlineChannelParts): KlineChannel {
  const live = new Subject<Kline>();
  const waiting = new Set<Waiting>();

  const subscribeWithHistory = (subscriber: Subscriber<Kline>, warmup: number): (() => void) => {
    const entry: Waiting = { subscriber, warmup, late: [] };
    waiting.add(entry);
    // Subscribing to `live` at once keeps the order in which subscriptions are told.
    const subscription = live.subscribe((kline) => {
      if (waiting.has(entry)) entry.late.push(kline);
      else subscriber.next(kline);
    });
    parts.askHistory(warmup);
    return () => {
      waiting.delete(entry);
      subscription.unsubscribe();
    };
  };

  const settle = (entry: Waiting, history: readonly Kline[]): void => {
    const wanted = history.slice(-entry.warmup);
    const lastOpenTime = wanted.at(-1)?.openTime ?? Number.NEGATIVE_INFINITY;
    parts.duringWarmup(() => {
      for (const kline of wanted) entry.subscriber.next(kline.warmup ? kline : { ...kline, warmup: true });
    });
    waiting.delete(entry);
    for (const kline of entry.late) if (kline.openTime > lastOpenTime) entry.subscriber.next(kline);
  };

  return {
    symbol: parts.symbol,
    interval: parts.interval,
    stream: (warmup) =>
      warmup > 0
        ? new Observable<Kline>((subscriber) => subscribeWithHistory(subscriber, warmup))
        : live.asObservable(),
    tell: (kline) => {
      live.next(kline);
    },
    deliverHistory(history) {
      for (const entry of [...waiting]) settle(entry, history);
    },
    historyWanted: () => Math.max(0, ...[...waiting].map((entry) => entry.warmup)),
  };
}
