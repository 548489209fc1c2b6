import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type Decimal, sumDecimals, toDecimal, ZERO } from '../../../engine/domain/decimal.ts';
import {
  type LeverageBracket,
  type LeverageBrackets,
  maintenanceMargin,
} from '../../../engine/domain/leverage-bracket.ts';
import { bankruptcyPrice, liquidationPrice } from '../../../engine/portfolio/liquidation.ts';
import { unrealisedAt } from '../../../engine/portfolio/position-arithmetic.ts';
import { BRACKETS } from '../instruments.ts';

const bracket = (floor: number, cap: number, ratio: string, deduction: string, leverageMax = 100): LeverageBracket => ({
  leverageMax,
  notionalFloor: toDecimal(floor),
  notionalCap: toDecimal(cap),
  maintenanceRatio: toDecimal(ratio),
  maintenanceDeduction: toDecimal(deduction),
});

/** BTCUSDT at the time of the sample: the notional 133,590 lies in the second bracket, 0.5 % less 50. */
const OF_THE_SAMPLE: LeverageBrackets = [bracket(0, 50_000, '0.004', '0'), bracket(50_000, 250_000, '0.005', '50')];

const held = (quantity: string, price: string) => ({
  quantity: toDecimal(quantity),
  cost: toDecimal(quantity).abs().times(price),
});
const alone = { otherMaintenance: ZERO, otherUnrealised: ZERO };

describe('the documented hedge sample (positionRisk)', () => {
  const mark = toDecimal('6679.50671178');

  it('has the long’s unrealised result, isolated wallet and liquidation price', () => {
    const long = held('20', '6563.665');
    const unrealised = unrealisedAt(long, mark);
    expect(unrealised.toString()).toBe('2316.8342356');
    const wallet = toDecimal('15517.54150468').minus(unrealised);
    expect(wallet.toString()).toBe('13200.70726908');
    const price = liquidationPrice({ positions: [long], wallet, ...alone, brackets: OF_THE_SAMPLE });
    expect(price?.toFixed(5)).toBe('5930.78355');
    expect(price?.toFixed(2)).toBe('5930.78');
  });

  it('has the short’s isolated wallet and liquidation price', () => {
    const short = held('-10', '6563.86');
    const unrealised = unrealisedAt(short, mark);
    expect(unrealised.toString()).toBe('-1156.4671178');
    const wallet = toDecimal('5413.95799991').minus(unrealised);
    expect(wallet.toString()).toBe('6570.42511771');
    const price = liquidationPrice({ positions: [short], wallet, ...alone, brackets: OF_THE_SAMPLE });
    expect(price?.toFixed(5)).toBe('7189.95275');
  });
});

describe('liquidationPrice', () => {
  it.each([
    // 100 − 10 + maintenance 0.5 % of the price: 90 / 0.995.
    ['a long at 10x', '1', '100', '10', '90.452261'],
    ['a short at 10x', '-1', '100', '10', '109.452736'],
    ['a long that owns all it holds', '1', '100', '100', null],
    ['a long at 1x of the higher bracket', '1000', '100', '10000', '90.656566'],
    // From the second bracket at entry (60,000) the price falls into the first: 40,000 / (600 × 0.995) = 67.00.
    ['a long whose price lies in a lower bracket', '600', '100', '20000', '67.001675'],
    // From the first at entry (45,000) into the second: (60,000 + 250) / (450 × 1.01).
    ['a short whose price lies in a higher bracket', '-450', '100', '15000', '132.563256'],
  ])('of %s', (_name, quantity, price, wallet, expected) => {
    const scope = { positions: [held(quantity, price)], wallet: toDecimal(wallet), ...alone, brackets: BRACKETS };
    expect(liquidationPrice(scope)?.toFixed(6) ?? null).toBe(expected);
  });

  it('counts what the other cross positions owe and have won', () => {
    const scope = { positions: [held('1', '100')], wallet: toDecimal(10), brackets: BRACKETS };
    const others = { otherMaintenance: toDecimal(3), otherUnrealised: toDecimal(-2) };
    // 100 − (10 − 3 − 2) = 95, over 0.995.
    expect(liquidationPrice({ ...scope, ...others })?.toFixed(6)).toBe('95.477387');
  });

  it('joins both sides of hedge mode over the cross wallet', () => {
    const scope = {
      positions: [held('3', '100'), held('-1', '120')],
      wallet: toDecimal(50),
      ...alone,
      brackets: BRACKETS,
    };
    // (50 − 300 + 120) / (4 × 0.005 − 2).
    expect(liquidationPrice(scope)?.toFixed(6)).toBe('65.656566');
  });

  it('has none for what is flat, nor where both sides cancel out without maintenance', () => {
    expect(liquidationPrice({ positions: [], wallet: ZERO, ...alone, brackets: BRACKETS })).toBeNull();
    const free: LeverageBrackets = [bracket(0, 1e9, '0', '0')];
    const both = { positions: [held('1', '100'), held('-1', '90')], wallet: toDecimal(5), ...alone };
    expect(liquidationPrice({ ...both, brackets: free })).toBeNull();
  });

  it('is where margin equals maintenance, over any brackets', () => {
    const widths = fc.array(fc.integer({ min: 1_000, max: 50_000 }), { minLength: 1, maxLength: 10 });
    const side = fc.constantFrom(1, -1);
    const figures = [
      fc.integer({ min: 1, max: 5_000 }),
      fc.integer({ min: 10, max: 500 }),
      fc.integer({ min: 1, max: 125 }),
    ] as const;
    fc.assert(
      fc.property(widths, side, ...figures, (steps, sign, size, entry, leverage) => {
        const brackets = continuousBrackets(steps);
        const position = held(String(sign * size), String(entry));
        const wallet = position.cost.div(leverage);
        const price = liquidationPrice({ positions: [position], wallet, ...alone, brackets });
        const shortfall = (at: Decimal): Decimal =>
          wallet.plus(unrealisedAt(position, at)).minus(maintenanceMargin(brackets, position.quantity.times(at).abs()));
        // Where there is none, the margin holds down to a price of zero.
        const found = price === null ? shortfall(ZERO).gte(0) : shortfall(price).abs().lt('1e-30');
        expect(found).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('bankruptcyPrice', () => {
  it.each([
    ['1', '100', '10', '90'],
    ['-2', '100', '10', '105'],
    ['1', '100', '100', null],
    ['0', '100', '100', null],
  ])('of %s at %s backed by %s is %s', (quantity, price, wallet, expected) => {
    expect(bankruptcyPrice(held(quantity, price), toDecimal(wallet))?.toString() ?? null).toBe(expected);
  });
});

/** Brackets with ratios 1 %, 2 %, … whose deductions leave no jump at the floors (NOTES 6.1). */
function continuousBrackets(widths: readonly number[]): LeverageBrackets {
  const brackets: LeverageBracket[] = [];
  for (const [index, width] of widths.entries()) {
    const floor = brackets[index - 1]?.notionalCap ?? ZERO;
    const before = brackets[index - 1]?.maintenanceDeduction ?? ZERO;
    brackets.push({
      leverageMax: 100 - index,
      notionalFloor: floor,
      notionalCap: sumDecimals([floor, toDecimal(width)]),
      maintenanceRatio: toDecimal(index + 1).div(100),
      maintenanceDeduction: index === 0 ? ZERO : before.plus(floor.times('0.01')),
    });
  }
  const [first, ...rest] = brackets;
  return [first!, ...rest];
}
