import { describe, expect, test } from 'vitest';

import { closing, countReport } from '../../scripts/count-tests.mjs';

/** A test report: each file with its own status and those of its tests. */
const report = (success: boolean, ...files: readonly (readonly [status: string, ...tests: readonly string[]])[]) => ({
  success,
  testResults: files.map(([status, ...tests]) => ({
    status,
    assertionResults: tests.map((result) => ({ status: result })),
  })),
});

describe('counting a report', () => {
  test.each([
    ['tests that passed', report(true, ['passed', 'passed', 'passed'], ['passed', 'passed']), 3, 0],
    ['tests that failed', report(false, ['failed', 'passed', 'failed'], ['passed', 'passed']), 2, 1],
    ['tests that were left out as neither', report(true, ['passed', 'passed', 'pending', 'todo', 'skipped']), 1, 0],
    ['a file that could not be loaded as one failure', report(false, ['failed'], ['passed', 'passed']), 1, 1],
    ['a file whose hook failed as one failure', report(false, ['failed', 'passed', 'pending']), 1, 1],
    ['an error outside of every test as one failure', report(false, ['passed', 'passed']), 1, 1],
    ['a run without tests that was not a success', report(false), 0, 1],
  ])('counts %s', (_what, given, passed, failed) => {
    expect(countReport(given)).toEqual({ passed, failed });
  });
});

describe('the closing line', () => {
  test.each([
    [
      'adds the reports up',
      0,
      [
        { passed: 3, failed: 0 },
        { passed: 2, failed: 0 },
      ],
      '5 passed, 0 failed',
      0,
    ],
    ['fails with any failed test', 0, [{ passed: 3, failed: 1 }], '3 passed, 1 failed', 1],
    ['counts a failed step as a failure', 2, [{ passed: 3, failed: 0 }], '3 passed, 2 failed', 1],
    ['fails when no test ran', 0, [{ passed: 0, failed: 0 }], '0 passed, 0 failed', 1],
    ['fails without any report', 0, [], '0 passed, 0 failed', 1],
  ])('%s', (_what, failedSteps, counts, line, exitCode) => {
    expect(closing(failedSteps, counts)).toEqual({ line, exitCode });
  });
});
