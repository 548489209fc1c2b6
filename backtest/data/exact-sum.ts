// Sums that forget no digit: recorded quantities are short decimals, and a minute of them must give the volume that an
// exchange prints, not the rounding errors of a thousand additions.

/** A sum of numbers that are not negative. */
export interface ExactSum {
  add(value: number): void;
  /** To 15 significant digits, which a double holds of every decimal; each added number is nearer than that to its own. */
  value(): number;
  clear(): void;
}

const DIGITS = 15;

/** Neumaier's variant of compensated summation (Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen"). */
export function createExactSum(): ExactSum {
  let sum = 0;
  let lost = 0;
  return {
    add(value) {
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    },
    value: () => Number((sum + lost).toPrecision(DIGITS)),
    clear() {
      sum = 0;
      lost = 0;
    },
  };
}
