// What the strategies of one run emitted, each on its own, in order.
import type { Emission } from '../../app/strategy-lab.ts';
import { exactText } from './intent-text.ts';

/** One intent as it was emitted. */
export interface Said {
  /** Epoch ms. */
  readonly time: number;
  /** Number of the instant it belongs to, from 1; 0 before the first. */
  readonly instant: number;
  readonly text: string;
}

export interface EmissionBook {
  readonly note: (emission: Emission) => void;
  of(strategyId: string): readonly Said[];
}

export function createEmissionBook(): EmissionBook {
  const said = new Map<string, Said[]>();
  return {
    note({ strategyId, intent, time, instant }) {
      const entry = { time, instant, text: exactText(intent) };
      const known = said.get(strategyId);
      if (known === undefined) said.set(strategyId, [entry]);
      else known.push(entry);
    },
    of: (strategyId) => said.get(strategyId) ?? [],
  };
}
