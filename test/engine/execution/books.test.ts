// The small books of execution: ids, refs, brackets by market, shares of reductions.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { ZERO, sumDecimals, toDecimal } from '../../../engine/domain/decimal.ts';
import { foundBracket } from '../../../engine/execution/bracket.ts';
import { createBracketBook } from '../../../engine/execution/bracket-book.ts';
import { NO_EXITS } from '../../../engine/execution/exits-shape.ts';
import { createOrderIds } from '../../../engine/execution/ids.ts';
import { CLIP_CODES, DROP_CODES, REFUSAL_CODES } from '../../../engine/execution/planner-codes.ts';
import { createReductions, spread } from '../../../engine/execution/reductions.ts';
import { createRefBook } from '../../../engine/execution/ref-book.ts';

describe('order ids', () => {
  test('are derived from prefix, strategy code, epoch and a number that is handed in', () => {
    const numbers = [17, 18];
    const ids = createOrderIds({
      prefix: 'slu',
      epoch: 3,
      codeOf: (strategyId) => `${strategyId}1`,
      nextNumber: () => numbers.shift() ?? 0,
    });
    expect([ids.nextStem('ma'), ids.nextStem('grid')]).toEqual(['slu-ma1-3-17', 'slu-grid1-3-18']);
  });
});

describe('the book of refs', () => {
  test('knows how a ref was used, by each strategy for itself', () => {
    const refs = createRefBook();
    refs.spend('ma', 'a', 'intent');
    refs.spend('ma', 'k', 'kept');
    expect([refs.useOf('ma', 'a'), refs.useOf('ma', 'k'), refs.useOf('ma', 'x'), refs.useOf('other', 'a')]).toEqual([
      'intent',
      'kept',
      undefined,
      undefined,
    ]);
  });

  test('forgets the oldest first', () => {
    const refs = createRefBook(2);
    for (const ref of ['a', 'b', 'a', 'c']) refs.spend('ma', ref, 'intent');
    expect(['a', 'b', 'c'].map((ref) => refs.useOf('ma', ref))).toEqual([undefined, 'intent', 'intent']);
  });
});

describe('the book of brackets', () => {
  const bracket = (number: number, symbol = 'BTCUSDT') =>
    foundBracket({
      bracketId: `slu-ma-1-${number}`,
      strategyId: 'ma',
      symbol,
      positionSide: 'both',
      direction: 'long',
      ref: null,
      intent: 'open',
      entryId: `slu-ma-1-${number}-M`,
      exits: NO_EXITS,
    });

  test('gives the open ones of a market, oldest first', () => {
    const book = createBracketBook();
    for (const one of [bracket(1), bracket(2, 'ETHUSDT'), bracket(3)]) book.put(one);
    expect(book.ofMarket('ma', 'BTCUSDT').map(({ bracketId }) => bracketId)).toEqual(['slu-ma-1-1', 'slu-ma-1-3']);
    book.put({ ...bracket(1), entryState: 'ended' });
    expect(book.ofMarket('ma', 'BTCUSDT').map(({ bracketId }) => bracketId)).toEqual(['slu-ma-1-3']);
    expect(book.open()).toHaveLength(2);
  });

  test('remembers closed ones and their orders for a while only', () => {
    const book = createBracketBook(2);
    for (const number of [1, 2, 3]) {
      book.put(bracket(number));
      book.put({ ...bracket(number), entryState: 'ended' });
    }
    expect(book.get('slu-ma-1-1')).toBeUndefined();
    expect(book.ofOrder('slu-ma-1-1-M')).toBeUndefined();
    expect(book.ofOrder('slu-ma-1-2-M')?.bracketId).toBe('slu-ma-1-2');
  });

  test('does not forget one that a late fill opened again', () => {
    const book = createBracketBook(1);
    book.put(bracket(1));
    book.put({ ...bracket(1), entryState: 'ended' });
    book.put({ ...bracket(1), entryState: 'ended', filled: toDecimal(1) });
    for (const number of [2, 3]) {
      book.put(bracket(number));
      book.put({ ...bracket(number), entryState: 'ended' });
    }
    expect(book.ofMarket('ma', 'BTCUSDT').map(({ bracketId }) => bracketId)).toEqual(['slu-ma-1-1']);
    expect(book.ofOrder('slu-ma-1-1-M')).toBeDefined();
  });
});

describe('shares of a reduction', () => {
  const quantities = fc.nat(1000).map((steps) => toDecimal(steps).times('0.001'));

  property.prop([quantities, fc.array(quantities, { maxLength: 8 })])(
    'never come to more than was asked for or filled, and go to the first claims first',
    (quantity, claims) => {
      const asked = claims.map((claim, index) => ({ bracketId: String(index), quantity: claim }));
      const { shares, rest } = spread(quantity, asked);
      expect(
        sumDecimals(shares.map((share) => share.quantity))
          .plus(rest)
          .toString(),
      ).toBe(quantity.toString());
      for (const share of shares) {
        const claim = asked.find(({ bracketId }) => bracketId === share.bracketId);
        expect(share.quantity.gt(ZERO) && share.quantity.lte(claim?.quantity ?? ZERO)).toBe(true);
      }
      if (rest.gt(ZERO)) expect(sumDecimals(shares.map((share) => share.quantity)).eq(sumDecimals(claims))).toBe(true);
    },
  );

  test('that were not taken are given back when the order ends', () => {
    const reductions = createReductions();
    reductions.start('r', [
      { bracketId: 'a', quantity: toDecimal(1) },
      { bracketId: 'b', quantity: toDecimal(2) },
    ]);
    reductions.take('r', { bracketId: 'a', quantity: toDecimal(1) });
    reductions.take('r', { bracketId: 'b', quantity: toDecimal('0.5') });
    expect(reductions.end('r')).toEqual([{ bracketId: 'b', quantity: toDecimal('1.5') }]);
    expect(reductions.end('r')).toEqual([]);
  });
});

describe('the codes of the planner', () => {
  test('are upper case, unique over their tables, and each says in one sentence what it means', () => {
    const entries = [REFUSAL_CODES, DROP_CODES, CLIP_CODES].flatMap((table) => Object.entries(table));
    expect(new Set(entries.map(([code]) => code)).size).toBe(entries.length);
    for (const [code, meaning] of entries) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect(meaning).toMatch(/^[A-Z].*\.$/);
    }
  });
});
