// Two sets of books, kept by different code, must agree to the last digit after every report that moves money (DESIGN law 8).
import type { AccountBooks } from '../engine/domain/account.ts';
import type { Report } from '../engine/domain/report.ts';
import { differenceOfBooks } from '../engine/portfolio/compare-books.ts';

const MONEY_REPORTS: ReadonlySet<Report['kind']> = new Set([
  'snapshot',
  'filled',
  'fundingSettled',
  'insuranceCleared',
  'transferred',
] as const);

/** Throws where the books differ after `report`: that is a bug, and ends the run. */
export function demandEqualBooks(report: Report, ours: () => AccountBooks, theirs: () => AccountBooks): void {
  if (!MONEY_REPORTS.has(report.kind)) return;
  const difference = differenceOfBooks(ours(), theirs());
  if (difference === undefined) return;
  throw new Error(
    `after report ${report.reportNumber} (${report.kind}) the engine has ${difference.figure} ${difference.ours}, the simulated exchange ${difference.theirs}`,
  );
}
