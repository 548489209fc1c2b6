// What a strategy file may and may not write. contract-types.test.ts has the type checker read this file: a line that
// ought to compile and does not is an error, and so is a `@ts-expect-error` whose line begins to compile.
import { EMPTY, map, merge } from 'rxjs';
import { expectTypeOf } from 'vitest';
import {
  cancel,
  close,
  Decimal,
  defineStrategy,
  type Intent,
  keepOrders,
  open,
  place,
  setExits,
  target,
  together,
  z,
} from '../../../engine/index.ts';

export const cases: Readonly<Record<string, () => void>> = {
  'types the parameters and the markets that run receives': () => {
    defineStrategy({
      name: 'typed',
      markets: ['base', 'hedge'],
      params: z.object({ period: z.number().int().default(10), sides: z.enum(['long', 'both']).default('both') }),
      run: (context, params) => {
        expectTypeOf(params).toEqualTypeOf<{ period: number; sides: 'long' | 'both' }>();
        expectTypeOf(context.markets).toHaveProperty('hedge');
        // @ts-expect-error no such role was declared
        expectTypeOf(context.markets.other);
        return merge(
          context.markets.base.klines('1m').pipe(map(() => open({ market: 'hedge', side: 'short', quantity: 1 }))),
          context.equity$.pipe(map(() => together(close({ market: 'base' }), close({ market: 'hedge' })))),
        );
      },
    });
  },

  'refuses an intent for a market that was not declared': () => {
    defineStrategy({
      name: 'wrong role',
      markets: ['base', 'hedge'],
      params: z.object({}),
      // @ts-expect-error "bace" is not a role of this strategy
      run: (context) => context.klines('1m').pipe(map(() => open({ market: 'bace', side: 'long', quantity: 1 }))),
    });
    defineStrategy({
      name: 'role in a strategy of one market',
      params: z.object({}),
      // @ts-expect-error the strategy has one market, "main"
      run: (context) => context.klines('1m').pipe(map(() => close({ market: 'hedge' }))),
    });
  },

  'lets an intent without a market stand in any strategy': () => {
    expectTypeOf(close()).toExtend<Intent<'main'>>();
    expectTypeOf(close()).toExtend<Intent<'base' | 'hedge'>>();
  },

  'takes a size in exactly one way': () => {
    open({ side: 'long', quantity: '0.1' });
    open({ side: 'long', notional: 1000 });
    open({ side: 'long', riskRatio: new Decimal('0.01'), stop: { ratio: 0.02 } });
    // @ts-expect-error no size at all
    open({ side: 'long' });
    // @ts-expect-error two sizes
    open({ side: 'long', quantity: 1, notional: 1000 });
    // @ts-expect-error sizing by risk needs a stop
    open({ side: 'long', riskRatio: 0.01 });
  },

  'takes an exit level in exactly one way': () => {
    open({ side: 'long', quantity: 1, stop: { price: 90 }, targets: [{ distance: 5, share: 0.5 }, { ratio: 0.1 }] });
    setExits({ stop: null });
    // @ts-expect-error price and ratio exclude each other
    open({ side: 'long', quantity: 1, stop: { price: 90, ratio: 0.1 } });
    // @ts-expect-error a stop without a level
    open({ side: 'long', quantity: 1, stop: {} });
  },

  'takes an entry in exactly one way': () => {
    open({ side: 'long', quantity: 1, type: 'limit', price: 100, timeInForce: 'GTX' });
    open({ side: 'long', quantity: 1, type: 'stop', triggerPrice: 110 });
    // @ts-expect-error a limit entry without a price
    open({ side: 'long', quantity: 1, type: 'limit' });
    // @ts-expect-error a market entry has no price
    open({ side: 'long', quantity: 1, type: 'market', price: 100 });
    // @ts-expect-error sides are long and short
    open({ side: 'buy', quantity: 1 });
  },

  'keeps plain literals and other values out': () => {
    defineStrategy({
      name: 'literal',
      params: z.object({}),
      // @ts-expect-error an intent is made by its function
      run: (context) => context.klines('1m').pipe(map(() => ({ kind: 'close' }))),
    });
    defineStrategy({
      name: 'nothing',
      params: z.object({}),
      // @ts-expect-error a stream of numbers is not a stream of intents
      run: (context) => context.klines('1m').pipe(map((kline) => kline.close)),
    });
    // @ts-expect-error parameters are a zod schema
    defineStrategy({ name: 'params', params: { period: 10 }, run: () => EMPTY });
  },

  'names the order that is changed': () => {
    cancel({ of: 'entry' });
    place({ side: 'buy', quantity: 1, price: 10 });
    place({ side: 'sell', quantity: 1, triggerPrice: 10, trigger: 'stop' });
    target({ quantity: -1 });
    keepOrders({ low: { side: 'buy', price: 10, quantity: 1 } });
    // @ts-expect-error which order?
    cancel({});
    // @ts-expect-error neither price nor trigger nor callback
    place({ side: 'buy', quantity: 1 });
    // @ts-expect-error a kept order rests at a price
    keepOrders({ low: { side: 'buy', quantity: 1 } });
  },
};
