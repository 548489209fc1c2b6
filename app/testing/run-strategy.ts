// The two ways to run a strategy in a test: what does it say, and what would it have earned.
import type { StrategyDefinition } from '../../engine/strategy/define-strategy.ts';
import { placeOf } from './load-strategy.ts';
import { runOverKlines } from './run-over-klines.ts';
import type { RunOptions } from './run-options.ts';
import type { StrategyRun } from './strategy-run.ts';
import { strategyRunOf } from './strategy-run-of.ts';
import type { TestSections } from './test-config.ts';

/** Nothing costs, nothing slips, no order is too large, no stop is asked for: a price of the run is a price of the klines. */
const FRICTIONLESS: TestSections = {
  account: { balance: 1_000_000_000 },
  exchange: { makerFeeRatio: 0, takerFeeRatio: 0, slippageTicks: 0, slippageRatio: 0, participationRatio: null },
  risk: { requireStop: false },
};

const AS_A_BACKTEST: TestSections = {};

/**
 * Runs a strategy over hand-made klines to see what it says: on an account without costs or bounds, so that prices and
 * quantities are round. The engine is the real one: warm-up, virtual time, order of events, quarantine.
 * Rejects with RangeError where options do not make sense, and with what the strategy threw where it is quarantined.
 *
 *     const run = await runStrategy(strategy, { klines: [100, 101, 103], params: { fast: 1 } });
 *     assert.equal(run.marble({ L: { kind: 'open', side: 'long' } }), '--L');
 */
export function runStrategy(strategy: StrategyDefinition, options: RunOptions): Promise<StrategyRun> {
  return makeStrategyRun(strategy, options, FRICTIONLESS);
}

/**
 * A backtest over hand-made klines, with every default that a backtest from a config has: 10,000 to begin with, fees,
 * slippage, a stop demanded of each position. Rejects as `runStrategy` does.
 *
 *     const run = await backtestKlines(strategy, { klines, account: { leverage: 5 } });
 *     assert.equal(run.trades[0].exitCause, 'stop-loss');
 */
export function backtestKlines(strategy: StrategyDefinition, options: RunOptions): Promise<StrategyRun> {
  return makeStrategyRun(strategy, options, AS_A_BACKTEST);
}

async function makeStrategyRun(
  strategy: StrategyDefinition,
  options: RunOptions,
  defaults: TestSections,
): Promise<StrategyRun> {
  const run = strategyRunOf(await runOverKlines(strategy, options, defaults));
  const { quarantine } = run;
  if (quarantine === null || options.allowQuarantine === true) return run;
  const when = quarantine.kline < 0 ? 'before kline 0' : `at kline ${quarantine.kline}`;
  const place = placeOf(strategy, quarantine.cause);
  const where = place === undefined ? '' : ` (${place.file}:${place.line}:${place.column})`;
  const sentence = `strategy "${strategy.name}" is stopped ${when}: ${quarantine.code}: ${quarantine.message}${where}`;
  throw new Error(sentence, { cause: quarantine.cause });
}
