// How much is traded in a bar, in how many trades, and who pressed: volume goes with the clock, with volatility and with
// the size of the bar's own move.
import { createMeanReverting } from './mean-reverting.ts';
import type { UniformSource } from './uniform-source.ts';

export interface VolumeParts {
  readonly uniform: UniformSource;
  readonly stepMs: number;
}

/** What a bar is like, seen from its volume. */
export interface BarMood {
  /** By the clock, mean 1. */
  readonly activity: number;
  /** Volatility at work, mean square about 1. */
  readonly volatility: number;
  /** The bar's move in standard deviations of a usual bar, signed. */
  readonly move: number;
}

export interface VolumeModel {
  /** Factor on the usual volume of a bar; mean about 1. */
  factor(mood: BarMood): number;
  /** Share of the volume that takers bought, 0 to 1: more in bars that rise. */
  takerBuyRatio(move: number): number;
  /** Factor on the usual number of trades for a volume; mean 1. */
  tradeCountFactor(): number;
}

const INTEREST = { timeConstantMs: 2 * 86_400_000, deviation: 0.3 };
/** Mean of volatility × (0.6 + 0.6·|move|) over the driver, times the mean of interest. */
const MOOD_MEAN = 0.97;

export function createVolumeModel({ uniform, stepMs }: VolumeParts): VolumeModel {
  const interest = createMeanReverting({ uniform, stepMs, ...INTEREST });
  return {
    factor({ activity, volatility, move }) {
      const x = interest();
      const mood = (volatility * (0.6 + 0.6 * Math.abs(move))) / MOOD_MEAN;
      // Skewed as volumes are, mean 1: many small bars, few large ones.
      const noise = 0.25 + 3 * uniform.next() * uniform.next();
      return activity * (1 + x + (x * x) / 2) * mood * noise;
    },
    takerBuyRatio(move) {
      const pressure = Math.max(-1, Math.min(1, move / 2));
      return Math.max(0, Math.min(1, 0.5 + 0.3 * pressure + 0.15 * (2 * uniform.next() - 1)));
    },
    tradeCountFactor: () => 0.6 + 0.8 * uniform.next(),
  };
}
