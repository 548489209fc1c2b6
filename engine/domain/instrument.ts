// The rules of one perpetual contract, as an exchangeInfo row states them. Decimals, since orders are measured by them.
import type { Decimal } from './decimal.ts';

/** Smallest, greatest and stepwise quantity an order may have, in base asset. */
export interface LotRule {
  readonly quantityMin: Decimal;
  readonly quantityMax: Decimal;
  readonly quantityStep: Decimal;
}

export interface Instrument {
  readonly symbol: string;
  readonly baseAsset: string;
  readonly quoteAsset: string;
  readonly marginAsset: string;
  readonly priceTick: Decimal;
  readonly priceMin: Decimal;
  readonly priceMax: Decimal;
  /** Rule for orders with a price (LOT_SIZE). */
  readonly lot: LotRule;
  /** Rule for orders that execute at market (MARKET_LOT_SIZE). */
  readonly marketLot: LotRule;
  /** Smallest order notional in quote asset; reducing orders are exempt. */
  readonly notionalMin: Decimal;
  /** A buy's price is at most mark × this; a sell's at least mark × `priceRatioMin` (PERCENT_PRICE). */
  readonly priceRatioMax: Decimal;
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
