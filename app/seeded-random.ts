// Chance from a seed: each strategy has a source of its own, so that one more draw in one does not move the others.
import { createHash } from 'node:crypto';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { Random } from '../engine/ports/random.ts';

/** The source of `name` in a run of `seed`. */
export function createSeededRandom(seed: number, name: string): Random {
  const digest = createHash('sha256').update(`${seed} ${name}`).digest();
  const generator = xoroshiro128plus(digest.readInt32LE(0));
  return () => uniformFloat64(generator);
}
