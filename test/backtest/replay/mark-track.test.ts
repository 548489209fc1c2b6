import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { KlineColumns } from '../../../backtest/data/kline-columns.ts';
import { createMarkTrack, type MarkSource } from '../../../backtest/replay/mark-track.ts';
import { bucketEnd, type Interval, intervalMs } from '../../../engine/domain/interval.ts';
import { columnsAt, columnsBetween } from './recordings.ts';

const MINUTE_MS = 60_000;

/** What the track says of each kline: the mark inside it, and the mark at its close (`~` where it is the last price alone). */
function marked(klines: KlineColumns, marks: KlineColumns | undefined) {
  const track = createMarkTrack('BTCUSDT', marks);
  const told: string[] = [];
  for (let row = 0; row < klines.length; row += 1) {
    const openTime = klines.openTime[row] ?? Number.NaN;
    const mark = track.at(openTime, bucketEnd(klines.interval, openTime), klines.close[row] ?? Number.NaN);
    const { price, approximate } = track.close();
    const inside = mark.kind === 'kline' ? `own ${mark.close}` : `× ${mark.ratio}`;
    told.push(`${inside} → ${price}${approximate ? '~' : ''}`);
  }
  const spans = track.spans.map(
    ({ source, fromTime, toTime }) => `${source} ${fromTime / MINUTE_MS}–${toTime / MINUTE_MS}`,
  );
  return { told, spans };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
const at100 = (): number => 100;
/** Mark klines that close 1 % and a little above 100, so that each can be told from the next. */
const above100 = (index: number): number => 101 + index;

describe('mark track', () => {
  test('takes the last price, and says so, where no mark is recorded', () => {
    expect(marked(columnsAt('1m', [0, 1, 2]), undefined)).toEqual({
      told: ['× 1 → 0~', '× 1 → 1~', '× 1 → 2~'],
      spans: ['last 0–3'],
    });
  });

  test('takes the last price where the recording of marks is empty', () => {
    expect(marked(columnsAt('1m', [1], at100), columnsAt('1m', []))).toEqual({
      told: ['× 1 → 100~'],
      spans: ['last 1–2'],
    });
  });

  test.each<{ name: string; klines: readonly number[]; marks: readonly number[]; told: string[]; spans: string[] }>([
    {
      name: 'hands marks of the same interval along',
      klines: [0, 1],
      marks: [0, 1],
      told: ['own 101 → 101', 'own 102 → 102'],
      spans: ['kline 0–2'],
    },
    {
      name: 'stands on the last price until marks begin',
      klines: [0, 1, 2],
      marks: [2],
      told: ['× 1 → 100~', '× 1 → 100~', 'own 103 → 103'],
      spans: ['last 0–2', 'kline 2–3'],
    },
    {
      name: 'goes on at the ratio of the last mark kline over a gap in the marks',
      klines: [0, 1, 2, 3],
      marks: [0, 3],
      told: ['own 101 → 101', '× 1.01 → 101', '× 1.01 → 101', 'own 104 → 104'],
      spans: ['kline 0–1', 'coarser 1–3', 'kline 3–4'],
    },
    {
      name: 'goes on at the ratio of the last mark kline when marks end',
      klines: [0, 1, 2],
      marks: [0, 1],
      told: ['own 101 → 101', 'own 102 → 102', '× 1.02 → 102'],
      spans: ['kline 0–2', 'coarser 2–3'],
    },
    {
      name: 'passes over marks of klines that are missing',
      klines: [0, 4, 5],
      marks: [0, 1, 2, 3, 5],
      told: ['own 101 → 101', '× 1.01 → 101', 'own 106 → 106'],
      spans: ['kline 0–1', 'coarser 4–5', 'kline 5–6'],
    },
    {
      name: 'lists a gap in the klines as two spans',
      klines: [0, 2],
      marks: [0, 2],
      told: ['own 101 → 101', 'own 103 → 103'],
      spans: ['kline 0–1', 'kline 2–3'],
    },
    {
      name: 'passes over marks from before the first kline',
      klines: [3],
      marks: [0, 1, 2, 4],
      told: ['× 1 → 100~'],
      spans: ['last 3–4'],
    },
  ])('$name', ({ klines, marks, told, spans }) => {
    expect(marked(columnsAt('1m', klines, at100), columnsAt('1m', marks, above100))).toEqual({ told, spans });
  });

  test.each<{ name: string; klines: readonly number[]; marks: readonly number[]; told: string[]; spans: string[] }>([
    {
      name: 'takes coarser marks as the ratio of the last that has ended',
      klines: range(0, 7),
      marks: [0, 1],
      told: [...range(0, 3).map(() => '× 1 → 100~'), ...range(3, 6).map(() => '× 1.01 → 101'), '× 1.02 → 102'],
      spans: ['last 0–3', 'coarser 3–7'],
    },
    {
      name: 'keeps the ratio over a gap in coarser marks',
      klines: range(0, 10),
      marks: [0, 2],
      told: [...range(0, 3).map(() => '× 1 → 100~'), ...range(3, 9).map(() => '× 1.01 → 101'), '× 1.03 → 103'],
      spans: ['last 0–3', 'coarser 3–10'],
    },
    {
      name: 'takes no ratio of a coarser mark whose end no kline shares',
      klines: [0, 1, 3, 4, 5, 6],
      marks: [0, 1],
      told: [...range(0, 5).map(() => '× 1 → 100~'), '× 1.02 → 102'],
      spans: ['last 0–2', 'last 3–6', 'coarser 6–7'],
    },
    {
      name: 'begins in the middle of a coarser mark',
      klines: [1, 2, 3],
      marks: [0],
      told: ['× 1 → 100~', '× 1 → 100~', '× 1.01 → 101'],
      spans: ['last 1–3', 'coarser 3–4'],
    },
  ])('$name', ({ klines, marks, told, spans }) => {
    expect(marked(columnsAt('1m', klines, at100), columnsAt('3m', marks, above100))).toEqual({ told, spans });
  });

  test('takes marks finer than the klines as the ratio of the one that ended with the kline before', () => {
    const klines = columnsAt('3m', [0, 1, 2], at100);
    expect(marked(klines, columnsAt('1m', [0, 1, 2, 3, 4], above100))).toEqual({
      told: ['× 1 → 100~', '× 1.03 → 103', '× 1.03 → 103'],
      spans: ['last 0–3', 'coarser 3–9'],
    });
  });

  test('takes the ratio of mark to last as it was at the end of the mark kline, not as it is now', () => {
    const klines = columnsAt('1m', [0, 1, 2, 3], (index) => 100 * (index + 1));
    expect(
      marked(
        klines,
        columnsAt('1m', [0], () => 105),
      ).told,
    ).toEqual(['own 105 → 105', '× 1.05 → 210', '× 1.05 → 315', '× 1.05 → 420']);
  });

  test('knows marks of months by the calendar', () => {
    const klines = columnsBetween('1M', '2023-12-01', '2024-05-01', at100);
    const marks = columnsBetween('1M', '2023-12-01', '2024-04-01', () => 101);
    expect(marked(klines, marks).told).toEqual([...range(0, 4).map(() => 'own 101 → 101'), '× 1.01 → 101']);
  });

  test('takes marks of months as the ratio for finer klines from the end of each month', () => {
    const klines = columnsBetween('1d', '2024-01-30', '2024-03-02', at100);
    const marks = columnsBetween('1M', '2024-01-01', '2024-03-01', (openTime) =>
      openTime < Date.UTC(2024, 1) ? 101 : 102,
    );
    const { told } = marked(klines, marks);
    expect(told.slice(0, 4)).toEqual(['× 1 → 100~', '× 1 → 100~', '× 1.01 → 101', '× 1.01 → 101']);
    expect(told.slice(-2)).toEqual(['× 1.01 → 101', '× 1.02 → 102']);
  });

  const rows = (count: number) => fc.subarray(range(0, count));

  const intervals = fc.constantFrom<Interval>('1m', '3m', '5m', '15m');

  property.prop([intervals, intervals, rows(30), rows(30)])(
    'is what looking through all marks at every kline would give, whatever is missing',
    (klineInterval, markInterval, klineRows, markRows) => {
      const klines = columnsAt(klineInterval, klineRows, (index) => 100 + index);
      const marks = columnsAt(markInterval, markRows, (index) => 200 + index);
      let ratio = 1;
      let source: MarkSource = 'last';
      const expected = klineRows.map((row) => {
        const [last, endTime] = [100 + row, (row + 1) * intervalMs(klineInterval)];
        const ending = markRows.find((markRow) => (markRow + 1) * intervalMs(markInterval) === endTime);
        const told =
          ending !== undefined && markInterval === klineInterval
            ? `own ${200 + ending} → ${200 + ending}`
            : `× ${ratio} → ${last * ratio}${source === 'last' ? '~' : ''}`;
        if (ending !== undefined) [ratio, source] = [(200 + ending) / last, 'coarser'];
        return told;
      });
      expect(marked(klines, marks).told).toEqual(expected);
    },
  );

  property.prop([rows(30), rows(30)])('lists spans that cover exactly the klines, in order', (klineRows, markRows) => {
    const { spans } = marked(columnsAt('1m', klineRows), columnsAt('1m', markRows));
    const covered = spans.flatMap((span) => {
      const [, from, to] = /^\w+ (\d+)–(\d+)$/.exec(span) ?? [];
      return range(Number(from), Number(to));
    });
    expect(covered).toEqual(klineRows);
  });
});
