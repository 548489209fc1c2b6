import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type Decimal, toDecimal, ZERO } from '../../../engine/domain/decimal.ts';
import {
  bracketOf,
  type LeverageBracket,
  type LeverageBrackets,
  maintenanceMargin,
  notionalMaxAt,
} from '../../../engine/domain/leverage-bracket.ts';

interface Rung {
  readonly leverageMax: number;
  readonly notionalCap: number;
  readonly maintenanceRatio: string;
}

/** Brackets whose deductions follow from the rest: cum₁ = 0, cumₙ = cumₙ₋₁ + floorₙ · (ratioₙ − ratioₙ₋₁). */
function bracketsOf(first: Rung, ...rest: readonly Rung[]): LeverageBrackets {
  const built: [LeverageBracket, ...LeverageBracket[]] = [
    {
      leverageMax: first.leverageMax,
      notionalFloor: ZERO,
      notionalCap: toDecimal(first.notionalCap),
      maintenanceRatio: toDecimal(first.maintenanceRatio),
      maintenanceDeduction: ZERO,
    },
  ];
  let before = built[0];
  for (const rung of rest) {
    const maintenanceRatio = toDecimal(rung.maintenanceRatio);
    const notionalFloor = before.notionalCap;
    const jump = notionalFloor.times(maintenanceRatio.minus(before.maintenanceRatio));
    before = {
      leverageMax: rung.leverageMax,
      notionalFloor,
      notionalCap: toDecimal(rung.notionalCap),
      maintenanceRatio,
      maintenanceDeduction: before.maintenanceDeduction.plus(jump),
    };
    built.push(before);
  }
  return built;
}

/** The first seven brackets of a large perpetual, as an exchange publishes them. */
const LADDER = bracketsOf(
  { leverageMax: 150, notionalCap: 300_000, maintenanceRatio: '0.004' },
  { leverageMax: 100, notionalCap: 800_000, maintenanceRatio: '0.005' },
  { leverageMax: 75, notionalCap: 3_000_000, maintenanceRatio: '0.0065' },
  { leverageMax: 50, notionalCap: 12_000_000, maintenanceRatio: '0.01' },
  { leverageMax: 25, notionalCap: 70_000_000, maintenanceRatio: '0.02' },
  { leverageMax: 20, notionalCap: 100_000_000, maintenanceRatio: '0.025' },
  { leverageMax: 10, notionalCap: 230_000_000, maintenanceRatio: '0.05' },
);

/** One to ten brackets: caps and ratios ascend, leverages descend. */
const ladders = fc
  .integer({ min: 1, max: 10 })
  .chain((length) =>
    fc.tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 2_000_000 }), { minLength: length, maxLength: length }),
      fc.uniqueArray(fc.integer({ min: 10, max: 5000 }), { minLength: length, maxLength: length }),
      fc.uniqueArray(fc.integer({ min: 1, max: 150 }), { minLength: length, maxLength: length }),
    ),
  )
  .map(([caps, ratios, leverages]) => {
    const ascending = (a: number, b: number): number => a - b;
    caps.sort(ascending);
    ratios.sort(ascending);
    leverages.sort((a, b) => b - a);
    const rungs = caps.map((cap, index) => ({
      notionalCap: cap * 1000,
      maintenanceRatio: toDecimal(ratios[index] ?? 0)
        .div(10_000)
        .toString(),
      leverageMax: leverages[index] ?? 1,
    }));
    const [first, ...rest] = rungs;
    return bracketsOf(first!, ...rest);
  });
const notionals = fc.integer({ min: 0, max: 4_000_000_000 }).map((value) => toDecimal(value).div(2));

describe('the bracket of a notional', () => {
  test.each([
    ['0', 1],
    ['299999.99999999', 1],
    ['300000', 2],
    ['799999.99', 2],
    ['800000', 3],
    ['229999999', 7],
    ['230000000', 7],
    ['999000000000', 7],
  ])('%s is number %d', (notional, number) => {
    expect(LADDER.indexOf(bracketOf(LADDER, toDecimal(notional))) + 1).toBe(number);
  });

  property.prop([ladders, notionals])(
    'is the only one it lies in; beyond the last cap, the last',
    (brackets, notional) => {
      const holding = brackets.filter(
        (bracket) => bracket.notionalFloor.lte(notional) && bracket.notionalCap.gt(notional),
      );
      expect(bracketOf(brackets, notional)).toBe(holding.length === 0 ? brackets.at(-1) : holding[0]);
      expect(holding.length).toBeLessThanOrEqual(1);
    },
  );
});

describe('maintenance margin', () => {
  test('has the deductions that the exchange publishes', () => {
    expect(LADDER.map((bracket) => bracket.maintenanceDeduction.toNumber())).toEqual([
      0, 300, 1500, 12_000, 132_000, 482_000, 2_982_000,
    ]);
  });

  test.each([
    ['0', '0'],
    ['100000', '400'],
    ['300000', '1200'],
    ['500000', '2200'],
    ['1000000', '5000'],
    ['50000000', '868000'],
    ['300000000', '12018000'],
  ])('of %s is %s', (notional, maintenance) => {
    expect(maintenanceMargin(LADDER, toDecimal(notional)).toString()).toBe(maintenance);
  });

  property.prop([ladders])('has no jump where one bracket ends and the next begins', (brackets) => {
    const owedIn = (bracket: LeverageBracket, notional: Decimal): Decimal =>
      notional.times(bracket.maintenanceRatio).minus(bracket.maintenanceDeduction);
    for (const [index, bracket] of brackets.slice(1).entries()) {
      const floor = bracket.notionalFloor;
      const below = owedIn(brackets[index] ?? bracket, floor);
      expect(maintenanceMargin(brackets, floor).eq(below)).toBe(true);
    }
    expect(maintenanceMargin(brackets, ZERO).isZero()).toBe(true);
  });

  property.prop([ladders, notionals, notionals])(
    'never falls as the notional grows, and never outgrows it',
    (brackets, a, b) => {
      const [low, high] = a.lte(b) ? [a, b] : [b, a];
      const growth = maintenanceMargin(brackets, high).minus(maintenanceMargin(brackets, low));
      expect(growth.gte(0)).toBe(true);
      expect(growth.lte(high.minus(low))).toBe(true);
    },
  );

  property.prop([ladders, notionals])(
    'is the sum over brackets of what lies in each, at its own ratio',
    (brackets, notional) => {
      let sum = ZERO;
      for (const [index, { notionalFloor, notionalCap, maintenanceRatio }] of brackets.entries()) {
        const isLast = index === brackets.length - 1;
        const top = isLast || notional.lt(notionalCap) ? notional : notionalCap;
        if (top.gt(notionalFloor)) sum = sum.plus(top.minus(notionalFloor).times(maintenanceRatio));
      }
      expect(maintenanceMargin(brackets, notional).toString()).toBe(sum.toString());
    },
  );
});

describe('the greatest notional at a leverage', () => {
  test.each([
    [1, '230000000'],
    [10, '230000000'],
    [11, '100000000'],
    [20, '100000000'],
    [21, '70000000'],
    [100, '800000'],
    [101, '300000'],
    [150, '300000'],
  ])('of %d is %s', (leverage, notional) => {
    expect(notionalMaxAt(LADDER, leverage)?.toString()).toBe(notional);
  });

  test('is undefined where no bracket allows the leverage', () => {
    expect(notionalMaxAt(LADDER, 151)).toBeUndefined();
  });

  property.prop([ladders, fc.integer({ min: 1, max: 160 })])(
    'is the cap up to which every bracket allows it',
    (brackets, leverage) => {
      const allowing = brackets.filter((bracket) => bracket.leverageMax >= leverage);
      const expected = allowing.toSorted((a, b) => b.notionalCap.cmp(a.notionalCap))[0]?.notionalCap;
      expect(notionalMaxAt(brackets, leverage)?.toString()).toBe(expected?.toString());
      if (expected === undefined) return;
      expect(bracketOf(brackets, expected.minus(1)).leverageMax).toBeGreaterThanOrEqual(leverage);
    },
  );
});
