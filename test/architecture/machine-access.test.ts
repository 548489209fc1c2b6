// Time and chance are arguments: the machine's own are touched in a handful of files, and in no other.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

import { describe, expect, test } from 'vitest';

import { machineAccess } from './machine-access.ts';

const root = resolve(import.meta.dirname, '../..');

/** The rooms that take time and chance as arguments; app, cli, scripts and bench are the rim that hands them in. */
const ROOMS = ['engine', 'strategies', 'connectors', 'config', 'backtest'];

/** The files that turn the machine's time and chance into ports, and the one that bars RxJS's own schedulers. */
const SEAMS = [
  /^engine\/clock\/system-[^/]+\.ts$/,
  /^connectors\/transport\/node-[^/]+\.ts$/,
  /^engine\/strategy\/foreign-scheduler-guard\.ts$/,
];

describe("the machine's time and chance", () => {
  test('are touched by no file but the seams', () => {
    const found = sourceFiles().flatMap((file) =>
      machineAccess(file, readFileSync(join(root, file), 'utf8')).map(({ line, what }) => `${file}:${line} ${what}`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    ['const at = Date.now();', 'Date.now'],
    ['const read = Date.now;', 'Date.now'],
    ['const at = globalThis.Date.now();', 'globalThis.Date.now'],
    ['const at = new Date();', 'Date() without a time'],
    ['const at = Date();', 'Date() without a time'],
    ['const chance = Math.random();', 'Math.random'],
    ['const at = performance.now();', 'performance.now'],
    ['const at = process.hrtime.bigint();', 'process.hrtime'],
    ['setTimeout(() => {}, 1);', 'setTimeout'],
    ['const parts = { later: setInterval };', 'setInterval'],
    ['const parts = { setImmediate };', 'setImmediate'],
    ['globalThis.setTimeout(() => {}, 1);', 'globalThis.setTimeout'],
    ['const signal = AbortSignal.timeout(10);', 'AbortSignal.timeout'],
    ['const id = crypto.randomUUID();', 'crypto.randomUUID'],
    ["import { randomBytes as bytes } from 'node:crypto';", 'import of randomBytes from node:crypto'],
    ["import { randomUUID } from 'crypto';", 'import of randomUUID from crypto'],
    ["import { asyncScheduler } from 'rxjs';", 'import of asyncScheduler from rxjs'],
    ["import { timer } from 'rxjs';\nconst tick$ = timer(10);", 'timer without a scheduler'],
    [
      "import { debounceTime } from 'rxjs';\nconst calm$ = tick$.pipe(debounceTime(10));",
      'debounceTime without a scheduler',
    ],
  ])('are found in: %s', (text, what) => {
    expect(machineAccess('case.ts', text).map((access) => access.what)).toEqual([what]);
  });

  test.each([
    ['a clock that was handed in', 'clock.setTimeout(() => {}, 1); const at = clock.now();'],
    ['a date made from a time', 'const day = new Date(timeMs).toISOString(); const at = Date.UTC(2025, 0);'],
    ['chance that was handed in', 'const chance = context.random();'],
    ['a member of the same name', 'interface Clock { setTimeout(run: () => void): void }'],
    ['a method of the same name', 'const clock = { setTimeout(run: () => void) { run(); } };'],
    ['a hash', "import { createHash } from 'node:crypto';"],
    ['an operator with a scheduler', "import { timer } from 'rxjs';\nconst tick$ = timer(10, clock.scheduler);"],
    ["a function of our own named like one of RxJS's", "import { interval } from './interval.ts';\ninterval('1m');"],
    ['a name in a text', "const text = 'Date.now() and Math.random()'; // setTimeout"],
  ])('are not found in %s', (_name, text) => {
    expect(machineAccess('case.ts', text)).toEqual([]);
  });

  test('are reported with their line', () => {
    expect(machineAccess('case.ts', '\n\n  const at = Date.now();\n')).toEqual([{ line: 3, what: 'Date.now' }]);
  });
});

function sourceFiles(): readonly string[] {
  return ROOMS.filter((room) => existsSync(join(root, room)))
    .flatMap((room) => readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !SEAMS.some((seam) => seam.test(file)));
}
