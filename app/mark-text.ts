// Where a symbol's mark price came from, in words: the source it mostly has, and the spans that have another.
import type { KlineColumns } from '../backtest/data/kline-columns.ts';
import type { MarkSource, MarkSpan } from '../backtest/replay/mark-track.ts';
import { shortTime } from './short-time.ts';

/** Spans of one source that are listed; more are counted. */
const LISTED_SPANS_MAX = 3;

const SOURCES: readonly MarkSource[] = ['kline', 'coarser', 'last'];

/** `spans` are those of one symbol; `marks` its mark-price klines, undefined where none are recorded. */
export function markText(spans: readonly MarkSpan[], marks: KlineColumns | undefined): string {
  if (marks === undefined) return 'the last price (no mark price is recorded)';
  const words: Readonly<Record<MarkSource, string>> = {
    kline: `${marks.interval} mark klines`,
    coarser: `last price × the ratio at the latest ${marks.interval} mark kline`,
    last: 'the last price',
  };
  const used = SOURCES.map((source) => ({ source, own: spans.filter((span) => span.source === source) }))
    .filter(({ own }) => own.length > 0)
    .toSorted((a, b) => lengthOf(b.own) - lengthOf(a.own));
  return used.map(({ source, own }, rank) => words[source] + (rank === 0 ? '' : ` ${spansText(own)}`)).join('; ');
}

function spansText(spans: readonly MarkSpan[]): string {
  const listed = spans
    .slice(0, LISTED_SPANS_MAX)
    .map(({ fromTime, toTime }) => `${shortTime(fromTime)} to ${shortTime(toTime)}`);
  const others = spans.length - listed.length;
  return `${listed.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

function lengthOf(spans: readonly MarkSpan[]): number {
  return spans.reduce((sum, { fromTime, toTime }) => sum + toTime - fromTime, 0);
}
