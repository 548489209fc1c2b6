import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { sumDecimals } from '../../../engine/domain/decimal.ts';
import type { Fill } from '../../../engine/domain/fill.ts';
import type { StrategyPosition } from '../../../engine/domain/position.ts';
import { createStrategyBooks } from '../../../engine/portfolio/strategy-books.ts';
import { createTradeLedger } from '../../../engine/portfolio/trade-ledger.ts';
import type { Trade } from '../../../engine/portfolio/trade.ts';
import { fills, someFill } from './some-fills.ts';

/** Books and ledger side by side, told the same fills and then closed. */
function lived(run: readonly Fill[]): { readonly book: StrategyPosition; readonly trades: readonly Trade[] } {
  const books = createStrategyBooks();
  const ledger = createTradeLedger();
  const trades: Trade[] = [];
  const origin = {
    strategyId: 's1',
    ref: null,
    cause: 'opposite-entry',
    bracketId: null,
    exits: null,
    closes: [],
  } as const;
  const take = (fill: Fill): void => {
    books.applyFill('s1', fill);
    trades.push(...ledger.record(fill, { ...origin, feeValue: fill.fee }).ended);
  };
  for (const fill of run) take(fill);
  const { quantity } = books.book('s1', 'BTCUSDT', 'both');
  if (!quantity.isZero()) {
    take(someFill(quantity.isNegative() ? 'buy' : 'sell', quantity.abs(), '1.2345678', { fee: '0.00000007' }));
  }
  return { book: books.book('s1', 'BTCUSDT', 'both'), trades };
}

describe('the trades of a book that is flat again', () => {
  it('add up to its realised result and its fees, to the last digit of prices that need rounding', () => {
    fc.assert(
      fc.property(fc.array(fills, { minLength: 1, maxLength: 25 }), (run) => {
        const { book, trades } = lived(run);
        expect(sumDecimals(trades.map(({ profit }) => profit)).toString()).toBe(book.realised.toString());
        expect(sumDecimals(trades.map(({ fees }) => fees)).toString()).toBe(book.feesPaid.toString());
      }),
      { numRuns: 200 },
    );
  });

  it('share the posted notional of one fill over two trades exactly', () => {
    const { book, trades } = lived([
      someFill('buy', '2.895', '0.000001'),
      someFill('buy', '1.585', '0.000001'),
      someFill('sell', '4.48', '0.0000013'),
    ]);
    // Bought for 0.0000029 and 0.00000159 after rounding, sold for 0.00000582.
    expect(book.realised.toFixed(8)).toBe('0.00000133');
    expect(sumDecimals(trades.map(({ profit }) => profit)).toFixed(8)).toBe('0.00000133');
  });
});

describe('an open trade', () => {
  it('is valued at the mark for its signed quantity', () => {
    const ledger = createTradeLedger();
    const origin = {
      strategyId: 's1',
      ref: null,
      cause: 'opposite-entry',
      bracketId: null,
      exits: null,
      closes: [],
    } as const;
    const fill = someFill('sell', 2, 100);
    ledger.record(fill, { ...origin, feeValue: fill.fee });
    const asked: unknown[] = [];
    ledger.open((symbol, quantity) => {
      asked.push([symbol, quantity]);
      return 90;
    }, 5);
    expect(asked).toEqual([['BTCUSDT', -2]]);
  });
});
