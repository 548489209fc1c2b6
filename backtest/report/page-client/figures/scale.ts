// From values to pixels and back.

export interface Scale {
  (value: number): number;
  invert(pixel: number): number;
}

/** Straight from [from, to] to [start, end]. */
export function linearScale(from: number, to: number, start: number, end: number): Scale {
  const ratio = to === from ? 0 : (end - start) / (to - from);
  const scale = (value: number): number => start + (value - from) * ratio;
  return Object.assign(scale, { invert: (pixel: number) => (ratio === 0 ? from : from + (pixel - start) / ratio) });
}

/** Equal ratios are equally far apart; values above zero only. */
export function logScale(from: number, to: number, start: number, end: number): Scale {
  const straight = linearScale(Math.log(from), Math.log(to), start, end);
  return Object.assign((value: number) => straight(Math.log(Math.max(value, Number.MIN_VALUE))), {
    invert: (pixel: number) => Math.exp(straight.invert(pixel)),
  });
}

/** The least and the greatest of some columns, with a little room; `zero` is always within it where asked for. */
export function extentOf(columns: readonly (readonly number[])[], withZero: boolean): readonly [number, number] {
  let min = withZero ? 0 : Infinity;
  let max = withZero ? 0 : -Infinity;
  for (const column of columns) {
    for (const value of column) {
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  if (min > max) return [0, 1];
  if (min === max) return min === 0 ? [0, 1] : [min - Math.abs(min) * 0.01, max + Math.abs(max) * 0.01];
  const room = (max - min) * 0.04;
  return [withZero && min === 0 ? 0 : min - room, withZero && max === 0 ? 0 : max + room];
}
