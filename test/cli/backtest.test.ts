import { describe, expect, it } from 'vitest';
import type { BacktestRequest, BacktestResult, RunBacktest } from '../../app/backtest-request.ts';
import { buildSummary } from '../../backtest/report/summary.ts';
import { runCommandLine } from '../../cli/program.ts';
import { outcome, TIMING } from '../backtest/report/run.ts';
import { createFakeWorld } from './fake-world.ts';

const PAGE = 'results/ma-cross/report.html';

function resultOf(changes: Parameters<typeof outcome>[0] = {}): BacktestResult {
  const run = outcome(changes);
  return { outcome: run, summary: buildSummary(run), timing: TIMING, folder: 'results/ma-cross', page: PAGE };
}

const succeed: RunBacktest = () => Promise.resolve(resultOf());

describe('sluice backtest', () => {
  it('shows the table on stdout and nothing on stderr when piped', async () => {
    const fake = createFakeWorld({ runBacktest: succeed });
    expect(await runCommandLine(['backtest', 'run.yaml'], fake.world)).toBe(0);
    expect(fake.stdout()).toContain('9,992.94 USDT');
    expect(fake.stdout()).toContain('result in results/ma-cross\nreport in results/ma-cross/report.html\n');
    expect(fake.stdout()).not.toContain('\u001B');
    expect(fake.stderr()).toBe('');
  });

  it('colours the table on a terminal, unless NO_COLOR is set', async () => {
    const colourful = createFakeWorld({ runBacktest: succeed, isTerminal: true });
    await runCommandLine(['backtest', 'run.yaml'], colourful.world);
    expect(colourful.stdout()).toContain('\u001B[31m');
    const plain = createFakeWorld({ runBacktest: succeed, isTerminal: true, environment: { NO_COLOR: '1' } });
    await runCommandLine(['backtest', 'run.yaml'], plain.world);
    expect(plain.stdout()).not.toContain('\u001B[31m');
  });

  it('with --json prints the summary with its timing, and nothing else', async () => {
    const fake = createFakeWorld({ runBacktest: succeed });
    expect(await runCommandLine(['backtest', 'run.yaml', '--json'], fake.world)).toBe(0);
    expect(JSON.parse(fake.stdout())).toEqual({ ...structuredClone(resultOf().summary), timing: { ...TIMING } });
  });

  it('hands over config, folder and every setting that was typed', async () => {
    const requests: BacktestRequest[] = [];
    const fake = createFakeWorld({
      runBacktest: (request) => {
        requests.push(request);
        return succeed(request, { onProgress: () => {}, signal: { aborted: false }, log: { write: () => {} } });
      },
    });
    const words = ['--set', 'a.b=1', '--set', 'a.b=2', '--from', '2025-01-01', '--to', '2025-02-01', '--seed', '7'];
    await runCommandLine(['backtest', 'dir/run.yaml', ...words, '--no-band', '--out', 'there'], fake.world);
    await runCommandLine(['backtest', 'run.yaml'], fake.world);
    expect(requests).toEqual([
      {
        configPath: 'dir/run.yaml',
        outFolder: 'there',
        overrides: [
          { option: '--set a.b=1', path: ['a', 'b'], value: 1 },
          { option: '--set a.b=2', path: ['a', 'b'], value: 2 },
          { option: '--from 2025-01-01', path: ['data', 'from'], value: '2025-01-01' },
          { option: '--to 2025-02-01', path: ['data', 'to'], value: '2025-02-01' },
          { option: '--seed 7', path: ['seed'], value: 7 },
          { option: '--no-band', path: ['results', 'band'], value: false },
        ],
      },
      { configPath: 'run.yaml', outFolder: null, overrides: [] },
    ]);
  });

  it('leaves a seed that is no number for the config to complain about', async () => {
    const requests: BacktestRequest[] = [];
    const fake = createFakeWorld({
      runBacktest: async (request) => {
        requests.push(request);
        return resultOf();
      },
    });
    await runCommandLine(['backtest', 'run.yaml', '--seed', 'lucky'], fake.world);
    expect(requests[0]?.overrides).toEqual([{ option: '--seed lucky', path: ['seed'], value: 'lucky' }]);
  });
});

describe('sluice backtest with a strategy that was stopped', () => {
  const stop = (strategyId: string) =>
    ({ strategyId, time: 1_746_057_600_000, code: 'THREW', message: 'no luck (my.ts:3:4)' }) as const;
  const run = async (changes: Parameters<typeof outcome>[0], ...words: readonly string[]) => {
    const fake = createFakeWorld({ runBacktest: async () => resultOf(changes) });
    return { code: await runCommandLine(['backtest', 'run.yaml', ...words], fake.world), fake };
  };

  it.each([[[]], [['--json']]])('ends with 1 and says why behind all it shows: %j', async (words) => {
    const { code, fake } = await run({ quarantined: [stop('cross')] }, ...words);
    expect(code).toBe(1);
    expect(fake.stdout()).toContain('no luck (my.ts:3:4)');
    expect(fake.stderr()).toBe('the run failed: strategy cross was stopped by its own error\n');
  });

  it('names each of several once', async () => {
    const { fake } = await run({ quarantined: [stop('a'), stop('b'), stop('a')] });
    expect(fake.stderr()).toBe('the run failed: strategies a, b were stopped by their own error\n');
  });

  it('ends with 130 where Ctrl-C ended it', async () => {
    expect((await run({ quarantined: [stop('cross')], interrupted: true })).code).toBe(130);
  });
});

describe('sluice backtest with a strategy in place of a config', () => {
  it.each(['my/cross.ts', 'cross.mjs', 'CROSS.TS'])('says in one sentence what is needed: %s', async (file) => {
    const fake = createFakeWorld({ runBacktest: succeed });
    expect(await runCommandLine(['backtest', file], fake.world)).toBe(2);
    expect(fake.stdout()).toBe('');
    expect(fake.stderr()).toBe(
      `${file}: is a strategy, a config (YAML) that names it is needed: \`sluice new strategy NAME\` writes a strategy with ` +
        `its config, \`sluice check-strategy ${file} --data KLINES\` checks the strategy alone\n`,
    );
  });
});

describe('sluice backtest --open', () => {
  it('opens the page when the run is done', async () => {
    const fake = createFakeWorld({ runBacktest: succeed });
    expect(await runCommandLine(['backtest', 'run.yaml', '--open'], fake.world)).toBe(0);
    expect(fake.opened).toEqual([PAGE]);
    expect(fake.stderr()).toBe('');
  });

  it('opens it with --json too, and still prints the summary alone', async () => {
    const fake = createFakeWorld({ runBacktest: succeed });
    await runCommandLine(['backtest', 'run.yaml', '--open', '--json'], fake.world);
    expect(fake.opened).toEqual([PAGE]);
    expect(JSON.parse(fake.stdout())).toMatchObject({ name: 'ma-cross' });
  });

  it('says where the page lies on a machine that cannot open it', async () => {
    const fake = createFakeWorld({ runBacktest: succeed, opensFiles: false });
    expect(await runCommandLine(['backtest', 'run.yaml', '--open'], fake.world)).toBe(0);
    expect(fake.stderr()).toBe(`this machine has nothing to open the page with; it lies in ${PAGE}\n`);
  });

  it('says that there is no page where none was wanted', async () => {
    const fake = createFakeWorld({ runBacktest: async () => ({ ...resultOf(), page: null }) });
    expect(await runCommandLine(['backtest', 'run.yaml', '--open'], fake.world)).toBe(0);
    expect(fake.stdout()).not.toContain('report in');
    expect(fake.stderr()).toBe('there is no page to open: results.report is false\n');
  });

  it('opens nothing unasked', async () => {
    const fake = createFakeWorld({ runBacktest: succeed });
    await runCommandLine(['backtest', 'run.yaml'], fake.world);
    expect(fake.opened).toEqual([]);
  });
});

describe('Ctrl-C', () => {
  it('once asks the run to end, shows what there is and ends with 130', async () => {
    const fake = createFakeWorld({
      runBacktest: async (_, { signal }) => {
        const before = signal.aborted;
        fake.pressInterrupt();
        return resultOf({ interrupted: !before && signal.aborted });
      },
    });
    expect(await runCommandLine(['backtest', 'run.yaml'], fake.world)).toBe(130);
    expect(fake.stderr()).toBe('ending with the result so far; Ctrl-C again ends at once\n');
    expect(fake.stdout()).toContain('INTERRUPTED');
    expect(fake.exits).toEqual([]);
  });

  it('twice ends the process at once', async () => {
    const fake = createFakeWorld({
      runBacktest: async () => {
        fake.pressInterrupt();
        expect(fake.exits).toEqual([]);
        fake.pressInterrupt();
        expect(fake.exits).toEqual([130]);
        return resultOf({ interrupted: true });
      },
    });
    await runCommandLine(['backtest', 'run.yaml'], fake.world);
    expect(fake.exits).toEqual([130]);
  });

  it('is no longer listened to after the run, however it ended', async () => {
    const fine = createFakeWorld({ runBacktest: succeed });
    await runCommandLine(['backtest', 'run.yaml'], fine.world);
    expect(fine.interruptHandlers()).toBe(0);
    const failed = createFakeWorld({ runBacktest: () => Promise.reject(new Error('no')) });
    await runCommandLine(['backtest', 'run.yaml'], failed.world);
    expect(failed.interruptHandlers()).toBe(0);
  });

  it('during a run that ended by itself all the same still ends well', async () => {
    const fake = createFakeWorld({
      runBacktest: async () => {
        fake.pressInterrupt();
        return resultOf({ interrupted: false });
      },
    });
    expect(await runCommandLine(['backtest', 'run.yaml'], fake.world)).toBe(0);
  });
});

describe('what is shown while it runs', () => {
  const watched: RunBacktest = async (_, { onProgress, log }) => {
    onProgress(0, 2_000_000);
    log.write('warn', 'two gaps', { file: 'k.csv', gaps: 2 });
    onProgress(1_000_000, 2_000_000);
    return resultOf();
  };

  it('is a bar on a terminal, gone at the end, with log lines for people above it', async () => {
    const fake = createFakeWorld({ runBacktest: watched, isTerminal: true });
    await runCommandLine(['backtest', 'run.yaml'], fake.world);
    expect(fake.stderr()).toContain('0 % ');
    expect(fake.stderr()).toContain('of 2,000,000 klines');
    expect(fake.stderr()).toMatch(/WARN.*two gaps/);
    // The line is cleared and the cursor shown again.
    expect(fake.stderr().endsWith('\u001B[2K')).toBe(true);
    expect(fake.stderr().lastIndexOf('\u001B[?25h')).toBeGreaterThan(fake.stderr().lastIndexOf('\u001B[?25l'));
  });

  it('is JSON lines alone when stderr is piped', async () => {
    const fake = createFakeWorld({ runBacktest: watched });
    await runCommandLine(['backtest', 'run.yaml'], fake.world);
    const lines = fake.stderr().trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 40, msg: 'two gaps', file: 'k.csv', gaps: 2 });
  });
});
