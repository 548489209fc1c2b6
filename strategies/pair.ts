// Pair of two symbols
// Idea:   two markets that move together drift apart and come back; sell the dear one, buy the cheap one, close both when
//         their ratio is back at its mean.
// Market: two, closely related. When the relation breaks, the ratio does not come back.
// Risk:   both legs are of equal notional, so a move of both together costs little; each leg has a wide stop of its own.
// Shows:  roles of markets, align (klines of one close time, or none), together (both legs pass risk, or neither is sent).
import { filter, map, withLatestFrom } from 'rxjs';
import { align, bollinger, close, defineStrategy, type Direction, type Intent, open, together, z } from 'sluice';

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
    const openPair = (baseSide: Direction): Intent<'base' | 'hedge'> =>
      together(
        open({ market: 'base', side: baseSide, notional: params.notional, stop }),
        open({ market: 'hedge', side: baseSide === 'long' ? 'short' : 'long', notional: params.notional, stop }),
      );
    return align({
      base: base.klines(params.interval, { warmup }),
      hedge: hedge.klines(params.interval, { warmup }),
    }).pipe(
      map((row) => {
        const ratio = row.base.close / row.hedge.close;
        return { ratio, band: bands(ratio) };
      }),
      withLatestFrom(base.position$, hedge.position$),
      map(([{ ratio, band }, basePosition, hedgePosition]): Intent<'base' | 'hedge'> | undefined => {
        if (band === undefined) return undefined;
        const isFlat = basePosition.quantity.isZero() && hedgePosition.quantity.isZero();
        if (isFlat) {
          if (ratio > band.upper) return openPair('short');
          return ratio < band.lower ? openPair('long') : undefined;
        }
        // One leg alone is a bet nobody made: when a stop has taken the other, this one goes too.
        const isWhole = !basePosition.quantity.isZero() && !hedgePosition.quantity.isZero();
        const isBack = basePosition.quantity.gt(0) ? ratio >= band.middle : ratio <= band.middle;
        return !isWhole || isBack ? together(close({ market: 'base' }), close({ market: 'hedge' })) : undefined;
      }),
      filter((intent) => intent !== undefined),
    );
  },
});
