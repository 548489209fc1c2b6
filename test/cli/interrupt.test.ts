// Ctrl-C on a process of its own, from the build that `npm test` makes first.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../app/package-root.ts';

const MINUTE_MS = 60_000;
const START_TIME = Date.UTC(2025, 0, 1);
/** Several times what is run between two looks at the signal. */
const BARS = 400_000;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-interrupt-'));
  const lines = Array.from({ length: BARS }, (_, bar) => {
    const openTime = START_TIME + bar * MINUTE_MS;
    // Bars without volume are worth a line in the log, which tells that the run is about to begin.
    return `${openTime},100,101,99,100,${bar < 3 ? 0 : 5},${openTime + MINUTE_MS - 1},0,0,0,0,0\n`;
  });
  await writeFile(join(folder, 'BTCUSDT-1m.csv'), lines.join(''));
  const examples = join(packageRoot(), 'config', 'examples');
  const config = {
    data: {
      markets: { BTCUSDT: { klines: 'BTCUSDT-1m.csv', funding: 'none' } },
      instruments: join(examples, 'instruments.json'),
      brackets: join(examples, 'leverage-brackets.json'),
    },
    strategies: [
      { id: 'cross', file: join(packageRoot(), 'strategies', 'moving-average-cross.ts'), markets: 'BTCUSDT' },
    ],
  };
  await writeFile(join(folder, 'run.yaml'), JSON.stringify(config));
}, 60_000);

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('Ctrl-C', () => {
  it('ends a run with the result so far, whole files and 130', async () => {
    const out = join(folder, 'out');
    const words = ['backtest', join(folder, 'run.yaml'), '--json', '--out', out];
    const child = spawn(process.execPath, [join(packageRoot(), 'dist', 'cli', 'main.js'), ...words]);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.once('data', () => child.kill('SIGINT'));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise((resolve) => child.on('close', resolve));

    expect(stderr).toContain('ending with the result so far');
    expect(code).toBe(130);
    const summary: unknown = JSON.parse(stdout);
    expect(summary).toMatchObject({ interrupted: true });
    expect(summary).toMatchObject(JSON.parse(await readFile(join(out, 'summary.json'), 'utf8')));
    const equity = (await readFile(join(out, 'equity.csv'), 'utf8')).trimEnd().split('\n');
    expect(equity.length).toBeGreaterThan(1);
    expect(equity.length).toBeLessThan(BARS);
    expect(summary).toMatchObject({ to: equity.at(-1)?.split(',')[0] });
  }, 60_000);
});
