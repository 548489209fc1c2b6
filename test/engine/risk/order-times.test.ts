import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createOrderTimes } from '../../../engine/risk/order-times.ts';

describe('order times', () => {
  it('count what was sent after an instant, the instant itself not included', () => {
    const times = createOrderTimes(1000);
    for (const time of [10, 10, 20, 30]) times.sent('s1', time);
    times.sent('s2', 30);
    expect([9, 10, 19, 20, 30].map((since) => times.countSince('s1', since))).toEqual([4, 2, 2, 1, 0]);
    expect(times.countSince(null, 20)).toBe(2);
    expect(times.countSince('s3', 0)).toBe(0);
  });

  it('count within the window as a list of all times would', () => {
    const gaps = fc.array(fc.tuple(fc.constantFrom('s1', 's2'), fc.integer({ min: 0, max: 40 })), { maxLength: 80 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 100 }), (steps, back) => {
        const times = createOrderTimes(100);
        const all: (readonly [string, number])[] = [];
        let now = 0;
        for (const [strategyId, gap] of steps) {
          now += gap;
          times.sent(strategyId, now);
          all.push([strategyId, now]);
        }
        const since = now - back;
        const expected = (of: string | null) =>
          all.filter(([id, time]) => (of === null || id === of) && time > since).length;
        for (const of of ['s1', 's2', null]) expect(times.countSince(of, since)).toBe(expected(of));
      }),
    );
  });

  it('forget what lies further back than the window', () => {
    const times = createOrderTimes(100);
    for (let time = 0; time < 100_000; time += 1) times.sent('s1', time);
    expect(times.countSince('s1', -1)).toBeLessThan(250);
    expect(times.countSince('s1', 99_899)).toBe(100);
  });
});
