import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type Decimal, toDecimal, ZERO } from '../../../engine/domain/decimal.ts';
import type { Fill } from '../../../engine/domain/fill.ts';
import { isEnded, type Order } from '../../../engine/domain/order.ts';
import type { CancelReason } from '../../../engine/domain/rejection.ts';
import type { Report, VenueOrder } from '../../../engine/domain/report.ts';
import { createOrderTable, type OrderAnswer, type OrderTable } from '../../../engine/orders/order-table.ts';
import { someFill } from '../portfolio/some-fills.ts';
import { someOrder, someReport } from './some-orders.ts';

const filled = (fill: Fill): Report => ({ kind: 'filled', fill, reportNumber: 1, time: fill.time });
const fillOf = (clientOrderId: string | null, quantity: number | string, price: number | string, fillId?: string) =>
  filled(someFill('buy', quantity, price, { clientOrderId, time: 2_000, ...(fillId !== undefined && { fillId }) }));

function tableWith(...orders: readonly Order[]): OrderTable {
  const table = createOrderTable();
  for (const order of orders) table.add(order);
  return table;
}

/** The order after a run of reports, which all must be legal. */
function after(order: Order, ...reports: readonly Report[]): Order {
  const table = tableWith(order);
  for (const report of reports) expect(table.apply(report)?.kind).not.toBe('illegal');
  return table.order(order.clientOrderId)!;
}

const venueOrder = (status: Order['status'], filledQuantity = '0'): VenueOrder => ({
  request: someOrder('a', 'buy', 2, 100),
  venueOrderId: 'v-a',
  status,
  filledQuantity: toDecimal(filledQuantity),
  averagePrice: null,
  updatedTime: 1,
});

describe('the order table', () => {
  const order = someOrder('a', 'buy', 2, 100);

  it('follows the usual life: sent, accepted, filled in two parts', () => {
    const table = tableWith(order);
    const statuses = [someReport('orderAccepted', 'a'), fillOf('a', 1, 100), fillOf('a', 1, 99)].map((report) => {
      const answer = table.apply(report);
      return answer?.kind === 'changed' ? [answer.previous.status, answer.order.status] : [];
    });
    expect(statuses).toEqual([
      ['pending', 'open'],
      ['open', 'partially-filled'],
      ['partially-filled', 'filled'],
    ]);
    expect(table.order('a')).toMatchObject({ venueOrderId: expect.any(String), updatedTime: 2_000, endCode: null });
    expect(table.order('a')?.averagePrice?.toString()).toBe('99.5');
  });

  it('keeps the average price exact over thirds', () => {
    const filledOrder = after(order, fillOf('a', '0.3', 1), fillOf('a', '0.3', 2), fillOf('a', '0.3', 2));
    expect(filledOrder.averagePrice?.times('0.9').toDecimalPlaces(50).toString()).toBe('1.5');
  });

  it('takes a fill before the acceptance, and the acceptance after it', () => {
    const stands = after(order, fillOf('a', 1, 100), someReport('orderAccepted', 'a'));
    expect(stands.status).toBe('partially-filled');
  });

  it('takes a fill that crossed our cancel, and lets the last of them end the order as filled', () => {
    const cancelled = someReport('orderCancelled', 'a');
    expect(after(order, cancelled, fillOf('a', 1, 100))).toMatchObject({ status: 'cancelled', endCode: 'requested' });
    expect(after(order, cancelled, fillOf('a', 2, 100))).toMatchObject({ status: 'filled', endCode: null });
  });

  it('says how much is filled by the venue of which no fill was told', () => {
    const table = tableWith(order);
    const answer = table.apply(someReport('orderCancelled', 'a', { filledQuantity: toDecimal('0.4') }));
    expect(answer?.kind === 'changed' && answer.awaitedQuantity.toString()).toBe('0.4');
    const asked = table.apply(someReport('orderState', 'a', { order: venueOrder('cancelled', '0.4') }));
    expect(asked?.kind === 'changed' && asked.awaitedQuantity.toString()).toBe('0.4');
    table.apply(fillOf('a', '0.4', 100));
    expect(table.apply(someReport('orderState', 'a', { order: venueOrder('cancelled', '0.4') }))).toBeUndefined();
  });

  it('counts the fills that were told against what the venue says is filled', () => {
    const table = tableWith(order);
    table.apply(fillOf('a', 1, 100));
    const answer = table.apply(someReport('orderCancelled', 'a', { filledQuantity: toDecimal('1.5') }));
    expect(answer?.kind === 'changed' && answer.awaitedQuantity.toString()).toBe('0.5');
  });

  it('leaves an order whose answer was lost unknown until something is told of it', () => {
    const lost = someReport('outcomeUnknown', 'a');
    expect(after(order, lost).status).toBe('unknown');
    expect(after(order, lost, someReport('orderState', 'a', { order: null })).status).toBe('unknown');
    expect(after(order, lost, someReport('orderState', 'a', { order: venueOrder('open') })).status).toBe('open');
    expect(after(order, lost, someReport('orderRejected', 'a', { code: 'DUPLICATE_CLIENT_ORDER_ID' }))).toMatchObject({
      status: 'open',
      endCode: null,
    });
    expect(after(order, lost, someReport('orderRejected', 'a', { code: 'MARGIN_INSUFFICIENT' }))).toMatchObject({
      status: 'rejected',
      endCode: 'MARGIN_INSUFFICIENT',
    });
    expect(after(order, lost, fillOf('a', 2, 100)).status).toBe('filled');
  });

  it('does not call an order lost that was heard of, nor any order when the answer to a cancel was', () => {
    expect(after(order, someReport('orderAccepted', 'a'), someReport('outcomeUnknown', 'a')).status).toBe('open');
    expect(after(order, someReport('outcomeUnknown', 'a', { command: 'cancel' })).status).toBe('pending');
  });

  it('counts quantities by fills alone: an order the venue calls filled ends when its fills are told', () => {
    const state = someReport('orderState', 'a', { order: venueOrder('filled', '2') });
    expect(after(order, state)).toMatchObject({ status: 'open', filledQuantity: ZERO });
    expect(after(order, state, fillOf('a', 2, 100)).status).toBe('filled');
  });

  it.each<[CancelReason, Order['status']]>([
    ['requested', 'cancelled'],
    ['ioc-remainder', 'expired'],
    ['fok-not-filled', 'expired'],
    ['good-till-date', 'expired'],
    ['reduce-only', 'expired'],
    ['liquidation', 'cancelled'],
    ['countdown', 'cancelled'],
    ['venue', 'cancelled'],
  ])('ends an order cancelled for "%s" as %s, with the reason kept', (reason, status) => {
    expect(after(order, someReport('orderCancelled', 'a', { reason }))).toMatchObject({ status, endCode: reason });
  });

  it('takes an amended price and quantity over, and fills up to the new quantity', () => {
    const amended = someReport('orderAmended', 'a', { quantity: toDecimal(3), price: toDecimal(98) });
    const changed = after(order, someReport('orderAccepted', 'a'), amended);
    expect([changed.quantity?.toString(), changed.price?.toString(), changed.status]).toEqual(['3', '98', 'open']);
    expect(after(order, amended, fillOf('a', 2, 98)).status).toBe('partially-filled');
    expect(after(order, someReport('orderCancelled', 'a'), amended).quantity?.toString()).toBe('2');
  });

  it('wakes a conditional order', () => {
    const stop = someOrder('a', 'sell', 2, null, { type: 'STOP_MARKET', triggerPrice: toDecimal(90) });
    expect(after(stop, someReport('orderAccepted', 'a'), someReport('orderTriggered', 'a')).status).toBe('triggered');
  });

  it('lets a close-position order be filled in parts until the venue says that it ended', () => {
    const close = someOrder('a', 'sell', null, null, { closePosition: true });
    expect(after(close, fillOf('a', 1, 90), fillOf('a', 5, 90)).status).toBe('partially-filled');
  });

  it('drops a fill it was told before, of our orders and of others', () => {
    const table = tableWith(order);
    expect(table.apply(fillOf('a', 1, 100, 'f1'))?.kind).toBe('changed');
    expect(table.apply(fillOf('a', 1, 100, 'f1'))?.kind).toBe('fillRepeated');
    expect(table.apply(fillOf(null, 1, 100, 'f2'))).toBeUndefined();
    expect(table.apply(fillOf(null, 1, 100, 'f2'))?.kind).toBe('fillRepeated');
    expect(table.order('a')?.filledQuantity.toString()).toBe('1');
  });

  it('names an illegal move and leaves the order as it was', () => {
    const table = tableWith(order);
    table.apply(someReport('orderRejected', 'a'));
    expect(table.apply(someReport('orderAccepted', 'a'))).toMatchObject({
      kind: 'illegal',
      event: 'accepted',
      message: 'order a is rejected, 0 of 2 filled, and cannot be accepted',
    });
    expect(table.order('a')?.status).toBe('rejected');
  });

  it('calls a fill beyond the quantity illegal and hands the fill on, for it is real money', () => {
    const table = tableWith(order);
    table.apply(fillOf('a', '1.5', 100));
    const answer = table.apply(fillOf('a', 1, 100, 'f9'));
    expect(answer).toMatchObject({
      kind: 'illegal',
      fill: { fillId: 'f9' },
      message: 'order a is partially-filled, 1.5 of 2 filled, and cannot be filledWholly by 1 (fill f9)',
    });
    expect(table.order('a')?.filledQuantity.toString()).toBe('1.5');
  });

  it('says nothing to reports that concern no order here', () => {
    const table = tableWith(order);
    expect(table.apply(someReport('orderAccepted', 'b'))).toBeUndefined();
    expect(table.apply({ kind: 'bust', reportNumber: 1, time: 1 })).toBeUndefined();
    expect(table.apply(someReport('cancelRejected', 'a'))).toBeUndefined();
  });

  it('takes an id once', () => {
    const table = tableWith(order);
    expect(() => table.add(order)).toThrow('a client id is sent once');
    table.apply(someReport('orderRejected', 'a'));
    expect(() => table.add(order)).toThrow('a client id is sent once');
  });

  it('adopts an order that is filled in part with its average price', () => {
    const adopted = someOrder('a', 'buy', 2, 100, {
      status: 'partially-filled',
      filledQuantity: toDecimal(1),
      averagePrice: toDecimal(100),
    });
    expect(after(adopted, fillOf('a', 1, 98)).averagePrice?.toString()).toBe('99');
  });
});

describe('the lists of working orders', () => {
  const orders = [
    someOrder('a', 'buy', 1, 100, { ref: 'first' }),
    someOrder('b', 'buy', 1, 100, { symbol: 'ETHUSDT', strategyId: 's2', ref: 'first' }),
    someOrder('c', 'sell', 1, 110),
    someOrder('d', 'sell', 1, 110, { strategyId: null, role: 'foreign' }),
  ];
  const ids = (listed: readonly Order[]) => listed.map(({ clientOrderId }) => clientOrderId).join('');

  it('keep the order of arrival, per symbol and per strategy', () => {
    const table = tableWith(...orders);
    table.apply(someReport('orderAccepted', 'a'));
    expect(ids(table.working())).toBe('abcd');
    expect(ids(table.workingOfSymbol('BTCUSDT'))).toBe('acd');
    expect(ids(table.workingOfStrategy('s1'))).toBe('ac');
    expect(table.workingOfSymbol('XRPUSDT')).toEqual([]);
    expect(table.workingOfStrategy('s3')).toEqual([]);
  });

  it('drop what ended, and hand out values that later changes leave alone', () => {
    const table = tableWith(...orders);
    const before = table.workingOfSymbol('BTCUSDT');
    table.apply(someReport('orderCancelled', 'a'));
    expect(ids(before)).toBe('acd');
    expect(ids(table.workingOfSymbol('BTCUSDT'))).toBe('cd');
    expect(table.order('a')?.status).toBe('cancelled');
  });

  it('are the same value until something changes', () => {
    const table = tableWith(...orders);
    expect(table.working()).toBe(table.working());
  });

  it('finds orders by the ref of their strategy', () => {
    const table = tableWith(...orders);
    expect(table.orderByRef('s1', 'first')?.clientOrderId).toBe('a');
    expect(table.orderByRef('s2', 'first')?.clientOrderId).toBe('b');
    expect(table.orderByRef('s3', 'first')).toBeUndefined();
    expect(table.isRefUsed('s1', 'first')).toBe(true);
    expect(table.isRefUsed('s1', 'second')).toBe(false);
    table.add(someOrder('e', 'buy', 1, 90, { ref: 'first' }));
    expect(table.orderByRef('s1', 'first')?.clientOrderId).toBe('e');
  });
});

describe('what is remembered', () => {
  it('is the newest of what ended, and every order that works', () => {
    const table = createOrderTable({ endedMax: 2, refsMax: 2 });
    for (const id of ['a', 'b', 'c', 'd', 'e']) table.add(someOrder(id, 'buy', 1, 100, { ref: `ref-${id}` }));
    for (const id of ['b', 'c', 'd']) table.apply(someReport('orderCancelled', id));
    expect(['a', 'b', 'c', 'd', 'e'].filter((id) => table.order(id) !== undefined)).toEqual(['a', 'c', 'd', 'e']);
    table.add(someOrder('f', 'buy', 1, 100, { ref: 'ref-f' }));
    table.add(someOrder('g', 'buy', 1, 100, { ref: 'ref-g' }));
    table.add(someOrder('h', 'buy', 1, 100, { ref: 'ref-h' }));
    expect(table.isRefUsed('s1', 'ref-b')).toBe(false);
    expect(table.orderByRef('s1', 'ref-a')?.clientOrderId).toBe('a');
  });

  it('stays bounded over tens of thousands of orders', () => {
    const table = createOrderTable({ endedMax: 50, refsMax: 50, fillIdsMax: 50 });
    for (let index = 0; index < 20_000; index += 1) {
      table.add(someOrder(`o${index}`, 'buy', 1, 100, { ref: `r${index}` }));
      table.apply(fillOf(`o${index}`, 1, 100, `f${index}`));
    }
    expect(table.working()).toEqual([]);
    expect(table.order('o19949')).toBeUndefined();
    expect(table.order('o19950')?.status).toBe('filled');
    expect(table.isRefUsed('s1', 'r19949')).toBe(false);
    expect(table.apply(fillOf('o19999', 1, 100, 'f19950'))?.kind).toBe('fillRepeated');
    expect(table.apply(fillOf('o19999', 1, 100, 'f19949'))?.kind).toBe('illegal');
  });
});

describe('any run of reports', () => {
  const ids = fc.constantFrom('a', 'b', 'c');
  const kinds = fc.constantFrom('orderAccepted', 'orderRejected', 'orderTriggered', 'orderCancelled', 'outcomeUnknown');
  const told = fc.tuple(kinds, ids).map(([kind, id]) => someReport(kind, id));
  const executed = fc
    .tuple(ids, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20 }))
    .map(([id, quantity, price, fillId]) => fillOf(id, quantity, price, `f${fillId}`));

  it('leaves filled quantity and average what the fills that were taken add up to, and the lists true', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(told, executed), { maxLength: 40 }), (reports) => {
        const table = tableWith(...['a', 'b', 'c'].map((id) => someOrder(id, 'buy', 20, 100)));
        const taken = new Map<string, { quantity: Decimal; value: Decimal }>();
        for (const report of reports) {
          const answer: OrderAnswer | undefined = table.apply(report);
          if (answer?.kind !== 'changed' || answer.fill === null) continue;
          const { clientOrderId } = answer.order;
          const sum = taken.get(clientOrderId) ?? { quantity: ZERO, value: ZERO };
          const { price, quantity } = answer.fill;
          taken.set(clientOrderId, {
            quantity: sum.quantity.plus(quantity),
            value: sum.value.plus(price.times(quantity)),
          });
        }
        for (const id of ['a', 'b', 'c']) {
          const order = table.order(id)!;
          const sum = taken.get(id);
          expect(order.filledQuantity.eq(sum?.quantity ?? ZERO)).toBe(true);
          expect(order.averagePrice?.toString()).toBe(sum?.value.div(sum.quantity).toString());
          expect(order.filledQuantity.lte(20)).toBe(true);
          expect(order.status === 'filled').toBe(order.filledQuantity.eq(20));
          expect(table.working().includes(order)).toBe(!isEnded(order.status));
        }
      }),
    );
  });
});
