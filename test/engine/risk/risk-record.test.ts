import { describe, expect, it } from 'vitest';
import { createRiskRecord, DAILY_LOSS, DRAWDOWN } from '../../../engine/risk/risk-record.ts';
import { settingsWith } from './some-plan.ts';

const DAY = Date.UTC(2025, 0, 15);
const DAY_MS = 86_400_000;
const recordWith = (settings: Parameters<typeof settingsWith>[0] = {}) => createRiskRecord(settingsWith(settings));
type Record = ReturnType<typeof recordWith>;
const causes = (record: Record) => record.tradingStates.restrictions().map(({ cause }) => cause);

describe('the risk record', () => {
  it('knows nothing to begin with', () => {
    const record = recordWith();
    expect([record.dayStartEquity(), record.peakEquity(), record.lastLosingExitTime('s1')]).toEqual([null, null, null]);
    expect(record.ordersSentSince(null, 0)).toBe(0);
    expect(record.tradingState('s1', 'BTCUSDT')).toBe('active');
  });

  it('keeps the first equity of the UTC day and the peak since start', () => {
    const record = recordWith();
    record.equityMarked(DAY + 5, 100);
    record.equityMarked(DAY + DAY_MS - 1, 130);
    expect([record.dayStartEquity(), record.peakEquity()]).toEqual([100, 130]);
    record.equityMarked(DAY + DAY_MS, 90);
    expect([record.dayStartEquity(), record.peakEquity()]).toEqual([90, 130]);
    record.equityMarked(DAY + 5 * DAY_MS, 95);
    expect(record.dayStartEquity()).toBe(95);
  });

  it('moves both along with money that came in or went out', () => {
    const record = recordWith({ dailyLossMax: 10, drawdownRatioMax: 0.1 });
    record.transferred(5);
    record.equityMarked(DAY, 100);
    record.transferred(-60);
    record.equityMarked(DAY + 1, 40);
    expect([record.dayStartEquity(), record.peakEquity()]).toEqual([40, 40]);
    expect(causes(record)).toEqual([]);
  });

  it('sets the account to reducing when the day has lost too much, until the next day', () => {
    const record = recordWith({ dailyLossMax: 10 });
    record.equityMarked(DAY, 100);
    record.equityMarked(DAY + 1, 90);
    expect(causes(record)).toEqual([]);
    record.equityMarked(DAY + 2, 89.99);
    record.equityMarked(DAY + 3, 99);
    expect(record.tradingStates.restrictions()).toEqual([
      { scope: {}, state: 'reducing', cause: DAILY_LOSS, since: DAY + 2 },
    ]);
    expect(record.tradingState('s1', 'BTCUSDT')).toBe('reducing');
    record.equityMarked(DAY + DAY_MS, 85);
    expect(causes(record)).toEqual([]);
  });

  it('sets the account to reducing when equity fell too far from its peak, until it is resumed', () => {
    const record = recordWith({ drawdownRatioMax: 0.2 });
    record.equityMarked(DAY, 100);
    record.equityMarked(DAY + 1, 80);
    expect(causes(record)).toEqual([]);
    record.equityMarked(DAY + 2, 79);
    record.equityMarked(DAY + 3 * DAY_MS, 150);
    expect(causes(record)).toEqual([DRAWDOWN]);

    record.resumeAfterDrawdown(150);
    record.equityMarked(DAY + 4 * DAY_MS, 121);
    expect(causes(record)).toEqual([]);
    record.equityMarked(DAY + 4 * DAY_MS + 1, 119);
    expect(causes(record)).toEqual([DRAWDOWN]);
  });

  it('measures the fall anew from where it is resumed', () => {
    const record = recordWith({ drawdownRatioMax: 0.2 });
    record.equityMarked(DAY, 100);
    record.equityMarked(DAY, 50);
    record.resumeAfterDrawdown(50);
    record.equityMarked(DAY, 45);
    expect([record.peakEquity(), causes(record)]).toEqual([50, []]);
  });

  it('watches nothing without limits, and passes over an equity that cannot be told', () => {
    const record = recordWith();
    record.equityMarked(DAY, Number.NaN);
    expect(record.peakEquity()).toBeNull();
    record.equityMarked(DAY, 100);
    record.equityMarked(DAY + 1, Number.NaN);
    record.equityMarked(DAY + 1, 1);
    expect([record.peakEquity(), causes(record)]).toEqual([100, []]);
  });

  it('remembers each strategy’s last losing exit', () => {
    const record = recordWith();
    record.tradeEnded('s1', 10, -1);
    record.tradeEnded('s1', 20, 5);
    record.tradeEnded('s2', 30, 0);
    expect(record.lastLosingExitTime('s1')).toBe(10);
    expect(record.lastLosingExitTime('s2')).toBeNull();
    record.tradeEnded('s1', 40, -0.01);
    expect(record.lastLosingExitTime('s1')).toBe(40);
  });

  it('counts what was sent', () => {
    const record = recordWith({ orderRateWindowMs: 100 });
    record.orderSent('s1', 10);
    record.orderSent('s2', 20);
    expect([
      record.ordersSentSince('s1', 0),
      record.ordersSentSince(null, 0),
      record.ordersSentSince(null, 10),
    ]).toEqual([1, 2, 1]);
  });
});
