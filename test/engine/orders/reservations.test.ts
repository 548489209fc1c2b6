import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { toDecimal, ZERO } from '../../../engine/domain/decimal.ts';
import type { Order } from '../../../engine/domain/order.ts';
import type { PositionSide } from '../../../engine/domain/side.ts';
import { assumedPrice, reservationOf, restOf } from '../../../engine/orders/reservations.ts';
import { someOrder } from './some-orders.ts';

const scope = (held: Partial<Record<PositionSide, number>>, leverage = 10, mark = 100) => ({
  quantityOf: (side: PositionSide) => toDecimal(held[side] ?? 0),
  leverage,
  mark: toDecimal(mark),
});

const buy = (quantity: number, price: number | null, more: Partial<Order> = {}) =>
  someOrder('b', 'buy', quantity, price, more);
const sell = (quantity: number, price: number | null, more: Partial<Order> = {}) =>
  someOrder('s', 'sell', quantity, price, more);
const leg = (role: Order['role'], quantity: number, bracketId: string) =>
  sell(quantity, null, { role, bracketId, type: 'STOP_MARKET', triggerPrice: toDecimal(100) });

interface Case {
  readonly name: string;
  readonly orders: readonly Order[];
  readonly held: Partial<Record<PositionSide, number>>;
  readonly exposure: string;
  readonly reserved: string;
}

const CASES: readonly Case[] = [
  { name: 'nothing held and nothing ordered', orders: [], held: {}, exposure: '0', reserved: '0' },
  { name: 'a position alone reserves nothing', orders: [], held: { both: -3 }, exposure: '300', reserved: '0' },
  { name: 'a resting buy at its price', orders: [buy(2, 90)], held: {}, exposure: '180', reserved: '18' },
  { name: 'a market order at mark', orders: [sell(2, null)], held: {}, exposure: '200', reserved: '20' },
  {
    name: 'the larger side of a grid, not both',
    orders: [buy(2, 90), sell(3, 110)],
    held: {},
    exposure: '330',
    reserved: '33',
  },
  {
    name: 'buys on top of a long, sells only beyond it',
    orders: [buy(1, 90), sell(12, 110)],
    held: { both: 5 },
    exposure: '820',
    reserved: '32',
  },
  {
    name: 'the reversal of a position by an order of twice its quantity binds nothing new',
    orders: [sell(10, null)],
    held: { both: 5 },
    exposure: '500',
    reserved: '0',
  },
  {
    name: 'reduce-only and close-position orders add nothing',
    orders: [sell(50, 110, { reduceOnly: true }), sell(50, null, { closePosition: true })],
    held: { both: 5 },
    exposure: '500',
    reserved: '0',
  },
  {
    name: 'only the rest of an order that is filled in part',
    orders: [buy(5, 100, { filledQuantity: toDecimal(3) })],
    held: { both: 3 },
    exposure: '500',
    reserved: '20',
  },
  {
    name: 'a buy above the mark with what it loses at once',
    orders: [buy(2, 105)],
    held: {},
    exposure: '210',
    reserved: '31',
  },
  {
    name: 'a sell below the mark at the mark, with what it loses at once',
    orders: [sell(2, 95)],
    held: {},
    exposure: '200',
    reserved: '30',
  },
  {
    name: 'a conditional order at its trigger, without an open loss',
    orders: [buy(2, null, { type: 'STOP_MARKET', triggerPrice: toDecimal(120) })],
    held: {},
    exposure: '240',
    reserved: '24',
  },
  {
    name: 'hedge mode: each side with the orders that open it',
    orders: [
      buy(1, 100, { positionSide: 'long' }),
      sell(2, 100, { positionSide: 'long' }),
      sell(1, 100, { positionSide: 'short' }),
      buy(2, 100, { positionSide: 'short' }),
    ],
    held: { long: 4, short: -3 },
    exposure: '900',
    reserved: '20',
  },
  {
    name: 'exits without a flag: stop and targets of one bracket exclude each other',
    orders: [
      leg('stop-loss', 5, 'x'),
      leg('take-profit', 2, 'x'),
      leg('take-profit', 3, 'x'),
      leg('take-profit', 4, 'y'),
    ],
    held: {},
    exposure: '900',
    reserved: '90',
  },
];

describe('reservationOf', () => {
  it.each(CASES)('counts $name', ({ orders, held, exposure, reserved }) => {
    const reservation = reservationOf(orders, scope(held));
    expect(reservation.exposure.toString()).toBe(exposure);
    expect(reservation.reservedMargin.toString()).toBe(reserved);
  });

  it('never shrinks by a further order, and is never below the position', () => {
    const orders = fc.array(
      fc.record({
        side: fc.constantFrom('buy', 'sell' as const),
        quantity: fc.integer({ min: 1, max: 20 }),
        price: fc.integer({ min: 50, max: 150 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(orders, fc.integer({ min: -20, max: 20 }), (specs, both) => {
        const listed = specs.map(({ side, quantity, price }) => someOrder('x', side, quantity, price));
        const all = reservationOf(listed, scope({ both }));
        const fewer = reservationOf(listed.slice(1), scope({ both }));
        expect(all.exposure.gte(fewer.exposure)).toBe(true);
        expect(all.reservedMargin.gte(fewer.reservedMargin)).toBe(true);
        expect(all.exposure.gte(all.positionNotional)).toBe(true);
        expect(all.reservedMargin.isNegative()).toBe(false);
      }),
    );
  });
});

describe('assumedPrice', () => {
  const trailing = { type: 'TRAILING_STOP_MARKET', callbackRatio: toDecimal('0.01') } as const;
  it.each([
    ['a trailing stop that waits', '130', sell(1, null, { ...trailing, activationPrice: toDecimal(130) })],
    ['a trailing stop that follows already', '100', sell(1, null, trailing)],
    ['a stop-limit', '120', buy(1, 121, { type: 'STOP', triggerPrice: toDecimal(120) })],
  ])('counts %s at %s', (_name, price, order) => {
    expect(assumedPrice(order, toDecimal(100)).toString()).toBe(price);
  });
});

describe('restOf', () => {
  it('is what is left to fill, never negative, and unknown for close-position orders', () => {
    expect(restOf({ quantity: toDecimal(3), filledQuantity: toDecimal(1) })?.toString()).toBe('2');
    expect(restOf({ quantity: toDecimal(1), filledQuantity: toDecimal(3) })?.toString()).toBe('0');
    expect(restOf({ quantity: null, filledQuantity: ZERO })).toBeNull();
  });
});
