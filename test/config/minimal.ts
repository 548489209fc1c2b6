// The shortest config there is, and a way to load texts.
import { loadConfig, parseConfig } from '../../config/load-config.ts';
import { type Override, parseOverride } from '../../config/overrides.ts';

export const MINIMAL = `data:
  synthetic:
    symbols:
      BTCUSDT: {}
  instruments: instruments.json
  brackets: leverage-brackets.json
strategies:
  - id: ma1
    file: my-strategy.ts
    markets: BTCUSDT
`;

export const RECORDED = `data:
  markets:
    BTCUSDT: { klines: ../klines/BTC-*.csv, funding: none }
    ETHUSDT: { klines: [a.csv, b.csv], funding: funding/ETH.csv, mark: mark.csv }
  instruments: instruments.json
  brackets: none
strategies:
  - id: ma1
    file: strategies/ma.ts
    markets: BTCUSDT
  - id: pair
    file: /opt/pair.ts
    markets: { base: ETHUSDT }
`;

export interface ParseParts {
  readonly path?: string;
  readonly set?: readonly string[];
  readonly overrides?: readonly Override[];
  readonly environment?: Readonly<Record<string, string>>;
}

export function parse(
  text: string,
  { path = '/configs/run.yaml', set = [], overrides = [], environment = {} }: ParseParts = {},
) {
  return parseConfig(text, { path, overrides: [...set.map(parseOverride), ...overrides], environment });
}

export function load(path: string) {
  return loadConfig({ path, overrides: [], environment: {} });
}
