// What trading cost, day by day: fees paid, funding received, slippage, as running sums.
import { postedMoney } from '../decimal-text.ts';
import type { CostsModel, Table } from './report-model.ts';
import { type RunRecords, spanOf } from './run-records.ts';
import { columnOf, numberOf } from './table.ts';

const DAY_MS = 86_400_000;

/**
 * Sums at the end of each UTC day of the run, the last one at the end of the run. What happens at midnight belongs to the day
 * that ends there, as a close does. Fees in another asset than the account's are not converted and not counted.
 */
export function dailyCosts(records: RunRecords): CostsModel {
  const { fills, funding, summary } = records;
  const time = dayEnds(spanOf(records));
  const inAsset = columnOf(fills, 'feeAsset').map((asset) => asset === summary.asset);
  const fees = columnOf(fills, 'fee').map((fee, index) => (inAsset[index] === true ? fee : null));
  return {
    time,
    fees: runningSums(fills, fees, time),
    funding: runningSums(funding, columnOf(funding, 'amount'), time),
    slippage: runningSums(fills, columnOf(fills, 'slippage'), time),
  };
}

function dayEnds({ startTime, endTime }: { readonly startTime: number; readonly endTime: number }): readonly number[] {
  const ends: number[] = [];
  for (let end = Math.floor(startTime / DAY_MS) * DAY_MS + DAY_MS; end < endTime; end += DAY_MS) ends.push(end);
  return [...ends, endTime];
}

/** Sums of `amounts`, one a row of `table`, until each of `times`; what comes after the last is in the last. */
function runningSums(
  table: Table,
  amounts: readonly (string | number | null)[],
  times: readonly number[],
): readonly number[] {
  const happened = columnOf(table, 'time');
  let sum = 0;
  let row = 0;
  return times.map((time, index) => {
    while (row < table.length && (numberOf(happened[row]) <= time || index === times.length - 1)) {
      sum += numberOf(amounts[row]);
      row += 1;
    }
    return postedMoney(sum);
  });
}
