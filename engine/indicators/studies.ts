// Several indicators of one market in one row a bar. Joining indicator streams with `combineLatest` tells rows in which
// one indicator is of this bar and another of the last (a third of the signals of a two-average cross are then false);
// `zip` stays misaligned for good after one missing value. Here one bar steps all, and then the row is told.
import type { Kline } from '../domain/kline.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';

/** Indicators of a kline by the names their values have in a row; `kline` is taken. */
export type Studies = Readonly<Record<string, Indicator<Kline, unknown>>>;

/** One bar and the value of each study at its close. */
export type StudyRow<S extends Studies> = {
  /** The bar the values are of. */
  readonly kline: Kline;
} & { readonly [Name in keyof S]: ValueOf<S[Name]> };

type ValueOf<I> = I extends Indicator<never, infer O> ? O : never;

/**
 * `studies({ fast: sma(10), slow: sma(30) })` turns klines into rows `{ kline, fast, slow }`, one a bar, once all studies
 * have a value at that bar. Throws a RangeError for a study named `kline`.
 *
 * Warm-up klines step the studies too, and their rows are told: `row.kline.warmup` says so, and the engine drops and
 * counts intents that answer them. A bar for which a study has no value has no row; the other studies still saw it.
 */
export function studies<const S extends Studies>(named: S & { readonly kline?: never }): Indicator<Kline, StudyRow<S>> {
  if (Object.hasOwn(named, 'kline')) throw new RangeError('studies: kline is the name of the bar, choose another');
  const entries = Object.entries<Indicator<Kline, unknown>>(named);
  return createIndicator(() => {
    const steps = entries.map(([name, study]) => ({ name, step: study.start() }));
    return (kline) => {
      const row: Record<string, unknown> = { kline };
      let ready = true;
      for (const { name, step } of steps) {
        const value = step(kline);
        ready &&= value !== undefined;
        row[name] = value;
      }
      return isRow<S>(row, ready) ? row : undefined;
    };
  });
}

/** A row has a value under every name once all studies are ready. */
function isRow<S extends Studies>(row: object, ready: boolean): row is StudyRow<S> {
  return ready && 'kline' in row;
}
