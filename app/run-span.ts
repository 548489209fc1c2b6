// From when to when a run goes: what the klines reach over, narrowed by the configuration.
import { indexAtTime, type KlineColumns } from '../backtest/data/kline-columns.ts';
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import { ConfigError } from '../config/complaint.ts';
import type { DataSettings } from '../config/data-settings.ts';
import { bucketEnd, intervalMs } from '../engine/domain/interval.ts';
import { complaintAt, type Written } from './complaint-at.ts';
import type { DataNote } from './data-note.ts';
import { shortTime } from './short-time.ts';

/** Epoch ms; klines with fromTime ≤ open time < toTime are replayed. */
export interface RunSpan {
  readonly fromTime: number;
  readonly toTime: number;
}

/** First open and last close of klines that ascend; undefined where there are none. */
export function reachOf({ openTime, length, interval }: KlineColumns): RunSpan | undefined {
  const [first, last] = [openTime[0], openTime[length - 1]];
  if (first === undefined || last === undefined) return undefined;
  return { fromTime: first, toTime: bucketEnd(interval, last) };
}

/** What of a market can be replayed: where trades are walked, the klines they reach over. */
function replayable({ klines, trades }: ReplayMarket): RunSpan | undefined {
  const told = reachOf(klines);
  if (told === undefined || trades === undefined) return told;
  const walked = reachOf(trades.klines);
  if (walked === undefined) return undefined;
  const span = {
    fromTime: Math.max(told.fromTime, walked.fromTime),
    toTime: Math.min(told.toTime, walked.toTime),
  };
  return span.fromTime < span.toTime ? span : undefined;
}

/** Throws ConfigError where no kline of any market lies between `from` and `to`. */
export function spanOf(
  markets: readonly ReplayMarket[],
  { from, to }: Pick<DataSettings, 'from' | 'to'>,
  written: Written,
): RunSpan {
  const reaches = markets.map(replayable).filter((reach) => reach !== undefined);
  if (reaches.length === 0) throw new ConfigError([complaintAt(written, ['data'], 'holds no kline that can be used')]);
  const firstOpen = Math.min(...reaches.map(({ fromTime }) => fromTime));
  const lastClose = Math.max(...reaches.map(({ toTime }) => toTime));
  const span = { fromTime: Math.max(from ?? firstOpen, firstOpen), toTime: Math.min(to ?? lastClose, lastClose) };
  const hasKlines = markets.some(({ klines }) => indexAtTime(klines, span.fromTime) < indexAtTime(klines, span.toTime));
  if (hasKlines) return span;
  const path = ['data', from !== null && from > firstOpen ? 'from' : 'to'];
  const sentence = `no kline lies between from and to, the data reaches from ${isoText(firstOpen)} to ${isoText(lastClose)}`;
  throw new ConfigError([complaintAt(written, path, sentence)]);
}

/**
 * What of the time that was asked for the klines do not reach, for the log and the result; undefined where they reach all
 * of it. An edge within the first or behind the last kline cuts nothing off.
 */
export function noteOnReach(
  span: RunSpan,
  { from, to }: Pick<DataSettings, 'from' | 'to'>,
  markets: readonly ReplayMarket[],
): DataNote | undefined {
  const lengthMs = Math.min(...markets.map(({ klines }) => intervalMs(klines.interval)));
  const cut = [
    ...(from === null || span.fromTime - from < lengthMs
      ? []
      : [`asked from ${shortTime(from)}, the data begins ${shortTime(span.fromTime)}`]),
    ...(to === null || to - span.toTime < lengthMs
      ? []
      : [`asked to ${shortTime(to)}, the data ends ${shortTime(span.toTime)}`]),
  ];
  return cut.length === 0 ? undefined : { faults: cut, remarks: [], shown: cut.join('; ') };
}

function isoText(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
