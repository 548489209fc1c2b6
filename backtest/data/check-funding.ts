// Looks at recorded funding settlements and says what is wrong with them.
import { createFindingCollector, LISTED_FINDINGS_MAX, type DataFindings } from './findings.ts';
import { fundingRows, type FundingColumns } from './funding-columns.ts';
import type { FundingRecording } from './read-funding.ts';
import { isoTime } from './recorded-time.ts';
import { locateRow, type RecordingPart } from './recording-part.ts';
import { orderByTime } from './row-order.ts';

const HOUR_MS = 3_600_000;

/**
 * Counts and lists gaps (more time since the settlement before than the row's own interval), duplicates, disorder and
 * settlements not on the hour.
 */
export function checkFunding(
  columns: FundingColumns,
  name: string,
  parts: readonly RecordingPart[] = [],
): DataFindings {
  const found = createFindingCollector(['GAP', 'DUPLICATE', 'DISORDER', 'MISALIGNED'], LISTED_FINDINGS_MAX);
  const rows = fundingRows(columns);
  const order = Array.from(orderByTime(columns.time) ?? rows.keys());
  for (const [index, row] of rows.entries()) {
    const place = { where: locateRow(parts, index), timeMs: row.time, bars: 1 };
    const previous = rows[index - 1]?.time ?? -Infinity;
    if (row.time < previous) found.add('DISORDER', { ...place, detail: `comes after ${isoTime(previous)}` });
    if (row.time % HOUR_MS !== 0) found.add('MISALIGNED', { ...place, detail: 'settlements are on the hour' });
  }
  for (const [position, index] of order.entries()) {
    const row = rows[index];
    const before = rows[order[position - 1] ?? -1];
    if (row === undefined || before === undefined) continue;
    const where = locateRow(parts, index);
    if (row.time === before.time) {
      const values = row.rateRatio === before.rateRatio ? 'the same rate' : 'another rate';
      found.add('DUPLICATE', { where, timeMs: row.time, bars: 1, detail: `${values} as the row before` });
    }
    const hours = (row.time - before.time) / HOUR_MS;
    if (row.intervalHours > 0 && hours > row.intervalHours) {
      const detail = `${hours} hours since the settlement before, ${row.intervalHours} are due`;
      const bars = Math.ceil(hours / row.intervalHours) - 1;
      found.add('GAP', { where, timeMs: before.time + row.intervalHours * HOUR_MS, bars, detail });
    }
  }
  return {
    source: name,
    subject: `${columns.symbol} funding`,
    rows: columns.length,
    fromMs: rows[order[0] ?? -1]?.time ?? null,
    toMs: rows[order.at(-1) ?? -1]?.time ?? null,
    groups: found.groups(),
  };
}

/** `checkFunding` of a recording, its findings by file and line. */
export function checkFundingRecording(recording: FundingRecording): DataFindings {
  const { columns, parts } = recording;
  return checkFunding(columns, parts.map((part) => part.file).join(', '), parts);
}
