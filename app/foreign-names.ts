// Files that are named after another symbol than the market they are given for: the rows themselves do not say whose they
// are, so a slip in a config would make a run on the wrong market and look like any other.
import { basename } from 'node:path';
import { expandPaths } from '../backtest/data/expand-paths.ts';
import { symbolOfFile } from '../backtest/data/symbol-of-file.ts';

export interface ForeignName {
  readonly file: string;
  /** The symbol the file is named after. */
  readonly symbol: string;
}

/**
 * The files that are clearly named after another symbol: `ETHUSDT-1h.csv.gz` given for BTCUSDT. A name that is no symbol
 * (`klines.csv`) says nothing; symbols of no known quote asset count where `symbols`, those of the run, has them.
 */
export async function foreignNames(
  symbol: string,
  files: readonly string[],
  symbols: readonly string[],
): Promise<readonly ForeignName[]> {
  const named = (await expandPaths(files)).map((file) => ({ file, symbol: symbolOfFile(file).toUpperCase() }));
  return named.filter(
    (name) => name.symbol !== symbol && (IS_SYMBOL.test(name.symbol) || symbols.includes(name.symbol)),
  );
}

/** Perpetuals of the venue are quoted in these. */
const IS_SYMBOL = /^[A-Z0-9]{1,20}(?:USDT|USDC|BUSD|USD)$/;

/** `the file is named after ETHUSDT`, `2 files are named after ETHUSDT, SOLUSDT`. */
export function foreignNamesText(names: readonly ForeignName[]): string {
  const symbols = [...new Set(names.map(({ symbol }) => symbol))].join(', ');
  return names.length === 1 ? `the file is named after ${symbols}` : `${names.length} files are named after ${symbols}`;
}

/** The same for a log, which may name files. */
export function foreignNamesLogged(names: readonly ForeignName[]): string {
  const [first] = names;
  const more = names.length > 1 ? ` and ${names.length - 1} more` : '';
  return first === undefined ? '' : `${foreignNamesText(names)} (${basename(first.file)}${more})`;
}
