// A small checkout in a temporary folder, with the project's own scripts and an npm that installs nothing from anywhere:
// it notes each call, takes a moment, and links the esbuild that is there.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

const PRETENDED_NPM = `
const { appendFileSync, mkdirSync, symlinkSync } = require('node:fs');
appendFileSync('npm-calls.txt', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_FAILS) { console.error('npm error network'); process.exit(7); }
setTimeout(() => {
  mkdirSync('node_modules', { recursive: true });
  try { symlinkSync(${JSON.stringify(join(project, 'node_modules', 'esbuild'))}, 'node_modules/esbuild', 'junction'); } catch {}
}, 100);
`;

/** What a finished process left. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Checkout {
  readonly folder: string;
  write(path: string, text: string): void;
  read(path: string): string;
  has(path: string): boolean;
  /** Runs a command in the checkout to its end. */
  run(command: string, args: readonly string[], environment?: Record<string, string>): Promise<Finished>;
  /** Runs scripts/setup.mjs with the pretended npm. */
  setUp(environment?: Record<string, string>, ...args: readonly string[]): Promise<Finished>;
  /** What the pretended npm was asked, one line a call. */
  npmCalls(): readonly string[];
  remove(): void;
}

/** A checkout with one module, and the scripts of this project. */
export function createCheckout(): Checkout {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-checkout-')));
  const at = (path: string) => join(folder, path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const run = (command: string, args: readonly string[], environment: Record<string, string> = {}) =>
    finished(folder, command, args, { npm_execpath: at('tools/npm-cli.cjs'), ...environment });

  cpSync(join(project, 'scripts'), at('scripts'), { recursive: true });
  cpSync(join(project, '.ci'), at('.ci'), { recursive: true });
  write('tools/npm-cli.cjs', PRETENDED_NPM);
  write('package.json', '{ "name": "small", "type": "module" }');
  write('package-lock.json', '{ "lockfileVersion": 3 }');
  write('tsconfig.json', '{}');
  write('engine/greeting.ts', "export const greeting: string = 'hello';\n");

  return {
    folder,
    write,
    run,
    read: (path) => readFileSync(at(path), 'utf8'),
    has: (path) => existsSync(at(path)),
    setUp: (environment, ...args) => run(process.execPath, ['scripts/setup.mjs', ...args], environment),
    npmCalls: () =>
      existsSync(at('npm-calls.txt')) ? readFileSync(at('npm-calls.txt'), 'utf8').trim().split('\n') : [],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function finished(cwd: string, command: string, args: readonly string[], environment: Record<string, string>) {
  return new Promise<Finished>((resolveWith, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...environment } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolveWith({ code, stdout, stderr }));
  });
}
