import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { checkDataFile } from '../../../../backtest/data/check-files.ts';
import { fundingRows } from '../../../../backtest/data/funding-columns.ts';
import { writeParquet } from '../../../../backtest/data/parquet/write-parquet.ts';
import { readFunding } from '../../../../backtest/data/read-funding.ts';
import { readKlines } from '../../../../backtest/data/read-klines.ts';
import { writeKlineCsv } from '../../../../backtest/data/write-kline-csv.ts';
import { anyKlines, candle, FROM_MS, MINUTE_MS, minutes, plain } from '../kline-rows.ts';
import { scratchFile, scratchFolder } from '../scratch-folder.ts';
import { sentenceOf } from '../sentence-of.ts';

/** A Parquet file made by DuckDB alone, from a query. */
async function parquetOf(query: string, name = 'BTCUSDT-1m.parquet'): Promise<string> {
  const path = join(scratchFolder(), name);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

const ROWS = [candle(0), candle(1, { close: 99.25, volume: 0.001 }), candle(2, { high: 101.5 })];
const THREE = minutes(...ROWS);

/** The three rows, each column given as SQL. */
function rowsAs(columns: (row: (typeof ROWS)[number]) => string): string {
  return ROWS.map((row) => `SELECT ${columns(row)}`).join(' UNION ALL ');
}

const PRICES = 'open, high, low, close, volume';

describe('klines in Parquet', () => {
  property.prop([anyKlines], { numRuns: 15 })('are the very doubles that were written', async (columns) => {
    const path = join(scratchFolder(), 'BTCUSDT.parquet');
    await writeParquet(path, writeKlineCsv(columns));
    const { interval } = columns;
    const csv = scratchFile('BTCUSDT.csv', [...writeKlineCsv(columns)].join(''));
    const read = await readKlines({ files: [path], interval });
    expect(plain(read.columns)).toEqual(plain((await readKlines({ files: [csv], interval })).columns));
  });

  test.each([
    ['whole milliseconds', (ms: number) => `${ms}::BIGINT`],
    ['whole microseconds', (ms: number) => `${ms}000::BIGINT`],
    ['timestamps', (ms: number) => `epoch_ms(${ms})`],
    ['timestamps with a zone', (ms: number) => `make_timestamptz(${ms}000)`],
    ['timestamps in nanoseconds', (ms: number) => `epoch_ms(${ms})::TIMESTAMP_NS`],
    ['text', (ms: number) => `'${ms}'`],
  ])('may have times as %s', async (_, time) => {
    const path = await parquetOf(
      rowsAs(
        (row) =>
          `${time(row.openTime)} AS open_time, ${row.open} AS open, ${row.high} AS high, ${row.low} AS low, ${row.close} AS close, ${row.volume} AS volume`,
      ),
    );
    expect(plain((await readKlines({ files: [path] })).columns)).toEqual(plain(THREE));
  });

  test.each(['DOUBLE', 'DECIMAL(18, 8)', 'VARCHAR'])('may have prices of type %s', async (type) => {
    const path = await parquetOf(
      `SELECT open_time, ${PRICES.split(', ')
        .map((name) => `${name}::${type} AS ${name}`)
        .join(', ')} FROM (${rowsAs(
        (row) =>
          `${row.openTime} AS open_time, ${row.open} AS open, ${row.high} AS high, ${row.low} AS low, ${row.close} AS close, ${row.volume} AS volume`,
      )})`,
    );
    expect(plain((await readKlines({ files: [path] })).columns)).toEqual(plain(THREE));
  });

  test('may have their columns in any order, under other names, with others between', async () => {
    const path = await parquetOf(
      rowsAs(
        (row) =>
          `${row.volume} AS "Vol", 'x' AS note, ${row.close} AS "Close", ${row.low} AS "Low", ${row.open} AS "Open", ${row.high} AS "High", ${row.openTime} AS "Timestamp"`,
      ),
    );
    expect(plain((await readKlines({ files: [path] })).columns)).toEqual(plain(THREE));
  });

  test('go together with those of a CSV file', async () => {
    const path = await parquetOf(
      `SELECT ${FROM_MS + 3 * MINUTE_MS} AS open_time, 100 AS open, 101 AS high, 99 AS low, 100.5 AS close, 5 AS volume`,
    );
    const csv = scratchFile('BTCUSDT.csv', [...writeKlineCsv(THREE)].join(''));
    const { columns } = await readKlines({ files: [csv, path] });
    expect(plain(columns)).toEqual(plain(minutes(...ROWS, candle(3))));
  });

  const one = `SELECT ${FROM_MS} AS open_time, 100 AS open, 101 AS high, 99 AS low, 100.5 AS close`;
  test.each([
    ['without a column', one, 'has no column "volume"; its columns: open_time, open, high, low, close'],
    ['with an empty price', `${one}, NULL::DOUBLE AS volume`, ':1: "volume" is no number'],
    ['with an infinite one', `${one}, 'Infinity'::DOUBLE AS volume`, ':1: "volume" is no number'],
    ['with text for a number', `${one}, 'many' AS volume`, ':1: "volume" is no number'],
    [
      'of seconds',
      `SELECT 1704067200.5 AS open_time, 1 AS open, 1 AS high, 1 AS low, 1 AS close, 1 AS volume`,
      '"open_time" is 1704067200.5, a time in milliseconds or microseconds is needed',
    ],
    ['without rows', `${one}, 5 AS volume WHERE false`, 'holds no rows'],
  ])('are refused %s', async (_, query, sentence) => {
    const path = await parquetOf(query);
    expect(await sentenceOf(() => readKlines({ files: [path], interval: '1m' }))).toContain(sentence);
  });

  test('are refused when the file is cut short', async () => {
    const path = scratchFile('BTCUSDT.parquet', 'PAR1 and nothing more');
    expect(await sentenceOf(() => readKlines({ files: [path] }))).toContain(
      'BTCUSDT.parquet: is not Parquet that can be used',
    );
  });
});

describe('funding in Parquet', () => {
  const query = `SELECT ${FROM_MS + 3} AS funding_time, 8 AS interval_hours, 0.0001 AS funding_rate`;

  test('is read by the names of its columns', async () => {
    const path = await parquetOf(query, 'BTCUSDT-fundingRate.parquet');
    const { columns } = await readFunding({ files: [path] });
    expect(columns.symbol).toBe('BTCUSDT');
    expect(fundingRows(columns)).toEqual([{ time: FROM_MS, intervalHours: 8, rateRatio: 0.0001 }]);
  });

  test('is told from klines when files are checked', async () => {
    const funding = await checkDataFile(await parquetOf(query, 'BTCUSDT-fundingRate.parquet'));
    expect(funding.subject).toContain('funding');
    const path = join(scratchFolder(), 'BTCUSDT.parquet');
    await writeParquet(path, writeKlineCsv(THREE));
    expect((await checkDataFile(path)).subject).toBe('BTCUSDT 1m klines');
  });
});
