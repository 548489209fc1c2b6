// Leverage brackets from a file in the shape of `GET /fapi/v1/leverageBracket`: an array of symbols, one symbol alone, or
// `{ symbols: [...] }`.
import type { LeverageBracket, LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';
import { gatherRules } from './dated-entries.ts';
import type { DatedRules } from './dated-rules.ts';
import { createFindingCollector, LISTED_FINDINGS_MAX, type DataFindings, type FindingCollector } from './findings.ts';
import { readJsonFile, type JsonFields } from './json-file.ts';

export interface LeverageBracketsFile {
  readonly bySymbol: ReadonlyMap<string, DatedRules<LeverageBrackets>>;
  /** Brackets whose deduction (`cum`) makes maintenance margin jump at their floor. */
  readonly findings: DataFindings;
}

/** The brackets of a file by symbol: those in `wanted`, or all. Throws a DataFileError that names file, symbol, bracket and field. */
export async function readLeverageBrackets(path: string, wanted?: readonly string[]): Promise<LeverageBracketsFile> {
  return parseLeverageBrackets(await readJsonFile(path), path, wanted);
}

/** `readLeverageBrackets` over content that is already parsed. */
export function parseLeverageBrackets(
  content: unknown,
  path: string,
  wanted?: readonly string[],
): LeverageBracketsFile {
  const found = createFindingCollector(['DEDUCTION_MISMATCH'], LISTED_FINDINGS_MAX);
  let rows = 0;
  const bySymbol = gatherRules(content, path, wanted, (entry, symbol) => {
    const brackets = parseBrackets(entry);
    rows += brackets.length;
    checkDeductions(symbol, brackets, path, found);
    return brackets;
  });
  const subject = `leverage brackets of ${bySymbol.size} ${bySymbol.size === 1 ? 'symbol' : 'symbols'}`;
  return { bySymbol, findings: { source: path, subject, rows, fromMs: null, toMs: null, groups: found.groups() } };
}

function parseBrackets(entry: JsonFields): LeverageBrackets {
  const rows = entry.objects('brackets', 'bracket');
  const [first, ...rest] = rows.map(parseBracket);
  if (first === undefined) throw entry.complaint('"brackets" is empty');
  const brackets: LeverageBrackets = [first, ...rest];
  for (const [index, row] of rows.entries()) {
    const floor = brackets[index]?.notionalFloor;
    const due = brackets[index - 1]?.notionalCap;
    if (floor !== undefined && !floor.eq(due ?? 0)) {
      const needed = due === undefined ? 'the first floor is 0' : `the cap before it is ${due.toString()}`;
      throw row.complaint(`"notionalFloor" is ${floor.toString()}, ${needed}`);
    }
  }
  return brackets;
}

function parseBracket(row: JsonFields): LeverageBracket {
  const notionalFloor = row.decimal('notionalFloor', { min: 0 });
  const notionalCap = row.decimal('notionalCap', { above: 0 });
  if (notionalCap.lte(notionalFloor)) {
    throw row.complaint(`"notionalCap" is ${notionalCap.toString()}, more than its floor is needed`);
  }
  return {
    leverageMax: row.wholeNumber('initialLeverage', { above: 0 }),
    notionalFloor,
    notionalCap,
    maintenanceRatio: row.decimal('maintMarginRatio', { above: 0, below: 1 }),
    maintenanceDeduction: row.decimal('cum', { min: 0 }),
  };
}

/** cumₙ = cumₙ₋₁ + floorₙ·(mmrₙ − mmrₙ₋₁), cum₁ = 0: what makes maintenance margin continuous over the floors. */
function checkDeductions(symbol: string, brackets: LeverageBrackets, path: string, found: FindingCollector): void {
  for (const [index, bracket] of brackets.entries()) {
    const before = brackets[index - 1];
    const ratioStep = bracket.maintenanceRatio.minus(before?.maintenanceRatio ?? bracket.maintenanceRatio);
    const due = bracket.notionalFloor.times(ratioStep).plus(before?.maintenanceDeduction ?? 0);
    if (bracket.maintenanceDeduction.eq(due)) continue;
    const where = `${path}: ${symbol} bracket ${index + 1}`;
    const detail = `cum is ${bracket.maintenanceDeduction.toString()}, ${due.toString()} joins it to the bracket before`;
    found.add('DEDUCTION_MISMATCH', { where, timeMs: null, bars: 1, detail });
  }
}
