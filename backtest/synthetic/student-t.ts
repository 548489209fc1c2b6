// Fat-tailed innovations without a logarithm.
import type { UniformSource } from './uniform-source.ts';

/** Variance of Student's t with four degrees of freedom. */
const VARIANCE = 2;
const SCALE = 1 / Math.sqrt(VARIANCE);

/**
 * A draw from Student's t with four degrees of freedom, scaled to variance 1. Bailey's polar method (Mathematics of
 * Computation 62, 1994) needs w^(−2/ν); with ν = 4 that is 1/√w, so add, multiply, divide and square root suffice, which
 * IEEE 754 defines to the last bit on every machine.
 */
export function studentT(uniform: UniformSource): number {
  for (;;) {
    const u = 2 * uniform.next() - 1;
    const v = 2 * uniform.next() - 1;
    const w = u * u + v * v;
    if (w > 0 && w <= 1) return u * Math.sqrt((4 * (1 / Math.sqrt(w) - 1)) / w) * SCALE;
  }
}
