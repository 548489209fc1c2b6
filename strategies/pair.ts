// Pair of two symbols
// Idea:   two markets that move together drift apart and come back; sell the dear one, buy the cheap one, close both when
//         their ratio is back at its mean.
// Market: two, closely related. When the relation breaks, the ratio does not come back.
// Risk:   both legs are of equal notional, so a move of both together costs little; each leg has a wide stop of its own. A
//         leg that is left alone is closed.
// Shows:  roles of markets, align (klines of one close time, or none), together (both legs pass risk, or neither is sent),
//         fill-or-kill (a leg is filled whole, near the price that was seen, or not at all).
import { filter, map, withLatestFrom } from 'rxjs';
import { align, bollinger, close, defineStrategy, type Intent, open, together, z } from 'sluice';

export default defineStrategy({
  name: 'pair',
  markets: ['base', 'hedge'],
  params: z.object({
    interval: z.enum(['1m', '5m', '15m', '1h', '4h']).default('1h').describe('Klines the ratio is taken of.'),
    period: z.number().int().min(2).default(48).describe('Klines over which the mean of the ratio is taken.'),
    entryDeviations: z
      .number()
      .positive()
      .default(2)
      .describe('Standard deviations from the mean at which the pair is opened.'),
    notional: z.number().positive().default(1000).describe('Quote asset of each leg.'),
    chaseRatio: z
      .number()
      .positive()
      .max(0.05)
      .default(0.001)
      .describe('How far beyond its close a leg is still bought or sold, as a ratio of the price.'),
    stopRatio: z
      .number()
      .positive()
      .max(0.9)
      .default(0.1)
      .describe('Way from entry to the stop of each leg, as a ratio of the price.'),
  }),

  run: ({ markets: { base, hedge } }, params) => {
    const warmup = params.period;
    const bands = bollinger(params.period, { deviations: params.entryDeviations }).start();
    const stop = { ratio: params.stopRatio };
    const leg = <R extends string>(market: R, sign: number, price: number): Intent<R> =>
      open({
        market,
        side: sign > 0 ? 'long' : 'short',
        type: 'limit',
        price: price * (1 + sign * params.chaseRatio),
        timeInForce: 'FOK',
        notional: params.notional,
        stop,
      });
    return align({
      base: base.klines(params.interval, { warmup }),
      hedge: hedge.klines(params.interval, { warmup }),
    }).pipe(
      map((row) => {
        const ratio = row.base.close / row.hedge.close;
        return { row, ratio, band: bands(ratio) };
      }),
      withLatestFrom(base.position$, hedge.position$),
      map(([{ row, ratio, band }, basePosition, hedgePosition]): Intent<'base' | 'hedge'> | undefined => {
        if (band === undefined) return undefined;
        const [baseHeld, hedgeHeld] = [basePosition.quantity, hedgePosition.quantity];
        if (baseHeld.isZero() && hedgeHeld.isZero()) {
          if (ratio <= band.upper && ratio >= band.lower) return undefined;
          const sign = ratio > band.upper ? -1 : 1;
          return together(leg('base', sign, row.base.close), leg('hedge', -sign, row.hedge.close));
        }
        // One leg alone is a bet nobody made: a stop has taken the other, or it was never filled.
        if (baseHeld.isZero()) return close({ market: 'hedge' });
        if (hedgeHeld.isZero()) return close({ market: 'base' });
        const isBack = baseHeld.gt(0) ? ratio >= band.middle : ratio <= band.middle;
        return isBack ? together(close({ market: 'base' }), close({ market: 'hedge' })) : undefined;
      }),
      filter((intent) => intent !== undefined),
    );
  },
});
