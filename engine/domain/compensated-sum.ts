// A running sum that keeps what rounding takes away beside it (Neumaier, 1974): its error does not grow with its length.

export interface CompensatedSum {
  add(value: number): void;
  value(): number;
}

export function createCompensatedSum(): CompensatedSum {
  let sum = 0;
  let lost = 0;
  return {
    add(value) {
      const next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    },
    value: () => sum + lost,
  };
}
