// Chance for the generator: named streams of uniform numbers from one seed. Each part of a market draws from a stream of
// its own, so that a change in one part, or one symbol more, leaves all others as they were.
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface UniformSource {
  /** A number in [0, 1). */
  next(): number;
  /** A number in [-√3, √3): mean 0, variance 1. */
  standard(): number;
}

const WARM_UP_DRAWS = 32;
const SQRT_3 = Math.sqrt(3);
const TWO_TO_32 = 4_294_967_296;
const TWO_TO_MINUS_32 = 1 / TWO_TO_32;

/** The stream of this name; the same seed and name give the same numbers on every machine. */
export function createUniformSource(seed: number, name: string): UniformSource {
  const generator = xoroshiro128plus(mixSeed(seed, name));
  for (let draw = 0; draw < WARM_UP_DRAWS; draw++) generator.next();
  return {
    next: () => (generator.next() >>> 0) * TWO_TO_MINUS_32,
    standard: () => ((generator.next() >>> 0) * TWO_TO_MINUS_32 * 2 - 1) * SQRT_3,
  };
}

/** FNV-1a over the name and both halves of the seed, then the finaliser of MurmurHash3, which spreads neighbouring seeds. */
function mixSeed(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const word of [seed | 0, Math.floor(seed / TWO_TO_32) | 0]) hash = Math.imul(hash ^ word, 0x01000193);
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
