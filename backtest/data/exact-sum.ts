// Sums that forget no digit: recorded quantities are short decimals, and a minute of them must give the volume that an
// exchange prints, not the rounding errors of a thousand additions.

import { createCompensatedSum } from '../../engine/domain/compensated-sum.ts';

/** A sum of numbers that are not negative. */
export interface ExactSum {
  add(value: number): void;
  /** To 15 significant digits, which a double holds of every decimal; each added number is nearer than that to its own. */
  value(): number;
  clear(): void;
}

const DIGITS = 15;

export function createExactSum(): ExactSum {
  let sum = createCompensatedSum();
  return {
    add: (value) => sum.add(value),
    value: () => Number(sum.value().toPrecision(DIGITS)),
    clear() {
      sum = createCompensatedSum();
    },
  };
}
