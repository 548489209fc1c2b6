// Section `results`: what is made of a run.
import { z } from 'zod';

/** A rate above this was meant as per cent. */
const RISK_FREE_MAX = 1;
const SHUFFLES_MAX = 100_000;

export const resultsSettingsSchema = z.strictObject({
  band: z
    .boolean()
    .default(true)
    .describe(
      'Whether a run with ambiguous klines is made twice more, with the best and the nearest-extreme walk, to show how much hangs on the order of prices within them.',
    ),
  closeAtEnd: z
    .boolean()
    .default(false)
    .describe('Whether what is held at the end is closed at market, or listed as open and marked to market.'),
  report: z
    .boolean()
    .default(true)
    .describe('Whether report.html is written beside the other files; `sluice report` makes it later from them.'),
  riskFreeRatio: z
    .number()
    .gt(-1)
    .max(RISK_FREE_MAX)
    .default(0)
    .describe('Return a year that is had without risk; Sharpe, Sortino, Omega and alpha count from there.'),
  trials: z
    .number()
    .int()
    .min(1)
    .default(1)
    .describe(
      'How many independent variants of the strategies were tried, this one included; the deflated Sharpe ratio asks whether chance alone would have found as good a one.',
    ),
  trialsSharpeVariance: z
    .number()
    .min(0)
    .nullable()
    .default(null)
    .describe(
      'Variance of the Sharpe ratios, a year, of the variants that were tried; null is that of variants without skill, which differ by chance alone.',
    ),
  shuffles: z
    .number()
    .int()
    .min(0)
    .max(SHUFFLES_MAX)
    .default(1000)
    .describe(
      'How often the order of the closed trades is shuffled to see how deep equity might have fallen; 0 is never. So that it stays quick at most 20 million trades are drawn in all: 1000 shuffles of 20,000 trades.',
    ),
});

export type ResultsSettings = z.output<typeof resultsSettingsSchema>;
