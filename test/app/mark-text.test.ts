import { describe, expect, test } from 'vitest';
import { markText } from '../../app/mark-text.ts';
import { klineColumnsFromRows } from '../../backtest/data/kline-columns.ts';
import type { MarkSource, MarkSpan } from '../../backtest/replay/mark-track.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2025, 0, 1);
const MARKS = klineColumnsFromRows('BTCUSDT', '1h', []);

/** Spans one after the other, in hours. */
function spans(...lengths: readonly (readonly [source: MarkSource, hours: number])[]): readonly MarkSpan[] {
  let time = START;
  return lengths.map(([source, hours]) => {
    const fromTime = time;
    time += hours * HOUR_MS;
    return { symbol: 'BTCUSDT', source, fromTime, toTime: time };
  });
}

describe('the text on the mark price', () => {
  test.each([
    ['names the one source', spans(['kline', 10]), MARKS, '1h mark klines'],
    ['says that none is recorded', spans(['last', 10]), undefined, 'the last price (no mark price is recorded)'],
    [
      'lists the spans of the lesser sources',
      spans(['last', 2], ['kline', 10], ['coarser', 1]),
      MARKS,
      '1h mark klines; the last price 2025-01-01T00:00Z to 2025-01-01T02:00Z; last price × the ratio at the latest 1h mark kline 2025-01-01T12:00Z to 2025-01-01T13:00Z',
    ],
    [
      'counts what would be too many to list',
      spans(
        ['coarser', 99],
        ['last', 1],
        ['coarser', 1],
        ['last', 1],
        ['coarser', 1],
        ['last', 1],
        ['coarser', 1],
        ['last', 1],
      ),
      MARKS,
      'last price × the ratio at the latest 1h mark kline; the last price 2025-01-05T03:00Z to 2025-01-05T04:00Z, 2025-01-05T05:00Z to 2025-01-05T06:00Z, 2025-01-05T07:00Z to 2025-01-05T08:00Z and 1 more',
    ],
  ])('%s', (_, given, marks, text) => {
    expect(markText(given, marks)).toBe(text);
  });
});
