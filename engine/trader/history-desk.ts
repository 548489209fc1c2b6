// Asks the source for the past and hands it out: warm-up of subscriptions, and the beginning of coarse buckets in progress.
// All that was asked for in one turn is told together in order of time, coarse before fine, so that a strategy of several
// intervals or markets is warmed up in the order in which it would have lived it.
import { compareCoarseFirst, type Interval } from '../domain/interval.ts';
import type { Kline } from '../domain/kline.ts';
import type { HistoryDelivered } from '../domain/market-event.ts';
import type { KlineChannel, WaitingSubscription } from '../market/kline-channel.ts';
import type { KlineFeed } from '../market/kline-feed.ts';
import type { HistoryWant, MarketSource } from '../ports/market-source.ts';

export interface HistoryDesk {
  /** A channel whose subscriptions may ask for history; strategies in config order. */
  add(channel: KlineChannel): void;
  ask(symbol: string, interval: Interval, count: number): void;
  /** Sends what was asked for since the last call, as seen from `time` (epoch ms). */
  sendWants(time: number): void;
  receive(history: HistoryDelivered): void;
}

/** `feeds` in config order. */
export function createHistoryDesk(source: Pick<MarketSource, 'want'>, feeds: readonly KlineFeed[]): HistoryDesk {
  const channels: KlineChannel[] = [];
  const asked = new Map<string, HistoryWant>();
  /** What was asked for and has not come; of one symbol and interval the largest number of klines. */
  const pending = new Map<string, number>();
  const received = new Map<string, readonly Kline[]>();

  const deliver = (): void => {
    const belated = feeds.flatMap((feed) => {
      const history = received.get(keyOf(feed.symbol, feed.finest));
      return history === undefined ? [] : feed.seed(history);
    });
    const deliveries = channels.flatMap((channel) => deliveriesOf(channel, received));
    received.clear();
    const joining = new Set(deliveries.map(({ waiting }) => waiting));
    for (const channel of channels) for (const waiting of channel.waiting()) joining.add(waiting);
    for (const { waiting, kline } of inOrderOfTime(deliveries, feeds)) waiting.tellHistory(kline);
    for (const waiting of joining) waiting.join();
    for (const kline of belated) {
      for (const channel of channels) {
        if (channel.symbol === kline.symbol && channel.interval === kline.interval) channel.tell(kline);
      }
    }
  };

  return {
    add: (channel) => {
      channels.push(channel);
    },
    ask(symbol, interval, count) {
      const key = keyOf(symbol, interval);
      const countMax = Math.max(count, asked.get(key)?.count ?? 0, pending.get(key) ?? 0);
      asked.set(key, { kind: 'history', symbol, interval, before: 0, count: countMax });
    },
    sendWants(time) {
      if (asked.size === 0) return;
      const wants = [...asked.values()].map((want) => ({ ...want, before: time }));
      asked.clear();
      for (const { symbol, interval, count } of wants) pending.set(keyOf(symbol, interval), count);
      source.want(wants);
    },
    receive({ symbol, interval, klines }) {
      const key = keyOf(symbol, interval);
      const known = received.get(key);
      // Asked for twice, the longer answer holds what both wanted.
      if (known === undefined || klines.length >= known.length) received.set(key, klines);
      pending.delete(key);
      // A subscription made while other history was on its way asks in its own turn and is served with that answer.
      if (pending.size === 0 && asked.size === 0) deliver();
    },
  };
}

interface Delivery {
  readonly waiting: WaitingSubscription;
  readonly kline: Kline;
}

function keyOf(symbol: string, interval: Interval): string {
  return `${symbol} ${interval}`;
}

function deliveriesOf(channel: KlineChannel, received: ReadonlyMap<string, readonly Kline[]>): Delivery[] {
  const history = received.get(keyOf(channel.symbol, channel.interval)) ?? [];
  return channel.waiting().flatMap((waiting) => history.slice(-waiting.count).map((kline) => ({ waiting, kline })));
}

function inOrderOfTime(deliveries: readonly Delivery[], feeds: readonly KlineFeed[]): readonly Delivery[] {
  const symbolOrders = new Map(feeds.map((feed, index) => [feed.symbol, index]));
  const symbolOrder = ({ kline }: Delivery): number => symbolOrders.get(kline.symbol) ?? 0;
  // The sort is stable: at one instant, interval and symbol the order of strategies stays.
  return deliveries.toSorted(
    (a, b) =>
      a.kline.closeTime - b.kline.closeTime ||
      compareCoarseFirst(a.kline.interval, b.kline.interval) ||
      symbolOrder(a) - symbolOrder(b),
  );
}
