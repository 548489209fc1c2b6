// A column of numbers that grows: eight bytes a row, however many rows a run will have.

export interface NumberColumn {
  push(value: number): void;
  /** Says the last row anew; nothing where there is none. */
  replaceLast(value: number): void;
  /** The rows so far; a view that later pushes do not change in length. */
  values(): Float64Array;
}

const FIRST_CAPACITY = 4096;

export function createNumberColumn(): NumberColumn {
  let rows = new Float64Array(FIRST_CAPACITY);
  let length = 0;
  return {
    push(value) {
      if (length === rows.length) {
        const larger = new Float64Array(rows.length * 2);
        larger.set(rows);
        rows = larger;
      }
      rows[length] = value;
      length += 1;
    },
    replaceLast(value) {
      if (length > 0) rows[length - 1] = value;
    },
    values: () => rows.subarray(0, length),
  };
}
