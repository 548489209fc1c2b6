// The fingerprint of a config: the same settings give the same hash wherever the config lies and in whatever order, with or
// without its defaults, it was written. What its files hold is hashed apart (dataHash, strategyHash).
import { createHash } from 'node:crypto';
import { Decimal } from '../engine/domain/decimal.ts';
import type { Config } from './config.ts';
import { isRecord } from './setting-path.ts';

/** sha256 in hex of all settings but the name and the paths. */
export function hashConfig(config: Config): string {
  const { name: _, data, strategies, ...rest } = config;
  const settings = {
    ...rest,
    data: {
      ...data,
      markets: Object.fromEntries(
        Object.entries(data.markets).map(([symbol, market]) => [
          symbol,
          {
            ...market,
            klines: FILE,
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
  return createHash('sha256').update(canonicalText(settings)).digest('hex');
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
