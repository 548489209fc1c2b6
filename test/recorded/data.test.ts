// The recorded market data itself: what its README promises, and what a check of it must find.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFundingRecording } from '../../backtest/data/check-funding.ts';
import { checkRecording } from '../../backtest/data/check-klines.ts';
import { checkDataFiles } from '../../backtest/data/check-files.ts';
import { hashColumns } from '../../backtest/data/data-hash.ts';
import type { DataFindings, FindingCode } from '../../backtest/data/findings.ts';
import { parseInstruments, readInstruments } from '../../backtest/data/instruments-file.ts';
import { readJsonFile } from '../../backtest/data/json-file.ts';
import { judgeFindings } from '../../backtest/data/judge-findings.ts';
import { readLeverageBrackets } from '../../backtest/data/leverage-brackets-file.ts';
import { readFunding } from '../../backtest/data/read-funding.ts';
import { indexAtTime } from '../../backtest/data/kline-columns.ts';
import { readKlines } from '../../backtest/data/read-klines.ts';
import { resampleKlines } from '../../backtest/data/resample-klines.ts';
import { isoTime } from '../../backtest/data/recorded-time.ts';
import { ruleAt } from '../../backtest/data/dated-rules.ts';
import { writeKlineCsv } from '../../backtest/data/write-kline-csv.ts';
import { scratchFile } from '../backtest/data/scratch-folder.ts';

const folder = process.env['SLUICE_DATA'] ?? '';
const path = (name: string): string => join(folder, name);

function counts(findings: DataFindings): Partial<Record<FindingCode, number>> {
  return Object.fromEntries(
    findings.groups.filter((group) => group.count > 0).map((group) => [group.code, group.count]),
  );
}

/** Rows, interval and span as the README tells them, and what is odd about each file. */
const KLINES = [
  ['klines/BTCUSDT-1h.csv.gz', 58_622, '1h', '2019-09-08T17:00:00Z', '2026-05-17T06:00:00Z', { ZERO_VOLUME: 3 }],
  ['klines/ETHUSDT-1h.csv.gz', 56_712, '1h', '2019-11-27T07:00:00Z', '2026-05-17T06:00:00Z', { ZERO_VOLUME: 1 }],
  [
    'klines/BTCUSDT-5m.csv.gz',
    210_239,
    '5m',
    '2023-01-01T00:00:00Z',
    '2024-12-30T23:50:00Z',
    { ZERO_VOLUME_HOLE: 2, ZERO_VOLUME: 19 },
  ],
  ['klines/BTCUSDT-1m-2025.csv.gz', 73_138, '1m', '2025-05-04T15:33:00Z', '2025-06-24T10:30:00Z', {}],
  ['klines/ETHUSDT-1m-2025.csv.gz', 73_139, '1m', '2025-05-04T15:33:00Z', '2025-06-24T10:31:00Z', {}],
  ['klines/SOLUSDT-1m-2025.csv.gz', 73_140, '1m', '2025-05-04T15:33:00Z', '2025-06-24T10:32:00Z', {}],
  [
    'klines/FILUSDT-1m-2023-full.csv.gz',
    132_480,
    '1m',
    '2023-08-01T00:00:00Z',
    '2023-10-31T23:59:00Z',
    { ZERO_VOLUME_HOLE: 1, ZERO_VOLUME: 76 },
  ],
  ['mark/BTCUSDT-1h-mark.csv.gz', 56_083, '1h', '2019-12-23T11:00:00Z', '2026-05-17T05:00:00Z', {}],
  ['mark/ETHUSDT-1h-mark.csv.gz', 56_083, '1h', '2019-12-23T11:00:00Z', '2026-05-17T05:00:00Z', {}],
] as const;

describe('recorded klines', () => {
  test.each(KLINES)('%s has its rows, its span and no fault', async (name, rows, interval, from, to, odd) => {
    const recording = await readKlines({ files: [path(name)] });
    const findings = checkRecording(recording);
    expect([recording.columns.length, recording.columns.interval]).toEqual([rows, interval]);
    expect([findings.fromMs, findings.toMs].map((timeMs) => isoTime(timeMs ?? NaN))).toEqual([from, to]);
    expect(counts(findings)).toEqual(odd);
    expect(judgeFindings(findings, 'refuse').verdict).toBe('pass');
  });

  test('are every kline file that lies there', () => {
    const lying = ['klines', 'mark'].flatMap((room) => readdirSync(path(room)).map((name) => `${room}/${name}`));
    expect(lying.toSorted()).toEqual(KLINES.map(([name]) => name).toSorted());
  });

  test('of BTCUSDT 5m show the flat hole of 2024-10-28, 20:00 to 21:10', async () => {
    const findings = checkRecording(await readKlines({ files: [path('klines/BTCUSDT-5m.csv.gz')] }));
    const holes = findings.groups.find((group) => group.code === 'ZERO_VOLUME_HOLE')?.listed ?? [];
    expect(holes.map(({ timeMs, bars }) => [isoTime(timeMs ?? NaN), bars])).toEqual([
      ['2023-09-12T08:35:00Z', 3],
      ['2024-10-28T20:00:00Z', 14],
    ]);
  });

  test('of the full file have all columns, the others only price and volume', async () => {
    const full = await readKlines({ files: [path('klines/FILUSDT-1m-2023-full.csv.gz')] });
    expect([full.columns.quoteVolume[0], full.columns.tradeCount[0], full.columns.takerBuyVolume[0]]).toEqual([
      107451.0165, 208, 5452.3,
    ]);
    const bare = await readKlines({ files: [path('klines/BTCUSDT-1m-2025.csv.gz')] });
    expect(bare.columns.quoteVolume.every((value) => value === 0)).toBe(true);
  });

  test('written and read again are the same to the last bit', async () => {
    const { columns } = await readKlines({ files: [path('klines/ETHUSDT-1h.csv.gz')] });
    const text = [...writeKlineCsv(columns)].join('');
    const again = await readKlines({ files: [scratchFile('ETHUSDT-1h.csv', text)] });
    expect(hashColumns(again.columns)).toBe(hashColumns(columns));
  });
});

describe('recorded funding', () => {
  test.each([
    ['BTCUSDT', 7323, '2019-09-10T08:00:00Z'],
    ['ETHUSDT', 7089, '2019-11-27T08:00:00Z'],
  ])('of %s has its rows and no gap', async (symbol, rows, from) => {
    const findings = checkFundingRecording(
      await readFunding({ files: [path(`funding/${symbol}-fundingRate.csv.gz`)] }),
    );
    expect([findings.rows, isoTime(findings.fromMs ?? NaN), isoTime(findings.toMs ?? NaN)]).toEqual([
      rows,
      from,
      '2026-05-17T00:00:00Z',
    ]);
    expect(counts(findings)).toEqual({});
  });
});

describe('recorded rules', () => {
  test('give leverage brackets of eight symbols whose deductions all join', async () => {
    const { bySymbol, findings } = await readLeverageBrackets(path('leverage-brackets.json'));
    expect([...bySymbol.keys()]).toEqual([
      'BTCUSDT',
      'ETHUSDT',
      'SOLUSDT',
      'DOGEUSDT',
      'FILUSDT',
      'APEUSDT',
      'XRPUSDT',
      'BNBUSDT',
    ]);
    expect(counts(findings)).toEqual({});
  });

  test('give instruments of six symbols on whose ticks the recorded prices lie', async () => {
    const rules = await readInstruments(path('instruments.json'));
    expect([...rules.keys()]).toEqual(['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'FILUSDT', 'APEUSDT', 'DOGEUSDT']);
    const offTick: string[] = [];
    for (const name of ['BTCUSDT-1m-2025', 'ETHUSDT-1m-2025', 'SOLUSDT-1m-2025']) {
      const { columns } = await readKlines({ files: [path(`klines/${name}.csv.gz`)] });
      const dated = rules.get(columns.symbol);
      const tick = dated === undefined ? NaN : ruleAt(dated, 0).priceTick.toNumber();
      const isOff = columns.close.some((close) => Math.abs(close / tick - Math.round(close / tick)) > 1e-6);
      if (isOff || Number.isNaN(tick)) offTick.push(name);
    }
    expect(offTick).toEqual([]);
  });

  test('are refused by name for a symbol they do not hold', async () => {
    const content = await readJsonFile(path('instruments.json'));
    expect(() => parseInstruments(content, 'instruments.json', ['XRPUSDT'])).toThrow(
      'instruments.json: has no XRPUSDT; it has BTCUSDT, ETHUSDT, SOLUSDT, FILUSDT, APEUSDT, DOGEUSDT',
    );
  });
});

describe('a check of all recorded files', () => {
  test('tells what each holds', async () => {
    const findings = await checkDataFiles([path('*.json'), path('*/*-1h*'), path('funding/*')]);
    expect(findings.map(({ subject }) => subject)).toEqual([
      'instruments',
      'leverage brackets of 8 symbols',
      'BTCUSDT 1h klines',
      'ETHUSDT 1h klines',
      'BTCUSDT 1h klines (no volume)',
      'ETHUSDT 1h klines (no volume)',
      'BTCUSDT funding',
      'ETHUSDT funding',
    ]);
  });
});

describe('recorded hours and recorded five minutes', () => {
  test('tell the same prices: hours made of five minutes are the recorded hours, but for the hole', async () => {
    const { columns: hours } = await readKlines({ files: [path('klines/BTCUSDT-1h.csv.gz')] });
    const { columns: fine } = await readKlines({ files: [path('klines/BTCUSDT-5m.csv.gz')] });
    const { columns: made, incomplete } = resampleKlines(fine, '1h');
    const differing: string[] = [];
    for (let row = 0; row < made.length; row++) {
      const openTime = made.openTime[row] ?? 0;
      const at = indexAtTime(hours, openTime);
      const isSame = (['open', 'high', 'low', 'close'] as const).every(
        (field) => made[field][row] === hours[field][at],
      );
      if (!isSame) differing.push(isoTime(openTime));
    }
    expect(made.length).toBe(17_519);
    expect(incomplete).toBe(1);
    expect(differing).toEqual(['2024-10-28T20:00:00Z', '2024-10-28T21:00:00Z']);
  });
});
