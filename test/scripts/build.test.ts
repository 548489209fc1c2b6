// The build turns each module into one JavaScript file in the same place under dist/, and nothing else.
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createCheckout, type Checkout } from './checkout.ts';

let checkout: Checkout;
beforeAll(async () => {
  checkout = createCheckout();
  checkout.write('cli/main.ts', "#!/usr/bin/env node\nimport { speak } from './speak.ts';\nspeak();\n");
  checkout.write(
    'cli/speak.ts',
    [
      "import { basename } from 'node:path';",
      "import type { Manner } from './manner.ts';",
      "import { greeting } from '../engine/greeting.ts';",
      "export function speak(manner: Manner = 'kind'): void { console.log(greeting, manner, basename('a/b')); }",
      "export const later = () => import('./later.ts');",
      "export const packaged = () => import('some-package');",
    ].join('\n'),
  );
  checkout.write('cli/manner.ts', "export type Manner = 'kind' | 'curt';");
  checkout.write('cli/later.ts', 'export default 1;');
  checkout.write('cli/page.html', '<p>page</p>');
  checkout.write('cli/NOTES.md', 'notes');
  checkout.write('somewhere/else.ts', 'export {};');
  await checkout.setUp();
});
afterAll(() => checkout.remove());

test('what is built runs', async () => {
  expect(await checkout.run(process.execPath, ['dist/cli/main.js'])).toEqual({
    code: 0,
    stdout: 'hello kind b\n',
    stderr: '',
  });
});

test('relative imports end in .js, all others stay', () => {
  const code = checkout.read('dist/cli/speak.js');
  expect(code).toContain('from "../engine/greeting.js"');
  expect(code).toContain('import("./later.js")');
  expect(code).toContain('from "node:path"');
  expect(code).toContain('import("some-package")');
  expect(code).not.toContain('manner.');
});

test('the command can be executed, and keeps its first line', () => {
  expect(checkout.read('dist/cli/main.js')).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(statSync(join(checkout.folder, 'dist/cli/main.js')).mode & 0o111).toBe(0o111);
});

test('a module has a source map that leads to its source', () => {
  expect(checkout.read('dist/cli/speak.js')).toContain('//# sourceMappingURL=speak.js.map');
  expect(JSON.parse(checkout.read('dist/cli/speak.js.map'))).toMatchObject({ sources: ['../../cli/speak.ts'] });
});

test('assets are copied, notes and other folders are not', () => {
  expect(checkout.read('dist/cli/page.html')).toBe('<p>page</p>');
  expect([checkout.has('dist/cli/NOTES.md'), checkout.has('dist/somewhere')]).toEqual([false, false]);
});

test('declarations stay as long as their source does', async () => {
  checkout.write('dist/cli/later.d.ts', 'export default 1;');
  checkout.write('dist/cli/gone.d.ts', 'export default 1;');
  rmSync(join(checkout.folder, 'dist/cli/page.html'));
  expect(await checkout.run(process.execPath, ['scripts/build.mjs'])).toMatchObject({ code: 0 });
  expect([checkout.has('dist/cli/later.d.ts'), checkout.has('dist/cli/gone.d.ts')]).toEqual([true, false]);
  expect(checkout.has('dist/cli/page.html')).toBe(true);
});

describe('the report page', () => {
  const folder = 'backtest/report/page-client';
  const page = () => checkout.read(`dist/${folder}/report.html`);

  beforeAll(async () => {
    checkout.write(`${folder}/shell.html`, '<style>/* style */</style><script>/* script */</script>');
    checkout.write(`${folder}/styles/page.css`, "@import './colour.css';");
    checkout.write(`${folder}/styles/colour.css`, 'body { color: #123456; }');
    checkout.write(`${folder}/main.ts`, "import { title } from './title.ts';\ndocument.title = title;\n");
    checkout.write(`${folder}/title.ts`, "export const title: string = '</script> costs $& nothing';\n");
    await checkout.setUp();
  });

  test('is one file with all code and style inside', () => {
    expect(page()).toContain('body{color:#123456}');
    expect(page()).toContain(String.raw`"<\/script> costs $& nothing"`);
  });

  test('leaves no module of its own in dist', () => {
    expect([checkout.has(`dist/${folder}/main.js`), checkout.has(`dist/${folder}/styles/page.css`)]).toEqual([
      false,
      false,
    ]);
  });

  test('is made again when one of its files changed', async () => {
    checkout.write(`${folder}/styles/colour.css`, 'body { color: #654321; }');
    expect(await checkout.setUp()).toMatchObject({ code: 0 });
    expect(page()).toContain('body{color:#654321}');
  });
});
