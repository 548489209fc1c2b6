import { describe, expect, test } from 'vitest';
import { checkKlines, checkRecording } from '../../../backtest/data/check-klines.ts';
import type { DataFindings, FindingCode } from '../../../backtest/data/findings.ts';
import { klineColumnsFromRows, type KlineColumns, type KlineRow } from '../../../backtest/data/kline-columns.ts';
import { readKlines } from '../../../backtest/data/read-klines.ts';
import { candle, FROM_MS, MINUTE_MS, minutes } from './kline-rows.ts';
import { scratchFile } from './scratch-folder.ts';

const source = { name: 'a.csv' };

/** Counts of the codes that were found at all. */
function counts(findings: DataFindings): Partial<Record<FindingCode, number>> {
  return Object.fromEntries(
    findings.groups.filter((group) => group.count > 0).map((group) => [group.code, group.count]),
  );
}

/** Place, minute and words of what is listed under a code. */
function listed(columns: KlineColumns, code: FindingCode): readonly (readonly [string, number, string])[] {
  const group = checkKlines(columns, source).groups.find((candidate) => candidate.code === code);
  return (group?.listed ?? []).map((finding) => [
    finding.where,
    ((finding.timeMs ?? 0) - FROM_MS) / MINUTE_MS,
    finding.detail,
  ]);
}

const flat = (minute: number): KlineRow => candle(minute, { open: 7, high: 7, low: 7, close: 7, volume: 0 });

describe('klines without a fault', () => {
  test('have no findings, and their span and number are told', () => {
    const findings = checkKlines(minutes(candle(0), candle(1), candle(2)), source);
    expect(counts(findings)).toEqual({});
    expect(findings).toMatchObject({
      source: 'a.csv',
      subject: 'BTCUSDT 1m klines',
      rows: 3,
      fromMs: FROM_MS,
      toMs: FROM_MS + 2 * MINUTE_MS,
    });
  });

  test('may be none at all', () => {
    expect(checkKlines(minutes(), source)).toMatchObject({ rows: 0, fromMs: null, toMs: null });
  });

  test('of months have no gaps, though months differ in length', () => {
    const months = [0, 1, 2, 3, 12].map((month) => ({ ...candle(0), openTime: Date.UTC(2024, month) }));
    const findings = checkKlines(klineColumnsFromRows('BTCUSDT', '1M', months), source);
    expect(findings.groups.find((group) => group.code === 'GAP')).toMatchObject({ count: 1, bars: 8 });
  });
});

describe('a gap', () => {
  test('is listed with the missing bars and the row after it', () => {
    expect(listed(minutes(candle(0), candle(3), candle(4), candle(6)), 'GAP')).toEqual([
      ['row 2', 1, '2 bars to 2024-01-01T00:02:00Z are missing'],
      ['row 4', 5, '1 bar is missing'],
    ]);
  });

  test('is not seen where rows are only out of order', () => {
    expect(counts(checkKlines(minutes(candle(2), candle(0), candle(1)), source))).toEqual({ DISORDER: 1 });
  });

  test('is measured between rows on the grid', () => {
    const off = candle(1, { openTime: FROM_MS + MINUTE_MS + 30_000 });
    expect(counts(checkKlines(minutes(candle(0), off, candle(2)), source))).toEqual({ GAP: 1, MISALIGNED: 1 });
  });
});

describe('a duplicate', () => {
  test('says whether it repeats the values', () => {
    const columns = minutes(candle(0), candle(1), candle(1), candle(1, { close: 100.25 }));
    expect(listed(columns, 'DUPLICATE')).toEqual([
      ['row 3', 1, 'the same values as row 2'],
      ['row 4', 1, 'other values as row 2'],
    ]);
  });

  test('is found however far apart the rows lie', () => {
    const columns = minutes(candle(0), candle(1), candle(2), candle(0));
    expect(counts(checkKlines(columns, source))).toEqual({ DISORDER: 1, DUPLICATE: 1 });
  });
});

describe('disorder', () => {
  test('is a row earlier than the one before it', () => {
    expect(listed(minutes(candle(0), candle(2), candle(1), candle(3)), 'DISORDER')).toEqual([
      ['row 3', 1, 'comes after 2024-01-01T00:02:00Z'],
    ]);
  });
});

describe('an open time off the grid', () => {
  test('is listed with the bucket it lies in', () => {
    const off = candle(0, { openTime: FROM_MS + 1 });
    expect(listed(minutes(off), 'MISALIGNED').map(([, , detail]) => detail)).toEqual([
      'a 1m kline opens at 2024-01-01T00:00:00Z',
    ]);
  });
});

describe('an impossible candle', () => {
  test.each<readonly [string, Partial<KlineRow>, string]>([
    ['high below open', { open: 102 }, 'high 101 is below open 102'],
    ['high below close', { close: 102 }, 'high 101 is below close 102'],
    ['low above open', { open: 98 }, 'low 99 is above open 98'],
    ['low above close', { close: 98 }, 'low 99 is above close 98'],
    ['high below low', { high: 98 }, 'high 98 is below low 99'],
    ['a price of zero', { low: 0 }, 'low is 0'],
    ['a negative price', { open: -1, low: -1 }, 'open is -1'],
    ['a price that is no number', { close: NaN }, 'close is NaN'],
    ['an endless price', { high: Infinity }, 'high is Infinity'],
    ['a negative volume', { volume: -1 }, 'volume is -1'],
    ['a volume that is no number', { volume: NaN }, 'volume is NaN'],
    ['an endless volume', { volume: Infinity }, 'volume is Infinity'],
  ])('has %s', (_, more, detail) => {
    expect(listed(minutes(candle(0, more), candle(1)), 'IMPOSSIBLE_CANDLE')).toEqual([['row 1', 0, detail]]);
  });

  test('is none that touches its own high and low', () => {
    const columns = minutes(candle(0, { open: 99, close: 101 }), candle(1, { open: 101, close: 99 }), { ...flat(2) });
    expect(counts(checkKlines(columns, source))).toEqual({ ZERO_VOLUME: 1 });
  });
});

describe('bars of zero volume', () => {
  test('are holes from three flat ones on, and counted in any case', () => {
    const columns = minutes(
      ...[flat(0), flat(1), candle(2), flat(3), flat(4), flat(5), candle(6, { volume: 0 }), flat(7), flat(8), flat(9)],
    );
    expect(listed(columns, 'ZERO_VOLUME_HOLE')).toEqual([
      ['row 4', 3, '3 flat bars without volume to 2024-01-01T00:05:00Z'],
      ['row 8', 7, '3 flat bars without volume to 2024-01-01T00:09:00Z'],
    ]);
    expect(counts(checkKlines(columns, source))).toEqual({ ZERO_VOLUME_HOLE: 2, ZERO_VOLUME: 9 });
  });

  test('are no finding where no bar has volume at all, as in mark-price klines', () => {
    const findings = checkKlines(minutes(flat(0), flat(1), flat(2), flat(3)), source);
    expect(counts(findings)).toEqual({});
    expect(findings.subject).toBe('BTCUSDT 1m klines (no volume)');
  });
});

describe('the list of a finding', () => {
  test('ends where it is told, the count does not', () => {
    const columns = minutes(...[0, 2, 4, 6, 8].map((minute) => candle(minute)));
    const gaps = checkKlines(columns, { ...source, listedMax: 2 }).groups.find((group) => group.code === 'GAP');
    expect(gaps).toMatchObject({ count: 4, bars: 4 });
    expect(gaps?.listed).toHaveLength(2);
  });
});

describe('a recording', () => {
  const line = (minute: number, span: number): string =>
    `${FROM_MS + minute * MINUTE_MS},1,1,1,1,1,${FROM_MS + minute * MINUTE_MS + span}\n`;

  test('is checked for close times that do not fit its interval', async () => {
    const path = scratchFile('a.csv', line(0, 59_999) + line(1, 59_999) + line(2, 60_000) + line(3, 59_999));
    const findings = checkRecording(await readKlines({ files: [path] }));
    expect(findings.groups.find((group) => group.code === 'WRONG_CLOSE_TIME')).toMatchObject({
      count: 1,
      listed: [{ where: `${path}:3`, detail: 'close time is open time + 60000 ms' }],
    });
  });

  test('of months may last 28 to 31 days', async () => {
    const month = (index: number, end: number): string => `${Date.UTC(2024, index)},1,1,1,1,1,${end}\n`;
    const days = Date.UTC(2024, 3, 27) - 1;
    const path = scratchFile(
      'a.csv',
      month(0, Date.UTC(2024, 1) - 1) + month(1, Date.UTC(2024, 2) - 1) + month(2, days),
    );
    const findings = checkRecording(await readKlines({ files: [path], interval: '1M' }));
    expect(counts(findings)).toEqual({ WRONG_CLOSE_TIME: 1 });
  });

  test('with close times of no pattern lists the first hundred and counts all', async () => {
    const lines = Array.from({ length: 1500 }, (_, minute) => line(minute, 1000 + minute)).join('');
    const findings = checkRecording(await readKlines({ files: [scratchFile('a.csv', lines)] }));
    expect(counts(findings)).toEqual({ WRONG_CLOSE_TIME: 1500 });
  });

  test('of several files is named after the first', async () => {
    const files = [scratchFile('a.csv', line(0, 59_999)), scratchFile('b.csv', line(1, 59_999))];
    expect(checkRecording(await readKlines({ files })).source).toBe(`${files[0] ?? ''} and 1 more`);
  });
});
