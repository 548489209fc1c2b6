// Returns of all runs by month, a row a month and a column a run.
import type { ComparedRun } from '../../page/report-model.ts';
import { type Child, element } from '../dom/element.ts';
import { signedSpan } from '../dom/sign.ts';
import { smallTable } from '../dom/small-table.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { percentText } from '../text/number-text.ts';

export function monthsTable(runs: readonly ComparedRun[]): HTMLElement {
  const summaries: readonly RunSummary[] = runs.map(({ summary }) => summary);
  const periods = [
    ...new Set(summaries.flatMap(({ monthlyReturns }) => (monthlyReturns ?? []).map(({ period }) => period))),
  ].toSorted();
  if (periods.length === 0) return element('p', { class: 'muted' }, 'The runs have no monthly returns.');
  const rows = periods.map((period): readonly Child[] => [
    period,
    ...summaries.map(({ monthlyReturns }) => {
      const found = monthlyReturns?.find((each) => each.period === period);
      return found === undefined ? '' : signedSpan(found.returnRatio, percentText(found.returnRatio, true));
    }),
  ]);
  return smallTable({
    caption: 'Monthly returns',
    captionHidden: true,
    look: 'compared',
    columns: [{ title: 'Month' }, ...runs.map(({ label }) => ({ title: label, figures: true }))],
    rows,
  });
}
