// Two sets of books side by side: the engine's own and the venue's. They are kept by different code, so the first
// figure in which they differ is worth a name.
import type { AccountBooks, PositionBook } from '../domain/account.ts';
import { type Decimal, ZERO } from '../domain/decimal.ts';

/** The first figure that differs, with both values as exact texts. */
export interface BooksDifference {
  /** `crossWallet`, `feesPaid`, … or `BTCUSDT both cost`. */
  readonly figure: string;
  readonly ours: string;
  readonly theirs: string;
}

const SUMS = ['crossWallet', 'realised', 'feesPaid', 'fundingReceived', 'insuranceCleared'] as const;
const POSITION_FIGURES = ['quantity', 'cost', 'isolatedWallet'] as const;

/** Undefined where both agree to the last digit. A flat position equals one that is not listed; the order does not matter. */
export function differenceOfBooks(ours: AccountBooks, theirs: AccountBooks): BooksDifference | undefined {
  if (ours.asset !== theirs.asset) return { figure: 'asset', ours: ours.asset, theirs: theirs.asset };
  for (const position of [...ours.positions, ...theirs.positions]) {
    for (const figure of POSITION_FIGURES) {
      const [a, b] = [figureOf(ours, position, figure), figureOf(theirs, position, figure)];
      if (!a.eq(b)) return differing(`${position.symbol} ${position.positionSide} ${figure}`, a, b);
    }
  }
  for (const sum of SUMS) if (!ours[sum].eq(theirs[sum])) return differing(sum, ours[sum], theirs[sum]);
  return undefined;
}

function differing(figure: string, ours: Decimal, theirs: Decimal): BooksDifference {
  return { figure, ours: ours.toString(), theirs: theirs.toString() };
}

function figureOf(books: AccountBooks, of: PositionBook, figure: (typeof POSITION_FIGURES)[number]): Decimal {
  const found = books.positions.find((book) => book.symbol === of.symbol && book.positionSide === of.positionSide);
  return found?.[figure] ?? ZERO;
}
