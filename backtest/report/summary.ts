// The summary of a run: the documented, stable shape of summary.json (docs/results.md). Money is a decimal string, a ratio a
// number, a time ISO 8601; what has no answer is null.
import { sumDecimals, ZERO } from '../../engine/domain/decimal.ts';
import { endTimeOf } from '../metrics/equity-series.ts';
import { decimalText } from './decimal-text.ts';
import { type EquityFigures, equityFigures } from './equity-figures.ts';
import type { Assumption, Band, CodeCounts, RunOutcome, Timing } from './run-outcome.ts';
import { dataOf, liquidationFillsOf, type SummaryData, type SummaryLiquidation } from './summary-data.ts';
import { refusalExamplesOf, type SummaryRefusal } from './summary-refusals.ts';
import { strategiesOf, type SummaryStrategy } from './summary-strategies.ts';
import { timeText } from './time-text.ts';
import { type TradeFigures, tradeFigures } from './trade-figures.ts';

export interface SummaryQuarantine {
  readonly strategyId: string;
  readonly time: string;
  readonly code: string;
  readonly message: string;
}

export interface SummaryBand {
  readonly pessimistic: string;
  readonly optimistic: string;
}

/** The members are written in the order of `buildSummary`. */
export interface Summary extends EquityFigures, TradeFigures {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly interrupted: boolean;
  readonly bust: boolean;
  readonly asset: string;
  readonly fees: string;
  readonly funding: string;
  readonly insuranceCleared: string;
  readonly slippage: string;
  readonly liquidations: number;
  readonly liquidationFills: readonly SummaryLiquidation[];
  readonly orders: number;
  readonly fills: number;
  readonly refusals: CodeCounts;
  readonly rejections: CodeCounts;
  readonly clips: CodeCounts;
  readonly drops: CodeCounts;
  readonly refusalExamples: readonly SummaryRefusal[];
  readonly warmupIntentsDropped: number;
  readonly strategies: readonly SummaryStrategy[];
  readonly quarantined: readonly SummaryQuarantine[];
  readonly unprotectedByChoice: readonly string[];
  readonly ambiguousBars: number;
  readonly ambiguousLiquidations: number;
  readonly band: SummaryBand | null;
  readonly bars: number;
  readonly data: readonly SummaryData[];
  readonly dataHash: string;
  readonly configHash: string;
  readonly strategyHash: string;
  readonly version: string;
  readonly seed: number;
  readonly assumptions: Readonly<Record<string, Assumption>>;
}

/** All figures of a run, a pure function of what the run handed over: same outcome, same summary, same order of members. */
export function buildSummary(outcome: RunOutcome): Summary {
  const { equity } = outcome;
  return {
    name: outcome.name,
    from: timeText(equity.startTime),
    to: timeText(endTimeOf(equity)),
    interrupted: outcome.interrupted,
    bust: outcome.bust,
    asset: outcome.asset,
    ...equityFigures(outcome),
    ...tradeFigures(outcome),
    fees: decimalText(outcome.feesPaid),
    funding: decimalText(outcome.fundingReceived),
    insuranceCleared: decimalText(outcome.insuranceCleared),
    slippage: decimalText(sumDecimals(outcome.fills.map((fill) => fill.slippage ?? ZERO))),
    liquidations: outcome.liquidations,
    liquidationFills: liquidationFillsOf(outcome),
    orders: outcome.orders.length,
    fills: outcome.fills.length,
    refusals: byCode(outcome.refusals),
    rejections: byCode(outcome.rejections),
    clips: byCode(outcome.clips),
    drops: byCode(outcome.drops),
    refusalExamples: refusalExamplesOf(outcome),
    warmupIntentsDropped: outcome.warmupIntentsDropped,
    strategies: strategiesOf(outcome),
    quarantined: outcome.quarantined.map((stop) => ({
      strategyId: stop.strategyId,
      time: timeText(stop.time),
      code: stop.code,
      message: stop.message,
    })),
    unprotectedByChoice: outcome.unprotectedByChoice,
    ambiguousBars: outcome.ambiguousBars,
    ambiguousLiquidations: outcome.ambiguousLiquidations,
    band: bandOf(outcome),
    bars: outcome.bars,
    data: dataOf(outcome),
    dataHash: outcome.dataHash,
    configHash: outcome.configHash,
    strategyHash: outcome.strategyHash,
    version: outcome.version,
    seed: outcome.seed,
    assumptions: outcome.assumptions,
  };
}

/** The text of summary.json; with `timing` the text that `--json` prints. */
export function summaryText(summary: Summary, timing?: Timing): string {
  return `${JSON.stringify(timing === undefined ? summary : { ...summary, timing }, null, 2)}\n`;
}

/** Where no kline was ambiguous every walk is the same walk, and the band is as wide as the result. */
function bandOf({ band, ambiguousBars, finalEquity }: RunOutcome): SummaryBand | null {
  const known: Band | null =
    band ?? (ambiguousBars === 0 ? { pessimistic: finalEquity, optimistic: finalEquity } : null);
  return known === null
    ? null
    : { pessimistic: decimalText(known.pessimistic), optimistic: decimalText(known.optimistic) };
}

/** In the order of the codes, so that the order in which things happened first does not show. */
function byCode(counts: CodeCounts): CodeCounts {
  return Object.fromEntries(
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
