// The whole config: its sections, each with the settings of the room it is for. The reference (docs/configuration.md,
// config/examples/reference.yaml) is written from this.
import { z } from 'zod';
import { executionSettingsSchema } from '../engine/execution/settings.ts';
import { riskSettingsSchema } from '../engine/risk/settings.ts';
import { accountSettingsSchema } from './account-settings.ts';
import { dataSettingsSchema } from './data-settings.ts';
import { exchangeSectionSchema } from './exchange-settings.ts';
import { resultsSettingsSchema } from './results-settings.ts';
import { strategySettingsSchema } from './strategy-settings.ts';

const NAME_ALLOWED = 'letters, digits and . _ - with a letter or digit first';
const SEED_MAX = 2_147_483_647;

export const configSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, NAME_ALLOWED)
    .meta({ allowed: NAME_ALLOWED })
    .nullable()
    .default(null)
    .describe('Name of the run, in the summary and in the folder of its results; null is the name of the config file.'),
  seed: z.number().int().min(0).max(SEED_MAX).default(1).describe('Seed of all chance in the run.'),
  data: dataSettingsSchema.describe('The market data a run is made on.'),
  account: accountSettingsSchema.prefault({}).describe('What the run begins with, and how its margin works.'),
  exchange: exchangeSectionSchema
    .prefault({})
    .describe('What the simulated exchange assumes: walk, fills, fees, slippage, latency, liquidation.'),
  execution: executionSettingsSchema.prefault({}).describe('How intents become orders and how exits are kept.'),
  risk: riskSettingsSchema
    .prefault({})
    .describe('Limits every order passes; protective orders are never stopped by them.'),
  results: resultsSettingsSchema.prefault({}).describe('What is made of the run.'),
  strategies: z
    .array(strategySettingsSchema)
    .min(1)
    .describe('The strategies, in the order in which they are told what happens.'),
});

/** A config as its file states it, defaults put in. */
export type ConfigFile = z.output<typeof configSchema>;
