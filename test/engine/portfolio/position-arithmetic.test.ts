import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { PositionBook } from '../../../engine/domain/account.ts';
import { type Decimal, toDecimal, ZERO } from '../../../engine/domain/decimal.ts';
import { signOf, type MarginMode, type Side } from '../../../engine/domain/side.ts';
import {
  applyFillToPosition,
  flatPosition,
  signedCost,
  unrealisedAt,
} from '../../../engine/portfolio/position-arithmetic.ts';
import { fills } from './some-fills.ts';

type Figures = readonly [quantity: string, cost: string, isolatedWallet: string];

function held([quantity, cost, isolatedWallet]: Figures): PositionBook {
  return {
    symbol: 'BTCUSDT',
    positionSide: 'both',
    quantity: toDecimal(quantity),
    cost: toDecimal(cost),
    isolatedWallet: toDecimal(isolatedWallet),
  };
}

const figuresOf = (position: PositionBook): Figures => [
  position.quantity.toString(),
  position.cost.toString(),
  position.isolatedWallet.toString(),
];

interface Case {
  readonly name: string;
  readonly before: Figures;
  readonly fill: readonly [Side, string, string];
  readonly leverage: number;
  readonly mode: MarginMode;
  readonly after: Figures;
  readonly realised: string;
  readonly marginMoved: string;
}

const CASES: readonly Case[] = [
  {
    name: 'a buy from flat opens a long at its notional',
    before: ['0', '0', '0'],
    fill: ['buy', '2', '100'],
    leverage: 10,
    mode: 'cross',
    after: ['2', '200', '0'],
    realised: '0',
    marginMoved: '0',
  },
  {
    name: 'an isolated opening sets round8(notional / leverage) aside',
    before: ['0', '0', '0'],
    fill: ['sell', '1', '100'],
    leverage: 3,
    mode: 'isolated',
    after: ['-1', '100', '33.33333333'],
    realised: '0',
    marginMoved: '33.33333333',
  },
  {
    name: 'an opening posts its notional rounded to 1e-8, half up',
    before: ['0', '0', '0'],
    fill: ['buy', '0.001', '0.000005'],
    leverage: 1,
    mode: 'isolated',
    after: ['0.001', '0.00000001', '0.00000001'],
    realised: '0',
    marginMoved: '0.00000001',
  },
  {
    name: 'a reduction removes its share of the cost, rounded, and releases its share of the margin',
    before: ['3', '100', '10'],
    fill: ['sell', '1', '40'],
    leverage: 10,
    mode: 'isolated',
    after: ['2', '66.66666667', '6.66666667'],
    realised: '6.66666667',
    marginMoved: '-3.33333333',
  },
  {
    name: 'a full close takes all that is left of cost and margin',
    before: ['-2', '66.66666667', '6.66666667'],
    fill: ['buy', '2', '30'],
    leverage: 10,
    mode: 'isolated',
    after: ['0', '0', '0'],
    realised: '6.66666667',
    marginMoved: '-6.66666667',
  },
  {
    name: 'a flip closes wholly and opens with the rest at the new leverage',
    before: ['1', '100', '10'],
    fill: ['sell', '3', '90'],
    leverage: 20,
    mode: 'isolated',
    after: ['-2', '180', '9'],
    realised: '-10',
    marginMoved: '-1',
  },
  {
    name: 'a short that is bought back higher loses',
    before: ['-4', '400', '0'],
    fill: ['buy', '1', '110'],
    leverage: 5,
    mode: 'cross',
    after: ['-3', '300', '0'],
    realised: '-10',
    marginMoved: '0',
  },
];

describe('applyFillToPosition', () => {
  it.each(CASES)('$name', ({ before, fill: [side, quantity, price], leverage, mode, after, realised, marginMoved }) => {
    const fill = { side, quantity: toDecimal(quantity), price: toDecimal(price) };
    const posting = applyFillToPosition(held(before), fill, leverage, mode);
    expect(figuresOf(posting.position)).toEqual(after);
    expect(posting.realised.toString()).toBe(realised);
    expect(posting.marginMoved.toString()).toBe(marginMoved);
    expect(posting.closedQuantity.plus(posting.openedQuantity).toString()).toBe(quantity);
  });

  it('loses no money: realised less the change of signed cost is the posted notional, whatever the fills', () => {
    const modes = fc.constantFrom<MarginMode>('cross', 'isolated');
    fc.assert(
      fc.property(
        fc.array(fills, { maxLength: 30 }),
        modes,
        fc.integer({ min: 1, max: 125 }),
        (run, mode, leverage) => {
          let position = flatPosition('BTCUSDT', 'both');
          let cashFlow: Decimal = ZERO;
          let realised: Decimal = ZERO;
          let marginMoved: Decimal = ZERO;
          for (const fill of run) {
            const posting = applyFillToPosition(position, fill, leverage, mode);
            cashFlow = cashFlow.minus(posting.closedNotional.plus(posting.openedNotional).times(signOf(fill.side)));
            realised = realised.plus(posting.realised);
            marginMoved = marginMoved.plus(posting.marginMoved);
            position = posting.position;
          }
          expect(realised.minus(signedCost(position)).eq(cashFlow)).toBe(true);
          expect(position.isolatedWallet.eq(marginMoved)).toBe(true);
        },
      ),
    );
  });

  it('never leaves cost or margin behind when flat, nor lets either go below zero', () => {
    fc.assert(
      fc.property(fc.array(fills, { minLength: 1, maxLength: 30 }), (run) => {
        let position = flatPosition('BTCUSDT', 'both');
        for (const fill of run) {
          position = applyFillToPosition(position, fill, 7, 'isolated').position;
          expect(position.cost.isNegative() || position.isolatedWallet.isNegative()).toBe(false);
        }
        const closing = { side: position.quantity.isNegative() ? 'buy' : 'sell', price: toDecimal(1) } as const;
        const closed = applyFillToPosition(position, { ...closing, quantity: position.quantity.abs() }, 7, 'isolated');
        expect(figuresOf(closed.position)).toEqual(['0', '0', '0']);
      }),
    );
  });

  it('keeps one position of several openings and partial closes independent of how an opening is cut, but for rounding', () => {
    fc.assert(
      fc.property(fc.array(fills, { minLength: 1, maxLength: 20 }), (run) => {
        const whole = run.reduce(
          (position, fill) => applyFillToPosition(position, fill, 5, 'cross').position,
          flatPosition('BTCUSDT', 'both'),
        );
        const cut = run
          .flatMap((fill) => [
            { ...fill, quantity: toDecimal('0.001') },
            { ...fill, quantity: fill.quantity.minus('0.001') },
          ])
          .filter((fill) => !fill.quantity.isZero())
          .reduce(
            (position, fill) => applyFillToPosition(position, fill, 5, 'cross').position,
            flatPosition('BTCUSDT', 'both'),
          );
        expect(cut.quantity.eq(whole.quantity)).toBe(true);
        expect(cut.cost.minus(whole.cost).abs().lt('0.000002')).toBe(true);
      }),
    );
  });
});

describe('unrealisedAt', () => {
  it.each([
    [held(['2', '200', '0']), '110', '20'],
    [held(['-2', '200', '0']), '110', '-20'],
    [held(['0', '0', '0']), '110', '0'],
  ] as const)('marks a position to market without rounding (%#)', (position, mark, unrealised) => {
    expect(unrealisedAt(position, toDecimal(mark)).toString()).toBe(unrealised);
  });
});
