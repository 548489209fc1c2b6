// Moving-average cross
// Idea:   when the average of the last few closes crosses that of many, the trend has turned; be on its side.
// Market: one, trending; in a range it pays fees for false turns.
// Risk:   each position carries a stop and a target; a turn of the averages closes it and opens the other side.
// Shows:  studies (several indicators, one row a bar), crossing, open and reverse with exits, position$ as the present.
import { map, merge, type Observable, share, withLatestFrom } from 'rxjs';
import { crossesAbove, crossesBelow, defineStrategy, type Direction, open, reverse, sma, studies, z } from 'sluice';

export default defineStrategy({
  name: 'moving-average-cross',
  params: z
    .object({
      interval: z
        .enum(['1m', '5m', '15m', '1h', '4h', '1d'])
        .default('15m')
        .describe('Klines the averages are taken of.'),
      fast: z.number().int().min(1).default(10).describe('Klines in the fast average.'),
      slow: z.number().int().min(2).default(30).describe('Klines in the slow average.'),
      riskRatio: z.number().positive().max(0.1).default(0.01).describe('Part of equity lost when a stop is hit.'),
      stopRatio: z
        .number()
        .positive()
        .max(0.5)
        .default(0.02)
        .describe('Way from entry to stop, as a ratio of the price.'),
      targetRatio: z
        .number()
        .positive()
        .max(5)
        .default(0.04)
        .describe('Way from entry to target, as a ratio of the price.'),
    })
    .refine(({ fast, slow }) => fast < slow, { message: 'a number below slow', path: ['fast'] }),

  run: (context, params) => {
    const rows$ = context
      .klines(params.interval, { warmup: params.slow + 1 })
      .pipe(studies({ fast: sma(params.fast), slow: sma(params.slow) }), share());
    const turn$: Observable<Direction> = merge(
      rows$.pipe(
        crossesAbove(),
        map(() => 'long' as const),
      ),
      rows$.pipe(
        crossesBelow(),
        map(() => 'short' as const),
      ),
    );
    const exits = { stop: { ratio: params.stopRatio }, targets: [{ ratio: params.targetRatio }] };
    return turn$.pipe(
      withLatestFrom(context.position$),
      map(([side, position]) =>
        position.quantity.isZero() ? open({ side, riskRatio: params.riskRatio, ...exits }) : reverse(exits),
      ),
    );
  },
});
