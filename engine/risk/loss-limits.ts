// How much of a day's first equity, and of the peak, may be lost: one reading of the settings for the checks, which refuse
// entries, and for the watch over equity, which sets the account to reducing. Plain numbers: the watch looks at every bar.
import type { RiskSettings } from './settings.ts';

type LossSettings = Pick<RiskSettings, 'dailyLossMax' | 'dailyLossRatioMax' | 'drawdownRatioMax'>;

/** The greatest loss of a day that began with this equity, in the account's asset; null where there is no limit. */
export function dailyLossLimit(settings: LossSettings, dayStartEquity: number): number | null {
  const { dailyLossMax, dailyLossRatioMax } = settings;
  const byRatio = dailyLossRatioMax === null ? null : Math.max(0, dayStartEquity) * dailyLossRatioMax;
  if (dailyLossMax === null) return byRatio;
  return byRatio === null ? dailyLossMax : Math.min(dailyLossMax, byRatio);
}

/** The fall of equity from its peak as a ratio of the peak; 0 where there was never any. */
export function drawdownRatio(equity: number, peakEquity: number): number {
  return peakEquity > 0 ? (peakEquity - equity) / peakEquity : 0;
}
