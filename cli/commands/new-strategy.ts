// `sluice new strategy`: the files of a strategy that runs at once. Nothing that is there is written over.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { UserError } from '../../app/user-error.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { configText } from '../new-strategy/config-text.ts';
import { strategyText } from '../new-strategy/strategy-text.ts';
import { commandFrom, examplesFrom, isFoundFrom, upwards } from '../new-strategy/surroundings.ts';
import { testText } from '../new-strategy/test-text.ts';
import { tsconfigText } from '../new-strategy/tsconfig-text.ts';
import type { World } from '../world.ts';

interface NewFile {
  readonly name: string;
  readonly text: string;
  /** What it is, for whoever reads what was written. */
  readonly what: string;
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const NAME_LENGTH_MAX = 50;

/** Writes the files into `dir`; rejects with a UserError, and nothing written, where the name will not do or a file is there. */
export async function newStrategyCommand(name: string, dir: string, world: World): Promise<ExitCode> {
  demandName(name);
  const folder = resolve(dir);
  const files = filesOf(name, folder);
  const taken = files.filter((file) => existsSync(join(folder, file.name)));
  if (taken.length > 0) {
    const names = taken.map((file) => shown(join(folder, file.name))).join(', ');
    throw new UserError(`${names} ${taken.length === 1 ? 'is' : 'are'} there already; nothing was written`);
  }
  mkdirSync(folder, { recursive: true });
  for (const file of files) writeFileSync(join(folder, file.name), file.text, { flag: 'wx' });
  world.stdout.write(report(name, folder, files));
  return EXIT.done;
}

function demandName(name: string): void {
  if (NAME.test(name) && name.length <= NAME_LENGTH_MAX) return;
  const near = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, NAME_LENGTH_MAX);
  const hint = NAME.test(near) ? `, as in ${near}` : '';
  throw new UserError(
    `"${name}" cannot be the name of a strategy: allowed are up to ${NAME_LENGTH_MAX} of a-z, 0-9 and single dashes between them, a letter first${hint}`,
    EXIT.usage,
  );
}

function filesOf(name: string, folder: string): readonly NewFile[] {
  const files = [
    { name: `${name}.ts`, text: strategyText(name), what: 'the strategy' },
    { name: `${name}.yaml`, text: configText(name, examplesFrom(folder)), what: 'a run of it on made-up klines' },
    { name: `${name}.test.mjs`, text: testText(name), what: 'its test' },
  ];
  if (upwards(folder, 'tsconfig.json') !== undefined) return files;
  const text = tsconfigText(isFoundFrom(folder, '@types/node/package.json'));
  return [
    ...files,
    { name: 'tsconfig.json', text, what: 'so that your editor completes types; nothing is built with it' },
  ];
}

function report(name: string, folder: string, files: readonly NewFile[]): string {
  const wide = Math.max(...files.map((file) => shown(join(folder, file.name)).length));
  const lines = files.map((file) => `${shown(join(folder, file.name)).padEnd(wide)}  ${file.what}`);
  const path = (ending: string): string => shown(join(folder, `${name}${ending}`));
  const missing = isFoundFrom(folder, 'sluice')
    ? []
    : [`Note: "sluice" is not installed in this folder or above it, so neither the test nor your editor will find it.`];
  return [
    ...lines,
    ...missing,
    '',
    `Run it:    ${commandFrom(resolve('.'))} backtest ${path('.yaml')}`,
    `Test it:   node --test ${path('.test.mjs')}`,
    `Change it: ${path('.ts')}, then run and test again; there is no build step.`,
    '',
  ].join('\n');
}

/** The path as the user may type it. */
function shown(path: string): string {
  const below = relative(resolve('.'), path);
  return below === '' ? '.' : below;
}
