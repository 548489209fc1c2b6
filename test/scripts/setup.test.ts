// Setting up a checkout: what is missing is made, what is right is left alone, and each failure is one sentence.
import { rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createCheckout, type Checkout } from './checkout.ts';

let checkout: Checkout;
beforeEach(() => {
  checkout = createCheckout();
});
afterEach(() => checkout.remove());

const INSTALL = 'ci --include=dev --no-audit --no-fund';

describe('setting up', () => {
  test('installs and builds a fresh checkout', async () => {
    expect(await checkout.setUp()).toMatchObject({ code: 0, stdout: '' });
    expect(checkout.npmCalls()).toEqual([INSTALL]);
    expect(checkout.read('dist/engine/greeting.js')).toContain('"hello"');
  });

  test('does nothing and says nothing when all is current', async () => {
    await checkout.setUp();
    const built = statSync(join(checkout.folder, 'dist/engine/greeting.js'));
    expect(await checkout.setUp()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(checkout.npmCalls()).toHaveLength(1);
    expect(statSync(join(checkout.folder, 'dist/engine/greeting.js')).ino).toBe(built.ino);
  });

  test('installs again when the lock file changed', async () => {
    await checkout.setUp();
    checkout.write('package-lock.json', '{ "lockfileVersion": 3, "packages": {} }');
    await checkout.setUp();
    expect(checkout.npmCalls()).toEqual([INSTALL, INSTALL]);
  });

  test('does not install again because of line ends', async () => {
    checkout.write('package-lock.json', '{\n}\n');
    await checkout.setUp();
    checkout.write('package-lock.json', '{\r\n}\r\n');
    await checkout.setUp();
    expect(checkout.npmCalls()).toHaveLength(1);
  });

  test('installs nothing where npm itself has just installed', async () => {
    await checkout.setUp();
    rmSync(join(checkout.folder, 'node_modules/.sluice-lock'));
    expect(await checkout.setUp({}, '--installed')).toMatchObject({ code: 0 });
    await checkout.setUp();
    expect(checkout.npmCalls()).toHaveLength(1);
  });

  test('builds again when a source changed, and removes what has no source any more', async () => {
    checkout.write('engine/old/thing.ts', 'export const thing = 1;');
    await checkout.setUp();
    expect(checkout.has('dist/engine/old/thing.js')).toBe(true);
    rmSync(join(checkout.folder, 'engine/old'), { recursive: true });
    checkout.write('engine/greeting.ts', "export const greeting = 'good day';");
    await checkout.setUp();
    expect(checkout.read('dist/engine/greeting.js')).toContain('"good day"');
    expect([checkout.has('dist/engine/old/thing.js'), checkout.has('dist/engine/old/thing.js.map')]).toEqual([
      false,
      false,
    ]);
    expect(checkout.npmCalls()).toHaveLength(1);
  });

  test('builds again when a built file is missing', async () => {
    await checkout.setUp();
    rmSync(join(checkout.folder, 'dist/engine/greeting.js'));
    await checkout.setUp();
    expect(checkout.has('dist/engine/greeting.js')).toBe(true);
  });

  test('is done once by several processes that start together', async () => {
    const all = await Promise.all([checkout.setUp(), checkout.setUp(), checkout.setUp()]);
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(checkout.npmCalls()).toEqual([INSTALL]);
    expect(checkout.has('dist/engine/greeting.js')).toBe(true);
    expect(checkout.has('.setup.lock')).toBe(false);
  });

  test('takes over from a setup that was killed', async () => {
    checkout.write('.setup.lock', '');
    const longAgoSeconds = Date.now() / 1_000 - 60;
    utimesSync(join(checkout.folder, '.setup.lock'), longAgoSeconds, longAgoSeconds);
    expect(await checkout.setUp()).toMatchObject({ code: 0 });
    expect(checkout.has('.setup.lock')).toBe(false);
  });
});

describe('setting up fails with one sentence', () => {
  test('when npm does, and tries again the next time', async () => {
    const failed = await checkout.setUp({ NPM_FAILS: '1' });
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('sluice: npm ci failed (exit code 7); is the network there');
    expect(failed.stderr).toContain('npm error network');
    expect(checkout.has('.setup.lock')).toBe(false);
    expect(await checkout.setUp()).toMatchObject({ code: 0 });
    expect(checkout.npmCalls()).toHaveLength(2);
  });

  test('when the lock file is missing', async () => {
    rmSync(join(checkout.folder, 'package-lock.json'));
    const failed = await checkout.setUp();
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stderr).toBe(
      `sluice: package-lock.json is missing in ${checkout.folder}; it belongs to the checkout.\n`,
    );
  });

  test('when a source cannot be read, naming file, line and column', async () => {
    checkout.write('engine/broken.ts', 'export const a = 1;\nexport const b = ;\n');
    const failed = await checkout.setUp();
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stderr).toContain('sluice: the build failed:\nengine/broken.ts:2:18: Unexpected ";"\n');
  });

  test('when npm cannot be started', async () => {
    const failed = await checkout.setUp({ npm_execpath: '', PATH: checkout.folder });
    expect(failed).toMatchObject({ code: 1 });
    expect(failed.stderr).toContain('sluice: npm could not be started');
  });
});
