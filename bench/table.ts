// The results as text: one table, one line a measurement, its columns in line.
import type { LineResult } from './result.ts';

const HEAD = ['line', 'unit', 'units', 'ns a unit', 'least', 'most', 'units a second', 'in all', '× limit', 'MiB'];
const MIB = 2 ** 20;

/** `limitOf` gives the bare loop's nanoseconds a bar to which a line may be compared; null where there is none. */
export function tableOf(results: readonly LineResult[], limitOf: (result: LineResult) => number | null): string {
  const rows = results.map((result) => cellsOf(result, limitOf(result)));
  const widths = HEAD.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const shown = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const groups = [...new Set(results.map(({ group }) => group))];
  const blocks = groups.map((group) =>
    rows.filter((_, index) => results[index]?.group === group).map((row) => shown(row)),
  );
  return [shown(HEAD), rule, blocks.map((block) => block.join('\n')).join('\n\n')].join('\n');
}

function cellsOf(result: LineResult, limit: number | null): readonly string[] {
  const { id, unit, count, nsPerUnit, nsPerUnitMin, nsPerUnitMax, unitsPerSecond, rssBytes } = result;
  return [
    id,
    unit,
    grouped(count),
    figure(nsPerUnit),
    figure(nsPerUnitMin),
    figure(nsPerUnitMax),
    grouped(Math.round(unitsPerSecond)),
    durationText(nsPerUnit * count),
    limit === null ? '' : figure(nsPerUnit / limit),
    figure(rssBytes / MIB),
  ];
}

/** Three digits that say something, more before the point where there are more. */
export function figure(value: number): string {
  if (value >= 100) return grouped(Math.round(value));
  return value.toFixed(value >= 10 ? 1 : 2);
}

export function durationText(ns: number): string {
  if (ns >= 1e9) return `${figure(ns / 1e9)} s`;
  return ns >= 1e6 ? `${figure(ns / 1e6)} ms` : `${figure(ns / 1e3)} µs`;
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}
