import { describe, expect, it } from 'vitest';
import { countBars } from '../../../backtest/synthetic/count-bars.ts';

describe('countBars', () => {
  it.each([
    ['1m', '2024-02-28', '2024-03-01', 2 * 1440],
    ['1d', '2024-02-28', '2024-03-01', 2],
    ['1h', '2025-01-01', '2025-01-01T01:59', 1],
    ['1h', '2025-01-01', '2025-01-01', 0],
    ['1h', '2025-01-01', '2024-01-01', 0],
    ['1M', '2015-01-01', '2025-01-01', 120],
    ['1M', '2025-02-01', '2025-03-01', 1],
    ['1M', '2025-01-01', '2025-01-31', 0],
    ['1M', '2025-01-01', '2024-01-01', 0],
  ] as const)('of %s from %s to %s are %i', (interval, from, to, count) => {
    expect(countBars(interval, Date.parse(from), Date.parse(to))).toBe(count);
  });
});
