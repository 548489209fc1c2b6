import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { runAndCheck } from './invariants.ts';
import { cutAfter, randomRun, SHORT } from './random-runs.ts';

const TIMEOUT_MS = 60_000;

describe('whatever strategies say and markets do', () => {
  property.prop([randomRun(SHORT)], { numRuns: 150 })(
    'books agree, nothing flips, results add up, and a second run tells the same',
    (run) => {
      const { events } = runAndCheck(run);
      expect(runAndCheck(run).events).toEqual(events);
    },
    TIMEOUT_MS,
  );

  property.prop([randomRun(SHORT), fc.integer({ min: 1, max: SHORT.klines - 1 })], { numRuns: 60 })(
    'nothing that happened before a kline is changed by it',
    (run, klines) => {
      // Closing at the end is an end of its own.
      const endless = { ...run, closesAtEnd: false };
      const { events } = runAndCheck(endless);
      const cut = runAndCheck(cutAfter(endless, klines)).events;
      expect(events.slice(0, cut.length)).toEqual(cut);
    },
    TIMEOUT_MS,
  );
});
