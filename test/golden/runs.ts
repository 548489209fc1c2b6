// The golden runs: the example configurations on synthetic klines, whole, with what is kept of each.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { EXAMPLES, type Made } from '../app/workshop.ts';

export const GOLDEN_RUNS = [
  'demo',
  'grid-demo',
  'pair-demo',
  'breakout-demo',
  'rsi-reversion-demo',
  'momentum-demo',
  'funding-carry-demo',
  'volatility-trend-demo',
] as const;
export type GoldenRun = (typeof GOLDEN_RUNS)[number];

const HASHED_FILES = ['trades.csv', 'orders.csv', 'fills.csv', 'funding.csv', 'refusals.csv', 'equity.csv'] as const;

/** A few figures, so that a change can be read, and hashes, so that none is missed. */
export interface GoldenRecord {
  readonly finalEquity: string;
  readonly fees: string;
  readonly funding: string;
  readonly trades: number;
  readonly orders: number;
  readonly fills: number;
  /** sha256 in hex by file. */
  readonly sha256: Readonly<Record<(typeof HASHED_FILES)[number], string>>;
}

export function goldenConfig(run: GoldenRun): string {
  return join(EXAMPLES, `${run}.yaml`);
}

export function goldenRecordOf({ summary, files }: Made): GoldenRecord {
  const { finalEquity, fees, funding, trades, orders, fills } = summary;
  const hash = (file: (typeof HASHED_FILES)[number]): string => createHash('sha256').update(files[file]).digest('hex');
  return {
    ...{ finalEquity, fees, funding, trades, orders, fills },
    sha256: {
      'trades.csv': hash('trades.csv'),
      'orders.csv': hash('orders.csv'),
      'fills.csv': hash('fills.csv'),
      'funding.csv': hash('funding.csv'),
      'refusals.csv': hash('refusals.csv'),
      'equity.csv': hash('equity.csv'),
    },
  };
}
