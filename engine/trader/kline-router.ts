// Who is told which kline, in the one fixed order of an instant: coarse before fine, then symbols, then strategies as the
// configuration lists them (DESIGN law 1). The order is worked out when a strategy subscribes, not at every bar.
import { compareCoarseFirst, type Interval } from '../domain/interval.ts';
import type { Kline } from '../domain/kline.ts';
import type { KlineChannel } from '../market/kline-channel.ts';
import type { KlineFeed } from '../market/kline-feed.ts';

export interface KlineRouter {
  /** A strategy's channel that is to be told from now on. `strategyOrder` is the strategy's place in the configuration. */
  add(strategyOrder: number, channel: KlineChannel): void;
  /** Takes a fine kline into its feed; false when it was known already. */
  accept(kline: Kline): boolean;
  /** Tells everything that the klines accepted since the last call completed; `before` sees each kline first. */
  tell(before: (kline: Kline) => void): void;
}

interface Route {
  readonly interval: Interval;
  readonly symbolOrder: number;
  readonly lane: Lane;
  readonly channels: readonly (readonly [strategyOrder: number, channel: KlineChannel])[];
}

interface Lane {
  readonly feed: KlineFeed;
  hasNews: boolean;
}

/** `feeds` in config order. */
export function createKlineRouter(feeds: readonly KlineFeed[]): KlineRouter {
  const lanes = new Map<string, Lane>();
  for (const feed of feeds) lanes.set(feed.symbol, { feed, hasNews: false });
  const symbolOrders = new Map(feeds.map((feed, index) => [feed.symbol, index]));
  // Replaced, never changed in place: a strategy may subscribe while an instant is being told.
  let routes: readonly Route[] = feeds
    .map((feed, symbolOrder): Route => {
      return { interval: feed.finest, symbolOrder, lane: laneOf(lanes, feed.symbol), channels: [] };
    })
    .toSorted(compareRoutes);

  return {
    add(strategyOrder, channel) {
      const symbolOrder = symbolOrders.get(channel.symbol) ?? 0;
      const isSame = (route: Route): boolean =>
        route.interval === channel.interval && route.symbolOrder === symbolOrder;
      const known = routes.find(isSame);
      const channels = [...(known?.channels ?? []), [strategyOrder, channel] as const].toSorted(([a], [b]) => a - b);
      const lane = laneOf(lanes, channel.symbol);
      const route: Route = { interval: channel.interval, symbolOrder, lane, channels };
      routes = [...routes.filter((other) => !isSame(other)), route].toSorted(compareRoutes);
    },
    accept(kline) {
      const lane = laneOf(lanes, kline.symbol);
      const isNew = lane.feed.accept(kline);
      if (isNew) lane.hasNews = true;
      return isNew;
    },
    tell(before) {
      const telling = routes;
      for (const { lane, interval, channels } of telling) {
        if (!lane.hasNews) continue;
        const kline = lane.feed.completed(interval);
        if (kline === undefined) continue;
        before(kline);
        for (const [, channel] of channels) channel.tell(kline);
      }
      for (const lane of lanes.values()) lane.hasNews = false;
    },
  };
}

function compareRoutes(a: Route, b: Route): number {
  return compareCoarseFirst(a.interval, b.interval) || a.symbolOrder - b.symbolOrder;
}

function laneOf(lanes: ReadonlyMap<string, Lane>, symbol: string): Lane {
  const lane = lanes.get(symbol);
  if (lane === undefined) throw new Error(`market ${symbol} is not part of this run`);
  return lane;
}
