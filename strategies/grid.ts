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
    levels: z.number().int().min(1).max(100).default(5).describe('Most orders held, long or short.'),
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
      withLatestFrom(context.position$),
      scan((grid, [{ close }, position]) => {
        // What is held, in orders, says on which rung the ladder stands: there is nothing else to remember.
        const held = Math.round(position.quantity.toNumber() / params.quantity);
        const isFar = Math.abs(close - grid.middle) > grid.middle * params.recenterRatio;
        return grid.middle === 0 || isFar ? { middle: close, heldAtMiddle: held, held } : { ...grid, held };
      }, NO_GRID),
      distinctUntilChanged((a, b) => a.middle === b.middle && a.held === b.held),
      map(({ middle, heldAtMiddle, held }) => {
        const orders: Record<string, KeptOrder> = {};
        const priceAt = (level: number): number => middle * (1 - params.stepRatio * (level - heldAtMiddle));
        for (let level = held + 1; level <= params.levels; level += 1) {
          orders[`buy-${level}@${middle}`] = { side: 'buy', price: priceAt(level), quantity: params.quantity };
        }
        for (let level = held - 1; level >= -params.levels; level -= 1) {
          orders[`sell-${level}@${middle}`] = { side: 'sell', price: priceAt(level), quantity: params.quantity };
        }
        return keepOrders(orders);
      }),
    ),
});

const NO_GRID = { middle: 0, heldAtMiddle: 0, held: 0 };
