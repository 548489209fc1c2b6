import { describe, expect, test } from 'vitest';
import { checkKlines } from '../../../backtest/data/check-klines.ts';
import { renderFindings } from '../../../backtest/data/render-findings.ts';
import { candle, minutes } from './kline-rows.ts';

const flat = (minute: number) => candle(minute, { open: 7, high: 7, low: 7, close: 7, volume: 0 });

describe('findings for people', () => {
  test('are a headline and a line a code, the findings beneath', () => {
    const columns = minutes(candle(0), candle(2), candle(4), candle(6), flat(7), flat(8), flat(9));
    expect(renderFindings(checkKlines(columns, { name: 'a.csv', listedMax: 2 }))).toBe(
      [
        'a.csv: BTCUSDT 1m klines, 7 rows, 2024-01-01T00:00:00Z to 2024-01-01T00:09:00Z',
        '  gaps                  3  3 bars missing  refused unless the policy is warn',
        '    2024-01-01T00:01:00Z  row 2  1 bar is missing',
        '    2024-01-01T00:03:00Z  row 3  1 bar is missing',
        '    … and 1 more',
        '  duplicates            0',
        '  rows out of order     0',
        '  impossible candles    0',
        '  times off the grid    0',
        '  holes of zero volume  1  3 bars  no fault',
        '    2024-01-01T00:07:00Z  row 5  3 flat bars without volume to 2024-01-01T00:09:00Z',
        '  bars of zero volume   3  no fault',
        '',
      ].join('\n'),
    );
  });

  test('set thousands apart, and need neither times nor codes', () => {
    const findings = {
      source: 'i.json',
      subject: 'instruments',
      rows: 1_234_567,
      fromMs: null,
      toMs: null,
      groups: [],
    };
    expect(renderFindings(findings)).toBe('i.json: instruments, 1,234,567 rows\n');
  });
});
