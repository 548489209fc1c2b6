// Always in: long while a fast average stands above a slow one, short while below, the same quantity at every turn. No exits, no
// sizing: the least a strategy can be, so that what is measured is the engine around it.
import { map, withLatestFrom } from 'rxjs';
import { crossing, defineStrategy, open, reverse, sma, studies, z } from 'sluice';

export default defineStrategy({
  name: 'always-in',
  params: z.object({
    fast: z.number().int().min(1).default(10).describe('Klines in the fast average.'),
    slow: z.number().int().min(2).default(30).describe('Klines in the slow average.'),
    quantity: z.number().positive().default(0.05).describe('Base asset held, long or short.'),
  }),

  run: (context, params) =>
    context.klines('1m').pipe(
      studies({ fast: sma(params.fast), slow: sma(params.slow) }),
      crossing(),
      withLatestFrom(context.position$),
      map(([crossed, position]) =>
        position.quantity.isZero()
          ? open({ side: crossed === 'above' ? 'long' : 'short', quantity: params.quantity })
          : reverse(),
      ),
    ),
});
