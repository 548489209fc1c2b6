// The klines of a run as its page is made from them: with as many decimals as their file keeps.
import type { PriceColumns } from '../price-columns.ts';
import { keepsAll, priceDecimals, roundPrice } from './price-decimals.ts';

export interface MarketPrices extends PriceColumns {
  readonly priceDecimals: number;
}

/** The prices themselves, or, where they have more digits than can be kept, rounded as they will be read back. */
export function marketPrices(prices: PriceColumns): MarketPrices {
  const { open, high, low, close } = prices;
  const columns = [open, high, low, close];
  const decimals = priceDecimals(...columns);
  if (columns.every((column) => keepsAll(column, decimals))) return { ...prices, priceDecimals: decimals };
  const rounded = (column: Float64Array): Float64Array => column.map((price) => roundPrice(price, decimals));
  return {
    ...prices,
    open: rounded(open),
    high: rounded(high),
    low: rounded(low),
    close: rounded(close),
    priceDecimals: decimals,
  };
}
