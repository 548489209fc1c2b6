// The judgement over a checkout ends with one line that counts, whatever happens. npm is played by a script that fails
// the steps it is told to and leaves the test reports it is told to.
import { chmodSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { createCheckout, type Checkout } from './checkout.ts';

const PLAYED_NPM = `#!/usr/bin/env bash
step="\${*: -1}"
echo "$step" >>steps.txt
if [ "$step" = "$CRASHES" ]; then exit 1; fi
mkdir -p .reports
if [ "$step" = test ]; then printf '%s' "$QUICK" >.reports/quick.json; fi
if [ "$step" = test:package ]; then printf '%s' "$PACKAGE" >.reports/package.json; fi
if [ "$step" = test:recorded ]; then printf '%s' "$RECORDED" >.reports/recorded.json; fi
if [ "$step" = "$FAILS" ]; then exit 1; fi
exit 0
`;

const CHECKS = ['typecheck', 'lint', 'format:check', 'rules'];
const STEPS = [...CHECKS, 'test', 'test:package'];

/** A vitest report with so many tests passed and failed. */
function report(passed: number, failed: number): string {
  const tests = [...Array<string>(passed).fill('passed'), ...Array<string>(failed).fill('failed')];
  const file = { status: failed === 0 ? 'passed' : 'failed', assertionResults: tests.map((status) => ({ status })) };
  return JSON.stringify({ success: failed === 0, testResults: [file] });
}

let checkout: Checkout;
beforeAll(async () => {
  checkout = createCheckout();
  checkout.write('tools/npm', PLAYED_NPM);
  chmodSync(join(checkout.folder, 'tools/npm'), 0o755);
  await checkout.setUp();
});
beforeEach(() => rmSync(join(checkout.folder, 'steps.txt'), { force: true }));
afterAll(() => checkout.remove());

async function judge(environment: Record<string, string>) {
  const { code, stdout } = await checkout.run('bash', ['.ci/run'], {
    PATH: [join(checkout.folder, 'tools'), process.env['PATH']].join(delimiter),
    SLUICE_DATA: join(checkout.folder, 'nowhere'),
    QUICK: report(3, 0),
    PACKAGE: report(0, 0),
    ...environment,
  });
  const lines = stdout.trimEnd().split('\n');
  return {
    code,
    lastLine: lines.at(-1),
    closings: lines.filter((line) => /^\d+ passed, \d+ failed$/.test(line)).length,
  };
}

describe('.ci/run', () => {
  const steps = () => checkout.read('steps.txt').trim().split('\n');

  test('passes when every step does', async () => {
    expect(await judge({})).toEqual({ code: 0, lastLine: '3 passed, 0 failed', closings: 1 });
    expect(steps()).toEqual(STEPS);
  });

  test('runs the tests on recorded data where there is some, and adds them', async () => {
    const given = { SLUICE_DATA: checkout.folder, RECORDED: report(4, 0) };
    expect(await judge(given)).toEqual({ code: 0, lastLine: '7 passed, 0 failed', closings: 1 });
    expect(steps()).toEqual([...STEPS, 'test:recorded']);
  });

  test('adds the tests of the package', async () => {
    expect(await judge({ PACKAGE: report(2, 1) })).toMatchObject({ code: 1, lastLine: '5 passed, 1 failed' });
  });

  test.each(CHECKS)('counts a failed %s as a failure, and runs the rest', async (step) => {
    expect(await judge({ FAILS: step })).toEqual({ code: 1, lastLine: '3 passed, 1 failed', closings: 1 });
    expect(steps()).toEqual(STEPS);
  });

  test('counts failed tests', async () => {
    expect(await judge({ FAILS: 'test', QUICK: report(2, 1) })).toMatchObject({
      code: 1,
      lastLine: '2 passed, 1 failed',
    });
  });

  test('fails when the tests left no report, not even an old one', async () => {
    checkout.write('.reports/quick.json', report(9, 0));
    expect(await judge({ CRASHES: 'test' })).toMatchObject({ code: 1, lastLine: '0 passed, 1 failed' });
  });

  test('fails when no test ran', async () => {
    expect(await judge({ QUICK: report(0, 0) })).toMatchObject({ code: 1, lastLine: '0 passed, 0 failed' });
  });

  test('still ends with its line when setting up fails', async () => {
    checkout.write('engine/broken.ts', 'export const = 1;');
    const judged = await judge({});
    rmSync(join(checkout.folder, 'engine/broken.ts'));
    expect(judged).toEqual({ code: 1, lastLine: '0 passed, 1 failed', closings: 1 });
    expect(checkout.has('steps.txt')).toBe(false);
  });

  test('still ends with its line when its own counting is broken', async () => {
    const counting = checkout.read('scripts/count-tests.mjs');
    checkout.write('scripts/count-tests.mjs', 'throw new Error();');
    const judged = await judge({});
    checkout.write('scripts/count-tests.mjs', counting);
    expect(judged).toEqual({ code: 1, lastLine: '0 passed, 1 failed', closings: 1 });
  });
});
