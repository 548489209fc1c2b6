// From the data section of a configuration to markets that can be replayed: files read, judged, repaired where the user asked
// for it, and fingerprinted.
import { checkFundingRecording } from '../backtest/data/check-funding.ts';
import { checkRecording } from '../backtest/data/check-klines.ts';
import { combineHashes, hashColumns, hashFunding } from '../backtest/data/data-hash.ts';
import type { DataFindings } from '../backtest/data/findings.ts';
import type { FundingColumns } from '../backtest/data/funding-columns.ts';
import { judgeFindings, type DataPolicy } from '../backtest/data/judge-findings.ts';
import type { KlineColumns } from '../backtest/data/kline-columns.ts';
import { readFunding } from '../backtest/data/read-funding.ts';
import { readKlines } from '../backtest/data/read-klines.ts';
import { repairFunding } from '../backtest/data/repair-funding.ts';
import { repairKlines } from '../backtest/data/repair-klines.ts';
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import type { DataSettings, MarketSettings } from '../config/data-settings.ts';
import { type Interval, intervalDivides } from '../engine/domain/interval.ts';
import { UserError } from './user-error.ts';

export interface LoadedMarkets {
  /** In config order. */
  readonly markets: readonly ReplayMarket[];
  /** sha256 over what was read. */
  readonly dataHash: string;
  /** What the data has that one should know, and what was repaired: sentences for log and result. */
  readonly notes: readonly string[];
}

/** Reads recorded markets; paths are absolute. Throws UserError where files are missing, damaged or, under `refuse`, faulty. */
export async function loadMarkets(data: Pick<DataSettings, 'markets' | 'quality'>): Promise<LoadedMarkets> {
  const notes: string[] = [];
  const hashes: string[] = [];
  const markets: ReplayMarket[] = [];
  for (const [symbol, settings] of Object.entries(data.markets)) {
    const loaded = await loadMarket(symbol, settings, data.quality, notes);
    markets.push(loaded);
    hashes.push(hashColumns(loaded.klines));
    for (const columns of [...loaded.finer, ...loaded.coarse]) hashes.push(hashColumns(columns));
    if (loaded.marks !== undefined) hashes.push(hashColumns(loaded.marks));
    if (loaded.funding !== undefined) hashes.push(hashFunding(loaded.funding));
  }
  return { markets, dataHash: combineHashes(hashes), notes };
}

async function loadMarket(
  symbol: string,
  settings: MarketSettings,
  policy: DataPolicy,
  notes: string[],
): Promise<ReplayMarket> {
  const klines = await loadKlines(symbol, settings.klines, settings.interval, policy, notes);
  const marks =
    settings.mark === null ? undefined : await loadKlines(symbol, settings.mark, settings.markInterval, policy, notes);
  const funding = settings.funding === 'none' ? undefined : await loadFunding(symbol, settings.funding, policy, notes);
  const others = async (files: readonly string[] | null): Promise<readonly KlineColumns[]> =>
    files === null ? [] : [await loadKlines(symbol, files, null, policy, notes)];
  const [finer, coarse] = [await others(settings.finer), await others(settings.coarser)];
  demandOrder(symbol, klines, finer, coarse);
  return { symbol, klines, finer, coarse, marks, funding };
}

function demandOrder(
  symbol: string,
  klines: KlineColumns,
  finer: readonly KlineColumns[],
  coarser: readonly KlineColumns[],
): void {
  for (const { interval } of finer) {
    if (interval !== klines.interval && intervalDivides(interval, klines.interval)) continue;
    throw new UserError(`data.markets.${symbol}.finer: ${interval} klines do not fill ${klines.interval} klines`, 2);
  }
  for (const { interval } of coarser) {
    if (interval !== klines.interval && intervalDivides(klines.interval, interval)) continue;
    throw new UserError(`data.markets.${symbol}.coarser: ${klines.interval} klines do not fill ${interval} klines`, 2);
  }
}

async function loadKlines(
  symbol: string,
  files: readonly string[],
  interval: Interval | null,
  policy: DataPolicy,
  notes: string[],
): Promise<KlineColumns> {
  const recording = await readKlines({ files, symbol, ...(interval === null ? {} : { interval }) });
  const verdict = judge(checkRecording(recording), policy, notes);
  if (verdict === 'pass') return recording.columns;
  const repaired = repairKlines(recording.columns);
  for (const repair of repaired.repairs) notes.push(`${symbol}: ${repair.what}`);
  return repaired.columns;
}

async function loadFunding(
  symbol: string,
  files: readonly string[],
  policy: DataPolicy,
  notes: string[],
): Promise<FundingColumns> {
  const recording = await readFunding({ files, symbol });
  if (judge(checkFundingRecording(recording), policy, notes) === 'pass') return recording.columns;
  const repaired = repairFunding(recording.columns);
  for (const repair of repaired.repairs) notes.push(`${symbol} funding: ${repair.what}`);
  return repaired.columns;
}

/** Adds what is to be known to `notes`; throws where the policy refuses the data. */
function judge(findings: DataFindings, policy: DataPolicy, notes: string[]): 'pass' | 'repair' {
  const judgement = judgeFindings(findings, policy);
  if (judgement.verdict === 'refuse') {
    throw new UserError(
      `${judgement.faults.join('\n')}\nThe data was refused; \`sluice data check\` lists everything, and \`data.quality: warn\` runs on what can be repaired.`,
      2,
    );
  }
  notes.push(...judgement.faults, ...judgement.notes);
  return judgement.verdict;
}
