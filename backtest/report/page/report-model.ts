// What a report page is given: all it shows, as plain JSON. Made on this side by build-report-model.ts, shown on the other by
// the code of ../page-client. Columns instead of rows where there may be many: they parse faster and compress better.
import type { Interval } from '../../../engine/domain/interval.ts';
import type { Summary } from '../summary.ts';

/** One run in full. */
export interface ReportModel {
  readonly kind: 'report';
  /** As summary.json has it: figures, assumptions, refusals, data, band. */
  readonly summary: Summary;
  /** In config order. */
  readonly markets: readonly MarketModel[];
  readonly equity: EquityModel;
  readonly costs: CostsModel;
  readonly exposure: ExposureModel;
  /** By first entry fill. */
  readonly trades: Table;
  /** By placement; `tradeId` joins them to their trade. */
  readonly orders: Table;
  /** In the order they happened; `tradeIds` joins them to their trades. */
  readonly fills: Table;
  readonly funding: Table;
  /** The first of each code: our noes, the venue's, clips and drops. */
  readonly refusals: Table;
}

/** Several runs side by side; each without what only a single run shows. */
export interface CompareModel {
  readonly kind: 'compare';
  /** In the order in which they were named. */
  readonly runs: readonly ComparedRun[];
  /** What must be known before the runs are set against each other, a sentence each: other data, another span, another asset. */
  readonly notes: readonly string[];
  /** Settings that are not the same in all runs, in the order of their paths. */
  readonly settings: readonly SettingDifference[];
}

export interface SettingDifference {
  /** `exchange.walk`, `strategies[0].params.fast`. */
  readonly setting: string;
  /** One a run: as JSON has it, texts without quotes; null where the run has no such setting. */
  readonly values: readonly (string | null)[];
}

export interface ComparedRun {
  /** Short and unique among the runs: the folder's name. */
  readonly label: string;
  readonly summary: Summary;
  readonly equity: EquityModel;
}

/**
 * A file of a run by columns: `columns.entryTime[i]` and `columns.symbol[i]` are of one row. Times (`time`, `…Time`) are epoch
 * ms and durations (`…Ms`) numbers; everything else is the file's text, figures too, what it leaves empty is null.
 */
export interface Table {
  readonly length: number;
  readonly columns: Readonly<Record<string, readonly (string | number | null)[]>>;
}

export interface MarketModel {
  readonly symbol: string;
  /** Of the klines the run was made on. */
  readonly interval: Interval;
  /** Of the finest level: longer than `interval` where the klines were too many to be shown one by one. */
  readonly finestMs: number;
  /** Decimals of the prices: a price is its whole number divided by 10 to this power. */
  readonly priceDecimals: number;
  /** Finest first. */
  readonly levels: readonly PriceLevel[];
}

/** Klines of one length of time, packed by packed-klines.ts. */
export interface PriceLevel {
  readonly intervalMs: number;
  readonly length: number;
  /** Base64 of variable-length whole numbers. */
  readonly packed: string;
}

/**
 * The equity curve thinned so that no extreme of equity and no deepest drawdown is lost: each stretch keeps its first, least,
 * greatest and last point. At most a few thousand points.
 */
export interface EquityModel {
  /** Epoch ms, ascending; the first is the start of the run. */
  readonly time: readonly number[];
  readonly equity: readonly number[];
  /** Ratio below the highest equity so far, positive, of the unthinned curve. */
  readonly drawdown: readonly number[];
  /** Equity of buying and holding the first market at the same instants; null where there are no klines. */
  readonly benchmark: readonly number[] | null;
}

/** Running sums at the end of each UTC day, in the account's asset. */
export interface CostsModel {
  readonly time: readonly number[];
  readonly fees: readonly number[];
  /** Received when positive. */
  readonly funding: readonly number[];
  readonly slippage: readonly number[];
}

/** Greatest notional held as a ratio of equity within each stretch, long and short apart, both positive. */
export interface ExposureModel {
  /** Epoch ms at which each stretch begins. */
  readonly time: readonly number[];
  readonly long: readonly number[];
  readonly short: readonly number[];
}
