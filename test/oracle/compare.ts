// Plays a scenario on both exchanges and holds their transcripts side by side.
import { expect } from 'vitest';
import { playOnSimulatedExchange } from './players.ts';
import { playOnOracle, type Scenario, type Transcript } from './scenario.ts';

/** What must be the same to the last digit: every report with the books after it, and what is counted. */
function comparable(transcript: Transcript): Omit<Transcript, 'reports'> {
  const { lines, books, ambiguousBars, ambiguousLiquidations } = transcript;
  return { lines, books, ambiguousBars, ambiguousLiquidations };
}

/** Fails where the simulated exchange tells anything else than the oracle; returns what both told. */
export function expectSameOnBoth(scenario: Scenario): Transcript {
  const oracle = playOnOracle(scenario);
  expect(comparable(playOnSimulatedExchange(scenario))).toEqual(comparable(oracle));
  return oracle;
}
