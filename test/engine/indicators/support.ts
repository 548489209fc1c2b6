// What the indicator tests share: running an indicator both ways, making bars, comparing numbers.
import fc from 'fast-check';
import { from, toArray } from 'rxjs';

import type { Kline } from '../../../engine/domain/kline.ts';
import type { Indicator } from '../../../engine/indicators/indicator.ts';

const MINUTE_MS = 60_000;

/** The answer of every step, `undefined` included. */
export function stepAll<I, O>(indicator: Indicator<I, O>, inputs: readonly I[]): (O | undefined)[] {
  const step = indicator.start();
  return inputs.map((input) => step(input));
}

/** What the operator emits. */
export function operate<I, O>(indicator: Indicator<I, O>, inputs: readonly I[]): O[] {
  let emitted: O[] | undefined;
  from(inputs)
    .pipe(indicator, toArray())
    .subscribe((outputs) => (emitted = outputs));
  if (emitted === undefined) throw new Error('the operator did not complete');
  return emitted;
}

/** The steps that had an answer. */
export function values<I, O>(indicator: Indicator<I, O>, inputs: readonly I[]): O[] {
  return stepAll(indicator, inputs).filter((output) => output !== undefined);
}

/** The places at which two lists lie further apart than `tolerance`; a number without a partner does. */
export function misses(actual: readonly number[], expected: readonly number[], tolerance: number): unknown[] {
  return Array.from({ length: Math.max(actual.length, expected.length) }, (_, index) => {
    const [value, wanted] = [actual[index], expected[index]];
    const near = value !== undefined && wanted !== undefined && Math.abs(value - wanted) <= tolerance;
    return near ? [] : [{ index, value, wanted }];
  }).flat();
}

/** 1e-9 of the largest number among them: "the same but for rounding". */
export function roundingOf(numbers: readonly number[]): number {
  return 1e-9 * Math.max(1, ...numbers.map(Math.abs));
}

/** The double nearest to `ticks`·10^-`decimals`. */
export function decimalPrice(ticks: number, decimals: number): number {
  return Number(`${ticks}e-${decimals}`);
}

export function makeKline(fields: Partial<Kline> = {}): Kline {
  const { openTime = 0, close = 100 } = fields;
  return {
    symbol: 'BTCUSDT',
    interval: '1m',
    openTime,
    closeTime: openTime + MINUTE_MS,
    open: close,
    high: close,
    low: close,
    close,
    volume: 1,
    quoteVolume: 0,
    tradeCount: 0,
    takerBuyVolume: 0,
    warmup: false,
    ...fields,
  };
}

/** Bars from columns of equal length; the open is the close before. */
export function barsOf(columns: {
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
  readonly volume?: readonly number[];
}): readonly Kline[] {
  return columns.close.map((close, index) =>
    makeKline({
      openTime: index * MINUTE_MS,
      open: columns.close[index - 1] ?? close,
      high: columns.high[index] ?? Number.NaN,
      low: columns.low[index] ?? Number.NaN,
      close,
      volume: columns.volume?.[index] ?? 1,
    }),
  );
}

/** Closes in whole ticks around 100,000, some of them repeated, and the number of decimals of a tick. */
export function tickSeries(length: { readonly minLength: number; readonly maxLength: number }): fc.Arbitrary<{
  readonly ticks: readonly number[];
  readonly decimals: number;
}> {
  const move = fc.oneof(fc.constant(0), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -2000, max: 2000 }));
  return fc.record({
    ticks: fc.array(move, length).map((moves) => {
      let ticks = 100_000;
      return moves.map((change) => (ticks = Math.max(1, ticks + change)));
    }),
    decimals: fc.integer({ min: 0, max: 8 }),
  });
}

/** Closes on a tick grid. */
export function closes(length: { readonly minLength: number; readonly maxLength: number }): fc.Arbitrary<number[]> {
  return tickSeries(length).map(({ ticks, decimals }) => ticks.map((count) => decimalPrice(count, decimals)));
}

/** Minute klines on a tick grid, with spans of no movement and of no volume. */
export function klines(
  length: { readonly minLength: number; readonly maxLength: number },
  decimalsOfTick = { min: 0, max: 4 },
): fc.Arbitrary<Kline[]> {
  const shape = fc.record({
    move: fc.oneof(fc.constant(0), fc.integer({ min: -300, max: 300 })),
    up: fc.nat({ max: 100 }),
    down: fc.nat({ max: 100 }),
    volume: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 })),
  });
  return fc
    .record({ shapes: fc.array(shape, length), decimals: fc.integer(decimalsOfTick) })
    .map(({ shapes, decimals }) => {
      let ticks = 100_000;
      return shapes.map(({ move, up, down, volume }, index) => {
        const open = ticks;
        ticks = Math.max(1000, ticks + move);
        return makeKline({
          openTime: index * MINUTE_MS,
          open: decimalPrice(open, decimals),
          high: decimalPrice(Math.max(open, ticks) + up, decimals),
          low: decimalPrice(Math.min(open, ticks) - down, decimals),
          close: decimalPrice(ticks, decimals),
          volume: volume / 1000,
        });
      });
    });
}

/** A seeded stream of numbers in [0, 1), for series too long for a generator of cases. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
