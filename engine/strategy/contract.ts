// What a strategy file is handed and what it hands back: streams in, a stream of intents out.
import type { Observable, SchedulerLike } from 'rxjs';
import type { z } from 'zod';
import type { Fill } from '../domain/fill.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { Intent } from '../domain/intent.ts';
import type { Interval } from '../domain/interval.ts';
import type { Kline } from '../domain/kline.ts';
import type { FeedState, Funding, FundingEstimate, MarkPrice, TopOfBook, Trade } from '../domain/market-event.ts';
import type { Order, OrderRole } from '../domain/order.ts';
import type { EquityPoint, StrategyPosition } from '../domain/position.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { LogFields } from '../ports/log.ts';

/** A fill of one of the strategy's own orders, with the name the strategy gave it. */
export interface StrategyFill extends Fill {
  /** The name the strategy gave to what made the order; legs carry that of their entry. */
  readonly ref: string | null;
  /** The entry with its legs that the order belongs to; null for orders outside of brackets. */
  readonly bracketId: string | null;
  /** What the order was for: `entry`, `reduce`, `stop-loss`, `take-profit`, or `foreign` where it was not ours. */
  readonly role: OrderRole;
}

/** What `klines` may be told beside the interval. */
export interface KlineStreamOptions {
  /** How many klines from before now come first, flagged `warmup`; as many as are recorded when fewer. Default 0. */
  readonly warmup?: number;
}

/** One market as one strategy sees it. Every stream is hot, never completes and never errors. */
export interface MarketView {
  /** The role the strategy gave this market; `main` where it has one. */
  readonly role: string;
  /** The venue's name of the contract, as in `BTCUSDT`. */
  readonly symbol: string;
  /** Its trading rules: tick, lot, smallest notional. Decimals; `.toNumber()` where they meet market prices. */
  readonly instrument: Instrument;
  /**
   * Closed klines, each once and in order; at one instant coarser intervals are told before finer ones. With
   * `warmup: n` up to n klines from before now come first, flagged `warmup`; intents that answer those are dropped.
   * Throws a RangeError where the interval cannot be built from what the source has, or `warmup` is no whole number.
   */
  klines(interval: Interval, options?: KlineStreamOptions): Observable<Kline>;
  /** Trades of the market as they happen; absent in a replay of klines, so a strategy that lives on it declares the need. */
  /** Trades one by one, each at its own time; in a backtest where the market's fills come from recorded trades. */
  readonly trade$: Observable<Trade>;
  /** The mark price as it moves; in a replay at the close of each kline. Market events do not repeat the last one. */
  readonly mark$: Observable<MarkPrice>;
  /** Settled funding rates at their instant, before the klines that close then. */
  readonly funding$: Observable<Funding>;
  /** The venue's forecast of the next rate; absent in replay, so a strategy that lives on it declares the need. */
  readonly fundingEstimate$: Observable<FundingEstimate>;
  /** Best bid and ask; absent in a replay of klines, so a strategy that lives on it declares the need. */
  readonly book$: Observable<TopOfBook>;
  /** `live`, `stale`, `gap-filled` or `down`; begins with the present. */
  readonly feed$: Observable<FeedState>;
  /** This strategy's own position here, flat ones too; begins with the present, per side in hedge mode. */
  readonly position$: Observable<StrategyPosition>;
  /** This strategy's own orders here at each change, legs too; begins with those that work now. */
  readonly order$: Observable<Order>;
  /** Executions of this strategy's own orders here; `position$` has told what they made of the position already. */
  readonly fill$: Observable<StrategyFill>;
  /** What was refused by us, rejected by the venue, dropped or clipped, with code, sentence and operands. */
  readonly refusal$: Observable<Refusal>;
}

/** The run's time: virtual in a backtest, the machine's live. */
export interface StrategyClock {
  /** Epoch ms, UTC; virtual in a backtest. */
  now(): number;
  /** To be given to every RxJS time operator: `debounceTime(1000, context.clock.scheduler)`. */
  readonly scheduler: SchedulerLike;
}

/** The first declared market is also there directly (`context.klines`), so a strategy of one market never names it. */
export interface StrategyContext<Role extends string = 'main'> extends MarketView {
  /** Every declared market by its role. */
  readonly markets: { readonly [R in Role]: MarketView };
  /** Account equity at each instant the market was told, in the account's asset; begins with the present. */
  readonly equity$: Observable<EquityPoint>;
  /** The run's time, for whoever needs to know it or to wait. */
  readonly clock: StrategyClock;
  /** A number in [0, 1) from the run's seed; the same in every run with the same seed. */
  random(): number;
  /** Writes a line to the run's log, with the strategy's id and these fields. */
  log(message: string, fields?: LogFields): void;
}

/** Streams a strategy cannot do without; it is refused at load where the source lacks one. */
export type NeededStream = 'trade' | 'mark' | 'funding' | 'fundingEstimate' | 'book';

/** What `defineStrategy` is given. */
export interface StrategyOptions<P extends z.ZodType, R extends string> {
  /** Shown in reports and logs. */
  readonly name: string;
  /** Roles of the markets it trades, bound to symbols in the configuration; default one market, `main`. */
  readonly markets?: readonly R[];
  /** What it can be tuned by: a zod object with a default for each member. */
  readonly params: P;
  /** Streams it cannot do without; default none. */
  readonly needs?: readonly NeededStream[];
  /** Called once a run: streams in, a stream of intents out. What it throws ends a run that is beginning. */
  readonly run: (context: StrategyContext<R>, params: z.output<P>) => Observable<Intent<R>>;
}
