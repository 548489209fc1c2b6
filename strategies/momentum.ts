// Momentum over several intervals
// Idea:   what has risen over days and over hours alike goes on rising; buy it when it pulls back for a moment.
// Market: one, trending. Where the intervals agree late the move is over, and a trend that never pulls back is missed.
// Risk:   a stop some average ranges away and, once the move has paid, one that trails; when the intervals disagree, the
//         position is closed.
// Shows:  klines of three intervals (coarse ones are told before fine ones, so withLatestFrom is of this very instant), a
//         limit-if-touched order (place with exits), a timer on clock.scheduler, a trailing stop moved by the engine, close.
import { concat, distinctUntilChanged, EMPTY, filter, map, merge, mergeMap } from 'rxjs';
import { of, share, take, takeUntil, timer, withLatestFrom } from 'rxjs';
import { atr, cancel, close, defineStrategy, type Interval, type Kline, place, rateOfChange, studies, z } from 'sluice';

const intervals = z.enum(['5m', '15m', '30m', '1h', '2h', '4h', '6h', '12h', '1d']);

export default defineStrategy({
  name: 'momentum',
  params: z.object({
    slow: intervals.default('1d').describe('Coarsest klines whose momentum counts.'),
    middle: intervals.default('4h').describe('Finer klines whose momentum has to agree.'),
    fast: intervals.default('1h').describe('Klines on which it acts.'),
    period: z
      .number()
      .int()
      .min(1)
      .max(200)
      .default(10)
      .describe('Klines of each interval over which the change is taken.'),
    ranges: z.number().int().min(2).max(200).default(24).describe('Fast klines in the average true range.'),
    pullRanges: z
      .number()
      .positive()
      .max(20)
      .default(1)
      .describe('How far the price has to pull back, in average ranges.'),
    stopRanges: z.number().positive().max(20).default(3).describe('Way from entry to stop, in average ranges.'),
    trailRatio: z
      .number()
      .positive()
      .max(0.5)
      .default(0.03)
      .describe('Way of the trailing stop, as a ratio of the best price; it follows from that much profit on.'),
    patienceMs: z.number().int().positive().default(86_400_000).describe('How long it waits for the pull-back.'),
    notional: z.number().positive().default(5000).describe('Quote asset of each position.'),
  }),

  run: (context, params) => {
    const momentum = (interval: Interval) =>
      context.klines(interval, { warmup: params.period + 1 }).pipe(rateOfChange(params.period));

    // Wilder's average forgets slowly: after fifteen periods what came before weighs less than a millionth.
    const turns$ = context.klines(params.fast, { warmup: 15 * params.ranges }).pipe(
      studies({ range: atr(params.ranges) }),
      withLatestFrom(momentum(params.slow), momentum(params.middle)),
      map(([{ kline, range }, slow, middle]) => ({ kline, range, sign: agreed(slow, middle) })),
      distinctUntilChanged((a, b) => a.sign === b.sign),
      filter(({ kline }) => !kline.warmup),
      share(),
    );

    const pullback = (sign: 1 | -1, kline: Kline, range: number) => {
      const ref = `pull-${kline.closeTime}`;
      const triggerPrice = kline.close - sign * params.pullRanges * range;
      const entry = place({
        ref,
        side: sign === 1 ? 'buy' : 'sell',
        trigger: 'take-profit',
        triggerPrice,
        // A limit order from the touch on: bought at once, but not at any price.
        price: triggerPrice + (sign * range) / 4,
        quantity: params.notional / kline.close,
        stop: { distance: params.stopRanges * range },
        trailing: { callbackRatio: params.trailRatio, activation: { ratio: params.trailRatio } },
      });
      const giveUp$ = merge(timer(params.patienceMs, context.clock.scheduler), turns$).pipe(
        take(1),
        takeUntil(context.fill$.pipe(filter((fill) => fill.ref === ref))),
        map(() => cancel({ of: ref })),
      );
      return concat(of(entry), giveUp$);
    };

    return turns$.pipe(
      withLatestFrom(context.position$),
      mergeMap(([{ kline, range, sign }, position]) =>
        concat(position.quantity.isZero() ? EMPTY : of(close()), sign === 0 ? EMPTY : pullback(sign, kline, range)),
      ),
    );
  },
});

/** The sign of both changes, 0 where they disagree. */
function agreed(slow: number, middle: number): 1 | -1 | 0 {
  if (slow > 0 && middle > 0) return 1;
  return slow < 0 && middle < 0 ? -1 : 0;
}
