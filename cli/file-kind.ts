// What a file that is named on the command line is, by its name: a config or a strategy.
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { UserError } from '../app/user-error.ts';

const STRATEGY_EXTENSIONS: readonly string[] = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];
const CONFIG_EXTENSIONS: readonly string[] = ['.yaml', '.yml', '.json'];

/** Whether a file is a config or a strategy; throws a UserError where it is neither, or not there. */
export function kindOfFile(file: string): 'config' | 'strategy' {
  const extension = extname(file).toLowerCase();
  if (!existsSync(file)) throw new UserError(`${file}: no such file`, 2);
  if (CONFIG_EXTENSIONS.includes(extension)) return 'config';
  if (STRATEGY_EXTENSIONS.includes(extension)) return 'strategy';
  throw new UserError(`${file}: is neither a strategy file (.ts, .js) nor a config (.yaml)`, 2);
}

/** Throws a UserError where a strategy is named in place of a config: read as one it would be wrong in every line. */
export function demandNoStrategy(file: string): void {
  if (!STRATEGY_EXTENSIONS.includes(extname(file).toLowerCase())) return;
  const advice = '`sluice new strategy NAME` writes a strategy with its config';
  const check = `\`sluice check-strategy ${file} --data KLINES\` checks the strategy alone`;
  throw new UserError(`${file}: is a strategy, a config (YAML) that names it is needed: ${advice}, ${check}`, 2);
}
