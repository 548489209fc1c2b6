// What did not happen as asked: refusals, rejections, clips and drops by code, quarantines and liquidations.
import type { ReportModel, Table } from '../../page/report-model.ts';
import { type Child, element } from '../dom/element.ts';
import { panel, section } from '../dom/section.ts';
import { smallTable } from '../dom/small-table.ts';
import { numberAt, textAt } from '../model/rows.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { counted, countText, exactText, shortDecimals } from '../text/number-text.ts';
import { timeText } from '../text/time-text.ts';
import { codeInWords } from '../text/words.ts';

type Outcome = 'refused' | 'rejected' | 'clipped' | 'dropped';

const OUTCOMES: readonly (readonly [Outcome, string, string, 'refusals' | 'rejections' | 'clips' | 'drops'])[] = [
  ['refused', 'Refused by us', 'Intents that the planner or a risk check said no to.', 'refusals'],
  ['rejected', 'Rejected by the exchange', 'Orders that the exchange said no to.', 'rejections'],
  ['clipped', 'Passed in part', 'Intents that were made smaller.', 'clips'],
  ['dropped', 'Dropped', 'Intents there was no need to act on.', 'drops'],
];
const EXAMPLES_MAX = 5;

export function noesSection({ summary, refusals }: ReportModel): HTMLElement {
  const groups = OUTCOMES.map(([outcome, title, note, member]) =>
    noesPanel(summary, refusals, outcome, title, note, member),
  ).filter((made) => made !== null);
  const events = [quarantinePanel(summary), liquidationPanel(summary)].filter((made) => made !== null);
  const warmup = summary.warmupIntentsDropped
    ? element('p', {}, `${countText(summary.warmupIntentsDropped)} intents were dropped during warm-up.`)
    : null;
  const nothing =
    groups.length + events.length === 0 ? element('p', {}, 'Nothing was refused, rejected, clipped or dropped.') : null;
  return section(
    { id: 'noes', title: 'Refusals and forced events', short: 'Refusals' },
    nothing,
    ...events,
    ...groups,
    warmup,
  );
}

function noesPanel(
  summary: RunSummary,
  refusals: Table,
  outcome: Outcome,
  title: string,
  note: string,
  member: 'refusals' | 'rejections' | 'clips' | 'drops',
): HTMLElement | null {
  const counts = Object.entries(summary[member] ?? {}).toSorted(([, a], [, b]) => b - a);
  if (counts.length === 0) return null;
  const rows = counts.map(([code, count]): readonly Child[] => [
    element(
      'div',
      {},
      codeInWords(code),
      ' ',
      element('code', { class: 'muted' }, code),
      examples(summary, refusals, outcome, code),
    ),
    countText(count),
  ]);
  const columns = [{ title: 'Code, and the first of them' }, { title: 'Count', figures: true }];
  return panel(title, note, smallTable({ caption: title, captionHidden: true, look: 'explained', columns, rows }));
}

/** The first rows of a code in words; from the summary where the run kept no rows. */
function examples(summary: RunSummary, refusals: Table, outcome: Outcome, code: string): Child {
  const rows: number[] = [];
  for (let row = 0; row < refusals.length && rows.length < EXAMPLES_MAX; row++) {
    if (textAt(refusals, 'code', row) === code && textAt(refusals, 'outcome', row) === outcome) rows.push(row);
  }
  if (rows.length > 0)
    return element('ul', { class: 'examples' }, ...rows.map((row) => element('li', {}, ...rowInWords(refusals, row))));
  const known = summary.refusalExamples?.find((example) => example.code === code && example.outcome === outcome);
  return known === undefined
    ? '–'
    : `${timeText(Date.parse(known.firstTime))} UTC, ${known.strategyId}, ${known.symbol}: ${shortDecimals(known.message)}`;
}

function rowInWords(refusals: Table, row: number): readonly Child[] {
  const at = timeText(numberAt(refusals, 'time', row));
  const who = [textAt(refusals, 'strategyId', row), textAt(refusals, 'symbol', row), textAt(refusals, 'intent', row)]
    .filter((text) => text !== '')
    .join(', ');
  const operands = shortDecimals(textAt(refusals, 'operands', row));
  const message = shortDecimals(textAt(refusals, 'message', row));
  return [
    element('span', { class: 'muted' }, `${at} UTC, ${who}: `),
    message || operands,
    operands !== '' && message !== '' ? element('span', { class: 'muted' }, ` (${operands})`) : null,
  ];
}

function quarantinePanel({ quarantined }: RunSummary): HTMLElement | null {
  if (!quarantined?.length) return null;
  const rows = quarantined.map(({ strategyId, time, code, message }) => [
    strategyId,
    `${timeText(Date.parse(time))} UTC`,
    code,
    message,
  ]);
  const columns = [{ title: 'Strategy' }, { title: 'Stopped' }, { title: 'Code' }, { title: 'Why', look: 'meaning' }];
  return panel(
    'Quarantined strategies',
    'Stopped by their own error; the run went on without them, their exits stayed.',
    smallTable({ caption: 'Quarantined strategies', captionHidden: true, columns, rows }),
  );
}

function liquidationPanel({ liquidationFills, liquidations }: RunSummary): HTMLElement | null {
  if (!liquidationFills?.length) return null;
  const rows = liquidationFills.map(({ time, symbol, side, quantity, price, strategyId }) => [
    `${timeText(Date.parse(time))} UTC`,
    symbol,
    side,
    exactText(quantity),
    exactText(shortDecimals(price)),
    strategyId ?? '–',
  ]);
  const columns = [
    { title: 'Time' },
    { title: 'Symbol' },
    { title: 'Side' },
    { title: 'Quantity', figures: true },
    { title: 'Price', figures: true },
    { title: 'Strategy' },
  ];
  const note = `Positions that the exchange closed by force: ${counted(liquidationFills.length, 'fill')} listed, ${counted(liquidations ?? 0, 'liquidation')} in all.`;
  return panel(
    'Liquidations',
    note,
    smallTable({ caption: 'Liquidations', captionHidden: true, tall: true, columns, rows }),
  );
}
