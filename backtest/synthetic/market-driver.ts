// What moves a market, in units of its own volatility: regime drift, volatility clusters, fat tails. Several symbols
// share one such driver and each has one of its own.
import { createMeanReverting } from './mean-reverting.ts';
import { createRegimes } from './regime.ts';
import { studentT } from './student-t.ts';
import type { UniformSource } from './uniform-source.ts';

export interface DriverParts {
  readonly uniform: UniformSource;
  readonly stepMs: number;
  readonly regimeDurationMs: number;
  /** Drift of a trending day, in standard deviations of a day. */
  readonly trendStrength: number;
}

/** A driver's last step; `advance` makes the next. */
export interface MarketDriver {
  advance(): void;
  /** The step's move; variance about 1. */
  move: number;
  /** The volatility at work in it; mean square about 1. */
  volatility: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Two time scales, a few hours and a few days, give the slow decay of autocorrelation that real volatility shows. */
const FAST = { timeConstantMs: 2 * HOUR_MS, deviation: 0.4 };
const SLOW = { timeConstantMs: 4 * DAY_MS, deviation: 0.4 };
const LOG_VARIANCE = FAST.deviation * FAST.deviation + SLOW.deviation * SLOW.deviation;
/** Root mean square of 1 + x + x²/2 for Gaussian x of variance s: 1 + 2s + 3s²/4. */
const POLYNOMIAL_RMS = Math.sqrt(1 + 2 * LOG_VARIANCE + 0.75 * LOG_VARIANCE * LOG_VARIANCE);

export function createMarketDriver({ uniform, stepMs, regimeDurationMs, trendStrength }: DriverParts): MarketDriver {
  const nextRegime = createRegimes(uniform, stepMs, regimeDurationMs);
  const fast = createMeanReverting({ uniform, stepMs, ...FAST });
  const slow = createMeanReverting({ uniform, stepMs, ...SLOW });
  const drift = trendStrength * Math.sqrt(stepMs / DAY_MS);

  return {
    move: 0,
    volatility: 1,
    advance() {
      const regime = nextRegime();
      const x = fast() + slow();
      // Two terms of the exponential series: positive for every x, and the same to the last bit on every machine.
      this.volatility = ((1 + x + (x * x) / 2) / POLYNOMIAL_RMS) * regime.turbulence;
      this.move = regime.direction * drift + this.volatility * studentT(uniform);
    },
  };
}
