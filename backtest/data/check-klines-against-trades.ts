// Looks at klines that were recorded beside trades: the trades must make the klines. Klines before the first trade's bucket
// and after the last one's are left out, for of them the trades say nothing.
import { createFindingCollector, LISTED_FINDINGS_MAX, type DataFindings } from './findings.ts';
import { indexAtTime, type KlineColumns } from './kline-columns.ts';
import type { TradeKlines } from './klines-from-trades.ts';

/** Volumes nearer to each other than this share are the same: files round them to their own number of digits. */
const SAME_VOLUME_RATIO = 1e-9;

/**
 * Counts and lists klines whose [low, high] does not hold their trades, and those of another volume than their trades have
 * together: trades are missing, or there are too many. `made` are klines of the same interval, made from the trades.
 */
export function checkKlinesAgainstTrades(recorded: KlineColumns, made: TradeKlines): DataFindings {
  const found = createFindingCollector(['OUTSIDE_KLINE', 'TRADES_MISSING'], LISTED_FINDINGS_MAX);
  const { klines } = made;
  let rows = 0;
  for (let row = 0; row < klines.length; row++) {
    const openTime = klines.openTime[row] ?? 0;
    const beside = indexAtTime(recorded, openTime);
    if (recorded.openTime[beside] !== openTime) continue;
    rows++;
    const place = { where: `the ${recorded.interval} kline`, timeMs: openTime, bars: 1 };
    const [low, high, volume] = [recorded.low[beside] ?? 0, recorded.high[beside] ?? 0, recorded.volume[beside] ?? 0];
    const [madeLow, madeHigh, madeVolume] = [klines.low[row] ?? 0, klines.high[row] ?? 0, klines.volume[row] ?? 0];
    if (madeVolume > 0 && (madeLow < low || madeHigh > high)) {
      const detail = `trades reach from ${madeLow} to ${madeHigh}, the kline from ${low} to ${high}`;
      found.add('OUTSIDE_KLINE', { ...place, detail });
    }
    if (Math.abs(volume - madeVolume) > volume * SAME_VOLUME_RATIO) {
      const detail = `its trades have a volume of ${madeVolume}, the kline of ${volume}`;
      found.add('TRADES_MISSING', { ...place, detail });
    }
  }
  const last = klines.length - 1;
  return {
    source: `${recorded.symbol} klines against trades`,
    subject: `${recorded.symbol} ${recorded.interval} klines against their trades`,
    rows,
    fromMs: klines.openTime[0] ?? null,
    toMs: klines.openTime[last] ?? null,
    groups: found.groups(),
  };
}
