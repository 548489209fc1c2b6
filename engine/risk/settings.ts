// What the checks go by, for the account and for single strategies. Every member has a default and says what it means; the
// configuration reference is made from these texts. By default only what protects everybody is on; limits that depend
// on the owner's purse are null, which is no limit.
import { z } from 'zod';

const limit = z.number().positive().nullable();
const ratio = z.number().positive().max(1).nullable();
const count = z.number().int().min(1).nullable();

export const riskSettingsSchema = z.strictObject({
  requireStop: z
    .boolean()
    .default(true)
    .describe('Every order that opens has to bring a stop-loss, or a trailing stop that follows at once.'),
  requireStopBeforeLiquidation: z
    .boolean()
    .default(true)
    .describe('A stop-loss has to be reached before the price at which the position would be liquidated.'),
  liquidationBufferRatio: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .describe('How far before the liquidation price a stop-loss has to lie, as a ratio of that price.'),
  reduceOnlyExcess: z
    .enum(['clip', 'refuse'])
    .default('clip')
    .describe('What becomes of an order that would reduce more than is held: cut down to it, or refused.'),
  limitExcess: z
    .enum(['clip', 'refuse'])
    .default('refuse')
    .describe('What becomes of an order beyond a notional limit: cut down to the limit, or refused.'),
  leverageMax: limit
    .default(null)
    .describe('Greatest effective leverage of the account: notional of positions and working orders over equity.'),
  symbolLeverageMax: count
    .default(null)
    .describe('Greatest leverage a symbol may be set to. What its leverage bracket allows holds in any case.'),
  orderNotionalMax: limit.default(null).describe('Greatest notional of one order, in quote asset.'),
  positionNotionalMax: limit
    .default(null)
    .describe('Greatest notional a strategy may hold in a market, its own working orders included, in quote asset.'),
  netPositionNotionalMax: limit
    .default(null)
    .describe('Greatest notional the account may hold in a market, all working orders included, in quote asset.'),
  openOrdersMax: count
    .default(null)
    .describe('Most orders a strategy may have resting in a market. What the instrument allows holds in any case.'),
  priceDeviationRatioMax: ratio
    .default(null)
    .describe('How far from mark an opening order’s price may lie. What the instrument allows holds in any case.'),
  staleAfterIntervals: z
    .number()
    .positive()
    .nullable()
    .default(3)
    .describe('Market data older than this many of its klines opens nothing; null does not look at the age.'),
  orderRateMax: count.default(null).describe('Most orders and amends a strategy may send within orderRateWindowMs.'),
  accountOrderRateMax: count
    .default(null)
    .describe('Most orders and amends all strategies may send within orderRateWindowMs.'),
  orderRateWindowMs: z
    .number()
    .int()
    .min(1)
    .default(60_000)
    .describe('Length of the window in which order rates are counted.'),
  dailyLossMax: limit
    .default(null)
    .describe(
      'Greatest loss of a UTC day, unrealised included, in the account’s asset; beyond it only reductions pass until the next day.',
    ),
  dailyLossRatioMax: ratio.default(null).describe('The same as a ratio of the day’s first equity.'),
  drawdownRatioMax: ratio
    .default(null)
    .describe(
      'Greatest fall of equity from its peak since start, as a ratio of the peak; beyond it only reductions pass until the operator resumes.',
    ),
  cooldownMs: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('How long a strategy opens nothing after the exit of a losing trade.'),
});

export type RiskSettings = z.output<typeof riskSettingsSchema>;

const own = riskSettingsSchema.shape;

/** What a single strategy may say otherwise: no defaults, a member that is left out is the account's. */
export const riskOverridesSchema = z.strictObject({
  requireStop: overriding(own.requireStop),
  requireStopBeforeLiquidation: overriding(own.requireStopBeforeLiquidation),
  liquidationBufferRatio: overriding(own.liquidationBufferRatio),
  reduceOnlyExcess: overriding(own.reduceOnlyExcess),
  limitExcess: overriding(own.limitExcess),
  leverageMax: overriding(own.leverageMax),
  symbolLeverageMax: overriding(own.symbolLeverageMax),
  orderNotionalMax: overriding(own.orderNotionalMax),
  positionNotionalMax: overriding(own.positionNotionalMax),
  openOrdersMax: overriding(own.openOrdersMax),
  priceDeviationRatioMax: overriding(own.priceDeviationRatioMax),
  staleAfterIntervals: overriding(own.staleAfterIntervals),
  orderRateMax: overriding(own.orderRateMax),
  dailyLossMax: overriding(own.dailyLossMax),
  dailyLossRatioMax: overriding(own.dailyLossRatioMax),
  drawdownRatioMax: overriding(own.drawdownRatioMax),
  cooldownMs: overriding(own.cooldownMs),
});

export type RiskOverrides = z.output<typeof riskOverridesSchema>;

/** Every setting at its default. */
export function defaultRiskSettings(): RiskSettings {
  return riskSettingsSchema.parse({});
}

/** A member without its default, which `.optional()` alone would still fill in. */
function overriding<T extends z.ZodType>(member: z.ZodDefault<T>): z.ZodOptional<T> {
  return member
    .unwrap()
    .optional()
    .describe(member.description ?? '');
}
