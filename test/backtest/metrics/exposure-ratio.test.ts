import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposureRatio } from '../../../backtest/metrics/exposure-ratio.ts';

const span = (entryTime: number, exitTime: number) => ({ entryTime, exitTime });

describe('exposureRatio', () => {
  it.each([
    { name: 'nothing held', held: [], expected: 0 },
    { name: 'held throughout', held: [span(0, 100)], expected: 1 },
    { name: 'held twice, apart', held: [span(10, 20), span(30, 60)], expected: 0.4 },
    { name: 'two at once count once', held: [span(10, 50), span(20, 40), span(45, 60)], expected: 0.5 },
    { name: 'one ending where the next begins', held: [span(10, 20), span(20, 30)], expected: 0.2 },
    { name: 'told out of order', held: [span(50, 60), span(10, 20)], expected: 0.2 },
    { name: 'opened and closed at one instant', held: [span(10, 10)], expected: 0 },
    { name: 'beginning before the run and ending after it', held: [span(-50, 10), span(90, 500)], expected: 0.2 },
    { name: 'wholly outside the run', held: [span(-50, -10), span(200, 300)], expected: 0 },
  ])('is $expected with $name', ({ held, expected }) => {
    expect(exposureRatio(held, 0, 100)).toBe(expected);
  });

  it('is undefined when no time passed', () => {
    expect(exposureRatio([span(0, 0)], 5, 5)).toBeNull();
  });

  const spans = fc.array(
    fc.tuple(fc.integer({ min: -5, max: 45 }), fc.nat({ max: 20 })).map(([from, length]) => span(from, from + length)),
    { maxLength: 12 },
  );
  it('counts every millisecond held once, as marking them one by one does', () => {
    fc.assert(
      fc.property(spans, (held) => {
        const marked = Array.from({ length: 40 }, (_, time) => time).filter((time) =>
          held.some(({ entryTime, exitTime }) => entryTime <= time && time < exitTime),
        );
        expect(exposureRatio(held, 0, 40)).toBeCloseTo(marked.length / 40, 12);
      }),
    );
  });
});
