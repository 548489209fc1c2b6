// What several measurements of one line come to.
import type { Line } from './lines.ts';
import { median } from './median.ts';
import type { Sample } from './sample.ts';

export interface LineResult {
  readonly id: string;
  readonly group: Line['group'];
  readonly unit: string;
  readonly runs: number;
  /** Units in one run. */
  readonly count: number;
  /** Nanoseconds a unit: the median, the least and the most. */
  readonly nsPerUnit: number;
  readonly nsPerUnitMin: number;
  readonly nsPerUnitMax: number;
  readonly unitsPerSecond: number;
  /** Median of the processes' peaks. */
  readonly rssBytes: number;
  /** Of the first run; runs that differ in what they did are refused. */
  readonly facts: Sample['facts'];
}

export function resultOf({ id, group, unit }: Line, samples: readonly Sample[]): LineResult {
  const [first] = samples;
  if (first === undefined) throw new Error(`${id} was not measured`);
  const each = samples.map(({ ns, count }) => ns / count);
  const nsPerUnit = median(each);
  return {
    ...{ id, group, unit },
    runs: samples.length,
    count: first.count,
    nsPerUnit,
    nsPerUnitMin: Math.min(...each),
    nsPerUnitMax: Math.max(...each),
    unitsPerSecond: 1e9 / nsPerUnit,
    rssBytes: median(samples.map(({ rssBytes }) => rssBytes)),
    facts: first.facts,
  };
}
