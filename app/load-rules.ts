// The rules markets are traded by: instruments and leverage brackets, one set for the whole run.
import { createHash } from 'node:crypto';
import { type DatedRules, ruleAt } from '../backtest/data/dated-rules.ts';
import { readInstruments } from '../backtest/data/instruments-file.ts';
import { judgeFindings } from '../backtest/data/judge-findings.ts';
import { readLeverageBrackets } from '../backtest/data/leverage-brackets-file.ts';
import { isoTime } from '../backtest/data/recorded-time.ts';
import type { DataSeries } from '../backtest/report/run-outcome.ts';
import type { DataSettings } from '../config/data-settings.ts';
import { Decimal, ZERO } from '../engine/domain/decimal.ts';
import type { Instrument } from '../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../engine/domain/leverage-bracket.ts';
import { type DataNote, noteOn } from './data-note.ts';
import { recordedSeries } from './data-series.ts';

export interface LoadedRules {
  /** By symbol, in config order. */
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly brackets: ReadonlyMap<string, LeverageBrackets>;
  /** sha256 over the rules that are used. */
  readonly rulesHash: string;
  readonly notes: readonly DataNote[];
  /** The brackets that were read; empty where none are used. */
  readonly series: readonly DataSeries[];
  /** What using them over the whole run assumes, in words. */
  readonly assumed: string;
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

/**
 * Reads the rules of `symbols` as they held at `time` (epoch ms). Brackets `none` runs without maintenance margin. Throws
 * DataFileError where a file or a symbol in it is missing or wrong.
 */
export async function loadRules(
  files: Pick<DataSettings, 'instruments' | 'brackets'>,
  symbols: readonly string[],
  time: number,
): Promise<LoadedRules> {
  const instruments = inForce(symbols, await readInstruments(files.instruments, symbols), time);
  const brackets = await loadBrackets(files.brackets, symbols, time);
  return {
    instruments: instruments.rules,
    brackets: brackets.rules,
    rulesHash: hashRules(instruments.rules, brackets.rules),
    notes: brackets.notes,
    series: brackets.series,
    assumed:
      instruments.assumed === brackets.assumed
        ? `${brackets.assumed} of instruments and leverage brackets over the whole run`
        : `${instruments.assumed} of instruments over the whole run, leverage brackets: ${brackets.assumed}`,
  };
}

interface RulesInForce<T> {
  readonly rules: ReadonlyMap<string, T>;
  /** Which of a symbol's rules over the years they are. */
  readonly assumed: string;
}

async function loadBrackets(
  file: string,
  symbols: readonly string[],
  time: number,
): Promise<RulesInForce<LeverageBrackets> & Pick<LoadedRules, 'notes' | 'series'>> {
  if (file === 'none') {
    const rules = new Map(symbols.map((symbol) => [symbol, WITHOUT_MAINTENANCE]));
    return { rules, assumed: 'none (a position is liquidated only when its margin is gone)', notes: [], series: [] };
  }
  const { bySymbol, findings } = await readLeverageBrackets(file, symbols);
  const note = noteOn('leverage brackets', findings, judgeFindings(findings, 'warn'), []);
  return {
    ...inForce(symbols, bySymbol, time),
    notes: note === undefined ? [] : [note],
    series: [recordedSeries('leverage brackets', null, findings, [])],
  };
}

/** Of rules that changed over the years those in force at `time`, in the order of `symbols`. */
function inForce<T>(
  symbols: readonly string[],
  dated: ReadonlyMap<string, DatedRules<T>>,
  time: number,
): RulesInForce<T> {
  const rules = new Map<string, T>();
  let hasHistory = false;
  for (const symbol of symbols) {
    const entry = dated.get(symbol);
    if (entry === undefined) throw new Error(`${symbol} has no rules`);
    rules.set(symbol, ruleAt(entry, time));
    hasHistory ||= entry.rules.length > 1;
  }
  const assumed = hasHistory ? `the set of ${isoTime(time)}` : 'one set';
  return { rules, assumed };
}

/** sha256 in hex; a Decimal counts by its value. */
export function hashRules(
  instruments: ReadonlyMap<string, Instrument>,
  brackets: ReadonlyMap<string, LeverageBrackets>,
): string {
  const text = JSON.stringify([[...instruments], [...brackets]]);
  return createHash('sha256').update(text).digest('hex');
}
