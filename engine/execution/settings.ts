// How intents become orders and how exits are kept. Every member has a default and says what it means; the configuration
// reference is made from these texts.
import { z } from 'zod';

export const executionSettingsSchema = z.strictObject({
  idPrefix: z
    .string()
    .regex(/^[a-z0-9]{1,6}$/, 'one to six of a-z and 0-9')
    .default('slu')
    .describe('Prefix of every client order id; an order without it is not ours and is never touched.'),
  takeProfitType: z
    .enum(['market', 'limit'])
    .default('market')
    .describe(
      'Take-profits rest as TAKE_PROFIT_MARKET (market) or as reduce-only LIMIT orders at their price (limit).',
    ),
  workingType: z
    .enum(['last', 'mark'])
    .default('last')
    .describe('Price that wakes stops and take-profits which do not name one themselves.'),
  exitsWatch: z
    .enum(['kline', 'trade', 'mark'])
    .default('kline')
    .describe(
      'What moves break-even and engine trailing stops: closed klines of the finest interval, trades, or marks.',
    ),
  coalesceMs: z
    .number()
    .int()
    .min(0)
    .default(50)
    .describe('Entry fills within this time make one resize of the exit legs; 0 resizes at every fill. Replays use 0.'),
  unprotectedBudgetMs: z
    .number()
    .int()
    .min(0)
    .default(3000)
    .describe('A stop whose outcome is unknown for longer than this gets a second reduce-only stop beside it.'),
  retryMs: z
    .number()
    .int()
    .min(1)
    .default(1000)
    .describe(
      'Wait before a protective close or a cancel that failed is tried again; doubled at each further failure.',
    ),
  retryMaxMs: z.number().int().min(1).default(60_000).describe('Longest wait between two such tries.'),
  lostLegsMax: z
    .number()
    .int()
    .min(0)
    .default(3)
    .describe('How many exit legs of one bracket the venue may end unasked before the bracket is closed at market.'),
});

export type ExecutionSettings = z.output<typeof executionSettingsSchema>;

/** Every setting at its default. */
export function defaultExecutionSettings(): ExecutionSettings {
  return executionSettingsSchema.parse({});
}
