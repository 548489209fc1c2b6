// `sluice demo`: a run on klines that the project makes itself, for a first look without any data.
import { join } from 'node:path';
import { packageRoot } from '../../app/package-root.ts';
import type { ExitCode } from '../exit-code.ts';
import type { World } from '../world.ts';
import { backtestCommand, type BacktestOptions } from './backtest.ts';

export async function demoCommand(
  options: Pick<BacktestOptions, 'out' | 'json' | 'open'>,
  world: World,
): Promise<ExitCode> {
  const config = join(packageRoot(), 'config', 'examples', 'demo.yaml');
  return backtestCommand(config, { ...options, set: [], band: true }, world);
}
