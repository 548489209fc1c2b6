// The config that `sluice new strategy` writes: runs at once on made-up klines, and shows how recorded ones are named.
import { isStrategyCode } from '../../engine/domain/client-order-id.ts';

/** `rulesFolder` holds instruments and leverage brackets, relative to the config. */
export function configText(name: string, rulesFolder: string): string {
  return `# Runs ${name}.ts on a year of klines that are made up from a seed. Every setting, its default and what it means:
# ${rulesFolder}/reference.yaml
name: ${name}
seed: 1

data:
  synthetic:
    interval: 5m
    from: 2025-01-01
    to: 2026-01-01
    symbols:
      BTCUSDT: { priceStart: 60000 }

  # Recorded klines instead: take \`synthetic\` out and this in. Files in the order of the exchange's public data, as CSV, plain,
  # .gz or .zip; paths are relative to this file. \`sluice data check\` looks them over.
  # markets:
  #   BTCUSDT:
  #     klines: data/BTCUSDT-1m-*.zip
  #     mark: data/BTCUSDT-1m-mark-*.zip # may be left out
  #     funding: data/BTCUSDT-fundingRate-*.zip # or none
  # from: 2025-01-01
  # to: 2025-07-01

  # Tick, step, smallest order and leverage brackets of each symbol. For other symbols, have files of your own.
  instruments: ${rulesFolder}/instruments.json
  brackets: ${rulesFolder}/leverage-brackets.json

account:
  balance: 10000
  leverage: 5

strategies:
  - id: ${codeOf(name)} # one to eight letters and digits; stands in the ids of its orders
    file: ${name}.ts
    markets: BTCUSDT
    params: { interval: 1h, fast: 10, slow: 30 } # \`sluice strategies ${name}.ts\` lists them all
`;
}

/** The name without dashes, as much of it as an order's id has room for. */
function codeOf(name: string): string {
  const code = name.replaceAll('-', '').slice(0, 8);
  if (!isStrategyCode(code)) throw new Error(`no strategy code can be made of ${name}`);
  return code;
}
