// Chance that belongs to a seed and a time, in whatever order it is asked for: two symbols see the same throw at one instant.

const MINUTE_MS = 60_000;

/** A number in [0, 1) for a time (epoch ms): the finaliser of MurmurHash3 over seed and minute. */
export function chanceAt(seed: number, timeMs: number): number {
  let hash = Math.imul((seed | 0) ^ 0x9e3779b9, 0x85ebca6b) ^ Math.floor(timeMs / MINUTE_MS);
  for (let round = 0; round < 2; round += 1) {
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return (hash >>> 0) / 4_294_967_296;
}
