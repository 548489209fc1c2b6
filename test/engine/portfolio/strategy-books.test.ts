import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type Decimal, roundPosting, sumDecimals, toDecimal, ZERO } from '../../../engine/domain/decimal.ts';
import { createAccountBook } from '../../../engine/portfolio/account-book.ts';
import type { BookOwner } from '../../../engine/portfolio/book-shares.ts';
import { feeValueIn } from '../../../engine/portfolio/fee-value.ts';
import { createStrategyBooks, type StrategyBooks } from '../../../engine/portfolio/strategy-books.ts';
import { fills, someFill } from './some-fills.ts';

const STEP = toDecimal('0.001');
const OWNERS: readonly BookOwner[] = ['s1', 's2', 's3', null];
const quantityOf = (books: StrategyBooks, owner: BookOwner): Decimal =>
  owner === null ? books.external('BTCUSDT', 'both').quantity : books.book(owner, 'BTCUSDT', 'both').quantity;
const held = (books: StrategyBooks) => OWNERS.map((owner) => quantityOf(books, owner).toString()).join(' ');

/** Books of three strategies and the external one, opened at 100. */
function opened(...quantities: readonly number[]): StrategyBooks {
  const books = createStrategyBooks();
  for (const [index, quantity] of quantities.entries()) {
    const side = quantity < 0 ? 'sell' : 'buy';
    if (quantity !== 0) books.applyFill(OWNERS[index] ?? null, someFill(side, Math.abs(quantity), 100));
  }
  return books;
}

const funding = (rate: string, mark: string, amount: string) => ({
  symbol: 'BTCUSDT',
  positionSide: 'both' as const,
  rateRatio: toDecimal(rate),
  markPrice: toDecimal(mark),
  amount: toDecimal(amount),
});

describe('a strategy book', () => {
  it('holds what its own orders filled, with cost, result and fees', () => {
    const books = createStrategyBooks();
    books.applyFill('s1', someFill('buy', 3, 100, { fee: '0.15' }));
    books.applyFill('s1', someFill('sell', 1, 110, { fee: '0.05' }));
    expect(books.book('s1', 'BTCUSDT', 'both')).toMatchObject({
      strategyId: 's1',
      quantity: toDecimal(2),
      cost: toDecimal(200),
      averagePrice: toDecimal(100),
      realised: toDecimal(10),
      feesPaid: toDecimal('0.2'),
      fundingReceived: ZERO,
    });
    expect(books.realisedResult('s1').toString()).toBe('9.8');
    expect(books.unrealisedNumber('s1', () => 105)).toBe(10);
  });

  it('is empty where nothing was traded', () => {
    const books = createStrategyBooks();
    expect(books.book('s1', 'BTCUSDT', 'both')).toMatchObject({ quantity: ZERO, averagePrice: null });
    expect(books.booksOf('s1')).toEqual([]);
    expect(books.unrealisedNumber('s1', () => 105)).toBe(0);
    expect(books.realisedResult('s1').isZero()).toBe(true);
  });

  it('stays its own while strategies hold against each other', () => {
    const books = opened(5, -5);
    expect(held(books)).toBe('5 -5 0 0');
    expect(books.unrealisedNumber('s1', () => 110)).toBe(50);
    expect(books.unrealisedNumber('s2', () => 110)).toBe(-50);
  });

  it('lists the books of one strategy over its markets', () => {
    const books = opened(1);
    books.applyFill('s1', someFill('sell', 1, 50, { symbol: 'ETHUSDT', positionSide: 'short' }));
    expect(books.booksOf('s1').map(({ symbol, positionSide }) => `${symbol} ${positionSide}`)).toEqual([
      'BTCUSDT both',
      'ETHUSDT short',
    ]);
  });

  it('counts a fee in another asset at its stated price', () => {
    const books = createStrategyBooks(feeValueIn('USDT', (asset) => (asset === 'BNB' ? toDecimal(500) : undefined)));
    books.applyFill('s1', someFill('buy', 1, 100, { fee: '0.001', feeAsset: 'BNB' }));
    books.applyFill('s1', someFill('buy', 1, 100, { fee: '0.05' }));
    books.applyFill('s1', someFill('buy', 1, 100, { fee: '7', feeAsset: 'XYZ' }));
    expect(books.book('s1', 'BTCUSDT', 'both').feesPaid.toString()).toBe('0.55');
  });

  it('leaves to the external book, after a seed, what is held already', () => {
    const books = opened(5);
    const position = {
      symbol: 'BTCUSDT',
      positionSide: 'both',
      quantity: toDecimal(-2),
      cost: toDecimal(180),
      isolatedWallet: toDecimal(18),
    } as const;
    books.seed([position]);
    expect(held(books)).toBe('0 0 0 -2');
    expect(books.external('BTCUSDT', 'both').averagePrice?.toString()).toBe('90');
  });
});

describe('a forced fill', () => {
  const forced = (side: 'buy' | 'sell', quantity: number | string, fee = 0) =>
    someFill(side, quantity, 80, { cause: 'liquidation', clientOrderId: null, fee, slippage: '0.3' });

  it('closes every book of the net’s sign when all is closed', () => {
    const books = opened(5, 3, 0, 2);
    books.applyForcedFill(forced('sell', 10), STEP);
    expect(held(books)).toBe('0 0 0 0');
  });

  it('is shared pro rata, floored to the step, the rest to the largest', () => {
    const books = opened(5, 3, 1);
    const shares = books.applyForcedFill(forced('sell', 4, 9), STEP);
    // 4 × 5/9 = 2.222…, 4 × 3/9 = 1.333…, 4/9 = 0.444…; floored 2.222, 1.333 and 0.444, 0.001 left for the largest.
    expect(shares.map(({ strategyId, fill }) => `${strategyId} ${fill.quantity.toString()}`)).toEqual([
      's1 2.223',
      's2 1.333',
      's3 0.444',
    ]);
    expect(held(books)).toBe('2.777 1.667 0.556 0');
    expect(sumDecimals(shares.map(({ fill }) => fill.fee)).toString()).toBe('9');
    expect(sumDecimals(shares.map(({ fill }) => fill.slippage ?? ZERO)).toString()).toBe('0.3');
    expect(shares[0]?.posting.realised.toString()).toBe('-44.46');
  });

  it('leaves the books against the net alone', () => {
    const books = opened(6, -4, 2);
    books.applyForcedFill(forced('sell', 4), STEP);
    expect(held(books)).toBe('3 -4 1 0');
  });

  it('that exceeds what the books hold goes to the external book', () => {
    const books = opened(1);
    books.applyForcedFill(forced('sell', 3), STEP);
    expect(held(books)).toBe('0 0 0 -2');
  });

  it('leaves an unknown slippage unknown', () => {
    const shares = opened(1).applyForcedFill(someFill('sell', 1, 80, { cause: 'liquidation' }), STEP);
    expect(shares[0]?.fill.slippage).toBeNull();
  });
});

describe('funding', () => {
  it('is paid by each book, and received by the one against the net', () => {
    const books = opened(6, -4);
    books.applyFunding(funding('0.0001', '100', '-0.02'));
    expect(books.book('s1', 'BTCUSDT', 'both').fundingReceived.toString()).toBe('-0.06');
    expect(books.book('s2', 'BTCUSDT', 'both').fundingReceived.toString()).toBe('0.04');
  });

  it('leaves the rounding difference with the largest', () => {
    const books = opened(1, 1, 3);
    const shares = books.applyFunding(funding('0.0001', '33.33333', '-0.01666667'));
    // Each unit owes 0.003333333, rounded to 0.00333333; the three of the largest would owe 0.01.
    expect(shares.map(({ amount }) => amount.toString())).toEqual(['-0.00333333', '-0.00333333', '-0.01000001']);
  });

  it('of nobody’s position goes to the external book', () => {
    const books = createStrategyBooks();
    expect(books.applyFunding(funding('0.0001', '100', '-0.02'))).toEqual([
      { strategyId: null, amount: toDecimal('-0.02') },
    ]);
    expect(books.external('BTCUSDT', 'both').fundingReceived.toString()).toBe('-0.02');
  });
});

describe('the books together', () => {
  const attributed = fc.tuple(fills, fc.constantFrom(...OWNERS));
  const noBooks = {
    asset: 'USDT',
    crossWallet: ZERO,
    positions: [],
    feesPaid: ZERO,
    fundingReceived: ZERO,
    realised: ZERO,
    insuranceCleared: ZERO,
  };

  it('add up to the account’s position after every fill, forced ones and funding included', () => {
    fc.assert(
      fc.property(fc.array(attributed, { maxLength: 25 }), fc.integer({ min: 1, max: 9 }), (run, tenths) => {
        const account = createAccountBook();
        account.seed({ books: noBooks, settings: { positionMode: 'one-way', multiAssets: false, symbols: [] } });
        const books = createStrategyBooks();
        const net = () => account.position('BTCUSDT', 'both').quantity;
        const figures = () => [
          ...OWNERS.slice(0, 3).map((id) => books.book(id!, 'BTCUSDT', 'both')),
          books.external('BTCUSDT', 'both'),
        ];

        for (const [index, [fill, owner]] of run.entries()) {
          account.applyFill(fill);
          books.applyFill(owner, fill);
          if (index % 4 === 3 && !net().isZero()) {
            const quantity = net().abs().times(tenths).div(10).toDecimalPlaces(3, 0);
            const forced = someFill(net().gt(0) ? 'sell' : 'buy', quantity, '1.2345', { fee: '0.00000007' });
            account.applyFill(forced);
            books.applyForcedFill(forced, STEP);
            const amount = roundPosting(net().times('-0.0000123'));
            account.applyFunding({ symbol: 'BTCUSDT', positionSide: 'both', amount });
            books.applyFunding(funding('0.0000123', '1', amount.toString()));
          }
          expect(sumDecimals(figures().map(({ quantity }) => quantity)).eq(net())).toBe(true);
        }
        expect(sumDecimals(figures().map(({ feesPaid }) => feesPaid)).eq(account.books().feesPaid)).toBe(true);
        expect(
          sumDecimals(figures().map(({ fundingReceived }) => fundingReceived)).eq(account.books().fundingReceived),
        ).toBe(true);
      }),
    );
  });

  it('of a single strategy are the account’s to the last digit', () => {
    fc.assert(
      fc.property(fc.array(fills, { maxLength: 25 }), (run) => {
        const account = createAccountBook();
        account.seed({ books: noBooks, settings: { positionMode: 'one-way', multiAssets: false, symbols: [] } });
        const books = createStrategyBooks();
        for (const fill of run) {
          account.applyFill(fill);
          books.applyFill('s1', fill);
        }
        const book = books.book('s1', 'BTCUSDT', 'both');
        const position = account.position('BTCUSDT', 'both');
        expect([book.quantity, book.cost, book.realised, book.feesPaid].map(String)).toEqual(
          [position.quantity, position.cost, account.books().realised, account.books().feesPaid].map(String),
        );
      }),
    );
  });
});
