// Monte Carlo of the order of trades: had the same trades come in another order, how deep would equity have fallen?
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { sortedQuantile } from './sample-quantile.ts';

export interface ShuffleParts {
  /** Equity before the first trade. */
  readonly startEquity: number;
  readonly seed: number;
  /** How often to shuffle; long lists of trades are shuffled less often: shuffles · trades is at most 20 million. */
  readonly shuffles: number;
}

export interface ShuffledDrawdowns {
  /** How often they were shuffled. */
  readonly shuffles: number;
  /** Maximum drawdown in the order in which the trades came, seen after each trade. */
  readonly observedRatio: number;
  /** Quantiles of the maximum drawdowns of the shuffles. */
  readonly p5Ratio: number;
  readonly p50Ratio: number;
  readonly p95Ratio: number;
  /** Shuffles with a deeper drawdown than the observed one / shuffles. */
  readonly worseRatio: number;
}

/** Draws of chance that a run may cost: a quarter of a second or less. */
const DRAWS_MAX = 20_000_000;

/** Draws before the first that counts: the generator begins near its seed. */
const WARM_UP_DRAWS = 32;

const TWO_TO_MINUS_32 = 2 ** -32;

/** Results add up to the same equity in every order, so only the way there differs; equal but for rounding is equal. */
const TOLERANCE = 1e-12;

/**
 * Results of trades in money, in the order in which they ended, each added to equity: drawdown is read after each. The
 * shuffles depend on the seed and the results, not on their order. Null of fewer than two trades, without equity, and where
 * no shuffles are asked for.
 * Source: Davey, Building Winning Algorithmic Trading Systems (2014), "Monte Carlo analysis"; the shuffle is that
 * of Fisher and Yates in the form of Durstenfeld, Communications of the ACM 7(7), 1964.
 */
export function shuffledDrawdowns(
  results: Float64Array,
  { startEquity, seed, shuffles: asked }: ShuffleParts,
): ShuffledDrawdowns | null {
  if (results.length < 2 || !(startEquity > 0) || asked < 1) return null;
  const shuffles = Math.max(1, Math.min(asked, Math.floor(DRAWS_MAX / results.length)));
  const observedRatio = deepestFall(results, startEquity);
  const generator = createGenerator(seed);
  const order = results.toSorted();
  const deepest = new Float64Array(shuffles);
  for (let round = 0; round < shuffles; round++) deepest[round] = deepestFallShuffled(order, startEquity, generator);
  deepest.sort();
  const quantile = (p: number): number => sortedQuantile(deepest, p) ?? 0;
  const worse = deepest.reduce((count, ratio) => (ratio > observedRatio + TOLERANCE ? count + 1 : count), 0);
  return {
    shuffles,
    observedRatio,
    p5Ratio: quantile(0.05),
    p50Ratio: quantile(0.5),
    p95Ratio: quantile(0.95),
    worseRatio: worse / shuffles,
  };
}

/** Maximum drawdown of equity that takes these results one after the other. */
function deepestFall(results: Float64Array, startEquity: number): number {
  let equity = startEquity;
  let peak = startEquity;
  let deepest = 0;
  for (let index = 0; index < results.length; index++) {
    equity += results[index] ?? 0;
    if (equity > peak) peak = equity;
    else if (peak - equity > deepest * peak) deepest = (peak - equity) / peak;
  }
  return deepest;
}

/**
 * Shuffles the results in place and reads the drawdown on the way: each place is taken once, by one of those not yet taken.
 * The draw is even to within length / 2³².
 */
function deepestFallShuffled(results: Float64Array, startEquity: number, generator: RandomGenerator): number {
  const { length } = results;
  let equity = startEquity;
  let peak = startEquity;
  let deepest = 0;
  for (let index = 0; index < length; index++) {
    const drawn = index + Math.floor((generator.next() >>> 0) * TWO_TO_MINUS_32 * (length - index));
    const result = results[drawn] ?? 0;
    results[drawn] = results[index] ?? 0;
    results[index] = result;
    equity += result;
    if (equity > peak) peak = equity;
    else if (peak - equity > deepest * peak) deepest = (peak - equity) / peak;
  }
  return deepest;
}

function createGenerator(seed: number): RandomGenerator {
  const generator = xoroshiro128plus(seed);
  for (let draw = 0; draw < WARM_UP_DRAWS; draw++) generator.next();
  return generator;
}
