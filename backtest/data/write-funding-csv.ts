// Funding settlements back to CSV, as the exchange publishes them.
import { fundingRows, type FundingColumns } from './funding-columns.ts';
import { plainNumber } from './plain-number.ts';

/** The text of a funding file, header first. */
export function writeFundingCsv(columns: FundingColumns): string {
  const lines = fundingRows(columns).map(
    (row) => `${row.time},${plainNumber(row.intervalHours)},${plainNumber(row.rateRatio)}\n`,
  );
  return `calc_time,funding_interval_hours,last_funding_rate\n${lines.join('')}`;
}
