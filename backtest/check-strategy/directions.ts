// Which way a strategy bets, and whether the market then goes there: what no honest strategy can do better on prices that were
// thrown by a coin than the market's own drift.
import { closedBy } from './cut-markets.ts';
import type { KlineColumns } from '../data/kline-columns.ts';
import type { Said } from './emission-book.ts';
import { isRecord, type PlainIntent, readIntent } from './intent-text.ts';

export interface Bet {
  /** Epoch ms. */
  readonly time: number;
  readonly symbol: string;
  /** 1 for long, −1 for short. */
  readonly direction: 1 | -1;
}

export interface BetCount {
  /** Klines after which the market is looked at. */
  readonly horizon: number;
  readonly bets: number;
  readonly right: number;
  /** Standard deviations by which `right` lies above what the market's own drift gives. */
  readonly deviations: number;
}

/** Entries at market. `symbolOf` tells the symbol of a role, or of none. */
export function betsOf(
  said: readonly Said[],
  symbolOf: (role: string | undefined) => string | undefined,
): readonly Bet[] {
  return said.flatMap(({ time, text }) =>
    singles(readIntent(text)).flatMap((intent) => {
      const direction = directionOf(intent);
      const symbol = symbolOf(typeof intent['market'] === 'string' ? intent['market'] : undefined);
      return direction === undefined || symbol === undefined ? [] : [{ time, symbol, direction }];
    }),
  );
}

export function singles(intent: PlainIntent): readonly PlainIntent[] {
  const { kind, intents } = intent;
  return kind === 'together' && Array.isArray(intents) ? intents.filter(isRecord) : [intent];
}

function directionOf({ kind, side, type, quantity }: PlainIntent): 1 | -1 | undefined {
  if (kind === 'open' && (type === undefined || type === 'market')) return side === 'long' ? 1 : -1;
  const wanted = Number(quantity);
  if (kind !== 'target' || !(Math.abs(wanted) > 0)) return undefined;
  return wanted > 0 ? 1 : -1;
}

/** Klines after which a bet is settled. */
const HORIZONS = [1, 8, 64];

/** How often the market went the way of the bets, at each horizon; bets whose outcomes overlap are counted once. */
export function settleBets(
  bets: readonly Bet[],
  klinesOf: (symbol: string) => KlineColumns | undefined,
): readonly BetCount[] {
  return HORIZONS.map((horizon) => settle(bets, klinesOf, horizon));
}

function settle(
  bets: readonly Bet[],
  klinesOf: (symbol: string) => KlineColumns | undefined,
  horizon: number,
): BetCount {
  const upShares = new Map<string, number>();
  const lastRows = new Map<string, number>();
  let [count, right, expected, variance] = [0, 0, 0, 0];
  for (const { time, symbol, direction } of bets) {
    const klines = klinesOf(symbol);
    if (klines === undefined) continue;
    const row = closedBy(klines, time) - 1;
    const move = (klines.close[row + horizon] ?? Number.NaN) - (klines.close[row] ?? Number.NaN);
    if (!(Math.abs(move) > 0) || row < (lastRows.get(symbol) ?? -Infinity) + horizon) continue;
    lastRows.set(symbol, row);
    const upShare = upShares.get(symbol) ?? shareOfRises(klines, horizon);
    upShares.set(symbol, upShare);
    const chance = direction > 0 ? upShare : 1 - upShare;
    count += 1;
    expected += chance;
    variance += chance * (1 - chance);
    if (Math.sign(move) === direction) right += 1;
  }
  return { horizon, bets: count, right, deviations: variance > 0 ? (right - expected) / Math.sqrt(variance) : 0 };
}

function shareOfRises({ close, length }: KlineColumns, horizon: number): number {
  let [rises, moves] = [0, 0];
  for (let row = 0; row + horizon < length; row += 1) {
    const move = (close[row + horizon] ?? 0) - (close[row] ?? 0);
    if (move !== 0) moves += 1;
    if (move > 0) rises += 1;
  }
  return moves === 0 ? 0.5 : rises / moves;
}
