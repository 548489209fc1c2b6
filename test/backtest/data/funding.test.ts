import { gzipSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { checkFundingRecording } from '../../../backtest/data/check-funding.ts';
import { fundingColumnsFromRows, fundingRows, type FundingRow } from '../../../backtest/data/funding-columns.ts';
import { readFunding } from '../../../backtest/data/read-funding.ts';
import { repairFunding } from '../../../backtest/data/repair-funding.ts';
import { writeFundingCsv } from '../../../backtest/data/write-funding-csv.ts';
import { scratchFile } from './scratch-folder.ts';
import { sentenceOf } from './sentence-of.ts';
import { zipArchive } from './zip-archive.ts';

const START = Date.UTC(2024, 0, 1);
const HOUR_MS = 3_600_000;
const HEADER = 'calc_time,funding_interval_hours,last_funding_rate\n';
const TWO = `${START + 3},8,0.00010000\n${START + 8 * HOUR_MS - 2},8,-0.00003700\n`;
const TWO_ROWS: readonly FundingRow[] = [
  { time: START, rateRatio: 0.0001, intervalHours: 8 },
  { time: START + 8 * HOUR_MS, rateRatio: -0.000037, intervalHours: 8 },
];

async function found(...times: readonly (readonly [hours: number, interval: number, offsetMs?: number])[]) {
  const rows = times.map(
    ([hours, interval, offsetMs = 0]) => `${START + hours * HOUR_MS + offsetMs},${interval},0.0001\n`,
  );
  const findings = checkFundingRecording(await readFunding({ files: [scratchFile('a.csv', rows.join(''))] }));
  return Object.fromEntries(
    findings.groups
      .filter((group) => group.count > 0)
      .map((group) => [group.code, group.listed.map((finding) => finding.detail)]),
  );
}

describe('a funding file', () => {
  test.each<readonly [string, string | Uint8Array]>([
    ['with a header', HEADER + TWO],
    ['without a header', TWO],
    ['with CRLF and no last line end', TWO.trimEnd().replaceAll('\n', '\r\n')],
    ['in microseconds', HEADER + TWO.replaceAll(/^(\d+)/gm, '$1000')],
    ['with a byte order mark', `\uFEFF${HEADER}${TWO}`],
    ['in gzip', gzipSync(HEADER + TWO)],
    ['in a zip', zipArchive([{ name: 'a.csv', text: TWO }])],
  ])('is read %s, its times on the second', async (_, content) => {
    const { columns } = await readFunding({ files: [scratchFile('BTCUSDT-fundingRate.csv', content)] });
    expect(fundingRows(columns)).toEqual(TWO_ROWS);
    expect(columns.symbol).toBe('BTCUSDT');
  });

  property.prop([
    fc.array(
      fc.record({
        time: fc.integer({ min: 1e5, max: 4e9 }).map((seconds) => seconds * 1000),
        rateRatio: fc.double({ min: -0.03, max: 0.03, noNaN: true }).map((rate) => rate + 0),
        intervalHours: fc.constantFrom(1, 4, 8),
      }),
      { minLength: 1, maxLength: 20 },
    ),
  ])('is read back as it was written', async (rows) => {
    const text = writeFundingCsv(fundingColumnsFromRows('X', rows));
    const { columns } = await readFunding({ files: [scratchFile('X.csv', text)], symbol: 'X' });
    expect(fundingRows(columns)).toEqual(rows);
  });

  test.each([
    ['a rate that is no number', `${HEADER}${START},8,high\n`, ':2: "last_funding_rate" is "high", a number is needed'],
    ['a negative interval', `${START},-8,0.1\n`, ':1: "funding_interval_hours" is "-8", a number of hours is needed'],
    ['a bad time', 'today,8,0.1\n', ':1: column 1 is "today", "calc_time" is needed there'],
    [
      'an empty time',
      `${START},8,0.1\n,8,0.1\n`,
      ':2: "calc_time" is "", a time in milliseconds or microseconds is needed',
    ],
    ['two columns', `${START},8\n`, ':1: the line has 2 of 3 columns'],
    ['an empty line in its middle', `${START},8,0.1\n\n${START},8,0.1\n`, ':2: the line is empty'],
    ['no rows', HEADER, ': holds no rows'],
    ['nothing in it', '', ': holds no rows'],
    ['other columns', `time,rate,interval\n${TWO}`, ':1: column 2 is "rate", "funding_interval_hours" is needed there'],
  ])('with %s is refused in one sentence', async (_, content, sentence) => {
    const path = scratchFile('f.csv', content);
    expect(await sentenceOf(() => readFunding({ files: [path] }))).toBe(path + sentence);
  });
});

describe('funding settlements', () => {
  test('one interval apart are without a fault, also where the interval changes', async () => {
    expect(await found([0, 8], [8, 8], [12, 4], [16, 4], [24, 8])).toEqual({});
  });

  test('missing are a gap', async () => {
    expect(await found([0, 8], [24, 8], [32, 8])).toEqual({
      GAP: ['24 hours since the settlement before, 8 are due'],
    });
  });

  test('of an interval that was not recorded have no gaps', async () => {
    expect(await found([0, 0], [24, 0])).toEqual({});
  });

  test('told twice, out of order or not on the hour are found', async () => {
    expect(await found([8, 8], [0, 8], [8, 8], [16, 8, 60_000])).toEqual({
      DUPLICATE: ['the same rate as the row before'],
      DISORDER: ['comes after 2024-01-01T08:00:00Z'],
      MISALIGNED: ['settlements are on the hour'],
      GAP: ['8.016666666666667 hours since the settlement before, 8 are due'],
    });
  });
});

describe('repairing funding', () => {
  const row = (hours: number, rateRatio: number): FundingRow => ({
    time: START + hours * HOUR_MS,
    rateRatio,
    intervalHours: 8,
  });

  test('leaves settlements in order as they are', () => {
    const columns = fundingColumnsFromRows('X', [row(0, 1), row(8, 2), row(40, 3)]);
    expect(repairFunding(columns)).toEqual({ columns, repairs: [] });
    expect(repairFunding(columns).columns).toBe(columns);
  });

  test('sorts, drops duplicates but the first, and says so', () => {
    const { columns, repairs } = repairFunding(
      fundingColumnsFromRows('X', [row(8, 1), row(0, 2), row(8, 3), row(16, 4), row(16, 5)]),
    );
    expect(fundingRows(columns)).toEqual([row(0, 2), row(8, 1), row(16, 4)]);
    expect(repairs).toEqual([
      { code: 'DISORDER', rows: 1, what: 'sorted by time, settlements out of order: 1' },
      { code: 'DUPLICATE', rows: 2, what: 'duplicate settlements dropped, the first kept: 2' },
    ]);
  });
});
