// Several runs side by side: who they are, their figures, equity and drawdown on common axes, months, and what was set apart.
import type { CompareModel } from '../../page/report-model.ts';
import { type Child, element } from '../dom/element.ts';
import { section } from '../dom/section.ts';
import { smallTable } from '../dom/small-table.ts';
import { doubtsOf } from '../overview/doubts.ts';
import type { Page } from '../page/report-page.ts';
import { timeText } from '../text/time-text.ts';
import { compareCurves } from './compare-curves.ts';
import { differencesTable } from './differences.ts';
import { figuresTable, haveSameSpan } from './figures-table.ts';
import { monthsTable } from './months-table.ts';
import { runSwatch } from './run-looks.ts';

export function comparePage(model: CompareModel): Page {
  const { runs } = model;
  const title = `${runs.length} runs compared`;
  const sections = [
    element(
      'section',
      { id: 'overview', class: 'part head', 'aria-labelledby': 'overview-heading', 'data-short': 'Runs' },
      element('h1', { id: 'overview-heading' }, title),
      notesOf(model),
      runsTable(model),
    ),
    section(
      {
        id: 'figures',
        title: 'Figures',
        short: 'Figures',
        note: haveSameSpan(runs) ? RANKED : NOT_RANKED,
      },
      figuresTable(runs),
    ),
    section(
      {
        id: 'equity',
        title: 'Equity and drawdown',
        short: 'Equity',
        note: 'Each run’s equity over what it began with.',
      },
      compareCurves(runs),
    ),
    section({ id: 'returns', title: 'Monthly returns', short: 'Returns' }, monthsTable(runs)),
    section(
      {
        id: 'basis',
        title: 'What was set apart',
        short: 'Settings',
        note: 'Settings and sources in which the runs differ.',
      },
      differencesTable(model),
    ),
  ];
  return { title, sections, start: () => {}, recolour: () => {} };
}

const RANKED = 'The best of a row is bold and marked ★; figures without a better or worse are not.';
const NOT_RANKED = 'No figure is marked as the best: the runs cover different spans.';

/** What must be known before the runs are set against each other. */
function notesOf({ notes }: CompareModel): HTMLElement | null {
  if (notes.length === 0) return null;
  const items = notes.map((note) => element('li', {}, element('strong', { class: 'badge' }, 'NOTE'), ` ${note}`));
  return element('ul', { class: 'doubts', 'aria-label': 'What to know before comparing' }, ...items);
}

function runsTable({ runs }: CompareModel): HTMLElement {
  const rows = runs.map(({ label, summary }, index): readonly Child[] => {
    const doubts = doubtsOf(summary);
    const words = doubts.map(({ word, sentence, grave }) =>
      element('span', { class: grave ? 'badge grave' : 'badge', title: sentence }, word),
    );
    return [
      element('span', { class: 'run' }, runSwatch(index), label),
      summary.name,
      `${timeText(Date.parse(summary.from))} – ${timeText(Date.parse(summary.to))}`,
      words.length === 0 ? '–' : element('span', { class: 'badges' }, ...words),
    ];
  });
  const columns = [{ title: 'Run' }, { title: 'Name' }, { title: 'Span (UTC)' }, { title: 'To know' }];
  return smallTable({ caption: 'The runs', captionHidden: true, columns, rows });
}
