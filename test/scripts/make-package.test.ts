// What npm packs: code without maps, types of the doors alone, imports that lead to files of the package. The compiler is played
// by a script that writes what the real one would, or fails.
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createCheckout, type Checkout } from './checkout.ts';

const PLAYED_COMPILER = `
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const folder = process.argv[process.argv.indexOf('--outDir') + 1];
const types = {
  'engine/index.d.ts': "export { greeting } from './greeting.ts';\\nexport type { z } from 'some.ts';\\n",
  'engine/greeting.d.ts': "export declare const greeting: import('./deep/word.ts').Word;\\n",
  'engine/deep/word.d.ts': 'export type Word = string;\\n',
  'engine/unspoken.d.ts': 'export {};\\n',
  'app/testing.d.ts': "export type { greeting } from '../engine/greeting.ts';\\n",
};
for (const [name, text] of Object.entries(types)) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
if (process.env.TYPES_ARE_WRONG) { console.log('engine/index.ts(1,1): error TS1: wrong'); process.exit(2); }
`;

let checkout: Checkout;
beforeEach(async () => {
  checkout = createCheckout();
  checkout.write('engine/index.ts', "export { greeting } from './greeting.ts';\n");
  checkout.write('engine/empty.ts', 'export type Nothing = never;\n');
  checkout.write('app/testing.ts', 'export {};\n');
  await checkout.setUp();
  checkout.write('node_modules/typescript/bin/tsc', PLAYED_COMPILER);
  checkout.write('node_modules/typescript/package.json', '{}');
});
afterEach(() => checkout.remove());

const makePackage = (environment: Record<string, string> = {}) =>
  checkout.run(process.execPath, ['scripts/make-package.mjs'], environment);

describe('the package', () => {
  test('has code that runs and speaks of no map', async () => {
    expect(await makePackage()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(checkout.has('dist/engine/greeting.js.map')).toBe(false);
    for (const file of ['greeting', 'empty']) {
      expect(checkout.read(`dist/engine/${file}.js`)).not.toContain('sourceMappingURL');
    }
    const program = "import { greeting } from './dist/engine/index.js'; console.log(greeting);";
    const shown = await checkout.run(process.execPath, ['--input-type=module', '-e', program]);
    expect(shown).toEqual({ code: 0, stdout: 'hello\n', stderr: '' });
  });

  test('has the types that its doors lead to, and their imports lead to code', async () => {
    await makePackage();
    expect(checkout.read('dist/engine/index.d.ts')).toBe(
      "export { greeting } from './greeting.js';\nexport type { z } from 'some.ts';\n",
    );
    expect(checkout.read('dist/engine/greeting.d.ts')).toContain("import('./deep/word.js')");
    expect(checkout.read('dist/app/testing.d.ts')).toContain("from '../engine/greeting.js'");
    expect(checkout.has('dist/engine/deep/word.d.ts')).toBe(true);
    expect(checkout.has('dist/engine/unspoken.d.ts')).toBe(false);
  });

  test('is not made where types are wrong, in one sentence and the words of the compiler', async () => {
    const { code, stderr } = await makePackage({ TYPES_ARE_WRONG: '1' });
    expect(code).toBe(1);
    expect(stderr).toBe('sluice: the types could not be made:\nengine/index.ts(1,1): error TS1: wrong\n');
  });

  test('leaves a checkout that the next set-up builds anew, maps and all', async () => {
    await makePackage();
    await checkout.setUp();
    expect(checkout.read('dist/engine/greeting.js')).toContain('sourceMappingURL=greeting.js.map');
    expect(checkout.has('dist/engine/greeting.js.map')).toBe(true);
  });
});

describe('when npm has installed', () => {
  const isMade = () => checkout.has('dist/engine/index.d.ts');

  test('the package is made: so it comes from a git repository complete', async () => {
    expect(await checkout.setUp({ npm_command: 'install' }, '--installed')).toMatchObject({ code: 0, stderr: '' });
    expect(isMade()).toBe(true);
  });

  test.each([
    ['a set-up has asked for it', { SLUICE_SETTING_UP: '1' }],
    ['it packs what was made before', { npm_command: 'pack' }],
  ])('nothing is made where %s', async (_name, environment) => {
    expect(await checkout.setUp(environment, '--installed')).toMatchObject({ code: 0, stderr: '' });
    expect(isMade()).toBe(false);
  });

  test('nothing is made without the development packages', async () => {
    rmSync(join(checkout.folder, 'node_modules/typescript'), { recursive: true });
    expect(await checkout.setUp({}, '--installed')).toMatchObject({ code: 0, stderr: '' });
    expect(isMade()).toBe(false);
  });

  test('wrong types are told and stop nobody', async () => {
    const { code, stderr } = await checkout.setUp({ TYPES_ARE_WRONG: '1' }, '--installed');
    expect(code).toBe(0);
    expect(stderr).toContain('sluice: the package is not complete: the types could not be made');
  });
});
