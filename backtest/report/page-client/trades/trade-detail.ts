// One trade in full, below the price chart: what it brought, its orders and legs, fills and funding.
import type { ReportModel, Table } from '../../page/report-model.ts';
import { button, type Child, element } from '../dom/element.ts';
import { signedSpan } from '../dom/sign.ts';
import { smallTable } from '../dom/small-table.ts';
import { priceDecimalsOf } from '../model/price-decimals.ts';
import { cellAt, hasColumn, numberAt, textAt } from '../model/rows.ts';
import type { Trade, TradeBook } from '../model/trades.ts';
import { fixedText, moneyWithAsset, percentText } from '../text/number-text.ts';
import { durationText, timeText } from '../text/time-text.ts';
import { tokenInWords } from '../text/words.ts';
import { type CellKind, cellText, isFigure } from './trade-columns.ts';

export interface TradeDetailParts {
  readonly model: ReportModel;
  readonly book: TradeBook;
  /** To the trade before (−1) or after (1) in the table. */
  step(trade: Trade, by: number): void;
  toTable(): void;
  close(): void;
}

type DetailColumn = readonly [key: string, title: string, kind: CellKind];

const ORDER_COLUMNS: readonly DetailColumn[] = [
  ['clientOrderId', 'Id', 'text'],
  ['role', 'Role', 'words'],
  ['type', 'Type', 'text'],
  ['side', 'Side', 'text'],
  ['quantity', 'Quantity', 'exact'],
  ['price', 'Price', 'price'],
  ['triggerPrice', 'Trigger', 'price'],
  ['activationPrice', 'Active from', 'price'],
  ['callbackRatio', 'Callback', 'percent'],
  ['workingType', 'Woken by', 'text'],
  ['placedTime', 'Placed (UTC)', 'time'],
  ['updatedTime', 'Ended (UTC)', 'time'],
  ['status', 'Status', 'words'],
  ['filledQuantity', 'Filled', 'exact'],
  ['averagePrice', 'Average', 'price'],
  ['reason', 'Why sent', 'words'],
  ['endCode', 'Why ended', 'words'],
  ['timeInForce', 'In force', 'text'],
  ['reduceOnly', 'Reduce only', 'text'],
];
const FILL_COLUMNS: readonly DetailColumn[] = [
  ['time', 'Time (UTC)', 'time'],
  ['clientOrderId', 'Order', 'text'],
  ['role', 'Role', 'words'],
  ['side', 'Side', 'text'],
  ['price', 'Price', 'price'],
  ['quantity', 'Quantity', 'exact'],
  ['fee', 'Fee', 'money'],
  ['feeAsset', 'Fee asset', 'text'],
  ['liquidity', 'Liquidity', 'text'],
  ['slippage', 'Slippage', 'money'],
  ['cause', 'Cause', 'words'],
  ['fillId', 'Fill id', 'text'],
];
const FUNDING_COLUMNS: readonly DetailColumn[] = [
  ['time', 'Time (UTC)', 'time'],
  ['rateRatio', 'Rate', 'rate'],
  ['markPrice', 'Mark price', 'price'],
  ['quantity', 'Held', 'exact'],
  ['amount', 'Received', 'signed-money'],
];

/** The panel of a trade. */
export function tradeDetail(trade: Trade, parts: TradeDetailParts): HTMLElement {
  const { model, book } = parts;
  const { asset } = model.summary;
  const decimals = priceDecimalsOf(model, trade.symbol);
  const title = `${trade.isLong ? '▲ Long' : '▼ Short'} ${trade.symbol}`;
  return element(
    'article',
    { class: 'detail', 'aria-label': `Trade ${trade.tradeId}`, 'data-trade': trade.tradeId },
    element(
      'header',
      {},
      element('h3', {}, `${title}, `, signedSpan(trade.result, moneyWithAsset(trade.result, asset, true))),
      element(
        'span',
        { class: 'buttons' },
        button({ class: 'plain', 'aria-label': 'Trade before' }, () => parts.step(trade, -1), '◀'),
        button({ class: 'plain', 'aria-label': 'Next trade' }, () => parts.step(trade, 1), '▶'),
        button({ class: 'plain' }, parts.toTable, 'To the table'),
        button({ class: 'plain', 'aria-label': 'Close the trade' }, parts.close, '✕'),
      ),
    ),
    facts(trade, model, decimals),
    rowsTable('Orders and legs', model.orders, book.ordersOf(trade), ORDER_COLUMNS, decimals),
    rowsTable('Fills', model.fills, book.fillsOf(trade), FILL_COLUMNS, decimals),
    rowsTable('Funding', model.funding, book.fundingOf(trade), FUNDING_COLUMNS, decimals),
  );
}

function facts(trade: Trade, { trades, summary }: ReportModel, decimals: number | null): HTMLElement {
  const { row } = trade;
  const money = (column: string, signed = false) =>
    moneyWithAsset(numberAt(trades, column, row), summary.asset, signed);
  const ratio = (column: string, signed = false) => percentText(numberAt(trades, column, row), signed);
  const exact = (column: string) => cellText(cellAt(trades, column, row), 'exact');
  const price = (column: string) => cellText(cellAt(trades, column, row), 'prices', decimals);
  const multiple = numberAt(trades, 'rMultiple', row);
  const all: readonly (readonly [string, Child])[] = [
    ['Entry', `${price('entryPrice')} at ${timeText(trade.entryTime)} UTC`],
    [
      trade.open ? 'Still open' : 'Exit',
      `${price('exitPrice')}${trade.open ? ' at mark' : ` at ${timeText(trade.exitTime)} UTC`}`,
    ],
    ['Quantity', exact('quantity')],
    ['Held', durationText(numberAt(trades, 'durationMs', row))],
    ['Ended by', trade.exitCause === '' ? '–' : tokenInWords(trade.exitCause)],
    ['Return on notional', ratio('returnRatio', true)],
    ['In multiples of risk', multiple === null ? '–' : `${fixedText(multiple, 2, true)} R of ${money('riskAmount')}`],
    ['Prices alone', money('profit', true)],
    ['Fees', money('fees')],
    ['Funding', money('funding', true)],
    ['Slippage, in the prices', money('slippage')],
    ['Worst and best while held', `−${ratio('maeRatio')} / +${ratio('mfeRatio')}`],
    ['Declared stop', price('stopPrice')],
    ['Declared targets', price('targetPrices')],
    [
      'Strategy',
      `${trade.strategyId}${textAt(trades, 'ref', row) === '' ? '' : `, ref ${textAt(trades, 'ref', row)}`}`,
    ],
    ['Id', element('code', {}, trade.tradeId)],
  ];
  return element(
    'dl',
    { class: 'facts' },
    ...all.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
}

function rowsTable(
  caption: string,
  table: Table,
  rows: readonly number[],
  wanted: readonly DetailColumn[],
  decimals: number | null,
): HTMLElement | null {
  if (rows.length === 0)
    return caption === 'Funding' ? null : element('p', { class: 'muted' }, `${caption}: none recorded.`);
  const columns = wanted.filter(([key]) => hasColumn(table, key) && rows.some((row) => textAt(table, key, row) !== ''));
  return smallTable({
    caption,
    tall: true,
    columns: columns.map(([, title, kind]) => ({ title, figures: isFigure(kind) })),
    rows: rows.map((row) => columns.map(([key, , kind]) => cellText(cellAt(table, key, row), kind, decimals))),
  });
}
