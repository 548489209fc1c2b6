// The account's settings and what one strategy says otherwise, made one. A limit the account sets binds everybody: a
// strategy can tighten it, never widen it. How things are done (is a stop required, clip or refuse) a strategy may decide.
import type { RiskOverrides, RiskSettings } from './settings.ts';

/** The settings a strategy's plans are judged by. */
export function mergeRiskSettings(account: RiskSettings, strategy: RiskOverrides = {}): RiskSettings {
  return {
    ...account,
    requireStop: strategy.requireStop ?? account.requireStop,
    requireStopBeforeLiquidation: strategy.requireStopBeforeLiquidation ?? account.requireStopBeforeLiquidation,
    reduceOnlyExcess: strategy.reduceOnlyExcess ?? account.reduceOnlyExcess,
    limitExcess: strategy.limitExcess ?? account.limitExcess,
    liquidationBufferRatio: Math.max(account.liquidationBufferRatio, strategy.liquidationBufferRatio ?? 0),
    cooldownMs: Math.max(account.cooldownMs, strategy.cooldownMs ?? 0),
    leverageMax: stricter(account.leverageMax, strategy.leverageMax),
    symbolLeverageMax: stricter(account.symbolLeverageMax, strategy.symbolLeverageMax),
    orderNotionalMax: stricter(account.orderNotionalMax, strategy.orderNotionalMax),
    positionNotionalMax: stricter(account.positionNotionalMax, strategy.positionNotionalMax),
    openOrdersMax: stricter(account.openOrdersMax, strategy.openOrdersMax),
    priceDeviationRatioMax: stricter(account.priceDeviationRatioMax, strategy.priceDeviationRatioMax),
    staleAfterIntervals: stricter(account.staleAfterIntervals, strategy.staleAfterIntervals),
    orderRateMax: stricter(account.orderRateMax, strategy.orderRateMax),
    dailyLossMax: stricter(account.dailyLossMax, strategy.dailyLossMax),
    dailyLossRatioMax: stricter(account.dailyLossRatioMax, strategy.dailyLossRatioMax),
    drawdownRatioMax: stricter(account.drawdownRatioMax, strategy.drawdownRatioMax),
  };
}

/** The smaller of two limits; null is no limit. */
function stricter(account: number | null, strategy: number | null | undefined): number | null {
  if (strategy === null || strategy === undefined) return account;
  return account === null ? strategy : Math.min(account, strategy);
}
