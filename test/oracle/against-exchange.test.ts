// Random scenarios on the oracle and on the simulated exchange: every report, and the books after it, to the last digit.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildScenario } from './build-scenario.ts';
import { expectSameOnBoth } from './compare.ts';
import { drawnScenario } from './drawn-scenario.ts';

it('tells the same as the oracle over random orders, bars and settings', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(drawnScenario, (drawn) => {
      expect(expectSameOnBoth(buildScenario(drawn)).books).toContain('cross=');
    }),
    { numRuns: 600 },
  );
});
