// The exchange's public-data order of kline columns. The two that follow (taker buy quote volume, ignore) are never read.
import type { CsvColumn } from './csv-header.ts';

export const KLINE_CSV_COLUMNS: readonly CsvColumn[] = [
  { name: 'open_time', otherNames: ['timestamp', 'time', 'date', 'start_time', 'start_at'], required: true },
  { name: 'open', otherNames: [], required: true },
  { name: 'high', otherNames: [], required: true },
  { name: 'low', otherNames: [], required: true },
  { name: 'close', otherNames: [], required: true },
  { name: 'volume', otherNames: ['vol', 'base_volume', 'base_asset_volume'], required: true },
  { name: 'close_time', otherNames: ['end_time'], required: false },
  { name: 'quote_volume', otherNames: ['quote_asset_volume', 'turnover'], required: false },
  { name: 'count', otherNames: ['trades', 'trade_count', 'number_of_trades'], required: false },
  {
    name: 'taker_buy_volume',
    otherNames: ['taker_buy_base_volume', 'taker_buy_base_asset_volume', 'taker_base_volume'],
    required: false,
  },
];

/** Columns that are read. */
export const KLINE_CSV_COLUMN_COUNT = KLINE_CSV_COLUMNS.length;

/** Columns a row must have: up to volume. */
export const KLINE_CSV_COLUMNS_MIN = 6;

export const KLINE_CSV_HEADER =
  'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore';
