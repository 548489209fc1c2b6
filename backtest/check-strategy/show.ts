// Differences and times as a result shows them.
import type { LabStrategy, StrategyLab } from '../../app/strategy-lab.ts';
import type { ShownDifference, ShownIntent, ShownKline } from './check-result.ts';
import { closedBy } from './cut-markets.ts';
import type { Said } from './emission-book.ts';
import { intentWords, readIntent } from './intent-text.ts';

export function isoTime(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

/** `2025-05-04 15:33 UTC`, with seconds only where there are any. */
export function shortTime(timeMs: number): string {
  const iso = isoTime(timeMs);
  return `${iso.slice(0, timeMs % 60_000 === 0 ? 16 : 19).replace('T', ' ')} UTC`;
}

export function showIntent(said: Pick<Said, 'time' | 'text'> | undefined): ShownIntent | null {
  return said === undefined ? null : { time: isoTime(said.time), words: intentWords(readIntent(said.text)) };
}

export interface DifferenceParts {
  readonly time: number;
  readonly whole: Said | undefined;
  readonly other: Said | undefined;
  readonly otherRun: string;
}

export function showDifference(
  { time, whole, other, otherRun }: DifferenceParts,
  strategy: Pick<LabStrategy, 'markets'>,
  lab: Pick<StrategyLab, 'markets'>,
): ShownDifference {
  return {
    time: isoTime(time),
    whole: showIntent(whole),
    other: showIntent(other),
    otherRun,
    kline: klineSeen(time, strategy, lab),
  };
}

/** The last kline of the strategy's first market that had closed by `time`. */
function klineSeen(
  time: number,
  { markets: [bound] }: Pick<LabStrategy, 'markets'>,
  lab: Pick<StrategyLab, 'markets'>,
): ShownKline | null {
  const klines = lab.markets.find(({ symbol }) => symbol === bound?.symbol)?.klines;
  if (klines === undefined) return null;
  const row = closedBy(klines, time) - 1;
  const openTime = klines.openTime[row];
  if (openTime === undefined) return null;
  const { symbol, interval, open, high, low, close } = klines;
  const at = (column: Float64Array): number => column[row] ?? Number.NaN;
  return {
    ...{ symbol, interval, openTime: isoTime(openTime) },
    ...{ open: at(open), high: at(high), low: at(low), close: at(close) },
  };
}
