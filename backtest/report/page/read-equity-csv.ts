// Reads equity.csv, which may have millions of lines, from its bytes: a time of always the same length, a comma, a number.
import type { EquitySeries } from '../../metrics/equity-series.ts';
import { RunFolderError } from './run-folder-error.ts';

const HEADER = 'time,equity\n';
const TIME_LENGTH = '2025-05-04T15:33:00.000Z'.length;
const DAY_LENGTH = '2025-05-04'.length;
const NEWLINE = 0x0a;
const ZERO = 0x30;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

/** Throws a RunFolderError that begins with `path` where the file is not whole. */
export function readEquityCsv(path: string, bytes: Buffer): Pick<EquitySeries, 'time' | 'equity'> {
  const header = bytes.toString('latin1', 0, HEADER.length);
  if (header !== HEADER) throw new RunFolderError(`${path}: does not begin with the line time,equity`);
  if (bytes.at(-1) !== NEWLINE) throw new RunFolderError(`${path}: was cut short in its last line`);
  const lines = countLines(bytes) - 1;
  const time = new Float64Array(lines);
  const equity = new Float64Array(lines);
  const timeAt = createTimeReader(bytes);
  let start = HEADER.length;
  for (let line = 0; line < lines; line++) {
    const end = bytes.indexOf(NEWLINE, start);
    time[line] = timeAt(start);
    equity[line] = Number(bytes.toString('latin1', start + TIME_LENGTH + 1, end));
    if (Number.isNaN(time[line]) || Number.isNaN(equity[line])) {
      throw new RunFolderError(`${path}:${line + 2}: is no time and equity`);
    }
    start = end + 1;
  }
  return { time, equity };
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

/** Reads the time at an offset, NaN where there is none; the day is parsed once for all lines of it. */
function createTimeReader(bytes: Buffer): (offset: number) => number {
  let dayOffset = -1;
  let dayMs = NaN;
  const isSameDay = (offset: number): boolean => {
    for (let index = 0; index < DAY_LENGTH; index++) {
      if (bytes[offset + index] !== bytes[dayOffset + index]) return false;
    }
    return true;
  };
  return (offset) => {
    if (dayOffset === -1 || !isSameDay(offset)) {
      dayOffset = offset;
      dayMs = Date.parse(bytes.toString('latin1', offset, offset + DAY_LENGTH));
    }
    return dayMs + clockMs(bytes, offset);
  };
}

/** `T15:33:00.000Z` after the day, in ms; NaN where it is no such text. */
function clockMs(bytes: Buffer, offset: number): number {
  const digit = (at: number): number => (bytes[offset + at] ?? 0) - ZERO;
  const two = (at: number): number => digit(at) * 10 + digit(at + 1);
  if (bytes[offset + DAY_LENGTH] !== LETTER_T || bytes[offset + TIME_LENGTH - 1] !== LETTER_Z) return NaN;
  return two(11) * 3_600_000 + two(14) * 60_000 + two(17) * 1_000 + two(20) * 10 + digit(22);
}
