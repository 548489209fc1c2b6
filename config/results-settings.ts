// Section `results`: what is made of a run.
import { z } from 'zod';

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
});

export type ResultsSettings = z.output<typeof resultsSettingsSchema>;
