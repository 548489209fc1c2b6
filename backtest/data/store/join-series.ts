// Joins the series of several files into one, whatever order they come in.
import type { KlineCache } from '../cache/read-checked-klines.ts';
import { DataFileError } from '../data-file-error.ts';
import { judgeFindings, type DataPolicy } from '../judge-findings.ts';
import { isoTime } from '../recorded-time.ts';
import { repairFunding } from '../repair-funding.ts';
import { repairKlines, type Repair } from '../repair-klines.ts';
import { mergeFunding, mergeKlines, type Merged, type Preference } from './merge-series.ts';
import { type ReadSeries, readSeries, type SeriesWanted } from './read-series.ts';
import { keyOf, nameOf, type Series } from './series.ts';

export interface UsableSeries {
  readonly series: Series;
  readonly repairs: readonly Repair[];
}

/** What two series of one kind, symbol and interval make, and what the second brought. */
export interface JoinedSeries extends Omit<Merged<never>, 'columns'> {
  readonly series: Series;
}

/** Reads a file's series, ascending and without duplicates; throws a DataFileError where the policy refuses it. */
export async function readUsableSeries(
  wanted: SeriesWanted,
  policy: DataPolicy,
  cache: KlineCache | null,
): Promise<UsableSeries> {
  return usable(wanted.file, await readSeries(wanted, cache), policy);
}

/**
 * Adds the series of `file` to what is known. Throws a DataFileError where they are of different kinds, symbols or intervals,
 * and where rows differ and `preferred` does not say which stay.
 */
export function joinSeries(
  known: Series | undefined,
  fresh: Series,
  file: string,
  preferred: Preference | null,
): JoinedSeries {
  if (known === undefined) {
    return { series: fresh, added: fresh.columns.length, same: 0, different: 0, firstDifferent: null };
  }
  const [knownName, freshName] = [nameOf(keyOf(known)), nameOf(keyOf(fresh))];
  if (knownName !== freshName) throw new DataFileError(file, `holds ${freshName}, the files before hold ${knownName}`);
  const joined = merged(known, fresh, preferred ?? 'known');
  if (joined.firstDifferent === null || preferred !== null) return joined;
  const rows = joined.different === 1 ? '1 row differs' : `${joined.different} rows differ`;
  const sentence = `${rows} from what is known, the first of ${isoTime(joined.firstDifferent)}`;
  throw new DataFileError(file, `${sentence}; --prefer new or --prefer known says which stays`);
}

/** Gaps are what was not recorded: they are kept, and told. Anything else that is wrong is for the policy. */
function usable(file: string, { series, findings }: ReadSeries, policy: DataPolicy): UsableSeries {
  const withoutGaps = { ...findings, groups: findings.groups.filter(({ code }) => code !== 'GAP') };
  const { verdict, faults } = judgeFindings(withoutGaps, policy);
  if (verdict === 'refuse') {
    const advice = '--quality warn takes what is good of it';
    throw new DataFileError(file, `${faults.map((fault) => fault.replace(`${file}: `, '')).join('; ')} (${advice})`);
  }
  if (series.kind === 'trades') {
    const sentence =
      'holds aggregate trades, which a run reads as they are; `sluice data resample` makes klines of them';
    throw new DataFileError(file, sentence);
  }
  if (series.kind === 'funding') {
    const { columns, repairs } = repairFunding(series.columns);
    return { series: { kind: series.kind, columns }, repairs };
  }
  const { columns, repairs } = repairKlines(series.columns);
  return { series: { kind: series.kind, columns }, repairs };
}

function merged(known: Series, fresh: Series, preferred: Preference): JoinedSeries {
  if (known.kind === 'funding' && fresh.kind === 'funding') {
    const { columns, ...counts } = mergeFunding(known.columns, fresh.columns, preferred);
    return { series: { kind: fresh.kind, columns }, ...counts };
  }
  if (known.kind === 'funding' || fresh.kind === 'funding') throw new Error('funding and klines share a file');
  const { columns, ...counts } = mergeKlines(known.columns, fresh.columns, preferred);
  return { series: { kind: fresh.kind, columns }, ...counts };
}
