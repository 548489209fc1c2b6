// Makes all a page shows of a run out of its records.
import { gzipSync } from 'node:zlib';
import { buyAndHold } from './buy-and-hold.ts';
import { BASE64_RATIO, chooseLevels } from './choose-levels.ts';
import { dailyCosts } from './daily-costs.ts';
import { exposureStretches } from './exposure-stretches.ts';
import type { EquityModel, ReportModel } from './report-model.ts';
import type { RunRecords } from './run-records.ts';
import { thinEquity } from './thin-equity.ts';

/** A page's bytes; a year of one-minute klines of a lively market and its trades take about two thirds of them. */
export const PAGE_BYTES_MAX = 6_000_000;

/** What code and style of a page take at most. */
const SHELL_BYTES = 400_000;

/** Left to the klines even where a run's orders fill a page by themselves. */
const KLINE_BYTES_MIN = 1_000_000;

/** A pure function of the records. */
export function buildReportModel(records: RunRecords): ReportModel {
  const { summary, trades, orders, fills, funding, refusals } = records;
  const rest = {
    summary,
    equity: equityModel(records),
    costs: dailyCosts(records),
    exposure: exposureStretches(records),
    trades,
    orders,
    fills,
    funding,
    refusals,
  };
  const restBytes = gzipSync(JSON.stringify(rest), { level: 1 }).length * BASE64_RATIO;
  const klineBytes = Math.max(KLINE_BYTES_MIN, PAGE_BYTES_MAX - SHELL_BYTES - restBytes);
  return { kind: 'report', ...rest, markets: chooseLevels(records.markets, klineBytes) };
}

/** The curve of a run, with buying and holding the first market beside it. */
export function equityModel({ equity, markets }: Pick<RunRecords, 'equity' | 'markets'>): EquityModel {
  const curve = thinEquity(equity);
  const benchmark = buyAndHold(markets[0], equity.startEquity, curve.time);
  return {
    time: curve.time,
    equity: curve.equity,
    drawdown: curve.drawdown.map(shownRatio),
    benchmark: benchmark === null ? null : benchmark.map(shownMoney),
  };
}

/** Nine digits say more than a screen can. */
function shownRatio(ratio: number): number {
  return Number(ratio.toFixed(9));
}

function shownMoney(amount: number): number {
  return Number(amount.toPrecision(12));
}
