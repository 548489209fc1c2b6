// How much: an entry's quantity from what the strategy said, before it is rounded to the step (SEMANTICS 4).
import { type Decimal, ZERO } from '../domain/decimal.ts';
import type { StrategyCapital } from './planner-view.ts';

export type Size =
  | { readonly by: 'quantity'; readonly quantity: Decimal }
  | { readonly by: 'notional'; readonly notional: Decimal }
  | { readonly by: 'riskRatio'; readonly riskRatio: Decimal };

export interface SizingTerms {
  /** What the strategy sizes by, in quote asset. */
  readonly capital: Decimal;
  readonly takerFeeRatio: Decimal;
  /** Price an entry's notional is judged by: limit → its price, conditional → its trigger, market → mark. */
  readonly notionalPrice: Decimal;
  /** Price the risk is measured from: the limit or trigger price, else the last close. */
  readonly riskPrice: Decimal;
  /** Where the position is given up; null without a stop. */
  readonly stopPrice: Decimal | null;
}

/** What a strategy sizes by: the account's equity, or its part of the initial balance plus its own result, never below 0. */
export function sizingCapital(equity: Decimal, capital: StrategyCapital | null): Decimal {
  const amount = capital === null ? equity : capital.capitalRatio.times(capital.initialBalance).plus(capital.ownResult);
  return amount.gt(ZERO) ? amount : ZERO;
}

/**
 * Base asset quantity, unrounded; undefined where risk is to be the measure and there is no stop. By risk it is
 * capital × ratio / (|reference − stop| + reference × 2 × taker fee): what is lost at the stop, both fees included, is
 * `riskRatio` of the capital.
 */
export function entryQuantity(size: Size, terms: SizingTerms): Decimal | undefined {
  if (size.by === 'quantity') return size.quantity;
  if (size.by === 'notional') return size.notional.div(terms.notionalPrice);
  if (terms.stopPrice === null) return undefined;
  const lossPerUnit = terms.riskPrice
    .minus(terms.stopPrice)
    .abs()
    .plus(terms.riskPrice.times(2).times(terms.takerFeeRatio));
  if (lossPerUnit.isZero()) return undefined;
  return terms.capital.times(size.riskRatio).div(lossPerUnit);
}
