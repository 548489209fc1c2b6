import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkDataFiles } from '../../../backtest/data/check-files.ts';
import { writeKlineCsv } from '../../../backtest/data/write-kline-csv.ts';
import { candle, minutes } from './kline-rows.ts';
import { scratchFile, scratchFolder } from './scratch-folder.ts';
import { sentenceOf } from './sentence-of.ts';

const BRACKET = { initialLeverage: 125, notionalFloor: 0, notionalCap: 50000, maintMarginRatio: 0.004, cum: 5 };

describe('checking data files', () => {
  test('tells klines, funding, brackets and instruments apart by what is in them', async () => {
    const folder = scratchFolder({
      'A-1m.csv': [...writeKlineCsv(minutes(candle(0), candle(2)))].join(''),
      'B-funding.csv': 'calc_time,funding_interval_hours,last_funding_rate\n1704067200000,8,0.0001\n',
      'C-bare.csv': '1704067200000,8,0.0001\n',
      'd-brackets.json': JSON.stringify([{ symbol: 'BTCUSDT', brackets: [BRACKET] }]),
      'e-instruments.json': JSON.stringify({ symbols: [] }),
    });
    const findings = await checkDataFiles([join(folder, '*.csv'), join(folder, '*.json')]);
    expect(
      findings.map(({ subject, rows, groups }) => [
        subject,
        rows,
        groups.filter((group) => group.count > 0).map((group) => group.code),
      ]),
    ).toEqual([
      ['A 1m klines', 2, ['GAP']],
      ['B funding', 1, []],
      ['C funding', 1, []],
      ['leverage brackets of 1 symbol', 1, ['DEDUCTION_MISMATCH']],
      ['instruments', 0, []],
    ]);
  });

  test('stops at a file that cannot be read at all', async () => {
    const path = scratchFile('a.csv', '');
    expect(await sentenceOf(() => checkDataFiles([path]))).toBe(`${path}: is empty`);
  });
});
