// The known name that an unknown one was probably meant to be.

/** The nearest of `names`, or undefined where none is near: more than half of the letters would have to change. */
export function nearestName(wrong: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let leastEdits = Math.max(2, Math.floor(wrong.length / 2)) + 1;
  for (const name of names) {
    const edits = editDistance(wrong.toLowerCase(), name.toLowerCase());
    if (edits < leastEdits) {
      nearest = name;
      leastEdits = edits;
    }
  }
  return nearest;
}

/**
 * Least number of letters to insert, delete, replace or swap with their neighbour that turns `a` into `b`.
 * Source: Damerau–Levenshtein, restricted form (optimal string alignment).
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let edits = Math.min(replaced, at(last, column) + 1, at(current, column - 1) + 1);
      const isSwap = column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) edits = Math.min(edits, at(beforeLast, column - 2) + 1);
      current.push(edits);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
