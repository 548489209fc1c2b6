// Fees are paid in whatever asset the venue takes; results are told in the account's.
import { type Decimal, roundPosting, ZERO } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import type { AssetPrice } from './cash-book.ts';

/** What a fill's fee is worth in the account's asset. */
export type FeeValue = (fill: Pick<Fill, 'fee' | 'feeAsset'>) => Decimal;

/**
 * Values fees at the stated price of their asset, rounded as a posting. A fee in an asset without a price counts as
 * nothing here; the account's equity is undefined then, and says which asset it is.
 */
export function feeValueIn(asset: string, priceOf: AssetPrice): FeeValue {
  return ({ fee, feeAsset }) => {
    if (feeAsset === asset) return fee;
    const price = priceOf(feeAsset);
    return price === undefined ? ZERO : roundPosting(fee.times(price));
  };
}
