// A strategy file and klines of one market instead of a config: everything the config would say, as options of the command line
// that complaints can name.
import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { packageRoot } from '../app/package-root.ts';
import { UserError } from '../app/user-error.ts';
import { symbolOfFile } from '../backtest/data/symbol-of-file.ts';
import { type Override, overrideOf, readValue } from '../config/overrides.ts';

export interface OneMarketOptions {
  readonly data?: string;
  readonly symbol?: string;
  readonly interval?: string;
  readonly mark?: string;
  readonly funding?: string;
  readonly instruments?: string;
  readonly brackets?: string;
  readonly param: readonly string[];
}

/** Options that speak of a strategy file's one market, and have no meaning beside a config. */
export const ONE_MARKET_OPTIONS = ['data', 'symbol', 'interval', 'mark', 'funding', 'instruments', 'brackets'] as const;

/**
 * The settings of a run of `file` on one market. Where nothing says otherwise: rules of the examples, an account that
 * hardly anything is too large for, and no stop demanded, since it is the strategy that is looked at. Throws a UserError where
 * the options do not say enough.
 */
export function oneMarketOverrides(file: string, options: OneMarketOptions): readonly Override[] {
  const { data } = options;
  if (data === undefined) {
    throw new UserError(`${file}: a strategy file is checked on klines: --data <files>, or give a config`, 2);
  }
  if (!existsSync(data) && !/[*?[]/.test(data)) throw new UserError(`--data ${data}: no such file`, 2);
  const symbol = options.symbol ?? symbolOfFile(data).toUpperCase();
  const market = ['data', 'markets', symbol];
  const given = (name: keyof OneMarketOptions, path: readonly string[], value: unknown): readonly Override[] =>
    typeof options[name] === 'string' ? [overrideOf(`--${name} ${options[name]}`, path, value)] : [];
  return [
    overrideOf(`--data ${data}`, [...market, 'klines'], resolve(data)),
    overrideOf('--funding', [...market, 'funding'], 'none'),
    ...given('interval', [...market, 'interval'], options.interval),
    ...given('mark', [...market, 'mark'], resolve(options.mark ?? '')),
    ...given('funding', [...market, 'funding'], options.funding === 'none' ? 'none' : resolve(options.funding ?? '')),
    ...ruleOverrides(symbol, options),
    overrideOf('account', ['account'], { balance: 1_000_000, leverage: 5 }),
    overrideOf('risk', ['risk'], { requireStop: false }),
    overrideOf(file, ['strategies'], [{ id: idOf(file), file: resolve(file), markets: symbol }]),
    ...options.param.map(paramOverride),
  ];
}

function ruleOverrides(symbol: string, { instruments, brackets }: OneMarketOptions): readonly Override[] {
  const examples = join(packageRoot(), 'config', 'examples');
  const own = join(examples, 'instruments.json');
  if (instruments === undefined && !readFileSync(own, 'utf8').includes(`"symbol": "${symbol}"`)) {
    const advice = 'name a file in the shape of GET /fapi/v1/exchangeInfo with --instruments';
    throw new UserError(`${symbol}: the examples have no trading rules for it; ${advice}`, 2);
  }
  // Brackets of the examples belong to the symbols of the examples.
  const defaultBrackets = instruments === undefined ? join(examples, 'leverage-brackets.json') : 'none';
  const bracketsFile =
    brackets === undefined || brackets === 'none' ? (brackets ?? defaultBrackets) : resolve(brackets);
  return [
    overrideOf(`--instruments ${instruments ?? own}`, ['data', 'instruments'], resolve(instruments ?? own)),
    overrideOf(`--brackets ${bracketsFile}`, ['data', 'brackets'], bracketsFile),
  ];
}

function paramOverride(assignment: string): Override {
  const equals = assignment.indexOf('=');
  const name = assignment.slice(0, equals).trim();
  if (equals < 1 || name === '') {
    throw new UserError(`--param ${assignment}: found no parameter, allowed: name=value, for instance fast=10`, 2);
  }
  const value = readValue(assignment.slice(equals + 1));
  return overrideOf(`--param ${assignment}`, ['strategies', 0, 'params', name], value);
}

/** Ids are one to eight of a-z and 0-9. */
function idOf(file: string): string {
  const name = basename(file, extname(file))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  return name === '' ? 'strategy' : name.slice(0, 8);
}
