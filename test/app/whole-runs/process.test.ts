// What only a process of its own can show, from the build that `npm test` makes first: errors of promises, and places in the
// author's source while the process maps sources itself.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../app/package-root.ts';
import { openWorkshop, strategyText, syntheticConfig } from '../workshop.ts';

interface Ended {
  readonly code: number | null;
  readonly summary: Readonly<Record<string, unknown>>;
  readonly stderr: string;
}

async function runProcess(strategy: string): Promise<Ended> {
  const { folder } = openWorkshop(syntheticConfig({ risk: { requireStop: false } }), { 'strategy.ts': strategy });
  const words = ['backtest', join(folder, 'run.yaml'), '--to', '2025-01-03', '--json', '--out', join(folder, 'out')];
  const child = spawn(process.execPath, [join(packageRoot(), 'dist', 'cli', 'main.js'), ...words]);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, summary: stdout === '' ? {} : (JSON.parse(stdout) as Ended['summary']), stderr };
}

const WHOLE = { bars: 2 * 288, interrupted: false };

describe('a process', () => {
  test('survives a promise of a strategy that is rejected, and quarantines the strategy', async () => {
    const { code, summary, stderr } = await runProcess(
      strategyText(`return context.klines('1h').pipe(mergeMap((_, index) => {
        if (index === 3) void Promise.reject(new Error('promised'));
        return EMPTY;
      }));`),
    );
    expect(code).toBe(1);
    expect(summary).toMatchObject({
      ...WHOLE,
      quarantined: [{ strategyId: 's1', code: 'THREW', message: 'promised (strategy.ts:9:46)' }],
    });
    expect(stderr).toMatch(/the run failed: strategy s1 was stopped by its own error\n$/);
  });

  test('survives what a strategy throws past its own stream, at the instant it was thrown', async () => {
    const { code, summary } = await runProcess(
      strategyText(`context.klines('1h').subscribe(({ closeTime }) => {
        if (closeTime === Date.UTC(2025, 0, 2)) throw new Error('aside');
      });
      return EMPTY;`),
    );
    expect(code).toBe(1);
    expect(summary).toMatchObject({
      ...WHOLE,
      quarantined: [{ strategyId: 's1', time: '2025-01-02T00:00:00.000Z', message: 'aside (strategy.ts:9:55)' }],
    });
  });

  test('ends with 1 and one sentence where a strategy cannot start', async () => {
    const { code, summary, stderr } = await runProcess(strategyText("throw new Error('no luck');"));
    expect({ code, summary }).toEqual({ code: 1, summary: {} });
    expect(stderr.trimEnd()).toMatch(/strategy\.ts:8:7: strategy s1 could not start: no luck$/);
  });
});
