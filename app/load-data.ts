// Everything a run is made on but the strategies: markets, the rules they are traded by, and from when to when.
import { combineHashes } from '../backtest/data/data-hash.ts';
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import type { DataSeries } from '../backtest/report/run-outcome.ts';
import { symbolsOf } from '../config/config.ts';
import type { DataSettings } from '../config/data-settings.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { DataNote } from './data-note.ts';
import { demandDataFiles } from './demand-data-files.ts';
import { loadMarkets } from './load-markets.ts';
import { loadRules, type LoadedRules } from './load-rules.ts';
import { makeMarkets } from './make-markets.ts';
import { noteOnReach, type RunSpan, spanOf } from './run-span.ts';

export interface LoadedData {
  /** In config order. */
  readonly markets: readonly ReplayMarket[];
  readonly rules: LoadedRules;
  readonly span: RunSpan;
  /** Seed of synthetic markets; null for recorded ones. */
  readonly syntheticSeed: number | null;
  /** sha256 over markets and rules. */
  readonly dataHash: string;
  readonly notes: readonly DataNote[];
  /** What it was made on, series by series. */
  readonly series: readonly DataSeries[];
}

/** Rules are those in force at the start of the run, which may be known only when the klines are read. */
export async function loadData(loaded: LoadedConfig): Promise<LoadedData> {
  const { data, seed } = loaded.config;
  const symbols = symbolsOf(data);
  await demandDataFiles(data, loaded);
  if (data.synthetic === null) {
    const made = await loadMarkets(data, loaded);
    const span = spanOf(made.markets, data, loaded);
    const rules = await loadRules(data, symbols, span.fromTime);
    return { ...joined(made, rules, data, span), syntheticSeed: null };
  }
  const rules = await loadRules(data, symbols, data.from ?? data.synthetic.from);
  const syntheticSeed = data.synthetic.seed ?? seed;
  const made = makeMarkets({ settings: data.synthetic, seed: syntheticSeed }, rules.instruments, loaded);
  return { ...joined(made, rules, data, spanOf(made.markets, data, loaded)), syntheticSeed };
}

function joined(
  { markets, dataHash, notes, series }: Awaited<ReturnType<typeof loadMarkets>>,
  rules: LoadedRules,
  asked: Pick<DataSettings, 'from' | 'to'>,
  span: RunSpan,
): Omit<LoadedData, 'syntheticSeed'> {
  const cut = noteOnReach(span, asked, markets);
  return {
    markets,
    rules,
    span,
    dataHash: combineHashes([dataHash, rules.rulesHash]),
    notes: [...notes, ...rules.notes, ...(cut === undefined ? [] : [cut])],
    series: [...series, ...rules.series],
  };
}
