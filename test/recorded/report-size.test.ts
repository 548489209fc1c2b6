// How large a page is: a year of recorded one-minute klines must fit, and be shown as it was recorded.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportShell } from '../../app/report-shell.ts';
import { readKlines } from '../../backtest/data/read-klines.ts';
import { buildReportModel, PAGE_BYTES_MAX } from '../../backtest/report/page/build-report-model.ts';
import { reportHtml } from '../../backtest/report/page/report-html.ts';
import { recordsOf } from '../../backtest/report/page/run-records.ts';
import type { PriceColumns } from '../../backtest/report/price-columns.ts';
import { buildSummary } from '../../backtest/report/summary.ts';
import { fill, order, outcome, trade } from '../backtest/report/run.ts';

const MINUTE_MS = 60_000;
const YEAR = 365 * 24 * 60;
const START_TIME = Date.UTC(2025, 0, 1);
const TRADES = 1_000;

/** The recorded weeks one after the other until they fill a year. */
async function yearOf(file: string, symbol: string): Promise<PriceColumns> {
  const { columns } = await readKlines({
    symbol,
    files: [join(process.env['SLUICE_DATA'] ?? '', file)],
  });
  const repeated = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: YEAR }, (_, row) => column[row % columns.length] ?? 0);
  return {
    symbol,
    interval: '1m',
    length: YEAR,
    openTime: Float64Array.from({ length: YEAR }, (_, row) => START_TIME + row * MINUTE_MS),
    open: repeated(columns.open),
    high: repeated(columns.high),
    low: repeated(columns.low),
    close: repeated(columns.close),
  };
}

test('the page of a year of 1m klines with a thousand trades takes at most 6 MB and shows every kline', async () => {
  const prices = await yearOf('klines/BTCUSDT-1m-2025.csv.gz', 'BTCUSDT');
  const at = (index: number): number => START_TIME + Math.floor((index * YEAR) / TRADES) * MINUTE_MS;
  const numbered = <Row>(row: (index: number) => Row): readonly Row[] =>
    Array.from({ length: TRADES }, (_, index) => row(index));
  const run = outcome({
    prices: [prices],
    equity: {
      startTime: START_TIME,
      startEquity: 10_000,
      time: prices.openTime.map((openTime) => openTime + MINUTE_MS),
      equity: prices.close.map((close) => close / 10),
    },
    trades: numbered((index) =>
      trade({ tradeId: `slu-ma1-1-${index}`, entryTime: at(index), exitTime: at(index + 1) }),
    ),
    orders: numbered((index) => order({ clientOrderId: `slu-ma1-1-${index}-M`, placedTime: at(index) })),
    fills: numbered((index) => fill({ fillId: `f${index}`, time: at(index) })),
  });
  const model = buildReportModel(recordsOf(run, buildSummary(run)));
  expect(model.markets).toMatchObject([
    { finestMs: MINUTE_MS, priceDecimals: 1, levels: [{ length: YEAR }, {}, {}, {}, {}, {}] },
  ]);
  expect(reportHtml(reportShell(), model).length).toBeLessThan(PAGE_BYTES_MAX);
}, 60_000);
