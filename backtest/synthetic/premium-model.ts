// How far the perpetual trades above its index: those who follow a trend pay for it.
import { createMeanReverting, keptAfter } from './mean-reverting.ts';
import type { UniformSource } from './uniform-source.ts';

export interface PremiumParts {
  readonly uniform: UniformSource;
  readonly stepMs: number;
}

const HOUR_MS = 3_600_000;
const TREND_MEMORY_MS = 36 * HOUR_MS;
const TREND_MAX = 4;
/** Premium at a trend of one standard deviation. */
const PREMIUM_PER_TREND = 0.0006;
const NOISE = { timeConstantMs: 6 * HOUR_MS, deviation: 0.0002 };

/** The premium (last over index − 1) at the end of each step, given the steps' moves in standard deviations. */
export function createPremiumModel({ uniform, stepMs }: PremiumParts): (move: number) => number {
  const noise = createMeanReverting({ uniform, stepMs, ...NOISE });
  const kept = keptAfter(stepMs, TREND_MEMORY_MS);
  // A moving average of independent moves of variance 1 has variance (1 − kept) / (1 + kept).
  const scale = Math.sqrt((1 + kept) / (1 - kept));
  let average = 0;
  return (move) => {
    average = kept * average + (1 - kept) * move;
    const trend = Math.max(-TREND_MAX, Math.min(TREND_MAX, average * scale));
    return PREMIUM_PER_TREND * trend + noise();
  };
}
