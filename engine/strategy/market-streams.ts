// The streams of one market for one strategy: subjects the engine tells, behind the face a strategy file sees.
import { concat, defer, from, type Observable, Subject } from 'rxjs';
import type { Instrument } from '../domain/instrument.ts';
import type { Interval } from '../domain/interval.ts';
import type { Kline } from '../domain/kline.ts';
import type { FeedState, Funding, FundingEstimate, MarkPrice, TopOfBook, Trade } from '../domain/market-event.ts';
import type { Order } from '../domain/order.ts';
import type { StrategyPosition } from '../domain/position.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { MarketStream } from '../ports/market-source.ts';
import { createKlineChannel, type KlineChannel } from '../market/kline-channel.ts';
import type { MarketView, StrategyFill } from './contract.ts';

export interface MarketStreams {
  readonly symbol: string;
  readonly view: MarketView;
  /** The channel of an interval, where the strategy has asked for it. */
  channel(interval: Interval): KlineChannel | undefined;
  /** Tells nothing any more, not even to what the strategy subscribed past its own stream. */
  silence(): void;
  tellTrade(trade: Trade): void;
  tellMark(mark: MarkPrice): void;
  tellFunding(funding: Funding): void;
  tellFundingEstimate(estimate: FundingEstimate): void;
  tellBook(book: TopOfBook): void;
  tellFeed(state: FeedState): void;
  tellPosition(position: StrategyPosition): void;
  tellOrder(order: Order): void;
  tellFill(fill: StrategyFill): void;
  tellRefusal(refusal: Refusal): void;
}

export interface MarketStreamsParts {
  readonly role: string;
  readonly symbol: string;
  readonly instrument: Instrument;
  /** Begins to build klines of an interval; throws RangeError with a sentence where it cannot be built. */
  readonly openInterval: (interval: Interval) => void;
  /** A new interval the strategy listens to; its channel is to be told from now on. */
  readonly onChannel: (channel: KlineChannel) => void;
  readonly askHistory: (interval: Interval, count: number) => void;
  readonly duringWarmup: (tell: () => void) => void;
  /** Asks the source for a stream; throws with a sentence where the source has none, so that no stream is silently empty. */
  readonly wantStream: (stream: MarketStream) => void;
  readonly readFeed: () => FeedState;
  readonly readPositions: () => readonly StrategyPosition[];
  readonly readWorkingOrders: () => readonly Order[];
}

export function createMarketStreams(parts: MarketStreamsParts): MarketStreams {
  const channels = new Map<Interval, KlineChannel>();
  const trade = new Subject<Trade>();
  const mark = new Subject<MarkPrice>();
  const funding = new Subject<Funding>();
  const fundingEstimate = new Subject<FundingEstimate>();
  const book = new Subject<TopOfBook>();
  const feed = new Subject<FeedState>();
  const position = new Subject<StrategyPosition>();
  const order = new Subject<Order>();
  const fill = new Subject<StrategyFill>();
  const refusal = new Subject<Refusal>();

  const channelOf = (interval: Interval): KlineChannel => {
    const known = channels.get(interval);
    if (known !== undefined) return known;
    parts.openInterval(interval);
    const channel = createKlineChannel({
      symbol: parts.symbol,
      interval,
      askHistory: (count) => {
        parts.askHistory(interval, count);
      },
      duringWarmup: parts.duringWarmup,
    });
    channels.set(interval, channel);
    parts.onChannel(channel);
    return channel;
  };
  const wanted = <T>(stream: MarketStream, events: Observable<T>): Observable<T> =>
    defer(() => {
      parts.wantStream(stream);
      return events;
    });

  let isSilent = false;
  const teller =
    <T>(events: Subject<T>) =>
    (event: T): void => {
      if (!isSilent) events.next(event);
    };

  return {
    symbol: parts.symbol,
    view: {
      role: parts.role,
      symbol: parts.symbol,
      instrument: parts.instrument,
      klines: (interval, options) => klinesOf(channelOf, interval, options?.warmup ?? 0),
      trade$: wanted('trade', trade),
      mark$: wanted('mark', mark),
      funding$: wanted('funding', funding),
      fundingEstimate$: wanted('fundingEstimate', fundingEstimate),
      book$: wanted('book', book),
      feed$: beginningWith(() => [parts.readFeed()], feed),
      position$: beginningWith(parts.readPositions, position),
      order$: beginningWith(parts.readWorkingOrders, order),
      fill$: fill.asObservable(),
      refusal$: refusal.asObservable(),
    },
    channel: (interval) => channels.get(interval),
    silence: () => {
      isSilent = true;
      for (const channel of channels.values()) channel.silence();
    },
    tellTrade: teller(trade),
    tellMark: teller(mark),
    tellFunding: teller(funding),
    tellFundingEstimate: teller(fundingEstimate),
    tellBook: teller(book),
    tellFeed: teller(feed),
    tellPosition: teller(position),
    tellOrder: teller(order),
    tellFill: teller(fill),
    tellRefusal: teller(refusal),
  };
}

function klinesOf(
  channelOf: (interval: Interval) => KlineChannel,
  interval: Interval,
  warmup: number,
): Observable<Kline> {
  if (!Number.isInteger(warmup) || warmup < 0) {
    throw new RangeError(`klines('${interval}'): "warmup" is ${warmup}, a whole number of klines from 0 is needed`);
  }
  return channelOf(interval).stream(warmup);
}

/** A state stream: each subscription begins with the present, read when it subscribes. */
function beginningWith<T>(readPresent: () => readonly T[], changes: Observable<T>): Observable<T> {
  return defer(() => concat(from(readPresent()), changes));
}
