// A quantity that wanders and returns: the discrete Ornstein–Uhlenbeck process.
import type { UniformSource } from './uniform-source.ts';

export interface MeanRevertingParts {
  readonly uniform: UniformSource;
  readonly stepMs: number;
  /** After this time about a third (1/e) of a deviation is left. */
  readonly timeConstantMs: number;
  /** Standard deviation in the long run. */
  readonly deviation: number;
}

const GAUSSIAN_TERMS = 12;

/** Values of mean 0, one a step, the first already as far out as any other. */
export function createMeanReverting({ uniform, stepMs, timeConstantMs, deviation }: MeanRevertingParts): () => number {
  const kept = keptAfter(stepMs, timeConstantMs);
  const innovation = deviation * Math.sqrt(1 - kept * kept);
  let value = 0;
  for (let term = 0; term < GAUSSIAN_TERMS; term++) value += uniform.standard();
  value *= deviation / Math.sqrt(GAUSSIAN_TERMS);
  return () => {
    value = kept * value + innovation * uniform.standard();
    return value;
  };
}

/** What is left of a deviation after a step: 1 / (1 + step / time constant), the implicit Euler step, which needs no exponential. */
export function keptAfter(stepMs: number, timeConstantMs: number): number {
  return 1 / (1 + stepMs / timeConstantMs);
}
