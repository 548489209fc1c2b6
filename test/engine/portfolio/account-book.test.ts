import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { AccountBooks } from '../../../engine/domain/account.ts';
import { toDecimal, ZERO } from '../../../engine/domain/decimal.ts';
import type { VenueSnapshot } from '../../../engine/domain/report.ts';
import { type MarginMode, type PositionSide, signOf } from '../../../engine/domain/side.ts';
import { type AccountBook, createAccountBook } from '../../../engine/portfolio/account-book.ts';
import { differenceOfBooks } from '../../../engine/portfolio/compare-books.ts';
import { signedCost } from '../../../engine/portfolio/position-arithmetic.ts';
import { fills, someFill } from './some-fills.ts';

const NO_BOOKS: AccountBooks = {
  asset: 'USDT',
  crossWallet: toDecimal(1000),
  positions: [],
  feesPaid: ZERO,
  fundingReceived: ZERO,
  realised: ZERO,
  insuranceCleared: ZERO,
};

function snapshot(leverage: number, marginMode: MarginMode, books: Partial<AccountBooks> = {}): VenueSnapshot {
  const symbols = ['BTCUSDT', 'ETHUSDT'].map((symbol) => ({ symbol, leverage, marginMode }));
  const settings = { positionMode: 'one-way', multiAssets: false, symbols } as const;
  return { books: { ...NO_BOOKS, ...books }, settings, openOrders: [] };
}

function seeded(leverage: number, marginMode: MarginMode, books: Partial<AccountBooks> = {}): AccountBook {
  const book = createAccountBook();
  book.seed(snapshot(leverage, marginMode, books));
  return book;
}

const at = (marks: Readonly<Record<string, number>>) => (symbol: string) => marks[symbol] ?? null;

describe('the account book', () => {
  it('posts an isolated life, worked by hand: open, funding, reduce, close', () => {
    const book = seeded(10, 'isolated');
    book.applyFill(someFill('buy', '0.3', '100.01', { fee: '0.01500150' }));
    // Notional 30.003; a tenth of it moves over, the fee is paid from the cross wallet.
    expect(book.crossWallet().toString()).toBe('996.9846985');
    expect(book.position('BTCUSDT', 'both').isolatedWallet.toString()).toBe('3.0003');

    book.applyFunding({ symbol: 'BTCUSDT', positionSide: 'both', amount: toDecimal('-0.003') });
    expect(book.crossWallet().toString()).toBe('996.9846985');
    expect(book.position('BTCUSDT', 'both').isolatedWallet.toString()).toBe('2.9973');

    // A third is sold at 110: 11 − 10.001 = 0.999 realised, 0.9991 of margin released.
    const posting = book.applyFill(someFill('sell', '0.1', '110'));
    expect(posting.realised.toString()).toBe('0.999');
    expect(book.crossWallet().toString()).toBe('998.9827985');

    book.applyFill(someFill('sell', '0.2', '90'));
    const books = book.books();
    expect(books.positions).toEqual([]);
    // 1000 − fee 0.0150015 − funding 0.003 + 0.999 + (18 − 20.002).
    expect(books.crossWallet.toString()).toBe('998.9789985');
    expect(books.realised.toString()).toBe('-1.003');
    expect(books.feesPaid.toString()).toBe('0.0150015');
    expect(books.fundingReceived.toString()).toBe('-0.003');
  });

  it('pays the funding of a cross position from the cross wallet', () => {
    const book = seeded(10, 'cross');
    book.applyFill(someFill('sell', 1, 100));
    book.applyFunding({ symbol: 'BTCUSDT', positionSide: 'both', amount: toDecimal('0.01') });
    expect(book.crossWallet().toString()).toBe('1000.01');
    expect(book.position('BTCUSDT', 'both').isolatedWallet.isZero()).toBe(true);
  });

  it('books funding that comes after the close to the cross wallet', () => {
    const book = seeded(10, 'isolated');
    book.applyFunding({ symbol: 'BTCUSDT', positionSide: 'both', amount: toDecimal('0.01') });
    expect(book.crossWallet().toString()).toBe('1000.01');
  });

  it('takes an isolated liquidation at the bankruptcy price, the rest cleared by the insurance fund', () => {
    const book = seeded(3, 'isolated');
    book.applyFill(someFill('buy', 1, 100));
    book.applyFill(someFill('sell', 1, '66.67', { cause: 'liquidation', clientOrderId: null }));
    // 33.33333333 of margin meets a loss of 33.33: what is left of the wallet is taken.
    book.applyInsurance({ asset: 'USDT', amount: toDecimal('-0.00333333') });
    const books = book.books();
    expect(books.crossWallet.toString()).toBe('966.66666667');
    expect(books.insuranceCleared.toString()).toBe('-0.00333333');
  });

  it('keeps the two sides of hedge mode apart', () => {
    const book = seeded(10, 'cross');
    book.applyFill(someFill('buy', 2, 100, { positionSide: 'long' }));
    book.applyFill(someFill('sell', 1, 105, { positionSide: 'short' }));
    expect(book.position('BTCUSDT', 'long').quantity.toString()).toBe('2');
    expect(book.position('BTCUSDT', 'short').quantity.toString()).toBe('-1');
    expect(book.position('BTCUSDT', 'both').quantity.isZero()).toBe(true);
    expect(book.positions().map(({ positionSide }) => positionSide)).toEqual(['long', 'short']);
  });

  it('goes by the leverage and margin mode of the moment a fill is posted', () => {
    const book = seeded(10, 'cross');
    book.setMarginMode('BTCUSDT', 'isolated');
    book.setLeverage('BTCUSDT', 4);
    book.applyFill(someFill('buy', 1, 100));
    expect(book.position('BTCUSDT', 'both').isolatedWallet.toString()).toBe('25');
    expect(book.setting('BTCUSDT')).toEqual({ symbol: 'BTCUSDT', leverage: 4, marginMode: 'isolated' });
    expect(book.setting('NEWUSDT')).toEqual({ symbol: 'NEWUSDT', leverage: 1, marginMode: 'cross' });
  });

  it('lists positions in one order, whatever order they were opened in', () => {
    const book = seeded(1, 'cross');
    book.applyFill(someFill('buy', 1, 10, { symbol: 'ETHUSDT' }));
    book.applyFill(someFill('buy', 1, 10));
    expect(book.books().positions.map(({ symbol }) => symbol)).toEqual(['BTCUSDT', 'ETHUSDT']);
  });

  it('moves equity by a transfer and keeps it out of every result', () => {
    const book = seeded(1, 'cross');
    book.applyTransfer({ asset: 'USDT', amount: toDecimal(-200) });
    expect(book.equity(at({}))?.toString()).toBe('800');
    expect(book.transferred().toString()).toBe('-200');
    expect(book.books().realised.isZero()).toBe(true);
  });

  it('forgets everything at a new seed', () => {
    const book = seeded(1, 'isolated');
    book.applyFill(someFill('buy', 1, 10, { fee: 1 }));
    book.applyTransfer({ asset: 'BNB', amount: toDecimal(1) });
    book.seed(snapshot(5, 'cross', { crossWallet: toDecimal(7) }));
    expect(differenceOfBooks(book.books(), { ...NO_BOOKS, crossWallet: toDecimal(7) })).toBeUndefined();
    expect(book.equityNumber(at({ BTCUSDT: 50 }))).toBe(7);
    expect(book.unpricedAssets()).toEqual([]);
  });

  it('keeps the books equal to the postings: wallets less signed cost change by cash flow, fees and funding alone', () => {
    const modes = fc.constantFrom<MarginMode>('cross', 'isolated');
    fc.assert(
      fc.property(fc.array(fills, { maxLength: 25 }), modes, (run, mode) => {
        const book = seeded(12, mode);
        let expected = toDecimal(1000);
        for (const [index, fill] of run.entries()) {
          const posting = book.applyFill(fill);
          const notional = posting.closedNotional.plus(posting.openedNotional);
          expected = expected.minus(notional.times(signOf(fill.side))).minus(fill.fee);
          if (index % 5 === 0) {
            book.applyFunding({ symbol: 'BTCUSDT', positionSide: 'both', amount: toDecimal('-0.00000123') });
            expected = expected.minus('0.00000123');
          }
          const position = book.position('BTCUSDT', 'both');
          const counted = book.crossWallet().plus(position.isolatedWallet).minus(signedCost(position));
          expect(counted.eq(expected)).toBe(true);
        }
      }),
    );
  });
});

describe('equity', () => {
  it('is wallets plus unrealised result, exactly and as a number', () => {
    const book = seeded(10, 'isolated');
    book.applyFill(someFill('buy', 2, 100, { fee: '0.1' }));
    book.applyFill(someFill('sell', 3, 50, { symbol: 'ETHUSDT' }));
    const marks = at({ BTCUSDT: 101.5, ETHUSDT: 52 });
    expect(book.equity(marks)?.toString()).toBe('996.9');
    expect(book.equityNumber(marks)).toBeCloseTo(996.9, 9);
  });

  it('counts a position at cost until its first mark', () => {
    const book = seeded(1, 'cross');
    book.applyFill(someFill('buy', 2, 100));
    expect(book.equity(at({}))?.toString()).toBe('1000');
    expect(book.equityNumber(at({}))).toBe(1000);
  });

  it('agrees with itself in both forms after any fills', () => {
    const sides = fc.constantFrom<PositionSide>('both', 'long', 'short');
    const marks = fc.record({ BTCUSDT: fc.integer({ min: 1, max: 100 }), ETHUSDT: fc.integer({ min: 1, max: 100 }) });
    const placed = fc.tuple(fills, sides, fc.constantFrom('BTCUSDT', 'ETHUSDT'));
    fc.assert(
      fc.property(fc.array(placed, { maxLength: 20 }), marks, (run, prices) => {
        const book = seeded(3, 'isolated');
        for (const [fill, positionSide, symbol] of run) book.applyFill({ ...fill, positionSide, symbol });
        const exact = book.equity(at(prices));
        expect(book.equityNumber(at(prices))).toBeCloseTo(exact?.toNumber() ?? Number.NaN, 6);
      }),
    );
  });

  it('has no value while a fee in another asset has no price, and converts it at the stated one', () => {
    const unpriced = seeded(1, 'cross');
    unpriced.applyFill(someFill('buy', 1, 100, { fee: '0.01', feeAsset: 'BNB' }));
    expect(unpriced.equity(at({}))).toBeUndefined();
    expect(unpriced.equityNumber(at({}))).toBeNaN();
    expect(unpriced.unpricedAssets()).toEqual(['BNB']);
    expect(unpriced.books().feesPaid.isZero()).toBe(true);

    let bnb = 500;
    const priced = createAccountBook({ priceOf: (asset) => (asset === 'BNB' ? toDecimal(bnb) : undefined) });
    priced.seed(snapshot(1, 'cross'));
    priced.applyFill(someFill('buy', 1, 100, { fee: '0.01', feeAsset: 'BNB' }));
    expect(priced.equity(at({}))?.toString()).toBe('995');
    bnb = 600;
    expect(priced.equityNumber(at({}))).toBe(994);
    priced.applyTransfer({ asset: 'BNB', amount: toDecimal('0.01') });
    expect(priced.equityNumber(at({}))).toBe(1000);
  });
});

describe('differenceOfBooks', () => {
  const book = seeded(10, 'isolated');
  book.applyFill(someFill('buy', 2, 100));
  const books = book.books();
  const [position] = books.positions;

  it('finds none between equal books, whatever the order and with flat positions listed or not', () => {
    const flat = { symbol: 'AUSDT', positionSide: 'both', quantity: ZERO, cost: ZERO, isolatedWallet: ZERO } as const;
    expect(differenceOfBooks(books, { ...books, positions: [flat, ...books.positions] })).toBeUndefined();
  });

  it.each([
    [{ crossWallet: toDecimal('979.99999999') }, 'crossWallet', '980', '979.99999999'],
    [{ positions: [{ ...position!, cost: toDecimal(201) }] }, 'BTCUSDT both cost', '200', '201'],
    [{ positions: [] }, 'BTCUSDT both quantity', '2', '0'],
    [{ asset: 'USDC' }, 'asset', 'USDT', 'USDC'],
  ])('names the first figure that differs (%#)', (change, figure, ours, theirs) => {
    expect(differenceOfBooks(books, { ...books, ...change })).toEqual({ figure, ours, theirs });
  });

  it('sees a position only the venue has', () => {
    expect(differenceOfBooks({ ...books, positions: [] }, books)).toEqual({
      figure: 'BTCUSDT both quantity',
      ours: '0',
      theirs: '2',
    });
  });
});
