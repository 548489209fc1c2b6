import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addToQueue,
  copyQueue,
  createOrderQueue,
  firstReached,
  nextInQueue,
  removeFromQueue,
} from '../../../backtest/exchange/order-queue.ts';
import { copyOrder, createWorkingOrder, RANK, type WorkingOrder } from '../../../backtest/exchange/working-order.ts';
import { limit } from './stand.ts';

function waiting(key: number, arrival: number, rank: number = RANK.limit): WorkingOrder {
  const order = createWorkingOrder(limit(`o${arrival}`, 'buy', 1, 1).order, `${arrival}`, arrival, false, 0);
  return { ...order, key, rank };
}

describe('a queue of orders', () => {
  it('gives the lowest first while prices rise and the highest first while they fall', () => {
    for (const rises of [true, false]) {
      const queue = createOrderQueue(rises);
      for (const [index, key] of [3, 1, 2].entries()) addToQueue(queue, waiting(key, index));
      expect(nextInQueue(queue)?.key).toBe(rises ? 1 : 3);
    }
  });

  it('gives class before class at one price, and then the earlier arrival', () => {
    const queue = createOrderQueue(true);
    const orders = [waiting(5, 1), waiting(5, 4, RANK.stop), waiting(5, 2, RANK.takeProfit), waiting(5, 3, RANK.stop)];
    for (const order of orders) addToQueue(queue, order);
    const given: number[] = [];
    for (let next = nextInQueue(queue); next !== undefined; next = nextInQueue(queue)) {
      given.push(next.arrival);
      removeFromQueue(queue, next);
    }
    expect(given).toEqual([3, 4, 2, 1]);
  });

  it('finds the first by class and arrival among all that a price has reached or passed', () => {
    const queue = createOrderQueue(false);
    for (const order of [waiting(5, 3), waiting(7, 2), waiting(9, 4), waiting(5, 1)]) addToQueue(queue, order);
    const arrivalAt = (price: number, beyond: boolean) => firstReached(queue, price, beyond)?.arrival;
    expect([
      arrivalAt(9, false),
      arrivalAt(9, true),
      arrivalAt(6, true),
      arrivalAt(5, false),
      arrivalAt(10, false),
    ]).toEqual([4, undefined, 2, 1, undefined]);
  });

  it('stays sorted whatever comes and goes, and its copies are apart from it', () => {
    const key = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 30 }), fc.array(fc.nat(29)), fc.boolean(), (keys, gone, rises) => {
        const queue = createOrderQueue(rises);
        const orders = keys.map((value, index) => waiting(value, index));
        for (const order of orders) addToQueue(queue, order);
        const copy = copyQueue(queue, copyOrder);
        const left = new Set(orders);
        for (const index of gone) {
          const order = orders[index];
          if (order !== undefined && left.delete(order)) removeFromQueue(queue, order);
        }
        const sorted = [...left].toSorted((a, b) => (rises ? b.key - a.key : a.key - b.key) || b.arrival - a.arrival);
        expect(queue.orders).toEqual(sorted);
        expect(copy.orders).toHaveLength(orders.length);
      }),
    );
  });

  it('throws where an order is taken out that is not in it', () => {
    const queue = createOrderQueue(true);
    addToQueue(queue, waiting(1, 1));
    expect(() => removeFromQueue(queue, waiting(1, 1))).toThrow(/not in its queue/);
  });
});
