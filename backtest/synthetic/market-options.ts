// What a synthetic market is made from: every setting, its unit and its default.
import type { DecimalInput } from '../../engine/domain/decimal.ts';
import { bucketStart, type Interval } from '../../engine/domain/interval.ts';

/** What all symbols of a run have in common. */
export interface MarketRun {
  /** Any whole number; the same seed gives the same bytes on every machine. */
  readonly seed: number;
  readonly interval: Interval;
  /** Epoch ms of the first open, on the interval's grid, not before 1970. */
  readonly from: number;
  readonly bars: number;
  /** Drift of a trending day in standard deviations of a day (default 0.5). */
  readonly trendStrength?: number;
  /** Mean length of a trend; a range lasts half as long again (default 2 days). */
  readonly regimeDurationMs?: number;
  /** Share of bars without a trade (default 0.0005). */
  readonly zeroVolumeRatio?: number;
  /** Share of bars that open a few ticks off the close before (default 0.05). */
  readonly gapRatio?: number;
}

/** What makes one symbol. */
export interface MarketTraits {
  readonly symbol: string;
  readonly priceStart: number;
  readonly tickSize: DecimalInput;
  /** Step of volumes in base asset (default 0.001). */
  readonly quantityStep?: DecimalInput;
  /** Standard deviation of a day's return, about (default 0.03). */
  readonly volatilityPerDayRatio?: number;
  /** Quote asset traded on a usual day (default 1e9). */
  readonly turnoverPerDay?: number;
}

/** Several symbols moved by one common driver and each by its own. */
export interface MarketsOptions extends MarketRun {
  readonly symbols: readonly MarketTraits[];
  /** Correlation of any two symbols' returns, 0 to 1. */
  readonly correlation: number;
  /** Time in which about two thirds of what a symbol moved on its own are undone; null (default): never. */
  readonly spreadReversionMs?: number | null;
}

const DAY_MS = 86_400_000;

export const MARKET_RUN_DEFAULTS = {
  trendStrength: 0.5,
  regimeDurationMs: 2 * DAY_MS,
  zeroVolumeRatio: 0.0005,
  gapRatio: 0.05,
} as const;

export const MARKET_TRAITS_DEFAULTS = {
  quantityStep: '0.001',
  volatilityPerDayRatio: 0.03,
  turnoverPerDay: 1e9,
} as const;

export type CompleteRun = Required<MarketRun>;
export type CompleteTraits = Required<MarketTraits>;

/** The options with their defaults; throws a RangeError that names the option which makes no sense. */
export function completeRun(run: MarketRun): CompleteRun {
  const complete = { ...MARKET_RUN_DEFAULTS, ...run };
  demand(Number.isSafeInteger(complete.seed), 'seed', complete.seed, 'a whole number');
  demand(Number.isInteger(complete.bars) && complete.bars >= 0, 'bars', complete.bars, 'a whole number from 0');
  const isOnGrid = complete.from >= 0 && bucketStart(complete.interval, complete.from) === complete.from;
  demand(isOnGrid, 'from', complete.from, `the open time of a ${complete.interval} kline`);
  demand(complete.trendStrength >= 0, 'trendStrength', complete.trendStrength, '0 or more');
  demand(complete.regimeDurationMs > 0, 'regimeDurationMs', complete.regimeDurationMs, 'above 0');
  demand(isRatio(complete.zeroVolumeRatio), 'zeroVolumeRatio', complete.zeroVolumeRatio, 'from 0 to 1');
  demand(isRatio(complete.gapRatio), 'gapRatio', complete.gapRatio, 'from 0 to 1');
  return complete;
}

/** The traits with their defaults; throws a RangeError that names the trait which makes no sense. */
export function completeTraits(traits: MarketTraits): CompleteTraits {
  const complete = { ...MARKET_TRAITS_DEFAULTS, ...traits };
  const { priceStart, volatilityPerDayRatio, turnoverPerDay } = complete;
  demand(priceStart > 0 && priceStart < Infinity, 'priceStart', priceStart, 'a price above 0');
  demand(
    volatilityPerDayRatio >= 0 && volatilityPerDayRatio <= 0.5,
    'volatilityPerDayRatio',
    volatilityPerDayRatio,
    'from 0 to 0.5',
  );
  demand(turnoverPerDay > 0 && turnoverPerDay < Infinity, 'turnoverPerDay', turnoverPerDay, 'above 0');
  return complete;
}

export function demand(holds: boolean, name: string, found: unknown, needed: string): void {
  if (!holds) throw new RangeError(`${name} is ${String(found)}, ${needed} is needed`);
}

function isRatio(value: number): boolean {
  return value >= 0 && value <= 1;
}
