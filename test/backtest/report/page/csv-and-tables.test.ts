import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type CsvColumn, csvChunks } from '../../../../backtest/report/csv-table.ts';
import { csvRows } from '../../../../backtest/report/page/parse-csv.ts';
import { readEquityCsv } from '../../../../backtest/report/page/read-equity-csv.ts';
import { columnOf, tableFromCsv, tableFromRows } from '../../../../backtest/report/page/table.ts';
import { equityCsv } from '../../../../backtest/report/equity-csv.ts';
import { postedMoney } from '../../../../backtest/report/decimal-text.ts';

const field = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ',', '\n', '\r', ' ', '<', '€'), maxLength: 6 });

describe('a CSV file of the run', () => {
  test.prop([fc.array(fc.tuple(field, field, field), { maxLength: 12 })])(
    'is read back field by field, whatever is in them',
    (rows) => {
      const columns: readonly CsvColumn<readonly string[]>[] = [0, 1, 2].map((index) => [
        `c${index}`,
        (row) => row[index] ?? '',
      ]);
      expect([...csvRows([...csvChunks(columns, rows)].join(''))]).toEqual([['c0', 'c1', 'c2'], ...rows]);
    },
  );

  test.prop([
    fc.array(fc.record({ name: fc.option(field), time: fc.integer({ min: 0, max: 4e12 }) }), { maxLength: 9 }),
  ])('gives the table that its rows give', (rows) => {
    const columns: readonly CsvColumn<(typeof rows)[number]>[] = [
      ['entryTime', ({ time }) => new Date(time).toISOString()],
      ['ref', ({ name }) => name],
      ['durationMs', ({ time }) => (time % 2 === 0 ? String(time) : null)],
    ];
    const fromRows = tableFromRows(columns, rows);
    expect(tableFromCsv([...csvChunks(columns, rows)].join(''))).toEqual(fromRows);
    expect(columnOf(fromRows, 'entryTime')).toEqual(rows.map(({ time }) => time));
  });

  it.each([
    ['is empty', ''],
    ['was cut short in its last line', 'a,b\n1,2\n3'],
    ['has 1 fields instead of 2 in row 3', 'a,b\n1,2\n3\n'],
    ['has a quote that is never closed', 'a,b\n1,"2\n'],
  ])('that %s is refused', (sentence, text) => {
    expect(() => tableFromCsv(text)).toThrow(sentence);
  });

  it('has empty cells for a column it lacks', () => {
    expect(columnOf({ length: 2, columns: {} }, 'funding')).toEqual([null, null]);
  });
});

describe('equity.csv', () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 4e12 }), { maxLength: 20 });
  test.prop([times, fc.infiniteStream(fc.double({ min: -1e9, max: 1e12, noNaN: true }))])(
    'is read back as its numbers were rounded',
    (unsorted, amounts) => {
      const time = Float64Array.from(unsorted).toSorted();
      const equity = time.map(() => amounts.next().value ?? 0);
      const text = [...equityCsv({ startTime: 0, startEquity: 0, time, equity })].join('');
      expect(readEquityCsv('equity.csv', Buffer.from(text))).toEqual({
        time,
        equity: equity.map((value) => postedMoney(value) + 0),
      });
    },
  );

  it.each([
    ['x/equity.csv: does not begin with the line time,equity', 'time,money\n'],
    ['x/equity.csv: was cut short in its last line', 'time,equity\n2025-01-01T00:00:00.000Z,1'],
    [
      'x/equity.csv:3: is no time and equity',
      'time,equity\n2025-01-01T00:00:00.000Z,1\nyesterday, perhaps at noon,2\n',
    ],
    ['x/equity.csv:2: is no time and equity', 'time,equity\n2025-01-01T00:00:00.000Z,one\n'],
  ])('that is not whole is refused: %s', (sentence, text) => {
    expect(() => readEquityCsv('x/equity.csv', Buffer.from(text))).toThrow(sentence);
  });
});
