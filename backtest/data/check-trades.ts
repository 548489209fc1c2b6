// Looks at recorded aggregate trades and says what is wrong with them. Their ids follow one another without a gap, so that
// what is missing, doubled or out of order shows.
import { createFindingCollector, LISTED_FINDINGS_MAX, type DataFindings, type FindingCollector } from './findings.ts';
import { impossibleTrade } from './impossible-trade.ts';
import type { TradeRecording } from './read-trades.ts';
import { isoTime } from './recorded-time.ts';
import { locateRow, type RecordingPart } from './recording-part.ts';
import { orderByTime } from './row-order.ts';
import type { TradeColumns } from './trade-columns.ts';

/** Counts and lists gaps in the ids, duplicates, disorder (of ids, and of times along the ids) and impossible trades. */
export function checkTrades(columns: TradeColumns, name: string, parts: readonly RecordingPart[] = []): DataFindings {
  const found = createFindingCollector(
    ['ID_GAP', 'DUPLICATE', 'DISORDER', 'IMPOSSIBLE_TRADE', 'TIME_STEPS_BACK'],
    LISTED_FINDINGS_MAX,
  );
  const order = orderByTime(columns.id);
  const at = (row: number): { readonly where: string; readonly timeMs: number } => ({
    where: locateRow(parts, row),
    timeMs: columns.time[row] ?? 0,
  });
  checkEachRow(columns, found, at);
  checkSequence(columns, order, found, at);
  const last = columns.length - 1;
  return {
    source: name,
    subject: `${columns.symbol} aggregate trades`,
    rows: columns.length,
    fromMs: columns.time[order?.[0] ?? 0] ?? null,
    toMs: columns.time[order?.[last] ?? last] ?? null,
    groups: found.groups(),
  };
}

/** `checkTrades` of a recording, its findings by file and line. */
export function checkTradeRecording({ columns, parts }: TradeRecording): DataFindings {
  const [first] = parts;
  const name = parts.length === 1 ? (first?.file ?? '') : `${first?.file ?? ''} and ${parts.length - 1} more`;
  return checkTrades(columns, name, parts);
}

type RowNamer = (row: number) => { readonly where: string; readonly timeMs: number };

function checkEachRow(columns: TradeColumns, found: FindingCollector, at: RowNamer): void {
  const { id } = columns;
  for (let row = 0; row < columns.length; row++) {
    const before = id[row - 1] ?? -Infinity;
    if ((id[row] ?? 0) < before) found.add('DISORDER', { ...at(row), bars: 1, detail: `comes after id ${before}` });
    const why = impossibleTrade(columns, row);
    if (why !== undefined) found.add('IMPOSSIBLE_TRADE', { ...at(row), bars: 1, detail: why });
  }
}

/** Gaps, duplicates and times that step back, along the ids. */
function checkSequence(
  columns: TradeColumns,
  order: Uint32Array | undefined,
  found: FindingCollector,
  at: RowNamer,
): void {
  const { id, time } = columns;
  for (let index = 1; index < columns.length; index++) {
    const row = order?.[index] ?? index;
    const before = order?.[index - 1] ?? index - 1;
    const missing = (id[row] ?? 0) - (id[before] ?? 0) - 1;
    if (missing < 0) {
      found.add('DUPLICATE', { ...at(row), bars: 1, detail: `the id of ${at(before).where}` });
      continue;
    }
    if (missing > 0) {
      const detail = `${missing === 1 ? '1 trade is' : `${missing} trades are`} missing after id ${id[before] ?? 0}`;
      found.add('ID_GAP', { ...at(row), bars: missing, detail });
    }
    if ((time[row] ?? 0) < (time[before] ?? 0)) {
      const detail = `id ${id[row] ?? 0} is earlier than the one before it, ${isoTime(time[before] ?? 0)}`;
      found.add('TIME_STEPS_BACK', { ...at(row), bars: 1, detail });
    }
  }
}
