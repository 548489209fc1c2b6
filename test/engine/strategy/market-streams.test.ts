import type { Observable } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { ZERO } from '../../../engine/domain/decimal.ts';
import type { FeedState, TopOfBook } from '../../../engine/domain/market-event.ts';
import type { Order } from '../../../engine/domain/order.ts';
import type { StrategyPosition } from '../../../engine/domain/position.ts';
import type { Refusal } from '../../../engine/domain/refusal.ts';
import type { PositionSide } from '../../../engine/domain/side.ts';
import type { MarketView, StrategyFill } from '../../../engine/strategy/contract.ts';
import { createMarketStreams } from '../../../engine/strategy/market-streams.ts';
import { instrument } from '../instruments.ts';
import { flatKline } from '../market/klines.ts';

function position(positionSide: PositionSide, realised = 0): StrategyPosition {
  return {
    strategyId: 'tested',
    symbol: 'BTCUSDT',
    positionSide,
    quantity: ZERO,
    cost: ZERO,
    averagePrice: null,
    realised: ZERO.plus(realised),
    feesPaid: ZERO,
    fundingReceived: ZERO,
  };
}

function order(clientOrderId: string): Order {
  return {
    clientOrderId,
    symbol: 'BTCUSDT',
    side: 'buy',
    positionSide: 'both',
    type: 'MARKET',
    quantity: ZERO,
    price: null,
    triggerPrice: null,
    activationPrice: null,
    callbackRatio: null,
    timeInForce: 'GTC',
    goodTillMs: null,
    workingType: 'last',
    priceProtect: false,
    reduceOnly: false,
    closePosition: false,
    strategyId: 'tested',
    ref: null,
    bracketId: null,
    role: 'entry',
    status: 'open',
    venueOrderId: null,
    filledQuantity: ZERO,
    averagePrice: null,
    placedTime: 0,
    updatedTime: 0,
    endCode: null,
  };
}

const FILL: StrategyFill = {
  fillId: 'f1',
  clientOrderId: 'slu-a-1-1-M',
  venueOrderId: 'v1',
  symbol: 'BTCUSDT',
  side: 'buy',
  positionSide: 'both',
  price: ZERO,
  quantity: ZERO,
  fee: ZERO,
  feeAsset: 'USDT',
  liquidity: 'taker',
  cause: 'trade',
  slippage: null,
  time: 1,
  ref: 'a',
  bracketId: null,
  role: 'entry',
};
const REFUSAL: Refusal = {
  strategyId: 'tested',
  symbol: 'BTCUSDT',
  ref: null,
  intent: 'open',
  by: 'risk',
  outcome: 'refused',
  code: 'STOP_MISSING',
  message: 'no stop',
  operands: {},
  time: 1,
};
const BOOK: TopOfBook = { symbol: 'BTCUSDT', time: 1, bidPrice: 1, bidQuantity: 1, askPrice: 2, askQuantity: 1 };

/** Streams of one market whose surroundings write down what is asked of them; `lacking` streams the source has not. */
function streamsUnderTest({ lacking = [] as readonly string[], unbuildable = [] as readonly string[] } = {}) {
  const asked: string[] = [];
  const present = { feed: 'live' as FeedState, positions: [position('both')], orders: [order('one')] };
  const streams = createMarketStreams({
    role: 'main',
    symbol: 'BTCUSDT',
    instrument: instrument('BTCUSDT'),
    openInterval: (interval) => {
      asked.push(`open ${interval}`);
      if (unbuildable.includes(interval)) throw new RangeError(`${interval} klines cannot be built`);
    },
    onChannel: (channel) => asked.push(`channel ${channel.symbol} ${channel.interval}`),
    askHistory: (interval, count) => asked.push(`history ${interval} ${count}`),
    duringWarmup: (tell) => {
      asked.push('warm-up');
      tell();
    },
    wantStream: (stream) => {
      asked.push(`want ${stream}`);
      if (lacking.includes(stream)) throw new Error(`no ${stream} stream here`);
    },
    readFeed: () => present.feed,
    readPositions: () => present.positions,
    readWorkingOrders: () => present.orders,
  });
  return { asked, present, streams, view: streams.view };
}

/** Subscribes and gives the list that grows as the stream tells; an error stands in it as its sentence. */
function listenTo<T>(stream: Observable<T>) {
  const told: (T | string)[] = [];
  const subscription = stream.subscribe({
    next: (value) => told.push(value),
    error: (error: unknown) => told.push(String(error)),
    complete: () => told.push('complete'),
  });
  return { told, subscription };
}

describe('streams of events', () => {
  const trade = { symbol: 'BTCUSDT', time: 1, price: 100, quantity: 1, takerSide: 'buy' } as const;
  const mark = { symbol: 'BTCUSDT', time: 1, price: 100, approximate: false };
  const funding = { symbol: 'BTCUSDT', time: 1, rateRatio: 0.0001 };
  const fundingEstimate = { symbol: 'BTCUSDT', time: 1, rateRatio: 0.0001, nextSettlementTime: 2 };

  type Streams = ReturnType<typeof streamsUnderTest>['streams'];
  const cases: readonly (readonly [
    string,
    (view: MarketView) => Observable<unknown>,
    (to: Streams) => void,
    object,
  ])[] = [
    ['trade', (view) => view.trade$, (to) => to.tellTrade(trade), trade],
    ['mark', (view) => view.mark$, (to) => to.tellMark(mark), mark],
    ['funding', (view) => view.funding$, (to) => to.tellFunding(funding), funding],
    [
      'fundingEstimate',
      (view) => view.fundingEstimate$,
      (to) => to.tellFundingEstimate(fundingEstimate),
      fundingEstimate,
    ],
    ['book', (view) => view.book$, (to) => to.tellBook(BOOK), BOOK],
    ['fill', (view) => view.fill$, (to) => to.tellFill(FILL), FILL],
    ['refusal', (view) => view.refusal$, (to) => to.tellRefusal(REFUSAL), REFUSAL],
  ];

  test.each(cases)(
    '%s$ tells each subscriber what happens from then on, and nothing of before',
    (_, of, tell, told) => {
      const { streams, view } = streamsUnderTest();
      tell(streams);
      const first = listenTo(of(view));
      tell(streams);
      const second = listenTo(of(view));
      first.subscription.unsubscribe();
      tell(streams);
      expect(first.told).toEqual([told]);
      expect(second.told).toEqual([told]);
    },
  );

  const wanted = cases.filter(([stream]) => stream !== 'fill' && stream !== 'refusal');

  test.each(wanted)('%s$ is wanted of the source once a subscription, and not before', (stream, of) => {
    const { asked, view } = streamsUnderTest();
    const stream$ = of(view);
    expect(asked).toEqual([]);
    listenTo(stream$);
    expect(asked).toEqual([`want ${stream}`]);
    listenTo(stream$);
    expect(asked).toEqual([`want ${stream}`, `want ${stream}`]);
  });

  test.each(wanted)('%s$ fails for its subscriber, in a sentence, where the source has none', (stream, of, tell) => {
    const { streams, view } = streamsUnderTest({ lacking: [stream] });
    const { told } = listenTo(of(view));
    tell(streams);
    expect(told).toEqual([`Error: no ${stream} stream here`]);
  });

  test('a stream that is not wanted asks nothing of the source', () => {
    const { asked, view } = streamsUnderTest();
    const own: readonly Observable<unknown>[] = [view.feed$, view.position$, view.order$, view.fill$, view.refusal$];
    for (const stream$ of own) listenTo(stream$);
    expect(asked).toEqual([]);
  });

  test('cannot be told by a strategy', () => {
    const { view } = streamsUnderTest();
    const streams = Object.entries(view).filter(([name]) => name.endsWith('$'));
    expect(streams).toHaveLength(10);
    for (const [, stream$] of streams) expect(stream$).not.toHaveProperty('next');
  });
});

describe('streams of state', () => {
  test('begin with the feed as it is when each subscribes', () => {
    const { present, streams, view } = streamsUnderTest();
    const early = listenTo(view.feed$);
    present.feed = 'stale';
    streams.tellFeed('stale');
    const late = listenTo(view.feed$);
    streams.tellFeed('live');
    expect(early.told).toEqual(['live', 'stale', 'live']);
    expect(late.told).toEqual(['stale', 'live']);
  });

  test('begin with every position there is, one a side in hedge mode', () => {
    const { present, streams, view } = streamsUnderTest();
    present.positions = [position('long'), position('short')];
    const { told } = listenTo(view.position$);
    streams.tellPosition(position('short', 5));
    expect(told).toEqual([position('long'), position('short'), position('short', 5)]);
  });

  test('begin with the orders that work, and with none where none does', () => {
    const { present, streams, view } = streamsUnderTest();
    const early = listenTo(view.order$);
    present.orders = [];
    const late = listenTo(view.order$);
    streams.tellOrder(order('two'));
    expect(early.told).toEqual([order('one'), order('two')]);
    expect(late.told).toEqual([order('two')]);
  });

  test('read the present when somebody subscribes, not when the stream is handed out', () => {
    const { present, view } = streamsUnderTest();
    const { position$ } = view;
    present.positions = [position('both', 7)];
    expect(listenTo(position$).told).toEqual([position('both', 7)]);
  });
});

describe('streams of klines', () => {
  test('share one channel an interval', () => {
    const { asked, streams, view } = streamsUnderTest();
    const first = listenTo(view.klines('1m'));
    const second = listenTo(view.klines('1m'));
    const third = listenTo(view.klines('5m'));
    expect(asked).toEqual(['open 1m', 'channel BTCUSDT 1m', 'open 5m', 'channel BTCUSDT 5m']);
    streams.channel('1m')?.tell(flatKline(1, 100));
    expect([first.told, second.told, third.told]).toEqual([[flatKline(1, 100)], [flatKline(1, 100)], []]);
  });

  test('have no channel until they are asked for', () => {
    const { streams, view } = streamsUnderTest();
    expect(streams.channel('1m')).toBeUndefined();
    view.klines('1m');
    expect(streams.channel('1m')?.interval).toBe('1m');
  });

  test('ask for history when somebody subscribes, of their own interval', () => {
    const { asked, streams, view } = streamsUnderTest();
    const klines$ = view.klines('5m', { warmup: 30 });
    expect(asked).toEqual(['open 5m', 'channel BTCUSDT 5m']);
    const { told } = listenTo(klines$);
    for (const waiting of streams.channel('5m')?.waiting() ?? []) {
      waiting.tellHistory(flatKline(1, 100, '5m'));
      waiting.join();
    }
    expect(asked.slice(2)).toEqual(['history 5m 30', 'warm-up']);
    expect(told).toEqual([{ ...flatKline(1, 100, '5m'), warmup: true }]);
  });

  test('ask for no history where none is wanted', () => {
    const { asked, view } = streamsUnderTest();
    listenTo(view.klines('1m', {}));
    listenTo(view.klines('1m', { warmup: 0 }));
    expect(asked).toEqual(['open 1m', 'channel BTCUSDT 1m']);
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuse a warm-up of %d before anything is built',
    (warmup) => {
      const { asked, view } = streamsUnderTest();
      expect(() => view.klines('1m', { warmup })).toThrow(
        new RangeError(`klines('1m'): "warmup" is ${warmup}, a whole number of klines from 0 is needed`),
      );
      expect(asked).toEqual([]);
    },
  );

  test('say each time that an interval cannot be built, and make no channel of it', () => {
    const { asked, streams, view } = streamsUnderTest({ unbuildable: ['1m'] });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(() => view.klines('1m')).toThrow(new RangeError('1m klines cannot be built'));
    }
    expect(asked).toEqual(['open 1m', 'open 1m']);
    expect(streams.channel('1m')).toBeUndefined();
  });
});
