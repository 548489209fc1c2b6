// Funding carry
// Idea:   every few hours one side of a perpetual pays the other; be on the side that is paid. Where longs have paid for
//         days, be short and collect; where shorts have, be long.
// Market: one, with funding. What is collected is small beside what the price can do: alone this is a bet against the
//         crowd, with a hedge elsewhere it is a carry.
// Risk:   low leverage on isolated margin, so that only what was set apart can be lost, and a wide stop woken by mark. After
//         a stop it stays out until the rate has turned.
// Shows:  funding$ (and that the strategy needs it), setMarginMode and setLeverage at the start, target as a signed wish
//         across zero, equity$ and mark$ for sizing.
import { concat, distinctUntilChanged, map, of, scan, skipWhile, withLatestFrom } from 'rxjs';
import { defineStrategy, setLeverage, setMarginMode, sma, target, z } from 'sluice';

export default defineStrategy({
  name: 'funding-carry',
  needs: ['funding'],
  params: z
    .object({
      period: z.number().int().min(1).max(1000).default(9).describe('Settlements the rate is averaged over.'),
      entryRatio: z
        .number()
        .positive()
        .max(0.01)
        .default(0.0002)
        .describe('Average rate beyond which the paid side is taken; 0.0001 is what calm markets pay.'),
      exitRatio: z
        .number()
        .min(0)
        .max(0.01)
        .default(0.00005)
        .describe('Average rate within which the position is given up.'),
      exposureRatio: z.number().positive().max(5).default(0.5).describe('Notional held, as a ratio of equity.'),
      leverage: z.number().int().min(1).max(20).default(2).describe('Leverage the symbol is set to.'),
      stopRatio: z
        .number()
        .positive()
        .max(0.5)
        .default(0.15)
        .describe('Way from entry to stop, as a ratio of the price.'),
    })
    .refine(({ entryRatio, exitRatio }) => exitRatio < entryRatio, {
      message: 'a ratio below entryRatio',
      path: ['exitRatio'],
    }),

  run: (context, params) => {
    const settings$ = of(setMarginMode('isolated'), setLeverage(params.leverage));
    const carry$ = context.funding$.pipe(
      map(({ rateRatio }) => rateRatio),
      sma(params.period),
      // The paid side: longs pay a positive rate, so short it. Between entry and exit what is held is kept.
      scan((side, rate) => {
        if (Math.abs(rate) > params.entryRatio) return -Math.sign(rate);
        return Math.abs(rate) < params.exitRatio || side === Math.sign(rate) ? 0 : side;
      }, 0),
      distinctUntilChanged(),
      skipWhile((side) => side === 0),
      withLatestFrom(context.equity$, context.mark$),
      map(([side, { equity }, mark]) =>
        target({
          quantity: (side * equity * params.exposureRatio) / mark.price,
          stop: { ratio: params.stopRatio, workingType: 'mark' },
        }),
      ),
    );
    return concat(settings$, carry$);
  },
});
