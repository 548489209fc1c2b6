import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { ZERO, toDecimal } from '../../../engine/domain/decimal.ts';
import { type SizingTerms, entryQuantity, sizingCapital } from '../../../engine/execution/sizing.ts';

const terms: SizingTerms = {
  capital: toDecimal(10_000),
  takerFeeRatio: toDecimal('0.0005'),
  notionalPrice: toDecimal(50_000),
  riskPrice: toDecimal(50_000),
  stopPrice: toDecimal(49_000),
};

describe('entry quantity', () => {
  test('is what was said, when a quantity was said', () => {
    expect(entryQuantity({ by: 'quantity', quantity: toDecimal('0.3') }, terms)?.toString()).toBe('0.3');
  });

  test('by notional is the notional over the price it is judged by', () => {
    const mark = { ...terms, notionalPrice: toDecimal(40_000) };
    expect(entryQuantity({ by: 'notional', notional: toDecimal(1000) }, mark)?.toString()).toBe('0.025');
  });

  test('by risk is capital × ratio over the loss per unit with both fees', () => {
    // 10,000 × 0.01 / (1,000 + 50,000 × 2 × 0.0005) = 100 / 1,050
    const quantity = entryQuantity({ by: 'riskRatio', riskRatio: toDecimal('0.01') }, terms);
    expect(quantity?.toFixed(8)).toBe('0.09523810');
  });

  test('by risk measures a short from the same distance', () => {
    const short = { ...terms, stopPrice: toDecimal(51_000) };
    const quantity = entryQuantity({ by: 'riskRatio', riskRatio: toDecimal('0.01') }, short);
    expect(quantity?.toFixed(8)).toBe('0.09523810');
  });

  test('by risk is unknown without a stop', () => {
    expect(
      entryQuantity({ by: 'riskRatio', riskRatio: toDecimal('0.01') }, { ...terms, stopPrice: null }),
    ).toBeUndefined();
  });

  test('by risk is unknown where nothing could be lost', () => {
    const free = { ...terms, takerFeeRatio: ZERO, stopPrice: terms.riskPrice };
    expect(entryQuantity({ by: 'riskRatio', riskRatio: toDecimal('0.01') }, free)).toBeUndefined();
  });

  property.prop([
    fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
    fc.double({ min: 100, max: 1e6, noNaN: true }),
    fc.double({ min: 0.001, max: 0.5, noNaN: true }),
  ])(
    'by risk loses the ratio of the capital at the stop, with the fee paid at the reference both ways',
    (ratio, price, distance) => {
      const riskPrice = toDecimal(price);
      const stopPrice = riskPrice.times(1 - distance);
      const size = { by: 'riskRatio', riskRatio: toDecimal(ratio) } as const;
      const quantity = entryQuantity(size, { ...terms, riskPrice, stopPrice }) ?? ZERO;
      const lost = quantity.times(riskPrice.minus(stopPrice).plus(riskPrice.times('0.001')));
      expect(lost.toNumber()).toBeCloseTo(10_000 * ratio, 6);
    },
  );
});

describe('sizing capital', () => {
  const part = { capitalRatio: toDecimal('0.25'), initialBalance: toDecimal(10_000), ownResult: toDecimal('-100') };

  test('is the equity of the account where the strategy has no part of its own', () => {
    expect(sizingCapital(toDecimal(12_345), null).toString()).toBe('12345');
  });

  test('is the strategy’s part of the initial balance and its own result', () => {
    expect(sizingCapital(toDecimal(12_345), part).toString()).toBe('2400');
  });

  test('is never below zero', () => {
    expect(sizingCapital(toDecimal(-5), null).toString()).toBe('0');
    expect(sizingCapital(toDecimal(1), { ...part, ownResult: toDecimal(-9000) }).toString()).toBe('0');
  });
});
