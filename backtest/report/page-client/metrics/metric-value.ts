// A figure as it is written on the page.
import type { RunSummary } from '../model/run-summary.ts';
import { memberAt } from '../model/run-summary.ts';
import {
  countText,
  fixedText,
  fundingText,
  moneyWithAsset,
  NO_FIGURE,
  numberOf,
  percentText,
} from '../text/number-text.ts';
import { durationText } from '../text/time-text.ts';
import type { Metric, Writing } from './metric-words.ts';

/** The text of a metric of a run; a dash where it has no value. */
export function metricText(summary: RunSummary, { path, writing }: Metric): string {
  return writtenAs(memberAt(summary, path), writing, summary.asset);
}

/** Whether the run has the member at all: an older one may lack it, which is not the same as having no value. */
export function hasMetric(summary: RunSummary, { path }: Metric): boolean {
  const [first = ''] = path.split('.');
  return memberAt(summary, first) !== undefined;
}

export function writtenAs(value: unknown, writing: Writing, asset: string): string {
  if (value === null || value === undefined) return NO_FIGURE;
  const number = numberOf(value);
  switch (writing) {
    case 'money':
    case 'signed-money':
      return moneyWithAsset(number, asset, writing === 'signed-money');
    case 'funding':
      return fundingText(number, asset);
    case 'percent':
    case 'signed-percent':
      return percentText(number, writing === 'signed-percent');
    case 'figure':
      return fixedText(number, 2);
    case 'count':
      return countText(number);
    case 'duration':
      return durationText(number);
    case 'day':
    case 'text':
      return typeof value === 'string' ? value : JSON.stringify(value);
  }
}
