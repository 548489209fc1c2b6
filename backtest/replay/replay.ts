// Replays recorded markets: at each instant the exchange walks what ended then, and after it the engine is told
// (SEMANTICS 1). A market source to the engine, the hand that moves the clock to everybody.
import { Subject } from 'rxjs';
import type { VirtualClock } from '../../engine/clock/virtual-clock.ts';
import { bucketEnd, intervalMs, type Interval } from '../../engine/domain/interval.ts';
import type { MarketEvent, SingleMarketEvent, Trade } from '../../engine/domain/market-event.ts';
import type { MarketSource, Want } from '../../engine/ports/market-source.ts';
import type { FundingColumns } from '../data/funding-columns.ts';
import { indexAtTime, type KlineColumns } from '../data/kline-columns.ts';
import type { TradeKlines } from '../data/klines-from-trades.ts';
import { createFundingTrack, type FundingTrack } from './funding-track.ts';
import { readHistory } from './history.ts';
import { klineAt } from './kline-at.ts';
import { createMarkTrack, type MarkSpan, type MarkTrack } from './mark-track.ts';
import { createTradeTrack, type TradeTrack } from './trade-track.ts';
import { createWalkCursor, type WalkCursor } from './walk-cursor.ts';
import type { WalkFunding, WalkKline, WalkTarget } from './walk-instant.ts';

/** The recordings of one symbol; every set of columns ascends by open time without duplicates. */
export interface ReplayMarket {
  readonly symbol: string;
  /** The klines the engine is told. */
  readonly klines: KlineColumns;
  /** Finer klines, walked where they cover a told one wholly. */
  readonly finer: readonly KlineColumns[];
  /** Coarser klines, for warm-up alone. */
  readonly coarse: readonly KlineColumns[];
  readonly marks: KlineColumns | undefined;
  readonly funding: FundingColumns | undefined;
  /**
   * Where given, trades are walked in place of klines, and only klines they reach over are replayed. They ascend in time; the
   * klines made from them have the interval of the told ones.
   */
  readonly trades?: TradeKlines | undefined;
}

export interface ReplayParts {
  /** In config order, which is the order of symbols at one instant. */
  readonly markets: readonly ReplayMarket[];
  /** Epoch ms; klines with fromTime ≤ open time < toTime are replayed, earlier ones serve warm-up. */
  readonly fromTime: number;
  readonly toTime: number;
  readonly clock: VirtualClock;
  readonly target: WalkTarget;
}

export interface Replay extends MarketSource {
  /** Told klines in the whole replay, and how many were told so far. */
  readonly barsTotal: number;
  barsDone(): number;
  /** Replays up to `instantsMax` instants, fewer once `isOver` holds; false when it is over or the recording has ended. */
  advance(instantsMax: number, isOver?: () => boolean): boolean;
  /** Where each symbol's mark price came from. */
  markSpans(): readonly MarkSpan[];
  /** Close of the symbol's latest walked kline; undefined before the first. */
  lastClose(symbol: string): number | undefined;
}

const never = (): boolean => false;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Lane {
  readonly market: ReplayMarket;
  readonly cursor: WalkCursor;
  readonly mark: MarkTrack;
  readonly funding: FundingTrack;
  readonly trades: TradeTrack | undefined;
  readonly walked: Mutable<WalkKline>;
  /** Row of the told kline that ends at this instant; −1 for none. */
  toldRow: number;
  isWalked: boolean;
  lastClose: number | undefined;
}

export function createReplay(parts: ReplayParts): Replay {
  const { clock, target } = parts;
  const events = new Subject<MarketEvent>();
  const lanes = parts.markets.map((market) => createLane(market, parts.fromTime, parts.toTime));
  const markWanted = new Set<string>();
  const barsTotal = parts.markets.reduce((sum, market) => {
    const { fromTime, toTime } = replayedSpan(market, parts);
    return sum + indexAtTime(market.klines, toTime) - indexAtTime(market.klines, fromTime);
  }, 0);
  const klines: WalkKline[] = [];
  const funding: WalkFunding[] = [];
  const instant = { time: 0, klines, funding };
  let barsDone = 0;
  let lastInstant = parts.fromTime;

  const laneOf = (symbol: string): Lane | undefined => lanes.find(({ market }) => market.symbol === symbol);

  /** A trade is told at its own time, in the middle of the walk: whoever answers it meets the trades after it. */
  const tellTrade = (trade: Trade): void => {
    clock.advanceTo(trade.time);
    events.next({ kind: 'trade', time: trade.time, trade });
  };

  const nextInstant = (): number => {
    let earliest = Number.POSITIVE_INFINITY;
    for (const lane of lanes) earliest = Math.min(earliest, lane.cursor.nextEnd());
    return earliest;
  };

  /** A long kline, or a gap, may hold several settlements. */
  const addFunding = (lane: Lane, time: number): void => {
    for (;;) {
      const rateRatio = lane.funding.settlingBy(lastInstant, time);
      if (rateRatio === undefined) return;
      funding.push({ symbol: lane.market.symbol, rateRatio });
    }
  };

  const walk = (time: number): void => {
    instant.time = time;
    klines.length = 0;
    funding.length = 0;
    for (const lane of lanes) {
      lane.isWalked = lane.cursor.nextEnd() === time;
      lane.toldRow = -1;
      if (lane.isWalked) {
        fillWalked(lane, time);
        lane.toldRow = lane.cursor.toldRow();
        lane.cursor.advance();
        klines.push(lane.walked);
      }
      addFunding(lane, time);
    }
    target.walk(instant);
    lastInstant = time;
  };

  const tell = (time: number): void => {
    const batch: SingleMarketEvent[] = [];
    for (const lane of lanes) {
      if (!lane.isWalked) continue;
      const { symbol } = lane.market;
      if (lane.market.marks !== undefined || markWanted.has(symbol)) {
        const mark = lane.mark.close();
        batch.push({ kind: 'mark', time, mark: { symbol, time, price: mark.price, approximate: mark.approximate } });
      }
    }
    for (const { symbol, rateRatio } of funding)
      batch.push({ kind: 'funding', time, funding: { symbol, time, rateRatio } });
    for (const lane of lanes) {
      if (lane.toldRow < 0) continue;
      batch.push({ kind: 'kline', time, kline: klineAt(lane.market.klines, lane.toldRow, false) });
      barsDone += 1;
    }
    if (batch.length > 0) events.next({ kind: 'batch', time, events: batch });
  };

  return {
    event$: events.asObservable(),
    barsTotal,
    barsDone: () => barsDone,
    advance(instantsMax, isOver = never) {
      for (let count = 0; count < instantsMax; count += 1) {
        const time = nextInstant();
        if (time === Number.POSITIVE_INFINITY || isOver()) return false;
        walk(time);
        clock.advanceTo(time);
        tell(time);
        clock.runDue();
      }
      return nextInstant() !== Number.POSITIVE_INFINITY;
    },
    provides: (symbol, stream) => {
      const lane = laneOf(symbol);
      if (lane === undefined) return false;
      if (stream === 'trade') return lane.trades !== undefined;
      return stream === 'kline' || stream === 'mark' || (stream === 'funding' && lane.market.funding !== undefined);
    },
    finestInterval: (symbol) => laneOf(symbol)?.market.klines.interval,
    want(wants) {
      for (const want of wants) {
        if (want.kind === 'history') events.next(deliver(parts.markets, want, clock.now()));
        else if (want.stream === 'mark') markWanted.add(want.symbol);
        else if (want.stream === 'trade') laneOf(want.symbol)?.trades?.listen(tellTrade);
      }
    },
    markSpans: () => lanes.flatMap((lane) => lane.mark.spans),
    lastClose: (symbol) => laneOf(symbol)?.lastClose,
  };
}

/** What of [fromTime, toTime) is replayed of a market: where its fills come from trades, no more than these reach over. */
function replayedSpan(
  { trades }: ReplayMarket,
  { fromTime, toTime }: Pick<ReplayParts, 'fromTime' | 'toTime'>,
): { readonly fromTime: number; readonly toTime: number } {
  if (trades === undefined) return { fromTime, toTime };
  const { openTime, interval, length } = trades.klines;
  const endTime = bucketEnd(interval, openTime[length - 1] ?? Number.NaN);
  return { fromTime: Math.max(fromTime, openTime[0] ?? Number.NaN), toTime: Math.min(toTime, endTime) };
}

function createLane(market: ReplayMarket, from: number, to: number): Lane {
  const { fromTime, toTime } = replayedSpan(market, { fromTime: from, toTime: to });
  const finestFirst = market.finer.toSorted((a, b) => intervalMs(a.interval) - intervalMs(b.interval));
  return {
    market,
    cursor: createWalkCursor(market.klines, finestFirst, fromTime, toTime),
    mark: createMarkTrack(market.symbol, market.marks),
    funding: createFundingTrack(market.funding),
    trades: market.trades === undefined ? undefined : createTradeTrack(market.trades),
    walked: {
      symbol: market.symbol,
      interval: market.klines.interval,
      openTime: 0,
      closeTime: 0,
      open: 0,
      high: 0,
      low: 0,
      close: 0,
      volume: 0,
      mark: { kind: 'ratio', ratio: 1 },
      trades: undefined,
    },
    toldRow: -1,
    isWalked: false,
    lastClose: undefined,
  };
}

function fillWalked(lane: Lane, time: number): void {
  const { walked, trades } = lane;
  const told = lane.cursor.columns();
  walked.openTime = told.openTime[lane.cursor.row()] ?? Number.NaN;
  walked.closeTime = time;
  walked.trades = trades?.within(walked.openTime);
  // What is walked by trades is made of them, whatever the recorded kline says.
  const columns = trades === undefined ? told : trades.klines;
  const row = trades === undefined ? lane.cursor.row() : trades.row();
  walked.interval = columns.interval;
  walked.open = columns.open[row] ?? Number.NaN;
  walked.high = columns.high[row] ?? Number.NaN;
  walked.low = columns.low[row] ?? Number.NaN;
  walked.close = columns.close[row] ?? Number.NaN;
  walked.volume = columns.volume[row] ?? Number.NaN;
  walked.mark = lane.mark.at(walked.openTime, time, walked.close);
  lane.lastClose = walked.close;
}

function deliver(
  markets: readonly ReplayMarket[],
  want: Extract<Want, { kind: 'history' }>,
  time: number,
): SingleMarketEvent {
  const market = markets.find((candidate) => candidate.symbol === want.symbol);
  const interval: Interval = want.interval;
  const klines =
    market === undefined ? [] : readHistory(market.klines, market.coarse, interval, want.before, want.count);
  return { kind: 'history', time, symbol: want.symbol, interval, klines };
}
