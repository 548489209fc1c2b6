// What the account owns beside its positions, per asset: the cross wallet in the asset the account is counted in, and
// whatever else fees or transfers brought in. Another asset is worth what its stated price says, or it has no value
// that could be told.
import { type Decimal, ONE, ZERO } from '../domain/decimal.ts';

/** Price of one unit of an asset in the account's asset; undefined where none is known. */
export type AssetPrice = (asset: string) => Decimal | undefined;

export interface CashBook {
  readonly asset: string;
  /** Balance of the account's asset. */
  wallet(): Decimal;
  balance(asset: string): Decimal;
  add(asset: string, amount: Decimal): void;
  holdsOthers(): boolean;
  /** Balances of all other assets in the account's asset; undefined while one of them has no price. */
  othersValue(): Decimal | undefined;
  /** Other assets held (or owed) without a price, sorted. */
  unpricedAssets(): readonly string[];
}

/** Knows the price of the account's own asset, and no other. */
export function onlyAssetPrice(asset: string): AssetPrice {
  return (other) => (other === asset ? ONE : undefined);
}

/** A cash book of one asset, holding `wallet` of it. */
export function createCashBook(asset: string, wallet: Decimal, priceOf: AssetPrice): CashBook {
  const others = new Map<string, Decimal>();
  let own = wallet;

  return {
    asset,
    wallet: () => own,
    balance: (of) => (of === asset ? own : (others.get(of) ?? ZERO)),
    add: (of, amount) => {
      if (of === asset) own = own.plus(amount);
      else putBalance(others, of, (others.get(of) ?? ZERO).plus(amount));
    },
    holdsOthers: () => others.size > 0,
    othersValue: () => {
      let sum = ZERO;
      for (const [other, balance] of others) {
        const price = priceOf(other);
        if (price === undefined) return undefined;
        sum = sum.plus(balance.times(price));
      }
      return sum;
    },
    unpricedAssets: () => [...others.keys()].filter((other) => priceOf(other) === undefined).toSorted(),
  };
}

function putBalance(balances: Map<string, Decimal>, asset: string, balance: Decimal): void {
  if (balance.isZero()) balances.delete(asset);
  else balances.set(asset, balance);
}
