// Thousands of random runs, short ones and long rough ones in which positions are liquidated.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runAndCheck } from './invariants.ts';
import { cutAfter, LONG_AND_ROUGH, randomRun, SHORT } from './random-runs.ts';

it.each([
  ['short runs', SHORT, 4000],
  ['long and rough runs', LONG_AND_ROUGH, 2000],
] as const)('all that must hold holds in thousands of %s', { timeout: 1_800_000 }, (_, scale, numRuns) => {
  fc.assert(
    fc.property(randomRun(scale), fc.integer({ min: 1, max: scale.klines - 1 }), (run, klines) => {
      const endless = { ...run, closesAtEnd: false };
      const { events } = runAndCheck(endless);
      expect(runAndCheck(endless).events).toEqual(events);
      const cut = runAndCheck(cutAfter(endless, klines)).events;
      expect(events.slice(0, cut.length)).toEqual(cut);
      runAndCheck({ ...run, closesAtEnd: true });
    }),
    { numRuns },
  );
});
