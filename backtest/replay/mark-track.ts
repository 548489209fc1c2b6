// The mark price beside a symbol's klines (SEMANTICS 3): its own klines where the interval is the same; the last price
// times the latest known ratio of mark to last where marks are of another interval, commonly coarser, or have a gap; the
// last price itself where none is recorded.
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
  /** The first mark kline that opens when the kline that was asked for last has closed, or later. */
  let next = 0;
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
      while (next < marks.length && (marks.openTime[next] ?? 0) < closeTime) next += 1;
      const latest = next - 1;
      const markOpenTime = marks.openTime[latest] ?? Number.NaN;
      const endsWithKline = bucketEnd(marks.interval, markOpenTime) === closeTime;
      if (endsWithKline && markOpenTime === openTime) {
        own.open = marks.open[latest] ?? 0;
        own.high = marks.high[latest] ?? 0;
        own.low = marks.low[latest] ?? 0;
        own.close = marks.close[latest] ?? 0;
        upcomingRatio = own.close / close;
        note('kline', openTime, closeTime);
        closing.price = own.close;
        closing.approximate = false;
        return own;
      }
      note(hasRatio ? 'coarser' : 'last', openTime, closeTime);
      closing.price = close * ratio.ratio;
      closing.approximate = !hasRatio;
      upcomingRatio = endsWithKline ? (marks.close[latest] ?? Number.NaN) / close : undefined;
      return ratio;
    },
  };
}
