// Returns by calendar: a row a year, a column a month, the year's total at the end. Shades say how much, signs say which way.
import { type Child, element } from '../dom/element.ts';
import { smallTable } from '../dom/small-table.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { NO_FIGURE, percentText } from '../text/number-text.ts';
import { monthText } from '../text/time-text.ts';

/** The table; a sentence where the run has no returns by month. */
export function monthlyTable({ monthlyReturns, yearlyReturns, name }: RunSummary): HTMLElement {
  if (!monthlyReturns || monthlyReturns.length === 0) {
    return element('p', { class: 'muted' }, 'The run has no monthly returns.');
  }
  const byPeriod = new Map(monthlyReturns.map(({ period, returnRatio }) => [period, returnRatio]));
  const greatest = Math.max(...monthlyReturns.map(({ returnRatio }) => Math.abs(returnRatio ?? 0)));
  const years = [...new Set(monthlyReturns.map(({ period }) => period.slice(0, 4)))];
  const rows = years.map((year): readonly Child[] => {
    const months = Array.from({ length: 12 }, (_, month) =>
      byPeriod.get(`${year}-${String(month + 1).padStart(2, '0')}`),
    );
    const total = yearlyReturns?.find(({ period }) => period === year)?.returnRatio;
    return [year, ...months.map((ratio) => heatCell(ratio, greatest)), heatCell(total, null)];
  });
  return smallTable({
    caption: `Monthly returns of ${name}`,
    captionHidden: true,
    look: 'heat',
    columns: [
      { title: 'Year' },
      ...Array.from({ length: 12 }, (_, month) => ({ title: monthText(month), figures: true })),
      { title: 'Year’s total', figures: true, look: 'total' },
    ],
    rows,
  });
}

/** `greatest`: the ratio that gets the full shade; null shades nothing. */
function heatCell(ratio: number | null | undefined, greatest: number | null): Child {
  if (ratio === undefined) return '';
  if (ratio === null) return NO_FIGURE;
  const cell = element(
    'span',
    { class: `cell ${ratio < 0 ? 'loss' : ratio > 0 ? 'gain' : ''}`.trim() },
    percentText(ratio, true, 1),
  );
  if (greatest !== null && greatest > 0) {
    cell.style.setProperty('--share', `${Math.round((Math.abs(ratio) / greatest) * 100)}%`);
    cell.classList.add('shaded');
  }
  return cell;
}
