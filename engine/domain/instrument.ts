// The rules of one perpetual contract, as an exchangeInfo row states them. Decimals, since orders are measured by them.
import type { Decimal } from './decimal.ts';

/** Smallest, greatest and stepwise quantity an order may have, in base asset. */
export interface LotRule {
  /** Base asset. */
  readonly quantityMin: Decimal;
  /** Base asset. */
  readonly quantityMax: Decimal;
  /** Base asset; every quantity is a multiple of it. */
  readonly quantityStep: Decimal;
}

/** Trading rules of one contract. */
export interface Instrument {
  readonly symbol: string;
  /** What is traded: `BTC` of `BTCUSDT`. */
  readonly baseAsset: string;
  /** What it is priced in. */
  readonly quoteAsset: string;
  /** What margin, results and funding are paid in. */
  readonly marginAsset: string;
  /** Smallest step between two prices, in quote asset. */
  readonly priceTick: Decimal;
  /** Lowest price of an order. */
  readonly priceMin: Decimal;
  /** Highest price of an order. */
  readonly priceMax: Decimal;
  /** Rule for orders with a price (LOT_SIZE). */
  readonly lot: LotRule;
  /** Rule for orders that execute at market (MARKET_LOT_SIZE). */
  readonly marketLot: LotRule;
  /** Smallest order notional in quote asset; reducing orders are exempt. */
  readonly notionalMin: Decimal;
  /** A buy's price is at most mark × this (PERCENT_PRICE). */
  readonly priceRatioMax: Decimal;
  /** A sell's price is at least mark × this. */
  readonly priceRatioMin: Decimal;
  /** Most orders that may rest on the symbol at once. */
  readonly openOrdersMax: number;
  /** Greatest |last − mark| / mark at which a price-protected order still triggers. */
  readonly triggerProtectRatio: Decimal;
  /** Greatest |fill − mark| / mark of a market order. */
  readonly marketTakeRatioMax: Decimal;
  /** Fee of a forced reduction, as a ratio of its notional. */
  readonly liquidationFeeRatio: Decimal;
}
