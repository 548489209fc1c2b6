// Many thousand random scenarios on both exchanges.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectSameOnBoth } from './compare.ts';
import { buildScenario } from './build-scenario.ts';
import { drawnScenario } from './drawn-scenario.ts';

it('tells the same as the oracle over many thousand random scenarios', () => {
  fc.assert(
    fc.property(drawnScenario, (drawn) => {
      expect(expectSameOnBoth(buildScenario(drawn)).lines).toBeDefined();
    }),
    { numRuns: 20_000 },
  );
});
