// Joins rows of a series that are known with rows that are new: both ascend, none twice.
import { fundingColumnsFromRows, fundingRows, type FundingColumns } from '../funding-columns.ts';
import { allocateKlineColumns, KLINE_FIELDS, type KlineColumns, sliceKlines } from '../kline-columns.ts';

/** Whose row stays where both have one of the same time and they differ. */
export type Preference = 'known' | 'new';

export interface Merged<Columns> {
  readonly columns: Columns;
  /** Rows that were not known. */
  readonly added: number;
  /** Rows that both have, with the same figures. */
  readonly same: number;
  /** Rows that both have, with other figures. */
  readonly different: number;
  /** Epoch ms of the first of them; null for none. */
  readonly firstDifferent: number | null;
}

/** Figures that make a kline; the others may be missing in one of two recordings of it. */
const TOLD_FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const;

/** Both must be of one symbol and interval. */
export function mergeKlines(known: KlineColumns, fresh: KlineColumns, preferred: Preference): Merged<KlineColumns> {
  const merged = allocateKlineColumns(fresh.symbol, fresh.interval, known.length + fresh.length);
  const walk = walkTimes(known.openTime, fresh.openTime, (from, index, into) => {
    const columns = from === 'known' ? known : fresh;
    for (const field of KLINE_FIELDS) merged[field][into] = columns[field][index] ?? 0;
  });
  const isSame = (a: number, b: number): boolean => TOLD_FIELDS.every((field) => known[field][a] === fresh[field][b]);
  const { length, ...counts } = walk(isSame, preferred);
  return { columns: sliceKlines(merged, 0, length), ...counts };
}

/** Both must be of one symbol. */
export function mergeFunding(
  known: FundingColumns,
  fresh: FundingColumns,
  preferred: Preference,
): Merged<FundingColumns> {
  const [knownRows, freshRows] = [fundingRows(known), fundingRows(fresh)];
  const merged: ReturnType<typeof fundingRows>[number][] = [];
  const walk = walkTimes(known.time, fresh.time, (from, index) => {
    const row = (from === 'known' ? knownRows : freshRows)[index];
    if (row !== undefined) merged.push(row);
  });
  const { length: _, ...counts } = walk((a, b) => known.rateRatio[a] === fresh.rateRatio[b], preferred);
  return { columns: fundingColumnsFromRows(fresh.symbol, merged), ...counts };
}

type Take = (from: Preference, index: number, into: number) => void;
type Walk = (
  isSame: (known: number, fresh: number) => boolean,
  preferred: Preference,
) => Omit<Merged<never>, 'columns'> & { readonly length: number };

/** Walks two ascending lists of times at once and takes each time once. */
function walkTimes(known: Float64Array, fresh: Float64Array, take: Take): Walk {
  return (isSame, preferred) => {
    let [k, f, length, added, same, different] = [0, 0, 0, 0, 0, 0];
    let firstDifferent: number | null = null;
    while (k < known.length || f < fresh.length) {
      const knownTime = known[k] ?? Infinity;
      const freshTime = fresh[f] ?? Infinity;
      if (knownTime < freshTime) take('known', k++, length++);
      else if (freshTime < knownTime) {
        take('new', f++, length++);
        added++;
      } else {
        if (isSame(k, f)) same++;
        else {
          different++;
          firstDifferent ??= knownTime;
        }
        const isKnownTaken = preferred === 'known';
        take(preferred, isKnownTaken ? k : f, length++);
        k++;
        f++;
      }
    }
    return { length, added, same, different, firstDifferent };
  };
}
