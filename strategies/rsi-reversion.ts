// RSI reversion with a take-profit ladder
// Idea:   what fell too far in a short time comes back part of the way; buy it a little lower still, sell what rose too far.
// Market: one, ranging. A trend pushes RSI to its extreme and goes on: many small gains pay for few stops.
// Risk:   sized to lose `riskRatio` of equity at the stop; a position that does not come back is closed after a while.
// Shows:  a limit entry that follows the price (good-till-date, amend, cancel) as one exhaustMap, order$ as a signal, a
//         ladder of targets, break-even, a longest holding time. Its configs let the targets rest as limit orders (maker).
import { concat, endWith, exhaustMap, filter, map, of, share, takeUntil, takeWhile, withLatestFrom } from 'rxjs';
import { amend, cancel, defineStrategy, type Direction, intervalMs, type Kline, open, rsi, studies, z } from 'sluice';

export default defineStrategy({
  name: 'rsi-reversion',
  params: z.object({
    interval: z.enum(['1m', '5m', '15m', '1h', '4h']).default('15m').describe('Klines RSI is taken of.'),
    period: z.number().int().min(2).max(100).default(14).describe('Klines in RSI.'),
    oversold: z.number().min(1).max(49).default(25).describe('RSI below which it buys; 100 less it, it sells.'),
    pullRatio: z
      .number()
      .min(0)
      .max(0.1)
      .default(0.002)
      .describe('Way from the close to the limit order, as a ratio of the price.'),
    patience: z.number().int().min(1).max(1000).default(8).describe('Klines after which the order ends unfilled.'),
    riskRatio: z.number().positive().max(0.1).default(0.01).describe('Part of equity lost when a stop is hit.'),
    stopRatio: z
      .number()
      .positive()
      .max(0.5)
      .default(0.02)
      .describe('Way from entry to stop, as a ratio of the price.'),
    targetRatios: z
      .array(z.number().positive().max(1))
      .min(1)
      .max(5)
      .default([0.006, 0.012, 0.02])
      .describe('Ways from entry to the rungs of the ladder, nearest first; each takes an equal share.'),
    evenRatio: z
      .number()
      .positive()
      .max(1)
      .default(0.008)
      .describe('Profit at which the stop goes to the entry, as a ratio of the price.'),
    holdingMax: z.number().int().min(1).max(10_000).default(96).describe('Klines after which a position is closed.'),
  }),

  run: (context, params) => {
    const klineMs = intervalMs(params.interval);
    // Wilder's average forgets slowly: after fifteen periods what came before weighs less than a millionth.
    const rows$ = context
      .klines(params.interval, { warmup: 15 * params.period })
      .pipe(studies({ strength: rsi(params.period) }), share());
    const limitPrice = ({ close }: Kline, side: Direction): number =>
      close * (side === 'long' ? 1 - params.pullRatio : 1 + params.pullRatio);

    return rows$.pipe(
      withLatestFrom(context.position$),
      filter(([{ kline }, position]) => !kline.warmup && position.quantity.isZero()),
      map(([{ kline, strength }]) => ({ kline, side: sideOf(strength, params.oversold) })),
      // One order at a time: while it works, further extremes only move it.
      exhaustMap(({ kline, side }) => {
        if (side === undefined) return [];
        const ref = `${side}-${kline.closeTime}`;
        const entry = open({
          ref,
          side,
          type: 'limit',
          price: limitPrice(kline, side),
          // Between two closes, so that no change of the order crosses its end.
          goodTillMs: kline.closeTime + (params.patience + 0.5) * klineMs,
          riskRatio: params.riskRatio,
          stop: { ratio: params.stopRatio },
          targets: params.targetRatios.map((ratio) => ({ ratio })),
          breakEven: { trigger: { ratio: params.evenRatio } },
          maxHoldingMs: params.holdingMax * klineMs,
        });
        const isOver$ = context.order$.pipe(filter((order) => order.ref === ref && OVER.has(order.status)));
        const following$ = rows$.pipe(
          takeWhile((row) => sideOf(row.strength, params.oversold) === side),
          map((row) => amend({ of: ref, price: limitPrice(row.kline, side) })),
          endWith(cancel({ of: ref })),
          takeUntil(isOver$),
        );
        return concat(of(entry), following$);
      }),
    );
  },
});

const OVER: ReadonlySet<string> = new Set(['partially-filled', 'filled', 'cancelled', 'expired', 'rejected']);

function sideOf(strength: number, oversold: number): Direction | undefined {
  if (strength < oversold) return 'long';
  return strength > 100 - oversold ? 'short' : undefined;
}
