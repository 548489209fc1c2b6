// The columns of the table of trades: those known by name with their title, width and writing, then any other the run has.
import type { ReportModel } from '../../page/report-model.ts';
import { type Cell, hasColumn } from '../model/rows.ts';
import { exactText, fixedText, moneyText, numberOf, percentText, priceText } from '../text/number-text.ts';
import { durationText, timeText } from '../text/time-text.ts';
import { nameInWords, tokenInWords } from '../text/words.ts';

export type CellKind =
  | 'text'
  | 'words'
  | 'time'
  | 'minute'
  | 'duration'
  | 'money'
  | 'signed-money'
  | 'exact'
  | 'price'
  | 'prices'
  | 'average'
  | 'percent'
  | 'signed-percent'
  | 'rate'
  | 'multiple';

export interface TradeColumn {
  readonly key: string;
  readonly title: string;
  readonly kind: CellKind;
  readonly widthPx: number;
}

/** Those of which a dash in every row would say nothing are left out. */
export function tradeColumns({ trades, summary }: ReportModel): readonly TradeColumn[] {
  const known = knownColumns(summary.asset);
  const names = new Set(known.map(({ key }) => key));
  const others = Object.keys(trades.columns)
    .filter((key) => !names.has(key) && !LEFT_OUT.has(key))
    .map((key): TradeColumn => ({ key, title: nameInWords(key), kind: 'text', widthPx: 130 }));
  return [...known, ...others].filter(({ key }) => hasColumn(trades, key));
}

/** Said by other columns, or the same in each row. */
const LEFT_OUT: ReadonlySet<string> = new Set(['bracketId', 'positionSide']);

function knownColumns(asset: string): readonly TradeColumn[] {
  const column = (key: string, title: string, kind: CellKind, widthPx: number): TradeColumn => ({
    key,
    title,
    kind,
    widthPx,
  });
  return [
    column('entryTime', 'Entry (UTC)', 'minute', 136),
    column('direction', 'Side', 'text', 84),
    column('result', `Result (${asset})`, 'signed-money', 120),
    column('returnRatio', 'Return', 'signed-percent', 84),
    column('symbol', 'Symbol', 'text', 96),
    column('rMultiple', 'R', 'multiple', 66),
    column('exitCause', 'Exit', 'words', 116),
    column('durationMs', 'Held', 'duration', 104),
    column('quantity', 'Quantity', 'exact', 92),
    column('entryPrice', 'Entry price', 'average', 104),
    column('exitPrice', 'Exit price', 'average', 104),
    column('maeRatio', 'Worst (MAE)', 'percent', 92),
    column('mfeRatio', 'Best (MFE)', 'percent', 92),
    column('fees', 'Fees', 'money', 84),
    column('funding', 'Funding', 'signed-money', 84),
    column('slippage', 'Slippage', 'money', 84),
    column('profit', 'Prices alone', 'signed-money', 104),
    column('stopPrice', 'Stop', 'price', 96),
    column('targetPrices', 'Targets', 'prices', 120),
    column('riskAmount', 'Risk', 'money', 84),
    column('exitTime', 'Exit (UTC)', 'minute', 136),
    column('strategyId', 'Strategy', 'text', 110),
    column('status', 'Status', 'text', 72),
    column('ref', 'Ref', 'text', 100),
    column('tradeId', 'Id', 'text', 170),
  ];
}

/** Whether the cells of a kind are figures, which stand right. */
export function isFigure(kind: CellKind): boolean {
  return kind !== 'text' && kind !== 'words' && kind !== 'time' && kind !== 'minute';
}

/** `decimals` are those of the market's prices: an average of fills is rounded to them, a price filled up to them. */
export function cellText(cell: Cell, kind: CellKind, decimals: number | null = null): string {
  if (cell === null || cell === '') return '–';
  const number = numberOf(cell);
  switch (kind) {
    case 'text':
      return String(cell);
    case 'words':
      return tokenInWords(String(cell));
    case 'time':
      return timeText(number);
    case 'minute':
      return timeText(number === null ? null : Math.floor(number / 60_000) * 60_000);
    case 'duration':
      return durationText(number);
    case 'money':
    case 'signed-money':
      return moneyText(number, kind === 'signed-money');
    case 'exact':
      return exactText(shortened(String(cell)));
    case 'average':
      return decimals === null ? cellText(cell, 'exact') : fixedText(number, decimals);
    case 'price':
    case 'prices':
      return String(cell)
        .split(' ')
        .map((price) => priceText(price, decimals ?? 0))
        .join(' / ');
    case 'percent':
    case 'signed-percent':
      return percentText(number, kind === 'signed-percent');
    case 'rate':
      return percentText(number, true, 4);
    case 'multiple':
      return fixedText(number, 2, true);
  }
}

/** An average has sixteen digits in the file; eight say as much in a table. */
function shortened(decimal: string): string {
  const digits = decimal.replace(/[-.]/g, '').replace(/^0+/, '').length;
  return digits > 10 ? String(Number(Number(decimal).toPrecision(8))) : decimal;
}
