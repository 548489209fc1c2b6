// Steps through one symbol's recording: which kline is walked next, and whether a kline is told when it has been walked.
// Where finer klines cover a told kline wholly they are walked in its place (SEMANTICS 3).
import { bucketEnd, intervalMs } from '../../engine/domain/interval.ts';
import { indexAtTime, type KlineColumns } from '../data/kline-columns.ts';

export interface WalkCursor {
  /** Epoch ms at which the next walked kline ends; Infinity at the end. */
  nextEnd(): number;
  /** Columns and row of the next walked kline. */
  columns(): KlineColumns;
  row(): number;
  /** Row of the told kline that ends with the next walked one; −1 while finer klines of it are still to come. */
  toldRow(): number;
  advance(): void;
}

/** Walks `told` from `fromTime` (inclusive) to `toTime` (exclusive), by open time; `finer` is sorted finest first. */
export function createWalkCursor(
  told: KlineColumns,
  finer: readonly KlineColumns[],
  fromTime: number,
  toTime: number,
): WalkCursor {
  const end = indexAtTime(told, toTime);
  let toldIndex = indexAtTime(told, fromTime);
  let columns = told;
  let row = toldIndex;
  let rowEnd = toldIndex + 1;
  let nextEnd = Number.POSITIVE_INFINITY;

  const enter = (): void => {
    columns = told;
    row = toldIndex;
    rowEnd = toldIndex + 1;
    if (finer.length === 0 || toldIndex >= end) return;
    const openTime = told.openTime[toldIndex] ?? Number.NaN;
    const lengthMs = bucketEnd(told.interval, openTime) - openTime;
    for (const candidate of finer) {
      const candidateMs = intervalMs(candidate.interval);
      const count = lengthMs / candidateMs;
      const first = indexAtTime(candidate, openTime);
      const coversStart = candidate.openTime[first] === openTime;
      const coversEnd = candidate.openTime[first + count - 1] === openTime + lengthMs - candidateMs;
      if (!coversStart || !coversEnd) continue;
      columns = candidate;
      row = first;
      rowEnd = first + count;
      return;
    }
  };
  const measure = (): void => {
    const openTime = columns.openTime[row] ?? Number.NaN;
    nextEnd = toldIndex < end ? bucketEnd(columns.interval, openTime) : Number.POSITIVE_INFINITY;
  };
  enter();
  measure();

  return {
    nextEnd: () => nextEnd,
    columns: () => columns,
    row: () => row,
    toldRow: () => (row + 1 === rowEnd ? toldIndex : -1),
    advance() {
      row += 1;
      if (row === rowEnd) {
        toldIndex += 1;
        enter();
      }
      measure();
    },
  };
}
