// The market's mood: trending up, trending down or going sideways, switching at random (a Markov chain).
import type { UniformSource } from './uniform-source.ts';

export interface Regime {
  readonly name: 'up' | 'down' | 'range';
  /** Sign of the drift. */
  readonly direction: number;
  /** Factor on the volatility. */
  readonly turbulence: number;
  /** Mean length, in units of the chain's regime duration. */
  readonly relativeDuration: number;
}

const UP: Regime = { name: 'up', direction: 1, turbulence: 1, relativeDuration: 1 };
const DOWN: Regime = { name: 'down', direction: -1, turbulence: 1.3, relativeDuration: 1 };
const RANGE: Regime = { name: 'range', direction: 0, turbulence: 0.75, relativeDuration: 1.5 };

/** How often a trend turns into its opposite and not into a range. */
const TREND_FLIP_RATIO = 0.3;

/** The regime of each step in turn; a trend lasts `durationMs` on average, a range half as long again. */
export function createRegimes(uniform: UniformSource, stepMs: number, durationMs: number): () => Regime {
  let regime = successor(RANGE, uniform.next());
  return () => {
    const leaves = uniform.next() < stepMs / (durationMs * regime.relativeDuration);
    if (leaves) regime = successor(regime, uniform.next());
    return regime;
  };
}

function successor(regime: Regime, chance: number): Regime {
  if (regime === RANGE) return chance < 0.5 ? UP : DOWN;
  if (chance >= TREND_FLIP_RATIO) return RANGE;
  return regime === UP ? DOWN : UP;
}
