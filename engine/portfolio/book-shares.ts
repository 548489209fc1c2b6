// Who bears what no order of ours caused: a forced fill closes the books of the net's sign together, funding is paid by
// each book that holds something (SEMANTICS 6).
import type { PositionBook } from '../domain/account.ts';
import { type Decimal, roundPosting, sumDecimals, ZERO } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import type { ReportOf } from '../domain/report.ts';
import { indexOfLargest, shareMoney, shareQuantity, withRest } from './pro-rata.ts';

/** Null is the external book. */
export type BookOwner = string | null;

export type FundingReport = Pick<
  ReportOf<'fundingSettled'>,
  'symbol' | 'positionSide' | 'rateRatio' | 'markPrice' | 'amount'
>;

export interface FundingShare {
  readonly strategyId: BookOwner;
  readonly amount: Decimal;
}

export interface FillShare {
  readonly strategyId: BookOwner;
  /** The fill cut down to the book's share of quantity, fee and slippage. */
  readonly fill: Fill;
}

/** A book as far as sharing looks at it. */
export interface SharingBook {
  readonly owner: BookOwner;
  readonly position: Pick<PositionBook, 'quantity'>;
}

/**
 * Shares a forced fill over the books it closes, pro rata, floored to the step; the rest goes to the largest. What no
 * book holds goes to the external one. Fee and slippage follow the quantities.
 */
export function shareForcedFill(
  fill: Fill,
  books: readonly SharingBook[],
  quantityStep: Decimal,
): readonly FillShare[] {
  const holders = books.filter((book) => isClosedBy(fill, book));
  const held = holders.map((book) => book.position.quantity.abs());
  const quantities = shareQuantity(fill.quantity, held, quantityStep);
  const owners: { readonly strategyId: BookOwner; readonly quantity: Decimal }[] = holders.map((book, index) => ({
    strategyId: book.owner,
    quantity: quantities[index] ?? ZERO,
  }));
  const nobodys = fill.quantity.minus(sumDecimals(quantities));
  const taken = [...owners, { strategyId: null, quantity: nobodys }].filter(({ quantity }) => !quantity.isZero());

  const weights = taken.map(({ quantity }) => quantity);
  const fees = shareMoney(fill.fee, weights);
  const slippages = fill.slippage === null ? null : shareMoney(fill.slippage, weights);
  return taken.map(({ strategyId, quantity }, index) => ({
    strategyId,
    fill: { ...fill, quantity, fee: fees[index] ?? ZERO, slippage: slippages?.[index] ?? null },
  }));
}

/**
 * Settles funding for each book that holds something: −quantity × mark × rate, so that a book against the net receives
 * what the others owe; the rounding difference to the amount settled goes to the largest.
 */
export function shareFunding(funding: FundingReport, books: readonly SharingBook[]): readonly FundingShare[] {
  const holders = books.filter((book) => !book.position.quantity.isZero());
  if (holders.length === 0) return [{ strategyId: null, amount: funding.amount }];
  const owed = funding.markPrice.times(funding.rateRatio).neg();
  const amounts = holders.map((book) => roundPosting(book.position.quantity.times(owed)));
  const largest = indexOfLargest(holders.map((book) => book.position.quantity.abs()));
  const exact = withRest(amounts, largest, funding.amount.minus(sumDecimals(amounts)));
  return holders.map((book, index) => ({ strategyId: book.owner, amount: exact[index] ?? ZERO }));
}

/** Whether the fill makes the book smaller: only books of the net's sign share a forced close. */
function isClosedBy(fill: Fill, { position }: SharingBook): boolean {
  return fill.side === 'sell' ? position.quantity.gt(ZERO) : position.quantity.lt(ZERO);
}
