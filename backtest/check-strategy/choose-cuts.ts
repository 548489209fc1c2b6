// Where the data is cut: at the first intents, where cheating shows first, at others drawn from all, and anywhere.
import { lowerBound } from '../data/kline-columns.ts';
import { createUniformSource } from '../synthetic/uniform-source.ts';

export interface Cut {
  /** Epoch ms; a kline close. */
  readonly time: number;
  /** Whether an intent was emitted at that close, or since the one before. */
  readonly atIntent: boolean;
}

export interface CutParts {
  /** Where the data can be cut, ascending. */
  readonly times: readonly number[];
  /** When each strategy emitted, in order. */
  readonly intentTimes: readonly (readonly number[])[];
  readonly count: number;
  readonly seed: number;
}

/** First intents of each strategy that are always cut at, and before. */
const FIRST_INTENTS = 2;

/** `count` cuts at most, none twice, ascending: half of them at intents, as far as there are any. */
export function chooseCuts({ times, intentTimes, count, seed }: CutParts): readonly Cut[] {
  const ascending = Float64Array.from(times);
  const chance = createUniformSource(seed, 'cuts');
  const chosen = new Set<number>();
  const choose = (place: number, max: number): void => {
    if (place >= 0 && place < times.length && chosen.size < max) chosen.add(place);
  };
  /** The first cut that leaves an intent of this time in the data. */
  const placeOf = (time: number): number => lowerBound(ascending, time);
  const places = [...new Set(intentTimes.flat().map(placeOf))].filter((place) => place < times.length);
  const isAtIntent = new Set(places);

  for (let nth = 0; nth < FIRST_INTENTS; nth += 1) {
    for (const emitted of intentTimes) {
      const time = emitted[nth];
      if (time === undefined) continue;
      choose(placeOf(time), count);
      choose(placeOf(time) - 1, count);
    }
  }
  drawn(places, Math.ceil(count / 2) - chosen.size, chance.next).forEach((place) => choose(place, count));
  const free = times.map((_, place) => place).filter((place) => !chosen.has(place));
  drawn(free, count - chosen.size, chance.next).forEach((place) => choose(place, count));
  return [...chosen]
    .toSorted((a, b) => a - b)
    .map((place) => ({ time: times[place] ?? Number.NaN, atIntent: isAtIntent.has(place) }));
}

/** `count` of the entries at most, each once, drawn by chance. */
export function drawn<T>(entries: readonly T[], count: number, next: () => number): readonly T[] {
  const rest = [...entries];
  const taken: T[] = [];
  while (taken.length < count && rest.length > 0) {
    const place = Math.floor(next() * rest.length);
    const last = rest.length - 1;
    taken.push(rest[place] as T);
    // The drawn one gives its place to the last: drawing many from many stays cheap.
    rest[place] = rest[last] as T;
    rest.pop();
  }
  return taken;
}
