// The command as a process of its own, from the build that `npm test` makes first.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../app/package-root.ts';

const MAIN = join(packageRoot(), 'dist', 'cli', 'main.js');

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command; with `closesEarly` nobody reads what it prints, as behind `| head`. */
function runProcess(words: readonly string[], closesEarly = false): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    if (closesEarly) child.stdout.destroy();
    else child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

describe('the process', () => {
  it('prints help and ends with 0', async () => {
    const ended = await runProcess(['--help']);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toContain('backtest');
  });

  it('ends with 2 on bad usage, with nothing on stdout', async () => {
    const ended = await runProcess(['backtest']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain("missing required argument 'config'");
  });

  it('ends quietly when nobody reads its output', async () => {
    expect(await runProcess(['--help'], true)).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  });
});
