// Bracketed turns: a cross of two averages on minutes is taken where the trends of quarter hours and hours agree with it, each
// position with a stop and two targets; a cross against the position turns it.
import { filter, map, share, withLatestFrom } from 'rxjs';
import { crossing, defineStrategy, type Interval, open, rateOfChange, reverse, sma, studies, z } from 'sluice';

export default defineStrategy({
  name: 'bracketed-turns',
  params: z.object({
    notional: z.number().positive().default(5000).describe('Quote asset of each position.'),
    stopRatio: z.number().positive().max(0.5).default(0.006).describe('Way to the stop, as a ratio of the price.'),
    targetRatio: z
      .number()
      .positive()
      .max(0.5)
      .default(0.004)
      .describe('Way to the first target; the second is twice as far.'),
  }),

  run: (context, { notional, stopRatio, targetRatio }) => {
    const trend = (interval: Interval) => context.klines(interval).pipe(rateOfChange(8), share());
    const exits = {
      stop: { ratio: stopRatio },
      targets: [{ ratio: targetRatio }, { ratio: 2 * targetRatio }],
    };
    return context.klines('1m').pipe(
      studies({ fast: sma(10), slow: sma(30) }),
      crossing(),
      withLatestFrom(context.position$, trend('15m'), trend('1h')),
      filter(([crossed, position, quarter, hour]) => {
        const isUp = crossed === 'above';
        return !position.quantity.isZero() || (isUp ? quarter > 0 && hour > 0 : quarter < 0 && hour < 0);
      }),
      map(([crossed, position]) => {
        if (position.quantity.isZero())
          return open({ side: crossed === 'above' ? 'long' : 'short', notional, ...exits });
        return reverse(exits);
      }),
    );
  },
});
