// Times something small: over and over until it is compiled, then the middle of several passes.
import { median } from './median.ts';
import type { Measured } from './sample.ts';

const PASSES = 7;

/**
 * `begin` makes what a pass works on, which is not timed, and gives the pass; a pass does its work `count` times. Nanoseconds of
 * the middle pass; the first is left out.
 */
export function timePasses(count: number, begin: () => () => void): Measured {
  const passes: number[] = [];
  for (let pass = 0; pass <= PASSES; pass += 1) {
    const run = begin();
    const begun = performance.now();
    run();
    if (pass > 0) passes.push((performance.now() - begun) * 1e6);
  }
  return { ns: median(passes), count, facts: {} };
}
