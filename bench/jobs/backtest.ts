// A whole backtest as `sluice backtest` makes it, by the application's own call. Loading and writing have lines of their own: here
// the time from the first instant to the last counts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runBacktest } from '../../app/run-backtest.ts';
import type { BacktestHooks } from '../../app/backtest-request.ts';
import { proofOf } from '../data/trade-proof.ts';
import { type Job, needed } from '../sample.ts';

export const QUIET_HOOKS: BacktestHooks = {
  onProgress: () => undefined,
  signal: { aborted: false },
  log: { write: () => undefined },
};

export const backtestJob: Job = async ({ config, folder }) => {
  const outFolder = needed(folder, 'folder');
  const begun = performance.now();
  const { outcome, timing } = await runBacktest(
    { configPath: needed(config, 'config'), overrides: [], outFolder },
    QUIET_HOOKS,
  );
  const wallMs = performance.now() - begun;
  await readFile(join(outFolder, 'summary.json'));
  const { elapsedMs, loadMs } = timing;
  const equityWithoutFunding = outcome.finalEquity.minus(outcome.fundingReceived).toNumber();
  const entryTimes = outcome.trades.map(({ entryTime }) => entryTime);
  return {
    ns: elapsedMs * 1e6,
    count: outcome.bars,
    facts: {
      ...proofOf(entryTimes, equityWithoutFunding),
      ...countsOf(outcome),
      loadMs,
      writeMs: Math.round(wallMs - elapsedMs - loadMs),
    },
  };
};

/** What happened in the run besides klines; a refusal would mean that less was measured than the line says. */
function countsOf({ fills, orders, funding, refusals, rejections, liquidations }: Outcome): Record<string, number> {
  return {
    fills: fills.length,
    orders: orders.length,
    fundings: funding.length,
    liquidations,
    refused: sum(refusals) + sum(rejections),
  };
}

type Outcome = Awaited<ReturnType<typeof runBacktest>>['outcome'];

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
