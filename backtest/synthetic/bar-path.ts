// The price inside one bar: a few sub-steps from open to close, from which high and low are taken. Since they are read
// off one path, no candle can contradict itself.
import type { UniformSource } from './uniform-source.ts';

export const SUB_STEPS = 8;

/**
 * Fills `path` with SUB_STEPS points: a Brownian bridge from `start` (not a point) to `end` (the last point) whose free
 * standard deviation over the bar is `deviation`. The increments are uniform; by the end of a bar nobody can tell.
 */
export function walkBar(
  path: Float64Array,
  start: number,
  end: number,
  deviation: number,
  uniform: UniformSource,
): void {
  const stepDeviation = deviation / Math.sqrt(SUB_STEPS);
  let walked = 0;
  for (let step = 0; step < SUB_STEPS; step++) {
    walked += stepDeviation * uniform.standard();
    path[step] = walked;
  }
  for (let step = 0; step < SUB_STEPS; step++) {
    const done = (step + 1) / SUB_STEPS;
    path[step] = start + (end - start) * done + ((path[step] ?? 0) - walked * done);
  }
}
