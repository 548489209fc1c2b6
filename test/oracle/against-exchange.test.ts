// Random scenarios on the oracle and on the simulated exchange: every report, and the books after it, to the last digit.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildScenario } from './build-scenario.ts';
import { expectSameOnBoth } from './compare.ts';
import { drawnPeril } from './drawn-peril.ts';
import { drawnCalm, drawnScenario } from './drawn-scenario.ts';

/** The same scenarios at every run; the long test draws new ones. */
const SEED = 20_240_101;

it.each([
  ['random orders, bars and settings', drawnScenario, 250],
  ['positions near their liquidation', drawnPeril, 150],
  ['long stretches with few orders', drawnCalm, 60],
] as const)('tells the same as the oracle of %s', { timeout: 60_000 }, (_, scenarios, numRuns) => {
  fc.assert(
    fc.property(scenarios, (drawn) => {
      expect(expectSameOnBoth(buildScenario(drawn)).books).toContain('cross=');
    }),
    { numRuns, seed: SEED },
  );
});
