// What a run over hand-made klines is asked for with.
import type { z } from 'zod';
import type { configSchema } from '../../config/schema.ts';
import type { Interval } from '../../engine/domain/interval.ts';
import type { HandMadeKline } from './hand-made-klines.ts';
import type { TestRules } from './test-rules.ts';

type ConfigSections = z.input<typeof configSchema>;

/** A hand-made market. */
export interface TestMarket {
  /** Klines one after another, warm-up first. */
  readonly klines: readonly HandMadeKline[];
  /** Default BTCUSDT; of several markets each needs a symbol of its own. */
  readonly symbol?: string;
  /** Mark-price klines beside `klines`; the last price stands in where there are none. */
  readonly marks?: readonly HandMadeKline[];
  /** Funding rates (ratios; positive: longs pay) by the number of the kline at whose end they settle. Default none. */
  readonly funding?: Readonly<Record<number, number>>;
  /** What the rules of the market are to have different from the round figures of tests. */
  readonly rules?: TestRules;
}

/** The members of a market, for a strategy of one; `markets`, for one of several. */
export type TestMarkets =
  | (TestMarket & { readonly markets?: never })
  | {
      /** Markets by the role the strategy gives them. */
      readonly markets: Readonly<Record<string, TestMarket>>;
      readonly klines?: never;
    };

/** What holds for the whole run. */
export interface RunSettings {
  /** What the strategy's schema is given; its defaults stand for the rest. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Interval of the klines. Default 1m. */
  readonly interval?: Exclude<Interval, '1M'>;
  /** Open of kline 0: epoch ms, or ISO 8601. Default 2025-01-01. */
  readonly start?: number | string;
  /** How many of the first klines lie before the start, for warm-up alone; kline 0 is the first behind them. Default 0. */
  readonly warmup?: number;
  /** Seed of `context.random()`. Default 1. */
  readonly seed?: number;
  /** Sections of a config that are to differ from the function's own defaults, in the config's words. */
  readonly account?: ConfigSections['account'];
  readonly exchange?: ConfigSections['exchange'];
  readonly execution?: ConfigSections['execution'];
  readonly risk?: ConfigSections['risk'];
  readonly results?: ConfigSections['results'];
  /** Tells a strategy that was quarantined in `quarantine`, where otherwise the run rejects with what it threw. Default false. */
  readonly allowQuarantine?: boolean;
}

export type RunOptions = TestMarkets & RunSettings;
