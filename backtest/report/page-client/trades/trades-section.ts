// The section of the table of trades: filters, what passes them together, and the table.
import type { ReportModel, Table } from '../../page/report-model.ts';
import { button, element } from '../dom/element.ts';
import { scrollFrame } from '../dom/scroll-frame.ts';
import { section } from '../dom/section.ts';
import { signClass, signedSpan } from '../dom/sign.ts';
import { createGrid } from '../dom/windowed-grid.ts';
import { priceDecimalsOf } from '../model/price-decimals.ts';
import { cellAt, numberAt, textAt } from '../model/rows.ts';
import type { Trade } from '../model/trades.ts';
import { countText, moneyWithAsset, percentText } from '../text/number-text.ts';
import { tokenInWords } from '../text/words.ts';
import { NO_FILTER, shownRows, type TradeFilter, type TradeSort, valuesOf } from './sort-and-filter.ts';
import { cellText, isFigure, tradeColumns } from './trade-columns.ts';

export interface TradesSection {
  readonly root: HTMLElement;
  choose(trade: Trade | null): void;
  /** The row of the trade before or after one, as the table shows them; null at an end. */
  neighbour(row: number, step: number): number | null;
  /** Scrolls to the table and gives it the keyboard. */
  goTo(): void;
}

type FilterName = keyof TradeFilter;

const COLOURED: ReadonlySet<string> = new Set(['result', 'returnRatio', 'rMultiple', 'profit']);

export function createTradesSection(model: ReportModel, onOpen: (row: number) => void): TradesSection {
  const { trades, summary } = model;
  const columns = tradeColumns(model);
  const kinds = new Map(columns.map(({ key, kind }) => [key, kind]));
  let filter: TradeFilter = NO_FILTER;
  let sort: TradeSort = { key: 'entryTime', ascending: true };
  let rows: readonly number[] = [];

  const decimalsOf = (row: number) => priceDecimalsOf(model, textAt(trades, 'symbol', row));
  const grid = createGrid({
    label: 'Trades',
    columns: columns.map(({ key, title, widthPx, kind }) => ({ key, title, widthPx, figures: isFigure(kind) })),
    cell: (row, key) => ({
      text:
        key === 'direction'
          ? directionText(trades, row)
          : cellText(cellAt(trades, key, row), kinds.get(key) ?? 'text', decimalsOf(row)),
      look: COLOURED.has(key) ? signClass(numberAt(trades, key, row)) : null,
    }),
    onSort: (key) => {
      const figures = isFigure(kinds.get(key) ?? 'text');
      // Of figures the greatest are looked for first, of names the first.
      sort = sort.key === key ? { key, ascending: !sort.ascending } : { key, ascending: !figures };
      show();
    },
    onOpen,
  });
  const count = element('p', { class: 'sum', role: 'status' });
  const show = (): void => {
    rows = shownRows(trades, filter, sort);
    grid.show(rows, sort);
    count.replaceChildren(...sumOf(trades, rows, summary.asset));
  };
  const selects = filterSelects(trades, (name, value) => {
    filter = { ...filter, [name]: value };
    show();
  });
  const clear = button(
    { class: 'plain' },
    () => {
      filter = NO_FILTER;
      for (const select of selects) select.value = '';
      show();
    },
    'Clear filters',
  );
  const labels = selects.map((select) => element('label', {}, `${select.dataset['title'] ?? ''} `, select));
  show();
  const root = section(
    {
      id: 'trades',
      title: 'Trades',
      short: 'Trades',
      note: 'A click or Enter on a trade goes to it on the price chart and opens its orders. A click on a head sorts.',
    },
    element('div', { class: 'filters', role: 'group', 'aria-label': 'Filter the trades' }, ...labels, clear),
    count,
    scrollFrame(grid.root),
    element('p', { class: 'note only-paper' }, 'The first of them; all stand in trades.csv.'),
  );
  return {
    root,
    choose: (trade) => grid.choose(trade?.row ?? null),
    neighbour: (row, step) => rows[rows.indexOf(row) + step] ?? null,
    goTo: () => {
      root.scrollIntoView({ block: 'start' });
      grid.focus();
    },
  };
}

function directionText(trades: Table, row: number): string {
  const direction = String(cellAt(trades, 'direction', row) ?? '');
  return `${direction === 'long' ? '▲' : '▼'} ${direction}`;
}

/** A choice for each column in which the trades differ. */
function filterSelects(
  trades: Table,
  onChange: (name: FilterName, value: string) => void,
): readonly HTMLSelectElement[] {
  const choices: readonly (readonly [FilterName, string, readonly string[]])[] = [
    ['strategyId', 'Strategy', valuesOf(trades, 'strategyId')],
    ['symbol', 'Symbol', valuesOf(trades, 'symbol')],
    ['direction', 'Side', valuesOf(trades, 'direction')],
    ['exitCause', 'Exit', valuesOf(trades, 'exitCause')],
    ['outcome', 'Outcome', ['winners', 'losers']],
  ];
  return choices
    .filter(([name, , values]) => values.length > 1 || name === 'outcome')
    .map(([name, title, values]) => {
      const options = values.map((value) =>
        element('option', { value }, name === 'exitCause' ? tokenInWords(value) : value),
      );
      const select = element(
        'select',
        { 'data-title': title, name },
        element('option', { value: '' }, 'all'),
        ...options,
      );
      select.addEventListener('change', () => onChange(name, select.value));
      return select;
    });
}

function sumOf(trades: Table, rows: readonly number[], asset: string): readonly (Node | string)[] {
  const results = rows.map((row) => numberAt(trades, 'result', row) ?? 0);
  const total = results.reduce((sum, result) => sum + result, 0);
  const closed = rows.filter((row) => trades.columns['status']?.[row] !== 'open');
  const won = closed.filter((row) => (numberAt(trades, 'result', row) ?? 0) > 0).length;
  const stillOpen = rows.length - closed.length;
  const shown =
    rows.length === trades.length
      ? `${countText(rows.length)} trades`
      : `${countText(rows.length)} of ${countText(trades.length)} trades`;
  const open = stillOpen === 0 ? '' : `, ${countText(stillOpen)} still open`;
  const share = closed.length === 0 ? '' : `, ${percentText(won / closed.length, false, 1)} of the closed won`;
  return [`${shown}${open}${share}, together `, signedSpan(total, moneyWithAsset(total, asset, true))];
}
