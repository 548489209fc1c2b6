// The same run gives the same bytes: again, elsewhere, and whatever ran before it.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { packageRoot } from '../../../app/package-root.ts';
import { EXAMPLES, makeRunOf, openWorkshop, rowsOf, strategyText, syntheticConfig } from '../workshop.ts';

/** Trades at random, by the run's own chance. */
const GAMBLER = strategyText(`
  return context.klines('1h').pipe(
    filter(() => context.random() < 0.3),
    map(() => open({ side: context.random() < 0.5 ? 'long' : 'short', notional: 500, stop: { ratio: 0.01 }, targets: [{ ratio: 0.01 }] })),
  );`);

describe('a run', () => {
  test('gives the same bytes in every file when it is made again', async () => {
    const workshop = openWorkshop(syntheticConfig(), { 'strategy.ts': GAMBLER });
    const [first, second] = [await workshop.run(), await workshop.run()];
    expect(second.files).toEqual(first.files);
    expect(rowsOf(first.files['trades.csv']).length).toBeGreaterThan(5);
  });

  test('differs by another seed, in the market and in the chance of its strategies', async () => {
    const workshop = openWorkshop(syntheticConfig(), { 'strategy.ts': GAMBLER });
    const [one, other, fixed] = [
      await workshop.run(),
      await workshop.run({ set: ['seed=2'] }),
      await workshop.run({ set: ['seed=2', 'data.synthetic.seed=1'] }),
    ];
    expect(other.files['equity.csv']).not.toBe(one.files['equity.csv']);
    expect(other.summary.dataHash).not.toBe(one.summary.dataHash);
    expect(fixed.summary.dataHash).toBe(one.summary.dataHash);
    expect(fixed.files['fills.csv']).not.toBe(one.files['fills.csv']);
  });

  test('gives the same bytes from another folder, over relative paths', async () => {
    const root = mkdtempSync(join(tmpdir(), 'sluice-app-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    const made = [];
    for (const place of ['here', join('there', 'deep', 'down')]) {
      const folder = join(root, place);
      mkdirSync(join(folder, 'config'), { recursive: true });
      cpSync(EXAMPLES, join(folder, 'config', 'examples'), { recursive: true });
      cpSync(join(packageRoot(), 'strategies'), join(folder, 'strategies'), { recursive: true });
      const set = ['data.synthetic.to=2025-01-08'];
      made.push(await makeRunOf(join(folder, 'config', 'examples', 'demo.yaml'), join(folder, 'out'), { set }));
    }
    const [here, there] = made;
    expect(there?.files).toEqual(here?.files);
  });

  test('names no folder of the machine in its files, whatever goes wrong in it', async () => {
    const body = `let bars = 0;
      return context.klines('5m').pipe(map(() => {
        bars += 1;
        if (bars > 20) throw new Error('gone');
        return open({ side: 'long', notional: 100, stop: { ratio: 0.01 } });
      }));`;
    const time = Date.UTC(2025, 0, 1);
    const line = (bar: number): string => `${time + bar * 300_000},100,101,99,100,${bar < 3 ? 0 : 50_000},0,0,0,0,0,0`;
    const rows = Array.from({ length: 40 }, (_, bar) => line(bar)).filter((_, bar) => bar !== 30);
    const workshop = openWorkshop(
      syntheticConfig({
        data: {
          markets: { BTCUSDT: { klines: 'klines.csv', funding: 'none' } },
          instruments: join(EXAMPLES, 'instruments.json'),
          brackets: join(EXAMPLES, 'leverage-brackets.json'),
          quality: 'warn',
        },
      }),
      { 'strategy.ts': strategyText(body), 'klines.csv': rows.join('\n') },
    );
    const { files, summary } = await workshop.run();
    expect(summary.quarantined).toMatchObject([{ message: expect.stringMatching(/^gone \(strategy\.ts:\d+:\d+\)$/) }]);
    expect(summary.assumptions).toMatchObject({ findings: [expect.stringContaining('BTCUSDT klines: 1 gap')] });
    expect(Object.values(files).join('')).not.toContain(workshop.folder);
  });
});

describe('variables of a strategy’s module', () => {
  const COUNTER = strategyText(
    `return context.klines('1h').pipe(
      map(() => { count += 1; return count; }),
      map((told) => target({ quantity: told % 5 === 0 ? 0.02 : 0.01 })),
    );`,
    { above: 'let count = 0;' },
  );

  test('begin anew in each run of a process', async () => {
    const workshop = openWorkshop(syntheticConfig({ risk: { requireStop: false } }), { 'strategy.ts': COUNTER });
    const [first, second] = [await workshop.run(), await workshop.run()];
    expect(second.files).toEqual(first.files);
    expect(first.summary.fills).toBeGreaterThan(50);
  });
});
