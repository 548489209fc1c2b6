// What a run was made on, series by series, for the result: rows, span, what was found and what was done about it. Without
// files and lines, so that it is the same on every machine.
import { FINDING_WORDS } from '../backtest/data/finding-words.ts';
import type { DataFindings, FindingGroup } from '../backtest/data/findings.ts';
import type { FundingColumns } from '../backtest/data/funding-columns.ts';
import type { KlineColumns } from '../backtest/data/kline-columns.ts';
import type { Repair } from '../backtest/data/repair-klines.ts';
import type { DataFinding, DataSeries } from '../backtest/report/run-outcome.ts';

/** What the rows belong to; a series without an interval, such as funding, leaves it out. */
export interface SeriesTraits {
  readonly symbol: string;
  readonly interval?: string;
}

/** A series that was read; `series` names it (`BTCUSDT klines`), `traits` is null for what belongs to no market. */
export function recordedSeries(
  series: string,
  traits: SeriesTraits | null,
  { rows, fromMs, toMs, groups }: DataFindings,
  repairs: readonly Repair[],
): DataSeries {
  return {
    series,
    symbol: traits?.symbol ?? null,
    source: 'recorded',
    interval: traits?.interval ?? null,
    rows,
    fromTime: fromMs,
    toTime: toMs,
    findings: groups.filter(({ count }) => count > 0).map(findingOf),
    repairs: repairs.map(({ what }) => what),
  };
}

/** A series that was made on the spot: there is nothing to find. */
export function syntheticSeries(what: string, columns: KlineColumns | FundingColumns): DataSeries {
  const times = 'openTime' in columns ? columns.openTime : columns.time;
  return {
    series: `${columns.symbol} ${what}`,
    symbol: columns.symbol,
    source: 'synthetic',
    interval: 'interval' in columns ? columns.interval : null,
    rows: columns.length,
    fromTime: times[0] ?? null,
    toTime: times[columns.length - 1] ?? null,
    findings: [],
    repairs: [],
  };
}

/** `2 gaps (7 bars missing)`. */
export function findingText({ code, count, bars }: FindingGroup): string {
  const { one, many, barsWord } = FINDING_WORDS[code];
  return `${count} ${count === 1 ? one : many}${barsWord === undefined ? '' : ` (${bars} ${barsWord})`}`;
}

function findingOf(group: FindingGroup): DataFinding {
  const { code, count, bars, listed } = group;
  return { code, count, rows: bars, text: findingText(group), firstTime: listed[0]?.timeMs ?? null };
}
