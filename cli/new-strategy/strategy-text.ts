// The strategy file that `sluice new strategy` writes: small, complete, and explained where one will want to change it.

export function strategyText(name: string): string {
  return `// ${titleOf(name)}
// Idea:   when the average of the last few closes crosses above that of many, a trend may have begun: be on its side.
// Market: one, trending.
// Risk:   each position carries a stop and a target from the moment it is filled; what is lost at the stop is a parameter.
import { filter, map, withLatestFrom } from 'rxjs';
import { crossesAbove, defineStrategy, open, sma, studies, z } from 'sluice';

export default defineStrategy({
  name: '${name}',

  // What it can be tuned by, in \`params\` of the config: each with its limits, a default and a sentence.
  params: z.object({
    interval: z.enum(['1m', '5m', '15m', '1h', '4h', '1d']).default('1h').describe('Klines the averages are taken of.'),
    fast: z.number().int().min(1).default(10).describe('Klines in the fast average.'),
    slow: z.number().int().min(2).default(30).describe('Klines in the slow average.'),
    riskRatio: z.number().positive().max(0.1).default(0.01).describe('Part of equity lost when the stop is hit.'),
    stopRatio: z.number().positive().max(0.5).default(0.02).describe('Way from entry to stop, as a ratio of the price.'),
    targetRatio: z.number().positive().max(5).default(0.04).describe('Way from entry to target, as a ratio of the price.'),
  }),

  // From streams of the market to a stream of intents. It is called once; what it emits is sized, checked and sent.
  run: (context, params) =>
    // Closed klines, each once, in order. Those of the warm-up come first, so that the averages are ready when the run begins.
    context.klines(params.interval, { warmup: params.slow + 1 }).pipe(
      // One row a kline, once both averages are there: { fast, slow }.
      studies({ fast: sma(params.fast), slow: sma(params.slow) }),
      crossesAbove(),
      // The strategy's own position as it is now; only who holds nothing opens.
      withLatestFrom(context.position$),
      filter(([, position]) => position.quantity.isZero()),
      // Sized by what the stop may cost. Other ways: quantity, notional. Other exits: trailing, breakEven, maxHoldingMs.
      map(() =>
        open({
          side: 'long',
          riskRatio: params.riskRatio,
          stop: { ratio: params.stopRatio },
          targets: [{ ratio: params.targetRatio }],
        }),
      ),
    ),
});
`;
}

/** \`mean-reversion\` as a heading: \`Mean reversion\`. */
function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
