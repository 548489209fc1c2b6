import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import type { MarginMode } from '../../../engine/domain/side.ts';
import {
  availableMargin,
  effectiveLeverage,
  initialMargin,
  maintenanceAt,
  notionalAt,
} from '../../../engine/portfolio/margin.ts';
import { BRACKETS } from '../instruments.ts';

const held = (quantity: number, cost: number, mark: number, leverage: number, marginMode: MarginMode) => ({
  position: { quantity: toDecimal(quantity), cost: toDecimal(cost), isolatedWallet: toDecimal(0) },
  mark: toDecimal(mark),
  leverage,
  marginMode,
});

describe('margin', () => {
  it('is counted on the notional at mark', () => {
    const short = held(-2, 200, 110, 10, 'cross');
    expect(notionalAt(short.position, short.mark).toString()).toBe('220');
    expect(initialMargin(short).toString()).toBe('22');
  });

  it.each([
    ['nothing held', [], '1000'],
    ['a winning cross position gives its gain and takes its margin', [held(2, 200, 110, 10, 'cross')], '998'],
    ['a losing cross position takes both', [held(-2, 200, 110, 10, 'cross')], '958'],
    ['an isolated position took its margin before', [held(-2, 200, 110, 10, 'isolated')], '1000'],
    ['cross positions add up', [held(2, 200, 110, 10, 'cross'), held(1, 5000, 4000, 4, 'cross')], '-1002'],
  ])('leaves free, with %s', (_name, positions, available) => {
    expect(availableMargin(toDecimal(1000), positions).toString()).toBe(available);
  });

  it.each([
    [499, '249.5'],
    [500, '250'],
    [-600, '350'],
  ])('owes maintenance by the bracket of the notional: %s at 100', (quantity, maintenance) => {
    expect(maintenanceAt({ quantity: toDecimal(quantity) }, toDecimal(100), BRACKETS).toString()).toBe(maintenance);
  });

  it('knows no leverage without equity', () => {
    expect(effectiveLeverage(toDecimal(300), toDecimal(100))?.toString()).toBe('3');
    expect(effectiveLeverage(toDecimal(300), toDecimal(0))).toBeNull();
    expect(effectiveLeverage(toDecimal(300), toDecimal(-1))).toBeNull();
  });
});
