// Volatility-sized trend with break-even
// Idea:   follow a trend with as much as the market's restlessness allows: little where it swings widely, more where it is
//         calm, more again as the trend pays.
// Market: one, trending. In a range the averages part and meet again, and each time costs a unit.
// Risk:   a unit loses `riskRatio` of equity at its stop. All units together are never let grow beyond `riskRatioMax`, and
//         when the market becomes so restless that they are, half is sold.
// Shows:  sizing by average true range (riskRatio with a distance), marketable limit orders (IOC), break-even, pyramiding
//         with setExits for all brackets at once, reduce, equity$ and fill$ as state.
import { filter, map, mergeMap, startWith, withLatestFrom } from 'rxjs';
import { atr, close, defineStrategy, ema, type Kline, open, reduce, setExits, type StopLoss, studies, z } from 'sluice';

export default defineStrategy({
  name: 'volatility-trend',
  params: z
    .object({
      interval: z.enum(['5m', '15m', '1h', '4h', '1d']).default('4h').describe('Klines the trend is taken of.'),
      fast: z.number().int().min(1).max(500).default(20).describe('Klines in the fast average.'),
      slow: z.number().int().min(2).max(500).default(60).describe('Klines in the slow average.'),
      ranges: z.number().int().min(2).max(200).default(20).describe('Klines in the average true range.'),
      trendRanges: z
        .number()
        .min(0)
        .max(20)
        .default(1)
        .describe('How far apart the averages are in a trend, in average ranges.'),
      stopRanges: z
        .number()
        .positive()
        .max(20)
        .default(3)
        .describe('Way from a first entry to its stop, in average ranges.'),
      evenRanges: z
        .number()
        .positive()
        .max(20)
        .default(2)
        .describe('Profit at which the stop goes to the entry, in average ranges.'),
      addRanges: z
        .number()
        .positive()
        .max(20)
        .default(3)
        .describe('Way beyond the last entry to the next unit, in average ranges.'),
      chaseRanges: z
        .number()
        .positive()
        .max(5)
        .default(0.2)
        .describe('How far beyond the close is bought, in average ranges.'),
      riskRatio: z.number().positive().max(0.1).default(0.01).describe('Part of equity a unit loses at its stop.'),
      riskRatioMax: z
        .number()
        .positive()
        .max(0.5)
        .default(0.03)
        .describe('Part of equity a move of `stopRanges` may cost.'),
    })
    .refine(({ fast, slow }) => fast < slow, { message: 'a number below slow', path: ['fast'] })
    .refine(({ riskRatio, riskRatioMax }) => riskRatio <= riskRatioMax, {
      message: 'a ratio not below riskRatio',
      path: ['riskRatioMax'],
    }),

  run: (context, params) => {
    const unit = (sign: number, { close: price }: Kline, range: number, stop: StopLoss) =>
      open({
        side: sign > 0 ? 'long' : 'short',
        type: 'limit',
        price: price + sign * params.chaseRanges * range,
        timeInForce: 'IOC',
        riskRatio: params.riskRatio,
        stop,
        breakEven: { trigger: { distance: params.evenRanges * range } },
      });
    const lastEntry$ = context.fill$.pipe(
      filter(({ role }) => role === 'entry'),
      map(({ price }) => price.toNumber()),
      startWith(Number.NaN),
    );
    // What came before weighs less than a millionth after eight periods of an exponential average, fifteen of Wilder's.
    const warmup = Math.max(8 * params.slow, 15 * params.ranges);
    return context.klines(params.interval, { warmup }).pipe(
      studies({ fast: ema(params.fast), slow: ema(params.slow), range: atr(params.ranges) }),
      filter(({ kline }) => !kline.warmup),
      withLatestFrom(context.position$, context.equity$, lastEntry$),
      mergeMap(([{ kline, fast, slow, range }, { quantity }, { equity }, lastEntry]) => {
        const trend = (fast - slow) / range;
        if (quantity.isZero()) {
          const sign = Math.sign(trend);
          const isTrend = Math.abs(trend) >= params.trendRanges && sign * (kline.close - fast) > 0;
          return isTrend ? [unit(sign, kline, range, { distance: params.stopRanges * range })] : [];
        }
        const sign = quantity.gt(0) ? 1 : -1;
        if (sign * trend < 0) return [close()];
        const atRiskRatio = (quantity.abs().toNumber() * params.stopRanges * range) / equity;
        if (atRiskRatio > params.riskRatioMax) return [reduce({ quantity: quantity.abs().div(2) })];
        const isDue = sign * (kline.close - lastEntry) >= params.addRanges * range;
        if (!isDue || atRiskRatio + params.riskRatio > params.riskRatioMax) return [];
        // From here on no earlier unit may lose: all stops go to the last entry, the new unit's too.
        const stop = { price: lastEntry };
        return [setExits({ stop }), unit(sign, kline, range, stop)];
      }),
    );
  },
});
