// What no single setting can be checked for: whether settings go together.
import { bucketStart } from '../engine/domain/interval.ts';
import type { Complaint } from './complaint.ts';
import { symbolsOf } from './config.ts';
import type { ValueSource } from './explain-issues.ts';
import type { ConfigFile } from './schema.ts';
import { pathText, type SettingPath } from './setting-path.ts';

type CrossCheck = (config: ConfigFile, complain: Complain) => void;
type Complain = (path: SettingPath, sentence: string) => void;

/** Complaints about settings that are each right and do not go together; places as in the file. */
export function crossCheck(config: ConfigFile, source: ValueSource): readonly Complaint[] {
  const complaints: Complaint[] = [];
  const complain: Complain = (path, sentence) => {
    complaints.push({ place: source.placeOf(path), sentence: `${pathText(path)}: ${sentence}` });
  };
  for (const check of CHECKS) check(config, complain);
  return complaints;
}

const CHECKS: readonly CrossCheck[] = [
  hasOneKindOfData,
  marketsHavePrices,
  exitsHaveTrades,
  syntheticKlinesFit,
  endsAfterItBegins,
  marginModesGoTogether,
  accountNamesKnownSymbols,
  strategyIdsAreUnique,
  strategiesTradeKnownSymbols,
  strategiesKeepApart,
];

function hasOneKindOfData({ data }: ConfigFile, complain: Complain): void {
  const isRecorded = Object.keys(data.markets).length > 0;
  if (isRecorded && data.synthetic !== null) {
    complain(['data', 'synthetic'], 'found besides data.markets, allowed: one of the two');
  }
  if (!isRecorded && data.synthetic === null) {
    complain(['data', 'markets'], 'missing, needed: at least one market with its files, or data.synthetic');
  }
}

/** Klines, or trades to make them from; and trades where fills are to come from them. */
function marketsHavePrices({ data }: ConfigFile, complain: Complain): void {
  for (const [symbol, { klines, trades, fills, finer }] of Object.entries(data.markets)) {
    const path = ['data', 'markets', symbol];
    if (fills === 'trades' && trades === null) {
      complain([...path, 'fills'], 'found trades, allowed: klines, since the market has no trades; or give it trades');
    } else if (klines === 'none' && trades === null) {
      complain(
        [...path, 'klines'],
        'found none, allowed: files of klines, since the market has no trades to make them of',
      );
    }
    if (fills === 'trades' && finer !== null) {
      complain([...path, 'finer'], 'found finer klines, allowed: null, since the trades are walked (fills: trades)');
    }
  }
}

/** Trades are told where they are walked; exits that wait for them in another market would wait for ever. */
function exitsHaveTrades({ data, execution, strategies }: ConfigFile, complain: Complain): void {
  if (execution.exitsWatch !== 'trade') return;
  const known = symbolsOf(data);
  const traded = new Set(strategies.flatMap(({ markets }) => Object.values(markets)));
  const silent = [...traded].filter((symbol) => known.includes(symbol) && data.markets[symbol]?.fills !== 'trades');
  if (silent.length === 0) return;
  const way = data.synthetic === null ? `, or fills: trades for ${silent.join(', ')}` : '';
  const sentence = `found trade, allowed: kline or mark, since no trades of ${silent.join(', ')} are told${way}`;
  complain(['execution', 'exitsWatch'], sentence);
}

function syntheticKlinesFit({ data: { synthetic } }: ConfigFile, complain: Complain): void {
  if (synthetic === null) return;
  const { interval, from, to } = synthetic;
  const path = ['data', 'synthetic'];
  if (bucketStart(interval, from) !== from) {
    complain([...path, 'from'], `found ${shown(from)}, allowed: the open time of a ${interval} kline`);
  }
  if (to <= from) complain([...path, 'to'], `found ${shown(to)}, allowed: a time after from, which is ${shown(from)}`);
}

function endsAfterItBegins({ data: { from, to } }: ConfigFile, complain: Complain): void {
  if (from === null || to === null || from < to) return;
  complain(['data', 'to'], `found ${shown(to)}, allowed: a time after from, which is ${shown(from)}`);
}

function marginModesGoTogether({ account }: ConfigFile, complain: Complain): void {
  if (!account.multiAssets) return;
  const sentence = 'found isolated, allowed: cross, since account.multiAssets is true';
  if (account.marginMode === 'isolated') complain(['account', 'marginMode'], sentence);
  for (const [symbol, { marginMode }] of Object.entries(account.symbols)) {
    if (marginMode === 'isolated') complain(['account', 'symbols', symbol, 'marginMode'], sentence);
  }
}

function accountNamesKnownSymbols({ account, data }: ConfigFile, complain: Complain): void {
  const known = symbolsOf(data);
  if (known.length === 0) return;
  for (const symbol of Object.keys(account.symbols)) {
    if (!known.includes(symbol)) {
      complain(['account', 'symbols', symbol], `no data for this symbol, allowed: ${known.join(', ')}`);
    }
  }
}

function strategyIdsAreUnique({ strategies }: ConfigFile, complain: Complain): void {
  for (const [index, { id }] of strategies.entries()) {
    const first = strategies.findIndex((other) => other.id === id);
    if (first !== index) {
      complain(
        ['strategies', index, 'id'],
        `found "${id}", which strategies[${first}] has already, allowed: another id`,
      );
    }
  }
}

function strategiesTradeKnownSymbols({ strategies, data }: ConfigFile, complain: Complain): void {
  const known = symbolsOf(data);
  if (known.length === 0) return;
  for (const [index, { markets }] of strategies.entries()) {
    for (const [role, symbol] of Object.entries(markets)) {
      if (known.includes(symbol)) continue;
      complain(
        ['strategies', index, 'markets', role],
        `found "${symbol}", allowed: a symbol of data: ${known.join(', ')}`,
      );
    }
  }
}

/** In hedge mode two strategies may hold the two sides of one symbol, which only the run can tell. */
function strategiesKeepApart({ strategies, account }: ConfigFile, complain: Complain): void {
  if (account.sharing === 'shared' || account.positionMode === 'hedge') return;
  const traders = new Map<string, number>();
  for (const [index, { id, markets }] of strategies.entries()) {
    for (const [role, symbol] of Object.entries(markets)) {
      const trader = traders.get(symbol) ?? index;
      traders.set(symbol, trader);
      if (trader === index) continue;
      const other = strategies[trader]?.id ?? '';
      const allowed = 'allowed: a symbol no other strategy trades, or account.sharing: shared';
      complain(
        ['strategies', index, 'markets', role],
        `strategy ${id} trades "${symbol}", which strategy ${other} trades already, ${allowed}`,
      );
    }
  }
}

function shown(timeMs: number): string {
  return new Date(timeMs).toISOString();
}
