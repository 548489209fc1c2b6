// Section `account`: what the run begins with and how its margin works.
import { z } from 'zod';
import { leverage, marginMode, positiveDecimal, symbol } from './setting-types.ts';

const symbolSchema = z.strictObject({
  leverage: leverage.nullable().default(null).describe('Leverage of this symbol; null is the account’s.'),
  marginMode: marginMode.nullable().default(null).describe('Margin mode of this symbol; null is the account’s.'),
});

export const accountSettingsSchema = z.strictObject({
  balance: positiveDecimal.prefault(10_000).describe('What the account holds at the start.'),
  asset: z
    .string()
    .regex(/^[A-Z0-9]{1,20}$/, 'an asset such as USDT')
    .default('USDT')
    .describe('Asset of the balance; margin, results and equity are counted in it.')
    .meta({ allowed: 'an asset such as USDT' }),
  marginMode: marginMode.default('cross').describe('Whether positions share the balance or each has its own margin.'),
  leverage: leverage.default(1).describe('Leverage of every symbol; the brackets may allow less.'),
  positionMode: z
    .enum(['one-way', 'hedge'])
    .default('one-way')
    .describe('One position a symbol, or a long and a short one beside each other.'),
  multiAssets: z.boolean().default(false).describe('Whether other assets may serve as margin.'),
  sharing: z
    .enum(['exclusive', 'shared'])
    .default('exclusive')
    .describe(
      'exclusive: one strategy a symbol. shared: several strategies may trade a symbol, each with a book of its own; leverage and liquidation are those of the net position.',
    ),
  symbols: z
    .record(symbol, symbolSchema)
    .default({})
    .describe('Leverage and margin mode of single symbols.')
    .meta({ entry: 'BTCUSDT' }),
});

export type AccountSettings = z.output<typeof accountSettingsSchema>;
