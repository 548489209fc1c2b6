// Steps through one symbol's recording: which kline is walked next, and whether a kline is told when it has been walked.
// Where finer klines cover a told kline wholly they are walked in its place (SEMANTICS 3).
import { intervalMs } from '../../engine/domain/interval.ts';
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
  const toldMs = intervalMs(told.interval);
  const end = indexAtTime(told, toTime);
  let toldIndex = indexAtTime(told, fromTime);
  let columns = told;
  let row = toldIndex;
  let rowEnd = toldIndex + 1;
  let rowMs = toldMs;

  const enter = (): void => {
    columns = told;
    row = toldIndex;
    rowEnd = toldIndex + 1;
    rowMs = toldMs;
    if (finer.length === 0 || toldIndex >= end) return;
    const openTime = told.openTime[toldIndex] ?? Number.NaN;
    for (const candidate of finer) {
      const candidateMs = intervalMs(candidate.interval);
      const count = toldMs / candidateMs;
      const first = indexAtTime(candidate, openTime);
      const coversStart = candidate.openTime[first] === openTime;
      const coversEnd = candidate.openTime[first + count - 1] === openTime + toldMs - candidateMs;
      if (!coversStart || !coversEnd) continue;
      columns = candidate;
      row = first;
      rowEnd = first + count;
      rowMs = candidateMs;
      return;
    }
  };
  enter();

  return {
    nextEnd: () => (toldIndex < end ? (columns.openTime[row] ?? Number.NaN) + rowMs : Number.POSITIVE_INFINITY),
    columns: () => columns,
    row: () => row,
    toldRow: () => (row + 1 === rowEnd ? toldIndex : -1),
    advance() {
      row += 1;
      if (row < rowEnd) return;
      toldIndex += 1;
      enter();
    },
  };
}
