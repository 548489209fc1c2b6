// One book per strategy, symbol and side: what its own orders filled. What no order of ours filled stands in an external
// book, so that the books always add up to the account's net position. A fill or payment that belongs to all of them,
// a liquidation or funding, is shared (SEMANTICS 6).
import type { PositionBook } from '../domain/account.ts';
import { type Decimal, sumDecimals, ZERO } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import type { StrategyPosition } from '../domain/position.ts';
import type { PositionSide } from '../domain/side.ts';
import {
  type BookOwner,
  type FillShare,
  type FundingReport,
  type FundingShare,
  shareForcedFill,
  shareFunding,
} from './book-shares.ts';
import type { FeeValue } from './fee-value.ts';
import { createMarkedPositions, type MarkedPositions, type MarkOf } from './marked-positions.ts';
import { applyFillToPosition, flatPosition, type PositionPosting } from './position-arithmetic.ts';
import { positionKey } from './position-key.ts';

export interface BookedShare extends FillShare {
  readonly posting: PositionPosting;
}

/** The external book of a market. */
export type ExternalPosition = Omit<StrategyPosition, 'strategyId'> & { readonly strategyId: null };

export interface StrategyBooks {
  /** Begins anew: what is held so far belongs to no strategy. */
  seed(positions: readonly PositionBook[]): void;
  applyFill(owner: BookOwner, fill: Fill): PositionPosting;
  /**
   * Shares a forced fill over the books it closes, pro rata, floored to the step; the rest goes to the largest. What no
   * book holds goes to the external one.
   */
  applyForcedFill(fill: Fill, quantityStep: Decimal): readonly BookedShare[];
  /** Settles funding per book, a book against the net receiving what it would owe; the rounding difference goes to the largest. */
  applyFunding(funding: FundingReport): readonly FundingShare[];
  /** A strategy's book; a zero book where it never traded. */
  book(strategyId: string, symbol: string, positionSide: PositionSide): StrategyPosition;
  external(symbol: string, positionSide: PositionSide): ExternalPosition;
  /** Every book of a strategy that ever held something, flat ones included, in order of first use. */
  booksOf(strategyId: string): readonly StrategyPosition[];
  /** Realised less fees plus funding of all the strategy's books, in the account's asset. */
  realisedResult(strategyId: string): Decimal;
  /** Unrealised result of the strategy's books in plain numbers; a position without a mark yet counts at cost. */
  unrealisedNumber(strategyId: string, markOf: MarkOf): number;
}

interface Book {
  readonly owner: BookOwner;
  readonly position: PositionBook;
  readonly realised: Decimal;
  readonly feesPaid: Decimal;
  readonly fundingReceived: Decimal;
}

/** `feeValue` tells fees in the account's asset; by default they are taken as they are. */
export function createStrategyBooks(feeValue: FeeValue = ({ fee }) => fee): StrategyBooks {
  const markets = new Map<string, Map<BookOwner, Book>>();
  const marked = new Map<BookOwner, MarkedPositions<string>>();

  const booksIn = (symbol: string, positionSide: PositionSide): readonly Book[] => [
    ...(markets.get(positionKey(symbol, positionSide))?.values() ?? []),
  ];
  const find = (owner: BookOwner, symbol: string, positionSide: PositionSide): Book =>
    markets.get(positionKey(symbol, positionSide))?.get(owner) ?? emptyBook(owner, symbol, positionSide);
  const put = (book: Book): void => {
    const key = positionKey(book.position.symbol, book.position.positionSide);
    entryIn(markets, key, () => new Map<BookOwner, Book>()).set(book.owner, book);
    entryIn(marked, book.owner, () => createMarkedPositions<string>()).set(key, book.position);
  };
  const booksOf = (owner: BookOwner): readonly Book[] =>
    [...markets.values()].map((books) => books.get(owner)).filter((book) => book !== undefined);

  const applyFill = (owner: BookOwner, fill: Fill): PositionPosting => {
    const book = find(owner, fill.symbol, fill.positionSide);
    // Margin is the account's affair: a strategy's book knows quantity and cost.
    const posting = applyFillToPosition(book.position, fill, 1, 'cross');
    put({
      ...book,
      position: posting.position,
      realised: book.realised.plus(posting.realised),
      feesPaid: book.feesPaid.plus(feeValue(fill)),
    });
    return posting;
  };

  return {
    seed: (positions) => {
      markets.clear();
      marked.clear();
      for (const position of positions) {
        const external = emptyBook(null, position.symbol, position.positionSide);
        put({ ...external, position: { ...position, isolatedWallet: ZERO } });
      }
    },
    applyFill,
    applyForcedFill: (fill, quantityStep) => {
      const shares = shareForcedFill(fill, booksIn(fill.symbol, fill.positionSide), quantityStep);
      return shares.map((share) => ({ ...share, posting: applyFill(share.strategyId, share.fill) }));
    },
    applyFunding: (funding) => {
      const shares = shareFunding(funding, booksIn(funding.symbol, funding.positionSide));
      for (const { strategyId, amount } of shares) {
        const book = find(strategyId, funding.symbol, funding.positionSide);
        put({ ...book, fundingReceived: book.fundingReceived.plus(amount) });
      }
      return shares;
    },
    book: (strategyId, symbol, positionSide) => ({ strategyId, ...figuresOf(find(strategyId, symbol, positionSide)) }),
    external: (symbol, positionSide) => ({ strategyId: null, ...figuresOf(find(null, symbol, positionSide)) }),
    booksOf: (strategyId) => booksOf(strategyId).map((book) => ({ strategyId, ...figuresOf(book) })),
    realisedResult: (strategyId) =>
      sumDecimals(booksOf(strategyId).map((book) => book.realised.minus(book.feesPaid).plus(book.fundingReceived))),
    unrealisedNumber: (strategyId, markOf) => marked.get(strategyId)?.unrealised(markOf) ?? 0,
  };
}

function figuresOf({ position, realised, feesPaid, fundingReceived }: Book): Omit<StrategyPosition, 'strategyId'> {
  const { symbol, positionSide, quantity, cost } = position;
  const averagePrice = quantity.isZero() ? null : cost.div(quantity.abs());
  return { symbol, positionSide, quantity, cost, averagePrice, realised, feesPaid, fundingReceived };
}

function emptyBook(owner: BookOwner, symbol: string, positionSide: PositionSide): Book {
  const position = flatPosition(symbol, positionSide);
  return { owner, position, realised: ZERO, feesPaid: ZERO, fundingReceived: ZERO };
}

function entryIn<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
