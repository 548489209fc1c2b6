// Section `strategies`: which strategies run, on which markets, with which parameters and limits.
import { z } from 'zod';
import { isStrategyCode } from '../engine/domain/client-order-id.ts';
import { riskOverridesSchema } from '../engine/risk/settings.ts';
import { file, symbol } from './setting-types.ts';

/** Role of the only market of a strategy that has one. */
const MAIN_ROLE = 'main';

const marketsSchema = z
  .union([symbol, z.record(z.string().min(1), symbol)])
  .transform((value): Readonly<Record<string, string>> => (typeof value === 'string' ? { [MAIN_ROLE]: value } : value))
  .meta({ allowed: 'a symbol, or a symbol for each role the strategy names' });

export const strategySettingsSchema = z.strictObject({
  id: z
    .string()
    .refine(isStrategyCode, 'one to eight of a-z and 0-9')
    .describe('Name of this strategy in the run; stands in the ids of its orders.')
    .meta({ allowed: 'one to eight of a-z and 0-9', example: 'ma1' }),
  file: file.describe('Strategy file, .ts or .js, relative to the config.').meta({ example: 'my-strategy.ts' }),
  markets: marketsSchema
    .describe('Symbol it trades; of several markets the symbol of each role, as in {base: BTCUSDT, hedge: ETHUSDT}.')
    .meta({ example: 'BTCUSDT' }),
  params: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Parameters, checked by the strategy’s own schema; what is left out has the default given there.'),
  risk: riskOverridesSchema
    .prefault({})
    .describe(
      'Limits of this strategy: members of section `risk` that differ from the account’s; a limit can only be made stricter.',
    ),
  capitalRatio: z
    .number()
    .gt(0)
    .max(1)
    .nullable()
    .default(null)
    .describe(
      'Sizes by this share of the initial balance plus the strategy’s own result; null sizes by the account’s equity.',
    ),
});

export type StrategySettings = z.output<typeof strategySettingsSchema>;
