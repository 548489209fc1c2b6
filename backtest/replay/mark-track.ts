// The mark price beside a symbol's klines (SEMANTICS 3): its own klines where the interval is the same; the last price
// times the latest known ratio of mark to last where marks are coarser; the last price itself where none is recorded.
import { bucketEnd } from '../../engine/domain/interval.ts';
import type { KlineColumns } from '../data/kline-columns.ts';
import type { WalkMark } from './walk-instant.ts';

export type MarkSource = 'kline' | 'coarser' | 'last';

/** A stretch of time over which the mark price came from one source; times are epoch ms. */
export interface MarkSpan {
  readonly symbol: string;
  readonly source: MarkSource;
  readonly fromTime: number;
  toTime: number;
}

export interface MarkTrack {
  /** Mark of the kline at [openTime, closeTime); to be asked in order of time. The object is used again. */
  at(openTime: number, closeTime: number, close: number): WalkMark;
  /** Mark at the close of the kline that was asked for last, and whether it stands on the last price alone. */
  close(): { readonly price: number; readonly approximate: boolean };
  readonly spans: readonly MarkSpan[];
}

/** `marks` undefined: no mark price is recorded for the symbol. */
export function createMarkTrack(symbol: string, marks: KlineColumns | undefined): MarkTrack {
  const spans: MarkSpan[] = [];
  const own: { -readonly [K in keyof Extract<WalkMark, { kind: 'kline' }>]: Extract<WalkMark, { kind: 'kline' }>[K] } =
    {
      kind: 'kline',
      open: 0,
      high: 0,
      low: 0,
      close: 0,
    };
  const ratio = { kind: 'ratio' as const, ratio: 1 };
  const closing = { price: 0, approximate: true };
  let cursor = 0;
  let hasRatio = false;
  /** What a mark kline that ended with the last kline says; it holds from the next kline on. */
  let upcomingRatio: number | undefined;

  const note = (source: MarkSource, openTime: number, closeTime: number): void => {
    const span = spans.at(-1);
    if (span !== undefined && span.source === source && span.toTime === openTime) span.toTime = closeTime;
    else spans.push({ symbol, source, fromTime: openTime, toTime: closeTime });
  };

  return {
    spans,
    close: () => closing,
    at(openTime, closeTime, close) {
      if (marks === undefined) {
        note('last', openTime, closeTime);
        closing.price = close;
        return ratio;
      }
      if (upcomingRatio !== undefined) {
        ratio.ratio = upcomingRatio;
        hasRatio = true;
      }
      while (cursor < marks.length && (marks.openTime[cursor] ?? 0) < openTime) cursor += 1;
      const sameOpen = (marks.openTime[cursor] ?? Number.NaN) === openTime;
      if (sameOpen && bucketEnd(marks.interval, openTime) === closeTime) {
        own.open = marks.open[cursor] ?? 0;
        own.high = marks.high[cursor] ?? 0;
        own.low = marks.low[cursor] ?? 0;
        own.close = marks.close[cursor] ?? 0;
        upcomingRatio = own.close / close;
        note('kline', openTime, closeTime);
        closing.price = own.close;
        closing.approximate = false;
        return own;
      }
      note(hasRatio ? 'coarser' : 'last', openTime, closeTime);
      closing.price = close * ratio.ratio;
      closing.approximate = !hasRatio;
      const latest = closeEndingAt(marks, cursor, closeTime);
      upcomingRatio = latest === undefined ? undefined : latest / close;
      return ratio;
    },
  };
}

/** Close of the mark kline that ends exactly at `closeTime`, looked for around the cursor. */
function closeEndingAt(marks: KlineColumns, cursor: number, closeTime: number): number | undefined {
  for (const index of [cursor - 1, cursor]) {
    if (bucketEnd(marks.interval, marks.openTime[index] ?? Number.NaN) === closeTime) return marks.close[index];
  }
  return undefined;
}
