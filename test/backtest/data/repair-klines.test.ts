import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { checkKlines } from '../../../backtest/data/check-klines.ts';
import { judgeFindings } from '../../../backtest/data/judge-findings.ts';
import { repairKlines } from '../../../backtest/data/repair-klines.ts';
import { candle, FROM_MS, MINUTE_MS, minutes, plain } from './kline-rows.ts';

describe('repairing klines', () => {
  test('leaves klines without a fault as they are, on the same memory', () => {
    const columns = minutes(candle(0), candle(1), candle(5));
    expect(repairKlines(columns)).toEqual({ columns, repairs: [] });
    expect(repairKlines(columns).columns).toBe(columns);
  });

  test('sorts, drops the impossible, the misaligned and all duplicates but the first, and says so', () => {
    const { columns, repairs } = repairKlines(
      minutes(
        candle(2, { close: 100.1 }),
        candle(0),
        candle(1, { low: 0 }),
        candle(2, { close: 100.2 }),
        candle(3, { openTime: FROM_MS + 3 * MINUTE_MS + 1 }),
        candle(1, { close: 100.3 }),
      ),
    );
    expect(plain(columns)).toEqual(plain(minutes(candle(0), candle(1, { close: 100.3 }), candle(2, { close: 100.1 }))));
    expect(repairs).toEqual([
      { code: 'IMPOSSIBLE_CANDLE', rows: 1, what: 'impossible candles dropped: 1' },
      { code: 'MISALIGNED', rows: 1, what: 'rows with an open time off the grid dropped: 1' },
      { code: 'DISORDER', rows: 2, what: 'sorted by open time, rows out of order: 2' },
      { code: 'DUPLICATE', rows: 1, what: 'duplicates dropped, the first kept: 1' },
    ]);
  });

  test('makes up no bar: a gap stays a gap', () => {
    expect(repairKlines(minutes(candle(0), candle(0), candle(9))).columns.length).toBe(2);
  });

  const anyRow = fc
    .tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 0, 0, 1), fc.constantFrom(99, 99, 99, 0, 102))
    .map(([minute, offMs, low]) => candle(minute, { openTime: FROM_MS + minute * MINUTE_MS + offMs, low }));

  property.prop([fc.array(anyRow, { maxLength: 30 })])(
    'leaves nothing to refuse but gaps, and loses no row unsaid',
    (rows) => {
      const before = minutes(...rows);
      const { columns, repairs } = repairKlines(before);
      const { faults } = judgeFindings(checkKlines(columns, { name: 'a' }), 'refuse');
      expect(faults.filter((fault) => !/ gaps? \(/.test(fault))).toEqual([]);
      const dropped = repairs
        .filter((repair) => repair.code !== 'DISORDER')
        .reduce((sum, repair) => sum + repair.rows, 0);
      expect(columns.length + dropped).toBe(before.length);
      const found = checkKlines(before, { name: 'a' }).groups;
      for (const repair of repairs.filter(({ code }) => code === 'DISORDER' || code === 'MISALIGNED')) {
        expect(found.find((group) => group.code === repair.code)?.count).toBeGreaterThanOrEqual(repair.rows);
      }
    },
  );
});
