// The package as a stranger gets it: packed from a copy of the checkout, and installed by npm into an empty folder.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Installed {
  /** The stranger's folder. */
  readonly folder: string;
  /** The package within it. */
  readonly packageFolder: string;
  write(path: string, text: string): void;
  /** Runs a command in the folder to its end. */
  run(command: string, ...words: readonly string[]): Promise<Finished>;
  /** `npx sluice …`, of what is installed there. */
  sluice(...words: readonly string[]): Promise<Finished>;
  remove(): void;
}

/** What lies in a checkout without being of it. */
const NOT_OF_THE_CHECKOUT = new Set(['node_modules', 'dist', '.git', 'coverage', 'results', '.reports', '.setup.lock']);

export async function installPackage(): Promise<Installed> {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-package-')));
  const tarball = await pack(join(place, 'checkout'));
  const folder = join(place, 'stranger');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "name": "stranger", "private": true }\n');
  const environment = { XDG_CACHE_HOME: join(place, 'cache') };
  const run = (command: string, ...words: readonly string[]): Promise<Finished> =>
    finished(folder, command, words, environment);
  await demand(run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball));
  return {
    folder,
    packageFolder: join(folder, 'node_modules', 'sluice'),
    run,
    sluice: async (...words) => {
      const { stderr, ...rest } = await run('npx', '--no-install', 'sluice', ...words);
      // What npm itself has to say about the machine's settings is not the command's.
      return { ...rest, stderr: stderr.replaceAll(/^npm (?:warn|notice).*\n/gm, '') };
    },
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    remove: () => {
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** Packs a copy, so that the checkout's own dist/ stays as it is while others use it. */
async function pack(copy: string): Promise<string> {
  cpSync(root, copy, { recursive: true, filter: (path) => !NOT_OF_THE_CHECKOUT.has(relative(root, path)) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  await demand(finished(copy, 'npm', ['pack']));
  const tarball = readdirSync(copy).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack left no package');
  return join(copy, tarball);
}

async function demand(running: Promise<Finished>): Promise<void> {
  const { code, stdout, stderr } = await running;
  if (code !== 0) throw new Error(`exit code ${code}\n${stdout}\n${stderr}`);
}

/** The environment of a shell: what this npm and this test runner have told their own children is left out. */
function finished(
  cwd: string,
  command: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:npm_|VITEST|NODE_|SLUICE_)/.test(name));
  const env = { ...Object.fromEntries(inherited), ...environment };
  return new Promise((resolveWith) => {
    execFile(command, [...words], { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? 1);
      resolveWith({ code, stdout, stderr });
    });
  });
}
