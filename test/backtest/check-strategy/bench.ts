// A folder with a recording of BTCUSDT made from a seed and strategy files beside it, and the command as a user types it.
import { copyFileSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { CheckResult, StrategyVerdict } from '../../../backtest/check-strategy/check-result.ts';
import type { KlineColumns } from '../../../backtest/data/kline-columns.ts';
import { writeKlineCsv } from '../../../backtest/data/write-kline-csv.ts';
import { generateMarket } from '../../../backtest/synthetic/generate-market.ts';
import { runCommandLine } from '../../../cli/program.ts';
import { createFakeWorld, type FakeWorld } from '../../cli/fake-world.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Bundles of the strategies of tests are nobody's business outside the tests. */
process.env['XDG_CACHE_HOME'] = join(tmpdir(), 'sluice-test-cache');

const FIXTURES = join(import.meta.dirname, 'fixtures');

export interface Bench {
  readonly folder: string;
  readonly klines: KlineColumns;
  write(name: string, content: string): string;
  /** `sluice check-strategy` on a fixture and the recording; paths in what it says begin at the folder. */
  check(fixture: string, ...options: readonly string[]): Promise<Said>;
}

export interface Said {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function openBench(days = 5): Bench {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-check-strategy-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const from = Date.UTC(2025, 0, 1);
  const { klines } = generateMarket({
    ...{ seed: 5, interval: '5m', from, bars: days * 288, symbol: 'BTCUSDT' },
    ...{ priceStart: 60_000, tickSize: 0.1, quantityStep: 0.001 },
  });
  const data = write('BTCUSDT-5m.csv', [...writeKlineCsv(klines)].join(''));
  return {
    folder,
    klines,
    write,
    async check(fixture, ...options) {
      const file = join(folder, `${fixture}.ts`);
      copyFileSync(join(FIXTURES, `${fixture}.ts`), file);
      return speak(createFakeWorld(), folder, ['check-strategy', file, '--data', data, ...options]);
    },
  };
}

/** What the command says to these words. */
export async function speak(fake: FakeWorld, folder: string, words: readonly string[]): Promise<Said> {
  const exitCode = await runCommandLine(words, fake.world);
  const shown = (text: string): string => text.replaceAll(`${folder}/`, '');
  return { exitCode, stdout: shown(fake.stdout()), stderr: shown(fake.stderr()) };
}

/** The verdict on the one strategy of a `--json` answer. */
export function verdictOf({ stdout }: Pick<Said, 'stdout'>): StrategyVerdict {
  const [verdict] = (JSON.parse(stdout) as CheckResult).strategies;
  if (verdict === undefined) throw new Error('nothing was judged');
  return verdict;
}
