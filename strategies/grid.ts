// Grid of limit orders
// Idea:   prices swing around a middle; buy a little on each step down, sell a little on each step up, earn the steps.
// Market: one, ranging. A trend away from the middle leaves the grid holding against it.
// Risk:   bounded by the number of levels, not by stops: it needs `requireStop: false` and says so in the result.
// Shows:  keepOrders. The whole set of wanted orders is said at each kline; the engine places, amends and cancels the
//         difference, so the strategy has no memory of its own to lose.
import { distinctUntilChanged, map, scan, withLatestFrom } from 'rxjs';
import { defineStrategy, keepOrders, type KeptOrder, z } from 'sluice';

export default defineStrategy({
  name: 'grid',
  params: z.object({
    interval: z.enum(['1m', '5m', '15m', '1h']).default('1m').describe('How often the grid is looked at.'),
    levels: z.number().int().min(1).max(100).default(5).describe('Orders on each side of the middle.'),
    stepRatio: z
      .number()
      .positive()
      .max(0.5)
      .default(0.005)
      .describe('Way between two levels, as a ratio of the middle.'),
    quantity: z.number().positive().default(0.01).describe('Base asset of each order.'),
    recenterRatio: z
      .number()
      .positive()
      .max(1)
      .default(0.05)
      .describe('How far the price leaves the middle before it follows.'),
  }),

  run: (context, params) =>
    context.klines(params.interval).pipe(
      scan((middle, { close }) => {
        const isFar = Math.abs(close - middle) > middle * params.recenterRatio;
        return middle === 0 || isFar ? close : middle;
      }, 0),
      withLatestFrom(context.position$),
      // What is held says on which rung the ladder stands, so the strategy has nothing to remember.
      map(([middle, position]) => ({ middle, held: Math.round(position.quantity.toNumber() / params.quantity) })),
      distinctUntilChanged((a, b) => a.middle === b.middle && a.held === b.held),
      map(({ middle, held }) => {
        const orders: Record<string, KeptOrder> = {};
        // Rung k hangs k steps below the middle: above it sells, below it buys, and never more than `levels` are held.
        const priceAt = (rung: number): number => middle * (1 - params.stepRatio * rung);
        for (let rung = held + 1; rung <= params.levels; rung += 1) {
          orders[`buy-${rung}@${middle}`] = { side: 'buy', price: priceAt(rung), quantity: params.quantity };
        }
        for (let rung = held - 1; rung >= -params.levels; rung -= 1) {
          orders[`sell-${rung}@${middle}`] = { side: 'sell', price: priceAt(rung), quantity: params.quantity };
        }
        return keepOrders(orders);
      }),
    ),
});
