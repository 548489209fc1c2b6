import { describe, expect, test } from 'vitest';
import { createRecorder } from '../../app/recorder.ts';
import type { Refusal } from '../../engine/domain/refusal.ts';

function refusal(outcome: Refusal['outcome'], code: string): Refusal {
  return {
    strategyId: 's1',
    symbol: 'BTCUSDT',
    ref: null,
    intent: 'open',
    by: 'risk',
    outcome,
    code,
    message: '',
    operands: {},
    time: 0,
  };
}

describe('a recorder', () => {
  test('keeps equity by instant, and what the last has become', () => {
    const recorder = createRecorder();
    recorder.observer.instant(1000, 10);
    recorder.observer.instant(2000, 11);
    recorder.settle(10.5);
    const { startTime, startEquity, time, equity } = recorder.equitySeries(0, 9);
    expect({ startTime, startEquity, time: [...time], equity: [...equity] }).toEqual({
      startTime: 0,
      startEquity: 9,
      time: [1000, 2000],
      equity: [10, 10.5],
    });
  });

  test('counts codes by what became of the intent', () => {
    const recorder = createRecorder();
    for (const code of ['A', 'B', 'A']) recorder.observer.refused(refusal('refused', code));
    recorder.observer.refused(refusal('dropped', 'A'));
    expect(recorder.codes('refused')).toEqual({ A: 2, B: 1 });
    expect(recorder.codes('dropped')).toEqual({ A: 1 });
    expect(recorder.codes('rejected')).toEqual({});
  });

  test('knows whether the venue said that equity is gone', () => {
    const recorder = createRecorder();
    recorder.observer.reported({ kind: 'connection', reportNumber: 1, time: 0, state: 'up' });
    expect(recorder.isBust()).toBe(false);
    recorder.observer.reported({ kind: 'bust', reportNumber: 2, time: 0 });
    expect(recorder.isBust()).toBe(true);
  });
});
