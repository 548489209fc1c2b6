// Strategy files are written to a temporary folder and loaded as a user's would be: through esbuild, a cache folder and
// Node's own import.
import {
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import * as decimal from 'decimal.js';
import * as rxjs from 'rxjs';
import * as operators from 'rxjs/operators';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as zod from 'zod';

import type { HostModules } from '../../../engine/strategy/host-modules.ts';
import { loadStrategyFile } from '../../../engine/strategy/loader.ts';
import { STRATEGY_BRAND } from '../../../engine/strategy/strategy-brand.ts';
import { StrategyFileError } from '../../../engine/strategy/strategy-file-error.ts';

let folder = '';
let cacheFolder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-loader-')));
  cacheFolder = join(folder, 'cache');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the tests see of a loaded strategy: the options it was defined with. */
interface Options {
  readonly name: string;
  readonly seen?: unknown;
}

const host: HostModules = {
  sluice: { defineStrategy: (options: Options) => ({ [STRATEGY_BRAND]: true, ...options }), sma: () => 'sma' },
  rxjs,
  'rxjs/operators': operators,
  zod,
  'decimal.js': decimal,
};

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const load = (file: string) => loadStrategyFile(file, { cacheFolder, host });

async function problem(file: string): Promise<StrategyFileError> {
  const error: unknown = await load(file).then(
    () => new Error('it was loaded'),
    (reason: unknown) => reason,
  );
  if (error instanceof StrategyFileError) return error;
  throw error;
}

/** The value a strategy file handed out as `seen`. */
async function seen(file: string): Promise<unknown> {
  const { strategy } = await load(file);
  return 'seen' in strategy ? strategy.seen : undefined;
}

/** A strategy file that shows an expression, after the lines it is given. */
const showing = (expression: string, ...lines: readonly string[]) =>
  [
    "import { defineStrategy } from 'sluice';",
    ...lines,
    `export default defineStrategy({ name: 's', seen: ${expression} });`,
  ].join('\n');

describe('loading a strategy file', () => {
  test('gives the strategy that a TypeScript file exports by default', async () => {
    const file = write(
      'cross.ts',
      "import { defineStrategy } from 'sluice';\nconst name: string = 'cross';\nexport default defineStrategy({ name });",
    );
    const { strategy, path } = await load(file);
    expect({ name: strategy.name, path }).toEqual({ name: 'cross', path: file });
  });

  test("tells which files and which of Node's own modules went into it", async () => {
    write('lib/helper.ts', "import { join } from 'path';\nexport const two = join('a', 'b');");
    write('lib/unused.ts', 'export const three = 3;');
    const lines = ["import { readFileSync } from 'node:fs';", "import { two } from './lib/helper.ts';"];
    const file = write('s.ts', showing('[readFileSync.name, two]', ...lines));
    const { inputs, builtins } = await load(file);
    expect([...inputs.keys()].toSorted()).toEqual([join(folder, 'lib/helper.ts'), file]);
    expect(Buffer.from(inputs.get(file) ?? []).toString()).toBe(readFileSync(file, 'utf8'));
    expect(builtins).toEqual(['fs', 'path']);
  });

  test.each(['js', 'mjs', 'mts'])('reads .%s files', async (extension) => {
    await expect(seen(write(`s.${extension}`, showing('1 + 1')))).resolves.toBe(2);
  });

  test('reads CommonJS files', async () => {
    const file = write(
      's.cjs',
      "const { defineStrategy } = require('sluice');\nmodule.exports = defineStrategy({ name: 's', seen: 3 });",
    );
    await expect(seen(file)).resolves.toBe(3);
  });

  test('bundles the files and packages that it imports, found from its own folder', async () => {
    write('lib/helper.ts', 'export const two: number = 2;');
    write('levels.json', '{ "three": 3 }');
    write('node_modules/four/package.json', '{ "name": "four", "main": "main.js" }');
    write('node_modules/four/main.js', 'module.exports = { four: 4 };');
    const file = write(
      's.ts',
      showing(
        '[two, levels.three, four]',
        "import { two } from './lib/helper.ts';",
        "import levels from './levels.json';",
        "import { four } from 'four';",
      ),
    );
    await expect(seen(file)).resolves.toEqual([2, 3, 4]);
  });

  test("imports Node's modules, also by way of a CommonJS package", async () => {
    write('node_modules/joins/package.json', '{ "name": "joins" }');
    write('node_modules/joins/index.js', "const { posix } = require('node:path');\nmodule.exports = posix.join;");
    const file = write(
      's.ts',
      showing(
        "[posix.join('a', 'b'), join('c', 'd')]",
        "import { posix } from 'node:path';",
        "import join from 'joins';",
      ),
    );
    await expect(seen(file)).resolves.toEqual(['a/b', 'c/d']);
  });

  test('tells the file its own place, so that it finds what lies beside it', async () => {
    write('beside.txt', 'found');
    const file = write(
      's.ts',
      showing(
        "readFileSync(new URL('./beside.txt', import.meta.url), 'utf8')",
        "import { readFileSync } from 'node:fs';",
      ),
    );
    await expect(seen(file)).resolves.toBe('found');
  });
});

describe("the host's modules", () => {
  test.each([
    ['rxjs', 'Observable', rxjs.Observable],
    ['rxjs', 'map', rxjs.map],
    ['rxjs/operators', 'map', operators.map],
    ['zod', 'z', zod.z],
    ['decimal.js', 'Decimal', decimal.Decimal],
  ])('are the same objects in a strategy: %s %s', async (module, name, own) => {
    expect(await seen(write('s.ts', showing(name, `import { ${name} } from '${module}';`)))).toBe(own);
  });

  test.each([
    ['by namespace', "import * as all from 'rxjs';", 'all.Observable', rxjs.Observable],
    ['by default', "import Big from 'decimal.js';", 'Big', decimal.default],
    ['lazily', "const late = await import('rxjs');", 'late.Observable', rxjs.Observable],
  ])('can be imported %s', async (_how, line, expression, own) => {
    expect(await seen(write('s.ts', showing(expression, line)))).toBe(own);
  });

  test("win over a copy in the user's folder, also for the packages there", async () => {
    write('node_modules/rxjs/package.json', '{ "name": "rxjs", "main": "main.js" }');
    write('node_modules/rxjs/main.js', 'exports.Observable = class Stranger {};');
    write('node_modules/more-operators/package.json', '{ "name": "more-operators", "main": "main.js" }');
    write('node_modules/more-operators/main.js', "exports.base = require('rxjs').Observable;");
    const file = write(
      's.ts',
      showing('[Observable, base]', "import { Observable } from 'rxjs';", "import { base } from 'more-operators';"),
    );
    expect(await seen(file)).toEqual([rxjs.Observable, rxjs.Observable]);
  });

  test('leave out of the bundle what the strategy does not use', async () => {
    await load(write('s.ts', showing('of(1)', "import { of } from 'rxjs';")));
    const [bundle = ''] = readdirSync(cacheFolder);
    const [code] = readFileSync(join(cacheFolder, bundle), 'utf8').split('//# sourceMappingURL');
    expect(code).toContain('"of"');
    expect(code).not.toContain('"mergeMap"');
  });

  test('are kept apart for two hosts in one process', async () => {
    const file = write('s.ts', showing('sma()', "import { sma } from 'sluice';"));
    const other = { ...host, sluice: { ...host['sluice'], sma: () => 'another sma' } };
    await expect(seen(file)).resolves.toBe('sma');
    const { strategy } = await loadStrategyFile(file, { cacheFolder, host: other });
    expect(strategy).toMatchObject({ seen: 'another sma' });
    await expect(seen(file)).resolves.toBe('sma');
  });
});

describe('the strategy hash', () => {
  const pair = (where: string) => {
    write(`${where}/helper.ts`, 'export const two = 2;');
    return write(`${where}/s.ts`, showing('two', "import { two } from './helper.ts';"));
  };

  test('is the same wherever the files lie and whatever the working directory is', async () => {
    const before = process.cwd();
    const { strategyHash } = await load(pair('here'));
    try {
      process.chdir(tmpdir());
      expect((await load(pair('there/deeper'))).strategyHash).toBe(strategyHash);
    } finally {
      process.chdir(before);
    }
    expect(strategyHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is the same through a symbolic link', async () => {
    const file = pair('here');
    const { strategyHash } = await load(file);
    symlinkSync(dirname(file), join(folder, 'elsewhere'));
    expect((await load(join(folder, 'elsewhere', 's.ts'))).strategyHash).toBe(strategyHash);
  });

  test.each([
    ['the strategy file changes', () => write('here/s.ts', showing('two + 1', "import { two } from './helper.ts';"))],
    ['a comment changes', () => write('here/helper.ts', 'export const two = 2; // two')],
    [
      'a file is only imported under another name',
      () => {
        write('here/other.ts', 'export const two = 2;');
        return write('here/s.ts', showing('two', "import { two } from './other.ts';"));
      },
    ],
  ])('changes when %s', async (_what, change) => {
    const file = pair('here');
    const { strategyHash } = await load(file);
    change();
    expect((await load(file)).strategyHash).not.toBe(strategyHash);
  });

  test('does not depend on files that the strategy does not import', async () => {
    const file = pair('here');
    const { strategyHash } = await load(file);
    write('here/notes.ts', 'export {};');
    expect((await load(file)).strategyHash).toBe(strategyHash);
  });

  test('differs for two strategies that share a helper, and both load', async () => {
    const one = pair('here');
    const two = write('here/t.ts', showing('two * 2', "import { two } from './helper.ts';"));
    const [first, second] = await Promise.all([load(one), load(two)]);
    expect([first.strategy, second.strategy]).toMatchObject([{ seen: 2 }, { seen: 4 }]);
    expect(first.strategyHash).not.toBe(second.strategyHash);
  });
});

describe('variables of a module', () => {
  const counting = (where: string) => {
    write(`${where}/counter.ts`, 'let count = 0;\nexport const next = (): number => (count += 1);');
    return write(`${where}/s.ts`, showing('next', "import { next } from './counter.ts';"));
  };
  const countOf = (strategy: object): unknown => shownBy(strategy)();

  test('begin anew in a further copy', async () => {
    const loaded = await load(counting('here'));
    expect([countOf(loaded.strategy), countOf(loaded.strategy)]).toEqual([1, 2]);
    const further = await loaded.fresh();
    expect([countOf(further), countOf(loaded.strategy), countOf(further)]).toEqual([1, 3, 2]);
  });

  test('are not shared by two strategies of one file', async () => {
    const file = counting('here');
    const [one, other] = [await load(file), await load(file)];
    expect([countOf(one.strategy), countOf(other.strategy)]).toEqual([1, 1]);
  });
});

describe('the cache', () => {
  test('is written once for one content', async () => {
    const file = write('s.ts', showing('1'));
    await load(file);
    const [bundle = ''] = readdirSync(cacheFolder);
    const { ino, mtimeMs } = statSync(join(cacheFolder, bundle));
    await load(file);
    expect(readdirSync(cacheFolder)).toEqual([bundle]);
    expect(statSync(join(cacheFolder, bundle))).toMatchObject({ ino, mtimeMs });
  });

  test('never gives an old strategy for a changed file', async () => {
    const file = write('s.ts', showing('1'));
    await expect(seen(file)).resolves.toBe(1);
    write('s.ts', showing('2'));
    await expect(seen(file)).resolves.toBe(2);
  });

  test('mends a bundle that was damaged', async () => {
    const file = write('s.ts', showing('1'));
    await load(file);
    const [bundle = ''] = readdirSync(cacheFolder);
    const whole = readFileSync(join(cacheFolder, bundle), 'utf8');
    writeFileSync(join(cacheFolder, bundle), whole.slice(0, 10));
    await load(file);
    expect(readFileSync(join(cacheFolder, bundle), 'utf8')).toBe(whole);
  });

  test('takes several loads of one file at once', async () => {
    const file = write('s.ts', showing('1'));
    const loaded = await Promise.all(Array.from({ length: 8 }, () => load(file)));
    expect(new Set(loaded.map(({ strategyHash }) => strategyHash)).size).toBe(1);
    expect(readdirSync(cacheFolder)).toHaveLength(1);
  });
});

describe('a strategy file that cannot be used', () => {
  test('is missing', async () => {
    const file = join(folder, 'nowhere.ts');
    expect(await problem(file)).toMatchObject({ file, message: `${file}: strategy file not found` });
  });

  test('is a folder', async () => {
    mkdirSync(join(folder, 'folder.ts'));
    expect((await problem(join(folder, 'folder.ts'))).message).toBe(`${join(folder, 'folder.ts')}: is not a file`);
  });

  test('is no code', async () => {
    expect((await problem(write('s.py', ''))).message).toContain('a strategy file is TypeScript or JavaScript');
  });

  test('has a syntax error, told with file, line and column', async () => {
    const file = write('s.ts', "import { defineStrategy } from 'sluice';\nconst x = (1 + ;\n");
    expect(await problem(file)).toMatchObject({ file, line: 2, column: 16, message: `${file}:2:16: Unexpected ";"` });
  });

  test('imports a file with a syntax error, told at the place of the error', async () => {
    const helper = write('helper.ts', '\n\nexport const = 1;');
    const file = write('s.ts', showing('1', "import './helper.ts';"));
    expect(await problem(file)).toMatchObject({ file: helper, line: 3, column: 14 });
  });

  test('imports what is not there', async () => {
    const file = write('s.ts', showing('1', "import './nowhere.ts';"));
    expect((await problem(file)).message).toBe(`${file}:2:8: Could not resolve "./nowhere.ts"`);
  });

  test('imports a name that the host does not export', async () => {
    const file = write('s.ts', showing('smaa', "import { smaa } from 'sluice';"));
    expect((await problem(file)).message).toBe(`${file}:2:10: "sluice" has no export named "smaa"`);
  });

  test('imports a part of a host package that is not shared, which would be a second copy', async () => {
    const file = write('s.ts', showing('ajax', "import { ajax } from 'rxjs/ajax';"));
    expect((await problem(file)).message).toBe(
      `${file}:2:22: "rxjs/ajax" cannot be imported by a strategy file; it may import sluice, rxjs, rxjs/operators, zod, decimal.js`,
    );
  });

  test('has no default export', async () => {
    const file = write(
      's.ts',
      "import { defineStrategy } from 'sluice';\nexport const s = defineStrategy({ name: 's' });",
    );
    expect((await problem(file)).message).toBe(
      `${file}: has no default export; a strategy file ends in \`export default defineStrategy({ … })\``,
    );
  });

  test.each(["{ name: 's', run() {} }", '() => 1', 'null', '7'])(
    'exports something else by default: %s',
    async (value) => {
      const file = write('s.ts', `export default ${value};`);
      expect((await problem(file)).message).toContain('its default export was not made by defineStrategy');
    },
  );

  test('throws while it is loaded, told with the line its author wrote', async () => {
    const file = write(
      's.ts',
      ['interface Gone {', '  readonly a: 1;', '}', "import 'sluice';", "throw new RangeError('boom');"].join('\n'),
    );
    const error = await problem(file);
    expect(error).toMatchObject({ file, line: 5, message: `${file}:5:7: threw while it was loaded: RangeError: boom` });
    expect(error.cause).toBeInstanceOf(RangeError);
  });

  test('throws in a file it imports, told there', async () => {
    const helper = write(
      'helper.ts',
      'interface Gone { a: 1 }\n\nexport function fail(): never {\n  throw new Error("boom");\n}',
    );
    const file = write('s.ts', showing('fail()', "import { fail } from './helper.ts';"));
    expect(await problem(file)).toMatchObject({ file: helper, line: 4 });
  });

  test('throws something that is no error', async () => {
    const file = write('s.ts', "throw 'boom';");
    expect((await problem(file)).message).toBe(`${file}: threw while it was loaded: boom`);
  });
});

describe('an error that a strategy throws later', () => {
  const running = ['interface Gone {', '  a: 1;', '}', 'function run(): never {', "  throw new Error('later');", '}'];

  async function thrownBy(file: string) {
    const loaded = await load(file);
    return { loaded, error: errorOf(shownBy(loaded.strategy)) };
  }

  test('is located in the line its author wrote', async () => {
    const file = write('s.ts', showing('run', ...running));
    const { loaded, error } = await thrownBy(file);
    expect(loaded.locate(error)).toMatchObject({ file, line: 6 });
  });

  test('is located likewise when the process has source maps switched on', async () => {
    process.setSourceMapsEnabled(true);
    try {
      const file = write('s.ts', showing('run', ...running));
      const { loaded, error } = await thrownBy(file);
      expect(loaded.locate(error)).toMatchObject({ file, line: 6 });
    } finally {
      process.setSourceMapsEnabled(false);
    }
  });

  test('is located when a further copy throws it', async () => {
    const file = write('s.ts', showing('run', ...running));
    const { fresh, locate } = await load(file);
    expect(locate(errorOf(shownBy(await fresh())))).toMatchObject({ file, line: 6 });
  });

  test('has no place when it comes from elsewhere', async () => {
    const { locate } = await load(write('s.ts', showing('1')));
    expect([locate(new Error('ours')), locate('a text'), locate(undefined)]).toEqual([undefined, undefined, undefined]);
  });
});

/** The function a strategy file handed out as `seen`. */
function shownBy(strategy: object): () => unknown {
  const run = 'seen' in strategy ? strategy.seen : undefined;
  if (typeof run === 'function') return () => run();
  throw new TypeError('the strategy shows no function');
}

function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
