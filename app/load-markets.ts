// From the data section of a configuration to markets that can be replayed: files read, judged, repaired where the user asked
// for it, and fingerprinted.
import { type KlineCache, klineCacheIn, readCheckedKlines } from '../backtest/data/cache/read-checked-klines.ts';
import { checkFundingRecording } from '../backtest/data/check-funding.ts';
import { checkKlinesAgainstTrades } from '../backtest/data/check-klines-against-trades.ts';
import { checkTradeRecording } from '../backtest/data/check-trades.ts';
import { combineHashes, hashColumns, hashFunding, hashTrades } from '../backtest/data/data-hash.ts';
import type { DataFindings } from '../backtest/data/findings.ts';
import type { FundingColumns } from '../backtest/data/funding-columns.ts';
import { judgeFindings, type DataPolicy } from '../backtest/data/judge-findings.ts';
import type { KlineColumns } from '../backtest/data/kline-columns.ts';
import { klinesFromTrades, type TradeKlines } from '../backtest/data/klines-from-trades.ts';
import { readFunding } from '../backtest/data/read-funding.ts';
import { readTrades } from '../backtest/data/read-trades.ts';
import { repairFunding } from '../backtest/data/repair-funding.ts';
import { repairKlines, type Repair } from '../backtest/data/repair-klines.ts';
import { repairTrades } from '../backtest/data/repair-trades.ts';
import { tradeColumnsFromRows, type TradeColumns } from '../backtest/data/trade-columns.ts';
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import type { DataFinding, DataSeries } from '../backtest/report/run-outcome.ts';
import { ConfigError } from '../config/complaint.ts';
import type { DataSettings, MarketSettings } from '../config/data-settings.ts';
import { type Interval, intervalDivides, intervalMs } from '../engine/domain/interval.ts';
import { klineCacheFolder } from './cache-folder.ts';
import { complaintAt, type Written } from './complaint-at.ts';
import { type DataNote, noteOn } from './data-note.ts';
import { recordedSeries, type SeriesTraits } from './data-series.ts';
import { type ForeignName, foreignNames, foreignNamesLogged, foreignNamesText } from './foreign-names.ts';
import { UserError } from './user-error.ts';

export interface LoadedMarkets {
  /** In config order. */
  readonly markets: readonly ReplayMarket[];
  /** sha256 over what is used, each part with what it serves as. */
  readonly dataHash: string;
  /** What the data has that one should know, and what was repaired. */
  readonly notes: readonly DataNote[];
  /** What was read, series by series. */
  readonly series: readonly DataSeries[];
}

/** What is gathered while files are read. */
interface Reading {
  readonly policy: DataPolicy;
  /** Where parsed klines are kept; null for nowhere. */
  readonly cache: KlineCache | null;
  readonly notes: DataNote[];
  readonly series: DataSeries[];
  readonly hashes: string[];
  /** Sentences on what the policy refuses: all of it is told at once. */
  readonly refused: string[];
  /** Symbols of the run. */
  readonly symbols: readonly string[];
}

/**
 * Reads recorded markets; paths are absolute. Throws DataFileError where a file is missing or damaged, ConfigError where
 * klines do not go together, UserError where the policy refuses what it found.
 */
export async function loadMarkets(
  data: Pick<DataSettings, 'markets' | 'quality' | 'cache'>,
  written: Written,
): Promise<LoadedMarkets> {
  const folder = data.cache ? klineCacheFolder(process.env) : null;
  const cache = folder === null ? null : klineCacheIn(folder, Date.now);
  const symbols = Object.keys(data.markets);
  const reading: Reading = { policy: data.quality, cache, notes: [], series: [], hashes: [], refused: [], symbols };
  const markets: ReplayMarket[] = [];
  for (const [symbol, settings] of Object.entries(data.markets)) {
    markets.push(await loadMarket(symbol, settings, reading, written));
  }
  if (reading.refused.length > 0) {
    const advice =
      'The data was refused; `sluice data check` lists everything, and `data.quality: warn` runs on what can be repaired.';
    throw new UserError([...reading.refused, advice].join('\n'), 2);
  }
  demandShortestKlines(markets, written);
  return { markets, dataHash: combineHashes(reading.hashes), notes: reading.notes, series: reading.series };
}

async function loadMarket(
  symbol: string,
  settings: MarketSettings,
  reading: Reading,
  written: Written,
): Promise<ReplayMarket> {
  const load = (what: string, files: readonly string[], interval: Interval | null = null): Promise<KlineColumns> =>
    loadKlines({ symbol, what, files, interval }, reading);
  const trades = settings.trades === null ? undefined : await loadTrades(symbol, settings.trades, reading);
  const recorded = settings.klines === 'none' ? undefined : await load('klines', settings.klines, settings.interval);
  const made = trades && klinesFromTrades(trades, recorded?.interval ?? settings.interval ?? MADE_INTERVAL);
  const klines = recorded ?? made?.klines;
  if (klines === undefined) throw new Error(`${symbol} has neither klines nor trades`);
  if (made !== undefined) noteTrades(made, recorded, settings, reading);
  const finer = settings.finer === null ? undefined : await load('finer klines', settings.finer);
  const coarser = settings.coarser === null ? undefined : await load('coarser klines', settings.coarser);
  const marks = settings.mark === null ? undefined : await load('mark klines', settings.mark, settings.markInterval);
  demandIntervals(symbol, { klines, finer, coarser }, written);
  return {
    symbol,
    klines,
    finer: finer === undefined ? [] : [finer],
    coarse: coarser === undefined ? [] : [coarser],
    marks,
    funding: settings.funding === 'none' ? undefined : await loadFunding(symbol, settings.funding, reading),
    trades: settings.fills === 'trades' ? made : undefined,
  };
}

/** Interval of klines that are made of trades where nobody says otherwise: the finest there is. */
const MADE_INTERVAL: Interval = '1m';

interface KlineSeries {
  readonly symbol: string;
  /** What the klines serve as. */
  readonly what: string;
  readonly files: readonly string[];
  readonly interval: Interval | null;
}

async function loadKlines({ symbol, what, files, interval }: KlineSeries, reading: Reading): Promise<KlineColumns> {
  const wanted = { files, symbol, ...(interval === null ? {} : { interval }) };
  const { columns: recorded, findings, hash } = await readCheckedKlines(wanted, reading.cache);
  const columns = judged(`${symbol} ${what}`, findings, recorded, repairKlines, reading);
  await noteNames({ symbol, what, files }, reading);
  reading.hashes.push(`${what} ${columns === recorded ? hash : hashColumns(columns)}`);
  return columns;
}

async function loadFunding(symbol: string, files: readonly string[], reading: Reading): Promise<FundingColumns> {
  const recording = await readFunding({ files, symbol });
  const findings = checkFundingRecording(recording);
  const columns = judged(`${symbol} funding`, findings, recording.columns, repairFunding, reading);
  await noteNames({ symbol, what: 'funding', files }, reading);
  reading.hashes.push(`funding ${hashFunding(columns)}`);
  return columns;
}

async function loadTrades(symbol: string, files: readonly string[], reading: Reading): Promise<TradeColumns> {
  const recording = await readTrades({ files, symbol });
  const refusedBefore = reading.refused.length;
  const findings = checkTradeRecording(recording);
  const columns = judged(`${symbol} trades`, findings, recording.columns, repairTrades, reading);
  await noteNames({ symbol, what: 'trades', files }, reading);
  // What is refused need not even be in order, so that no kline can be made of it.
  return reading.refused.length === refusedBefore ? columns : tradeColumnsFromRows(symbol, []);
}

/** Tells of files that are named after another symbol, once their series is told. */
async function noteNames(
  { symbol, what, files }: Pick<KlineSeries, 'symbol' | 'what' | 'files'>,
  { notes, series: told, symbols }: Reading,
): Promise<void> {
  const names = await foreignNames(symbol, files, symbols);
  if (names.length === 0) return;
  const series = `${symbol} ${what}`;
  const read = told.findIndex((entry) => entry.series === series);
  const entry = told[read];
  if (entry !== undefined) told[read] = { ...entry, findings: [...entry.findings, named(names)] };
  const faults = [`${series}: ${foreignNamesLogged(names)}`];
  notes.push({ faults, remarks: [], shown: `${series}: ${foreignNamesText(names)}` });
}

function named(names: readonly ForeignName[]): DataFinding {
  return { code: 'FOREIGN_NAME', count: names.length, rows: 0, text: foreignNamesText(names), firstTime: null };
}

/** Trades that decide a result count as its data; klines beside them have to be theirs. */
function noteTrades(
  made: TradeKlines,
  recorded: KlineColumns | undefined,
  settings: MarketSettings,
  reading: Reading,
): void {
  if (recorded === undefined || settings.fills === 'trades') reading.hashes.push(`trades ${hashTrades(made.trades)}`);
  if (recorded === undefined || made.trades.length === 0) return;
  const findings = checkKlinesAgainstTrades(recorded, made);
  judged(findings.source, findings, recorded, (columns) => ({ columns, repairs: [] }), reading);
}

/** The columns as they may be used: as they are, repaired, or, where the policy refuses them, not at all in the end. */
function judged<Columns extends SeriesTraits>(
  series: string,
  findings: DataFindings,
  columns: Columns,
  repair: (columns: Columns) => { readonly columns: Columns; readonly repairs: readonly Repair[] },
  { policy, notes, series: told, refused }: Reading,
): Columns {
  const judgement = judgeFindings(findings, policy);
  const mended = judgement.verdict === 'repair' ? repair(columns) : { columns, repairs: [] };
  if (judgement.verdict === 'refuse') refused.push(...judgement.faults);
  const note = noteOn(series, findings, judgement, mended.repairs);
  if (note !== undefined) notes.push(note);
  told.push(recordedSeries(series, columns, findings, mended.repairs));
  return mended.columns;
}

interface Intervals {
  readonly klines: Pick<KlineColumns, 'interval'>;
  readonly finer: Pick<KlineColumns, 'interval'> | undefined;
  readonly coarser: Pick<KlineColumns, 'interval'> | undefined;
}

function demandIntervals(symbol: string, { klines: { interval }, finer, coarser }: Intervals, written: Written): void {
  const refuse = (key: string, sentence: string): never => {
    throw new ConfigError([complaintAt(written, ['data', 'markets', symbol, key], sentence)]);
  };
  if (finer !== undefined && !fills(finer.interval, interval)) {
    refuse('finer', `found ${finer.interval} klines, allowed: klines that divide those of ${interval}`);
  }
  if (coarser !== undefined && !fills(interval, coarser.interval)) {
    refuse('coarser', `found ${coarser.interval} klines, allowed: klines that those of ${interval} divide`);
  }
}

function fills(fine: Interval, coarse: Interval): boolean {
  return fine !== coarse && intervalDivides(fine, coarse);
}

/** Trades are walked as the instants of the run come by: with longer klines than another market they would come too late. */
function demandShortestKlines(markets: readonly ReplayMarket[], written: Written): void {
  const walked = markets.flatMap(({ klines, finer }) => [klines.interval, ...finer.map(({ interval }) => interval)]);
  const shortest = walked.toSorted((a, b) => intervalMs(a) - intervalMs(b))[0];
  for (const { symbol, trades, klines } of markets) {
    if (trades === undefined || shortest === undefined || klines.interval === shortest) continue;
    const sentence = `found trades beside klines of ${klines.interval}, allowed: klines of ${shortest}, the shortest of the run`;
    throw new ConfigError([complaintAt(written, ['data', 'markets', symbol, 'fills'], sentence)]);
  }
}
