// What the engine does with news of the market: all state first, for every symbol, and then the strategies, in the one
// fixed order. A bar loop runs through here, so nothing is allocated that nobody asked for.
import type { Kline } from '../domain/kline.ts';
import type { MarkPrice, MarketEvent, SingleMarketEvent, Trade } from '../domain/market-event.ts';
import type { MarketStates } from '../market/market-state.ts';
import type { MarketStreams } from '../strategy/market-streams.ts';
import type { HistoryDesk } from './history-desk.ts';
import type { KlineRouter } from './kline-router.ts';
import type { RunningStrategy } from './strategy-runtime.ts';

export interface MarketTurnParts {
  readonly markets: MarketStates;
  readonly router: KlineRouter;
  readonly desk: HistoryDesk;
  readonly strategies: readonly RunningStrategy[];
  /** Prices have moved: marks the account to market and gives its equity, in the account's asset. */
  readonly markToMarket: (time: number) => number;
  /** Sees each closed kline before the strategies do. */
  readonly beforeTelling: (kline: Kline) => void;
  readonly onTrade: (trade: Trade) => void;
  readonly onMark: (mark: MarkPrice) => void;
}

/** The function that handles one market event. */
export function createMarketTurn(parts: MarketTurnParts): (event: MarketEvent) => void {
  const { markets, router, desk, strategies } = parts;
  const streamsOf = indexStreams(strategies);
  const single: SingleMarketEvent[] = [];

  const takeIn = (event: SingleMarketEvent): boolean => {
    switch (event.kind) {
      case 'kline':
        if (router.accept(event.kline)) markets.klineClosed(event.kline);
        return true;
      case 'mark':
        markets.markMoved(event.mark);
        parts.onMark(event.mark);
        return true;
      case 'trade':
        markets.traded(event.trade.symbol, event.trade.time, event.trade.price);
        parts.onTrade(event.trade);
        // Equity is marked when klines close and marks move: a result must not hang on whether somebody listens to trades.
        return false;
      case 'feed':
        markets.feedChanged(event.symbol, event.state);
        return false;
      case 'history':
      case 'funding':
      case 'fundingEstimate':
      case 'book':
        return false;
    }
  };

  const tellEquity = (time: number, equity: number): void => {
    for (const { host } of strategies) if (host.watchesEquity()) host.tellEquity({ time, equity });
  };

  const handle = (time: number, events: readonly SingleMarketEvent[]): void => {
    let havePricesMoved = false;
    for (const event of events) if (takeIn(event)) havePricesMoved = true;
    if (havePricesMoved) tellEquity(time, parts.markToMarket(time));
    for (const event of events) {
      if (event.kind === 'history') desk.receive(event);
      else if (event.kind !== 'kline') tellStreams(streamsOf, event);
    }
    router.tell(parts.beforeTelling);
  };

  return (event) => {
    if (event.kind === 'batch') {
      handle(event.time, event.events);
      return;
    }
    single[0] = event;
    handle(event.time, single);
  };
}

type StreamsOf = ReadonlyMap<string, readonly MarketStreams[]>;

/** Every strategy's streams of a symbol, strategies in config order. */
function indexStreams(strategies: readonly RunningStrategy[]): StreamsOf {
  const index = new Map<string, MarketStreams[]>();
  for (const { markets } of strategies) {
    for (const streams of markets) index.set(streams.symbol, [...(index.get(streams.symbol) ?? []), streams]);
  }
  return index;
}

function tellStreams(streamsOf: StreamsOf, event: Exclude<SingleMarketEvent, { kind: 'kline' | 'history' }>): void {
  for (const streams of streamsOf.get(symbolOf(event)) ?? []) {
    switch (event.kind) {
      case 'mark':
        streams.tellMark(event.mark);
        break;
      case 'trade':
        streams.tellTrade(event.trade);
        break;
      case 'funding':
        streams.tellFunding(event.funding);
        break;
      case 'fundingEstimate':
        streams.tellFundingEstimate(event.estimate);
        break;
      case 'book':
        streams.tellBook(event.book);
        break;
      case 'feed':
        streams.tellFeed(event.state);
        break;
    }
  }
}

function symbolOf(event: Exclude<SingleMarketEvent, { kind: 'kline' | 'history' }>): string {
  switch (event.kind) {
    case 'mark':
      return event.mark.symbol;
    case 'trade':
      return event.trade.symbol;
    case 'funding':
      return event.funding.symbol;
    case 'fundingEstimate':
      return event.estimate.symbol;
    case 'book':
      return event.book.symbol;
    case 'feed':
      return event.symbol;
  }
}
