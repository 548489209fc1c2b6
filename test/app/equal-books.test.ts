import { describe, expect, test } from 'vitest';
import { demandEqualBooks } from '../../app/equal-books.ts';
import type { AccountBooks } from '../../engine/domain/account.ts';
import { Decimal, ZERO } from '../../engine/domain/decimal.ts';
import type { Report } from '../../engine/domain/report.ts';

const BOOKS: AccountBooks = {
  asset: 'USDT',
  crossWallet: new Decimal('1000.00000001'),
  positions: [],
  feesPaid: ZERO,
  fundingReceived: ZERO,
  realised: ZERO,
  insuranceCleared: ZERO,
};
const OTHER: AccountBooks = { ...BOOKS, crossWallet: new Decimal(1000) };

const MONEY: Report = {
  kind: 'insuranceCleared',
  reportNumber: 7,
  time: 0,
  asset: 'USDT',
  amount: ZERO,
};
const TALK: Report = { kind: 'connection', reportNumber: 8, time: 0, state: 'up' };

describe('two sets of books', () => {
  test('may go on while they agree', () => {
    expect(() =>
      demandEqualBooks(
        MONEY,
        () => BOOKS,
        () => ({ ...BOOKS }),
      ),
    ).not.toThrow();
  });

  test('end the run at the report after which they differ, to the last digit', () => {
    expect(() =>
      demandEqualBooks(
        MONEY,
        () => BOOKS,
        () => OTHER,
      ),
    ).toThrow(
      'after report 7 (insuranceCleared) the engine has crossWallet 1000.00000001, the simulated exchange 1000',
    );
  });

  test('are not looked at where no money moved', () => {
    const never = (): AccountBooks => {
      throw new Error('looked at');
    };
    expect(() => demandEqualBooks(TALK, never, never)).not.toThrow();
  });
});
