// Looks at recorded klines and says what is wrong with them. Nothing is changed here; `repair-klines.ts` does that, and
// `judge-findings.ts` decides what may pass.
import { bucketEnd, bucketStart, intervalMs, type Interval } from '../../engine/domain/interval.ts';
import type { CloseSpans } from './close-spans.ts';
import { createFindingCollector, LISTED_FINDINGS_MAX, type DataFindings, type FindingCollector } from './findings.ts';
import { impossibleCandle } from './impossible-candle.ts';
import { KLINE_FIELDS, type KlineColumns } from './kline-columns.ts';
import type { KlineRecording } from './read-klines.ts';
import { isoTime } from './recorded-time.ts';
import { locateRow, type RecordingPart } from './recording-part.ts';
import { orderByTime } from './row-order.ts';

/** Where the klines came from. */
export interface KlineSource {
  readonly name: string;
  /** With it a finding names file and line, without it the row. */
  readonly parts?: readonly RecordingPart[];
  /** With it the recorded close times are checked. */
  readonly closeSpans?: CloseSpans;
  /** How many findings of a code are listed (default 20). */
  readonly listedMax?: number;
}

/** A run of flat bars without volume is called a hole from this length on. */
export const HOLE_BARS_MIN = 3;

const DAY_MS = 86_400_000;

/**
 * Counts and lists gaps, duplicates, disorder, impossible candles, open times off the interval's grid, wrong close times,
 * holes and (counted only) bars without volume. Where no bar has volume (mark-price klines) volume counts as not recorded.
 */
export function checkKlines(columns: KlineColumns, source: KlineSource): DataFindings {
  const hasVolume = columns.volume.some((volume) => volume !== 0);
  const found = createFindingCollector(
    [
      'GAP',
      'DUPLICATE',
      'DISORDER',
      'IMPOSSIBLE_CANDLE',
      'MISALIGNED',
      ...(source.closeSpans === undefined ? [] : (['WRONG_CLOSE_TIME'] as const)),
      ...(hasVolume ? (['ZERO_VOLUME_HOLE', 'ZERO_VOLUME'] as const) : []),
    ],
    source.listedMax ?? LISTED_FINDINGS_MAX,
  );
  const at = rowNamer(columns, source.parts ?? []);
  const order = orderByTime(columns.openTime);
  checkEachRow(columns, found, at);
  checkSequence(columns, order, found, at);
  if (source.closeSpans !== undefined) checkCloseTimes(columns.interval, source.closeSpans, found, at);
  if (hasVolume) checkVolume(columns, found, at);
  const last = columns.length - 1;
  return {
    source: source.name,
    subject: `${columns.symbol} ${columns.interval} klines${hasVolume ? '' : ' (no volume)'}`,
    rows: columns.length,
    fromMs: columns.openTime[order?.[0] ?? 0] ?? null,
    toMs: columns.openTime[order?.[last] ?? last] ?? null,
    groups: found.groups(),
  };
}

/** `checkKlines` of a recording, its findings by file and line, its close times included. */
export function checkRecording(recording: KlineRecording): DataFindings {
  const { columns, parts, closeSpans } = recording;
  const [first] = parts;
  const name = parts.length === 1 ? (first?.file ?? '') : `${first?.file ?? ''} and ${parts.length - 1} more`;
  return checkKlines(columns, { name, parts, closeSpans });
}

/** Place and time of a row, as every finding has them. */
type RowNamer = (row: number) => { readonly where: string; readonly timeMs: number };

function rowNamer(columns: KlineColumns, parts: readonly RecordingPart[]): RowNamer {
  return (row) => ({ where: locateRow(parts, row), timeMs: columns.openTime[row] ?? 0 });
}

function checkEachRow(columns: KlineColumns, found: FindingCollector, at: RowNamer): void {
  const { openTime, interval } = columns;
  for (let row = 0; row < columns.length; row++) {
    const time = openTime[row] ?? 0;
    const previous = openTime[row - 1] ?? -Infinity;
    if (time < previous) {
      found.add('DISORDER', { ...at(row), bars: 1, detail: `comes after ${isoTime(previous)}` });
    }
    const gridTime = bucketStart(interval, time);
    if (gridTime !== time) {
      found.add('MISALIGNED', { ...at(row), bars: 1, detail: `a ${interval} kline opens at ${isoTime(gridTime)}` });
    }
    const why = impossibleCandle(columns, row);
    if (why !== undefined) found.add('IMPOSSIBLE_CANDLE', { ...at(row), bars: 1, detail: why });
  }
}

/** Gaps and duplicates, in the order of time. Rows off the grid are left out: they are findings of their own. */
function checkSequence(
  columns: KlineColumns,
  order: Uint32Array | undefined,
  found: FindingCollector,
  at: RowNamer,
): void {
  const { openTime, interval } = columns;
  let kept = -1;
  for (let index = 0; index < columns.length; index++) {
    const row = order?.[index] ?? index;
    const time = openTime[row] ?? 0;
    if (bucketStart(interval, time) !== time) continue;
    const expected = kept < 0 ? time : bucketEnd(interval, openTime[kept] ?? 0);
    if (kept >= 0 && time === openTime[kept]) {
      const values = KLINE_FIELDS.every((field) => columns[field][row] === columns[field][kept]) ? 'the same' : 'other';
      found.add('DUPLICATE', { ...at(row), bars: 1, detail: `${values} values as ${at(kept).where}` });
      continue;
    }
    if (time > expected) {
      const bars = barsBetween(interval, expected, time);
      const span = bars === 1 ? 'is missing' : `to ${isoTime(bucketStart(interval, time - 1))} are missing`;
      found.add('GAP', { where: at(row).where, timeMs: expected, bars, detail: `${plural(bars, 'bar')} ${span}` });
    }
    kept = row;
  }
}

/** How many bars open from `fromMs` (inclusive) to `toMs` (exclusive), both on the grid. */
function barsBetween(interval: Interval, fromMs: number, toMs: number): number {
  if (interval !== '1M') return (toMs - fromMs) / intervalMs(interval);
  let bars = 0;
  for (let time = fromMs; time < toMs; time = bucketEnd(interval, time)) bars++;
  return bars;
}

function checkCloseTimes(interval: Interval, spans: CloseSpans, found: FindingCollector, at: RowNamer): void {
  for (const [spanMs, group] of spans.groups) {
    if (isSpanOf(interval, spanMs)) continue;
    const detail = Number.isNaN(spanMs) ? 'close time of no pattern' : `close time is open time + ${spanMs} ms`;
    for (const row of group.firstRows) found.add('WRONG_CLOSE_TIME', { ...at(row), bars: 1, detail });
    found.addUnlisted('WRONG_CLOSE_TIME', group.count - group.firstRows.length);
  }
}

function isSpanOf(interval: Interval, spanMs: number): boolean {
  if (interval !== '1M') return spanMs === intervalMs(interval) - 1;
  const days = (spanMs + 1) / DAY_MS;
  return Number.isInteger(days) && days >= 28 && days <= 31;
}

function checkVolume(columns: KlineColumns, found: FindingCollector, at: RowNamer): void {
  const { open, high, low, close, volume } = columns;
  let holeStart = 0;
  let holeBars = 0;
  let zeroBars = 0;
  const closeHole = (): void => {
    if (holeBars >= HOLE_BARS_MIN) {
      const last = at(holeStart + holeBars - 1);
      const detail = `${holeBars} flat bars without volume to ${isoTime(last.timeMs)}`;
      found.add('ZERO_VOLUME_HOLE', { ...at(holeStart), bars: holeBars, detail });
    }
    holeBars = 0;
  };
  for (let row = 0; row < columns.length; row++) {
    if (volume[row] !== 0) {
      closeHole();
      continue;
    }
    zeroBars++;
    const isFlat = open[row] === close[row] && high[row] === low[row] && open[row] === high[row];
    if (!isFlat) closeHole();
    else if (holeBars++ === 0) holeStart = row;
  }
  closeHole();
  found.addUnlisted('ZERO_VOLUME', zeroBars);
}

function plural(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
