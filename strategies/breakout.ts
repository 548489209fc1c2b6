// Breakout with trailing stop
// Idea:   a price that leaves the channel of the last klines often goes on; be in when it leaves, not a kline later.
// Market: one, trending. In a range most breaks are false, and each costs a stop.
// Risk:   each entry is sized to lose `riskRatio` of equity at its stop, which the mark price wakes, so that one odd trade
//         does not. Once the break has paid, a trailing stop that rests at the exchange follows the price.
// Shows:  stop-limit orders as entries on both sides, of which one cancels the other (cancel by ref, cancelAll), a trailing
//         stop of the venue's beside the stop, fill$ as a signal, the instrument's tick.
import { distinctUntilChanged, filter, map, merge, mergeMap, pairwise, startWith, withLatestFrom } from 'rxjs';
import { cancel, cancelAll, defineStrategy, type Direction, donchian, open, studies, z } from 'sluice';

export default defineStrategy({
  name: 'breakout',
  params: z.object({
    interval: z.enum(['5m', '15m', '1h', '4h', '1d']).default('1h').describe('Klines the channel is made of.'),
    period: z.number().int().min(2).max(500).default(48).describe('Klines in the channel.'),
    chaseRatio: z
      .number()
      .positive()
      .max(0.05)
      .default(0.002)
      .describe('How far beyond the channel a break is still bought, as a ratio of the price.'),
    riskRatio: z.number().positive().max(0.1).default(0.01).describe('Part of equity lost when a stop is hit.'),
    stopRatio: z
      .number()
      .positive()
      .max(0.5)
      .default(0.03)
      .describe('Way from entry to stop, as a ratio of the price.'),
    trailAfterRatio: z
      .number()
      .positive()
      .max(0.5)
      .default(0.02)
      .describe('Profit from which the trailing stop follows, as a ratio of the entry price.'),
    trailRatio: z
      .number()
      .positive()
      .max(0.2)
      .default(0.02)
      .describe('Way from the best price to the trailing stop, as a ratio of it.'),
  }),

  run: (context, params) => {
    const tick = context.instrument.priceTick.toNumber();
    const enter = (side: Direction, edge: number, time: number) =>
      open({
        ref: `${side}-${time}`,
        side,
        type: 'stop',
        triggerPrice: edge,
        price: edge * (side === 'long' ? 1 + params.chaseRatio : 1 - params.chaseRatio),
        riskRatio: params.riskRatio,
        stop: { ratio: params.stopRatio, workingType: 'mark' },
        trailing: { callbackRatio: params.trailRatio, activation: { ratio: params.trailAfterRatio }, by: 'venue' },
      });

    // Where entries should rest now; undefined while a position is held. Warm-up only fills the channel: what is said then
    // is dropped, so nothing may be remembered as said. Whatever wakes an entry makes a new extreme, so an unchanged
    // channel means that both still rest.
    const channel$ = context.klines(params.interval, { warmup: params.period }).pipe(
      studies({ edges: donchian(params.period) }),
      filter(({ kline }) => !kline.warmup),
      withLatestFrom(context.position$),
      map(([row, position]) => (position.quantity.isZero() ? row : undefined)),
      distinctUntilChanged((a, b) => a?.edges.upper === b?.edges.upper && a?.edges.lower === b?.edges.lower),
    );
    const entries$ = channel$.pipe(
      startWith(undefined),
      pairwise(),
      mergeMap(([before, now]) => {
        if (now === undefined) return [];
        const { edges, kline } = now;
        return [
          ...(before === undefined ? [] : [cancelAll()]),
          enter('long', edges.upper + tick, kline.closeTime),
          enter('short', edges.lower - tick, kline.closeTime),
        ];
      }),
    );
    const oneCancelsOther$ = context.fill$.pipe(
      filter(({ role }) => role === 'entry'),
      distinctUntilChanged((a, b) => a.ref === b.ref),
      map(({ ref }) => {
        const [side, time] = (ref ?? '').split('-');
        return cancel({ of: `${side === 'long' ? 'short' : 'long'}-${time}` });
      }),
    );
    return merge(entries$, oneCancelsOther$);
  },
});
