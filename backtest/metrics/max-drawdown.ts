// The deepest fall from a peak.
import type { EquitySeries } from './equity-series.ts';

/**
 * max over all points of (peak − equity) / peak, the peak being the highest equity so far, that of the start included:
 * positive, 0 where equity never fell, 1 when all is lost, above 1 when more was owed. Read at kline closes; what
 * happened between them is told by the exchange and stands beside it. Null where nothing was put in.
 * Source: Magdon-Ismail and Atiya, "Maximum Drawdown", Risk 17(10), 2004.
 */
export function maxDrawdown(series: EquitySeries): number | null {
  let peak = series.startEquity;
  if (!(peak > 0)) return null;
  let deepest = 0;
  const { equity } = series;
  for (let index = 0; index < equity.length; index++) {
    const value = equity[index] ?? peak;
    if (value > peak) peak = value;
    else deepest = Math.max(deepest, (peak - value) / peak);
  }
  return deepest;
}
