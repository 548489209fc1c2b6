// Many thousand random scenarios on both exchanges.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildScenario } from './build-scenario.ts';
import { expectSameOnBoth } from './compare.ts';
import { drawnPeril } from './drawn-peril.ts';
import { drawnCalm, drawnScenario } from './drawn-scenario.ts';

it.each([
  ['random orders, bars and settings', drawnScenario, 20_000],
  ['positions near their liquidation', drawnPeril, 10_000],
  ['long stretches with few orders', drawnCalm, 5000],
] as const)('tells the same as the oracle of many thousand %s', { timeout: 1_800_000 }, (_, scenarios, numRuns) => {
  fc.assert(
    fc.property(scenarios, (drawn) => {
      expect(expectSameOnBoth(buildScenario(drawn)).books).toContain('cross=');
    }),
    { numRuns },
  );
});
