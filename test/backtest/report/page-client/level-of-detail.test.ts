// However the chart is moved and zoomed, it is given what is in view and no more than it can show.
import { fc, test } from '@fast-check/vitest';
import { describe, expect, test as plain } from 'vitest';

import {
  FED_KLINES_MAX,
  feedFor,
  firstAtOrAfter,
  isCovered,
  levelFor,
} from '../../../../backtest/report/page-client/price/level-of-detail.ts';
import { placeOf, timeAt } from '../../../../backtest/report/page-client/price/time-places.ts';
import { around, lasting, moved, spanOf, zoomed } from '../../../../backtest/report/page-client/price/viewport.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const INTERVALS_MS = [1, 5, 30, 240, 1_440].map((minutes) => minutes * MINUTE_MS);
const YEAR = { fromMs: 0, toMs: 365 * DAY_MS };
const LIMITS = { whole: YEAR, spanMinMs: 20 * MINUTE_MS };
const TIMES = INTERVALS_MS.map((intervalMs) =>
  Float64Array.from({ length: YEAR.toMs / intervalMs }, (_, row) => row * intervalMs),
);

const steps = fc.array(
  fc.oneof(
    fc.record({
      zoom: fc.double({ min: 0.05, max: 20, noNaN: true }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    fc.record({ move: fc.double({ min: -3, max: 3, noNaN: true }) }),
  ),
  { maxLength: 40 },
);

describe('the level of detail', () => {
  test.prop([steps, fc.integer({ min: 200, max: 4_000 })])(
    'feeds all that is in view and a bounded number of klines',
    (walk, widthPx) => {
      let view = YEAR;
      for (const step of walk) {
        view =
          'zoom' in step
            ? zoomed(view, step.zoom, view.fromMs + step.share * spanOf(view), LIMITS)
            : moved(view, step.move * spanOf(view), LIMITS);
        expect(view.fromMs).toBeGreaterThanOrEqual(YEAR.fromMs - 1e-3);
        expect(view.toMs).toBeLessThanOrEqual(YEAR.toMs + 1e-3);
        const level = levelFor(INTERVALS_MS, view, widthPx);
        const time = TIMES[level] ?? [];
        const feed = feedFor(level, time, view);
        expect(feed.to - feed.from).toBeLessThanOrEqual(FED_KLINES_MAX);
        expect(isCovered(feed, time, view)).toBe(true);
        expect(time[feed.from]).toBeLessThanOrEqual(Math.max(0, view.fromMs));
        expect((time[feed.to - 1] ?? 0) + (INTERVALS_MS[level] ?? 0)).toBeGreaterThanOrEqual(view.toMs - 1e-3);
      }
    },
  );

  plain('is the finest that fits, and the coarsest where none does', () => {
    expect(levelFor(INTERVALS_MS, { fromMs: 0, toMs: 200 * MINUTE_MS }, 390)).toBe(0);
    expect(levelFor(INTERVALS_MS, { fromMs: 0, toMs: 201 * MINUTE_MS }, 390)).toBe(1);
    expect(levelFor(INTERVALS_MS, { fromMs: 0, toMs: 10_000 * DAY_MS }, 390)).toBe(4);
  });

  plain('is fed again when the view leaves what was fed, or shows too little of it', () => {
    const time = TIMES[0] ?? [];
    const feed = feedFor(0, time, { fromMs: 100 * MINUTE_MS, toMs: 200 * MINUTE_MS });
    expect(isCovered(feed, time, { fromMs: 120 * MINUTE_MS, toMs: 220 * MINUTE_MS })).toBe(true);
    expect(isCovered(feed, time, { fromMs: 190 * MINUTE_MS, toMs: 290 * MINUTE_MS })).toBe(false);
  });
});

describe('the view', () => {
  plain('keeps the instant under the pointer in its place while it is zoomed', () => {
    const view = { fromMs: 10 * DAY_MS, toMs: 20 * DAY_MS };
    const closer = zoomed(view, 0.5, 12 * DAY_MS, LIMITS);
    expect(closer).toEqual({ fromMs: 11 * DAY_MS, toMs: 16 * DAY_MS });
  });

  plain('stops at both ends and at its shortest', () => {
    expect(moved({ fromMs: 0, toMs: DAY_MS }, -5 * DAY_MS, LIMITS)).toEqual({ fromMs: 0, toMs: DAY_MS });
    expect(moved({ fromMs: 0, toMs: DAY_MS }, 1e15, LIMITS)).toEqual({ fromMs: 364 * DAY_MS, toMs: 365 * DAY_MS });
    expect(spanOf(zoomed(YEAR, 1e-9, 0, LIMITS))).toBe(20 * MINUTE_MS);
    expect(zoomed(YEAR, 5, 0, LIMITS)).toEqual(YEAR);
  });

  plain('of a trade shows as much again around it', () => {
    const view = around(100 * DAY_MS, 102 * DAY_MS, LIMITS);
    expect([view.fromMs < 100 * DAY_MS, view.toMs > 102 * DAY_MS]).toEqual([true, true]);
    expect(spanOf(view)).toBeCloseTo(4.4 * DAY_MS, 0);
    expect(spanOf(around(5, 5, LIMITS))).toBe(80 * MINUTE_MS);
  });

  plain('of a length has its middle where it was', () => {
    expect(lasting({ fromMs: 10 * DAY_MS, toMs: 20 * DAY_MS }, 2 * DAY_MS, LIMITS)).toEqual({
      fromMs: 14 * DAY_MS,
      toMs: 16 * DAY_MS,
    });
  });
});

describe('places on the chart', () => {
  const fed = { time: [0, 1, 2, 10, 11].map((minute) => minute * MINUTE_MS), intervalMs: MINUTE_MS };

  plain.each([
    [0, 0],
    [0.5, 0.5],
    [2.25, 2.25],
    [6, 3],
    [10, 3],
    [11.5, 4.5],
    [13, 6],
    [-2, -2],
  ])('minute %d is at %d, and a gap takes no room', (minute, place) => {
    expect(placeOf(minute * MINUTE_MS, fed)).toBeCloseTo(place, 9);
  });

  test.prop([fc.double({ min: 0, max: 4.999, noNaN: true })])('lead back to their instant', (place) => {
    expect(placeOf(timeAt(place, fed), fed)).toBeCloseTo(place, 6);
  });

  plain('are found by halves', () => {
    expect([-1, 0, 1, 2, 9, 12].map((minute) => firstAtOrAfter(fed.time, minute * MINUTE_MS))).toEqual([
      0, 0, 1, 2, 3, 5,
    ]);
  });
});
