// The page of one run: its sections in their order, and how a trade chosen in one is shown in the others.
import type { ReportModel } from '../../page/report-model.ts';
import { element } from '../dom/element.ts';
import { section } from '../dom/section.ts';
import { basisSection } from '../evidence/basis-section.ts';
import { noesSection } from '../evidence/noes-section.ts';
import { monteCarloPanel } from '../figures/monte-carlo-panel.ts';
import { monthlyTable } from '../figures/monthly-returns.ts';
import { resultsPanel } from '../figures/results-panel.ts';
import { costsPanel, equitySection, exposurePanel } from '../figures/run-figures.ts';
import { metricsSection } from '../metrics/metrics-section.ts';
import { createTradeBook, type Trade } from '../model/trades.ts';
import { headline } from '../overview/headline.ts';
import { createPriceSection } from '../price/price-section.ts';
import { tradeDetail } from '../trades/trade-detail.ts';
import { createTradesSection } from '../trades/trades-section.ts';

export interface Page {
  readonly title: string;
  readonly sections: readonly HTMLElement[];
  /** To be called once the sections are in the document. */
  start(): void;
  recolour(): void;
}

export function reportPage(model: ReportModel): Page {
  const book = createTradeBook(model);
  const detail = element('div', { class: 'detail-place', 'aria-live': 'polite' });
  const open = (trade: Trade): void => {
    price.select(trade);
    trades.choose(trade);
    detail.replaceChildren(tradeDetail(trade, { model, book, step, toTable, close }));
  };
  const openRow = (row: number): void => {
    const trade = book.trades[row];
    if (trade === undefined) return;
    open(trade);
    price.root.scrollIntoView({ block: 'start' });
  };
  const step = (trade: Trade, by: number): void => {
    const row = trades.neighbour(trade.row, by);
    const next = row === null ? undefined : book.trades[row];
    if (next !== undefined) open(next);
  };
  const toTable = (): void => trades.goTo();
  const close = (): void => {
    price.select(null);
    trades.choose(null);
    detail.replaceChildren();
  };

  const price = createPriceSection({ model, book, onSelect: open, below: detail });
  const trades = createTradesSection(model, openRow);
  const sections = [
    headline(model),
    price.root,
    equitySection(model),
    returnsSection(model),
    metricsSection(model.summary),
    trades.root,
    noesSection(model),
    basisSection(model),
  ];
  return { title: model.summary.name, sections, start: price.start, recolour: price.recolour };
}

function returnsSection(model: ReportModel): HTMLElement {
  return section(
    { id: 'returns', title: 'Returns, exposure and costs', short: 'Returns' },
    element('div', { class: 'panel' }, element('h3', {}, 'Monthly returns'), monthlyTable(model.summary)),
    element(
      'div',
      { class: 'panels' },
      resultsPanel(model),
      monteCarloPanel(model.summary),
      exposurePanel(model),
      costsPanel(model),
    ),
  );
}
