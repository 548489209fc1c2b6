// The rules markets are traded by: instruments and leverage brackets, one set for the whole run.
import { createHash } from 'node:crypto';
import type { DatedRules } from '../backtest/data/dated-rules.ts';
import { ruleAt } from '../backtest/data/dated-rules.ts';
import { readInstruments } from '../backtest/data/instruments-file.ts';
import { readLeverageBrackets } from '../backtest/data/leverage-brackets-file.ts';
import { Decimal, ZERO } from '../engine/domain/decimal.ts';
import type { Instrument } from '../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../engine/domain/leverage-bracket.ts';

export interface LoadedRules {
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly brackets: ReadonlyMap<string, LeverageBrackets>;
  /** sha256 over the rules that were used. */
  readonly rulesHash: string;
  readonly notes: readonly string[];
}

/**
 * Reads the rules of `symbols` as they held at `time` (epoch ms). Brackets `none` runs without
 * maintenance margin. Throws DataFileError where a file or a symbol in it is missing or wrong.
 */
export async function loadRules(
  files: { readonly instruments: string; readonly brackets: string },
  symbols: readonly string[],
  time: number,
): Promise<LoadedRules> {
  const notes: string[] = [];
  const instruments = inForce(await readInstruments(files.instruments, symbols), time, notes, 'rules');
  if (files.brackets === 'none') {
    notes.push(
      'leverage brackets: none, so no maintenance margin; positions are liquidated only when their margin is gone',
    );
    const brackets = new Map(symbols.map((symbol) => [symbol, WITHOUT_MAINTENANCE]));
    return { instruments, brackets, rulesHash: hashRules(instruments, brackets), notes };
  }
  const read = await readLeverageBrackets(files.brackets, symbols);
  const brackets = inForce(read.bySymbol, time, notes, 'leverage brackets');
  return { instruments, brackets, rulesHash: hashRules(instruments, brackets), notes };
}

/** One bracket for every notional that owes nothing. */
export const WITHOUT_MAINTENANCE: LeverageBrackets = [
  {
    leverageMax: 500,
    notionalFloor: ZERO,
    notionalCap: new Decimal('1e18'),
    maintenanceRatio: ZERO,
    maintenanceDeduction: ZERO,
  },
];

function inForce<T>(
  dated: ReadonlyMap<string, DatedRules<T>>,
  time: number,
  notes: string[],
  what: string,
): ReadonlyMap<string, T> {
  const rules = new Map<string, T>();
  for (const [symbol, entry] of dated) {
    rules.set(symbol, ruleAt(entry, time));
    if (entry.rules.length > 1) notes.push(`${symbol}: the ${what} in force at the start are used for the whole run`);
  }
  return rules;
}

export function hashRules(
  instruments: ReadonlyMap<string, Instrument>,
  brackets: ReadonlyMap<string, LeverageBrackets>,
): string {
  const text = JSON.stringify([[...instruments], [...brackets]]);
  return createHash('sha256').update(text).digest('hex');
}
