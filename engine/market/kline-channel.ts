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
  /** Tells nothing any more: what is still subscribed belongs to a strategy that has ended. */
  silence(): void;
  /** Subscriptions that wait for their history, in the order they were made. */
  waiting(): readonly WaitingSubscription[];
}

/** A subscription between its history and what is live. */
export interface WaitingSubscription {
  /** How many klines of history it asked for. */
  readonly count: number;
  /** Tells one kline of its history, flagged as warm-up; oldest first. */
  tellHistory(kline: Kline): void;
  /** Ends the wait: what closed meanwhile and was not in the history is told, and from here on all that is live. */
  join(): void;
}

export interface KlineChannelParts {
  readonly symbol: string;
  readonly interval: Interval;
  /** Called when a subscription wants this many klines of history; the answer comes through `waiting`. */
  readonly askHistory: (count: number) => void;
  /** Runs `tell` while what the strategy emits counts as warm-up. */
  readonly duringWarmup: (tell: () => void) => void;
}

export function createKlineChannel(parts: KlineChannelParts): KlineChannel {
  const live = new Subject<Kline>();
  const waiting = new Set<WaitingSubscription>();
  let isSilent = false;

  const subscribeWithHistory = (subscriber: Subscriber<Kline>, count: number): (() => void) => {
    const late: Kline[] = [];
    let lastOpenTime = Number.NEGATIVE_INFINITY;
    const entry: WaitingSubscription = {
      count,
      tellHistory(kline) {
        lastOpenTime = kline.openTime;
        parts.duringWarmup(() => {
          subscriber.next(kline.warmup ? kline : { ...kline, warmup: true });
        });
      },
      join() {
        waiting.delete(entry);
        for (const kline of late) if (kline.openTime > lastOpenTime) subscriber.next(kline);
      },
    };
    waiting.add(entry);
    // Subscribing to `live` at once keeps the order in which subscriptions are told.
    const subscription = live.subscribe((kline) => {
      if (waiting.has(entry)) late.push(kline);
      else subscriber.next(kline);
    });
    parts.askHistory(count);
    return () => {
      waiting.delete(entry);
      subscription.unsubscribe();
    };
  };

  return {
    symbol: parts.symbol,
    interval: parts.interval,
    stream: (warmup) =>
      warmup > 0
        ? new Observable<Kline>((subscriber) => subscribeWithHistory(subscriber, warmup))
        : live.asObservable(),
    tell: (kline) => {
      if (!isSilent) live.next(kline);
    },
    silence: () => {
      isSilent = true;
      waiting.clear();
    },
    waiting: () => [...waiting],
  };
}
