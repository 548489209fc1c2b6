// How many decimals the prices of a market are written with, so that those of one column stand under one another.
import type { ReportModel } from '../../page/report-model.ts';

/** Those of the market's klines; null where the page has none of it. */
export function priceDecimalsOf({ markets }: ReportModel, symbol: string): number | null {
  return markets.find((market) => market.symbol === symbol)?.priceDecimals ?? null;
}
