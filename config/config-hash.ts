// The fingerprint of a config: the same settings give the same hash wherever the config lies and in whatever order, with or
// without its defaults, it was written. What its files hold is hashed apart (dataHash, strategyHash).
import { createHash } from 'node:crypto';
import { Decimal } from '../engine/domain/decimal.ts';
import type { Config } from './config.ts';
import { isRecord } from './setting-path.ts';

/** sha256 in hex of the settings that can decide a result. */
export function hashConfig(config: Config): string {
  return createHash('sha256')
    .update(canonicalText(hashedSettings(config)))
    .digest('hex');
}

/** All settings but the name, the paths, the cache and what is made of the result once it is there: what the hash is over. */
export function hashedSettings(config: Config): Readonly<Record<string, unknown>> {
  const { name: _, data: allData, strategies, results, ...rest } = config;
  const { report: __, ...decisive } = results;
  const { cache: ___, ...data } = allData;
  return {
    ...rest,
    results: decisive,
    data: {
      ...data,
      markets: Object.fromEntries(
        Object.entries(data.markets).map(([symbol, market]) => [
          symbol,
          {
            ...market,
            klines: market.klines === 'none' ? 'none' : FILE,
            trades: market.trades && FILE,
            finer: market.finer && FILE,
            coarser: market.coarser && FILE,
            mark: market.mark && FILE,
            funding: market.funding === 'none' ? 'none' : FILE,
          },
        ]),
      ),
      instruments: FILE,
      brackets: data.brackets === 'none' ? 'none' : FILE,
    },
    strategies: strategies.map((strategy) => ({ ...strategy, file: FILE })),
  };
}

/** The text of config.json: the hashed settings of a run, for people and for comparing runs. */
export function settingsText(config: Config): string {
  return `${JSON.stringify(JSON.parse(canonicalText(hashedSettings(config))), null, 2)}\n`;
}

/** Stands for whatever file is named. */
const FILE = 'file';

/** JSON with the members of every section in the order of their names. */
export function canonicalText(value: unknown): string {
  if (value instanceof Decimal) return JSON.stringify(value.toString());
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (isRecord(value)) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
