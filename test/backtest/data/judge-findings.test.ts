import { describe, expect, test } from 'vitest';
import { checkKlines } from '../../../backtest/data/check-klines.ts';
import type { DataFindings } from '../../../backtest/data/findings.ts';
import { judgeFindings } from '../../../backtest/data/judge-findings.ts';
import type { KlineColumns } from '../../../backtest/data/kline-columns.ts';
import { candle, FROM_MS, minutes } from './kline-rows.ts';

const flat = (minute: number) => candle(minute, { open: 7, high: 7, low: 7, close: 7, volume: 0 });
const look = (columns: KlineColumns): DataFindings => checkKlines(columns, { name: 'a.csv' });

describe('data', () => {
  test.each([
    ['gaps', minutes(candle(0), candle(2))],
    ['duplicates', minutes(candle(0), candle(0))],
    ['disorder', minutes(candle(1), candle(0))],
    ['impossible candles', minutes(candle(0, { low: 0 }))],
    ['times off the grid', minutes(candle(0, { openTime: FROM_MS + 5 }))],
  ])('with %s is refused by default and repaired where a user only wants to be warned', (_, columns) => {
    expect(judgeFindings(look(columns), 'refuse').verdict).toBe('refuse');
    expect(judgeFindings(look(columns), 'warn').verdict).toBe('repair');
    expect(judgeFindings(look(columns), 'warn').faults).toHaveLength(1);
  });

  test.each([
    ['without findings', minutes(candle(0), candle(1)), 0],
    ['with holes of zero volume', minutes(candle(0), flat(1), flat(2), flat(3)), 2],
  ])('%s passes', (_, columns, notes) => {
    for (const policy of ['refuse', 'warn'] as const) {
      const judgement = judgeFindings(look(columns), policy);
      expect(judgement).toMatchObject({ verdict: 'pass', faults: [] });
      expect(judgement.notes).toHaveLength(notes);
    }
  });

  test('is spoken of in one sentence a code, with number, place and first case', () => {
    const columns = minutes(candle(0), candle(3), candle(5), flat(6), flat(7), flat(8), flat(9));
    expect(judgeFindings(look(columns), 'refuse')).toEqual({
      verdict: 'refuse',
      faults: [
        'a.csv: 2 gaps (3 bars missing), the first 2024-01-01T00:01:00Z at row 2: 2 bars to 2024-01-01T00:02:00Z are missing',
      ],
      notes: [
        'a.csv: 1 hole of zero volume (4 bars), the first 2024-01-01T00:06:00Z at row 4: 4 flat bars without volume to 2024-01-01T00:09:00Z',
        'a.csv: 4 bars of zero volume',
      ],
    });
  });
});
