// What the simulated exchange assumes about the market and the account. Every member has a default and says what it
// means; the configuration reference is made from these texts, and docs/fill-rules.md says what each does to a fill.
import { z } from 'zod';

const leverage = z.number().int().min(1);
const marginMode = z.enum(['cross', 'isolated']);

const symbolSettingsSchema = z.strictObject({
  leverage: leverage.optional().describe('Leverage of this symbol; the account-wide one where absent.'),
  marginMode: marginMode.optional().describe('Margin mode of this symbol; the account-wide one where absent.'),
});

export const exchangeSettingsSchema = z.strictObject({
  walk: z
    .enum(['worst-first', 'best-first', 'nearest-extreme-first'])
    .default('worst-first')
    .describe(
      'Which way a kline is walked: the one that leaves less equity, the one that leaves more, or the nearer extreme first.',
    ),
  limitFill: z
    .enum(['through', 'touch'])
    .default('through')
    .describe('A resting limit fills when the price goes beyond it (through), or already when it reaches it (touch).'),
  participationRatio: z
    .number()
    .positive()
    .nullable()
    .default(0.1)
    .describe("Most of a kline's volume that all orders together may take, as a ratio; null is unlimited."),
  latencyMs: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Time from the sending of a command to its arrival at the exchange.'),
  makerFeeRatio: z.number().default(0.0002).describe('Fee of a resting order, as a ratio of its notional.'),
  takerFeeRatio: z.number().default(0.0005).describe('Fee of an order that takes, as a ratio of its notional.'),
  slippageTicks: z.number().min(0).default(1).describe('Least slippage of a market order, in ticks.'),
  slippageRatio: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.0001)
    .describe('Slippage of a market order as a ratio of its price; the greater of the two applies.'),
  liquidation: z
    .enum(['full', 'staged'])
    .default('full')
    .describe(
      'A liquidated position is closed at its bankruptcy price (full), or reduced bracket by bracket for a fee (staged).',
    ),
  positionMode: z
    .enum(['one-way', 'hedge'])
    .default('one-way')
    .describe('One position per symbol, or a long and a short one side by side.'),
  multiAssets: z
    .boolean()
    .default(false)
    .describe('Multi-assets margin; excludes isolated margin. Margin is counted in the one asset of the account.'),
  leverage: leverage.default(1).describe('Leverage of every symbol that has none of its own.'),
  marginMode: marginMode.default('cross').describe('Margin mode of every symbol that has none of its own.'),
  symbols: z
    .record(z.string(), symbolSettingsSchema)
    .default({})
    .describe('Leverage and margin mode by symbol, at the start of the run.'),
});

export type ExchangeSettings = z.output<typeof exchangeSettingsSchema>;

/** Every setting at its default. */
export function defaultExchangeSettings(): ExchangeSettings {
  return exchangeSettingsSchema.parse({});
}
