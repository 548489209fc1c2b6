// Klines for parts that are measured alone: a seeded random walk of minutes on a tick grid, as objects.
import type { Kline } from '../../engine/domain/kline.ts';
import { TICK } from './always-in-terms.ts';

const MINUTE_MS = 60_000;
const TICKS_AT_START = 500_000;
const TICKS_MIN = 100_000;

/** The same klines each time. */
export function randomKlines(count: number): readonly Kline[] {
  let state = 1;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const price = (ticks: number): number => Number((ticks * TICK).toFixed(1));
  let ticks = TICKS_AT_START;
  return Array.from({ length: count }, (_, index): Kline => {
    const open = ticks;
    ticks = Math.max(TICKS_MIN, ticks + Math.round((random() - 0.5) * 400));
    const openTime = index * MINUTE_MS;
    return {
      symbol: 'BTCUSDT',
      interval: '1m',
      openTime,
      closeTime: openTime + MINUTE_MS,
      open: price(open),
      high: price(Math.max(open, ticks) + Math.floor(random() * 100)),
      low: price(Math.min(open, ticks) - Math.floor(random() * 100)),
      close: price(ticks),
      volume: 1000 + Math.round(random() * 1e6) / 1e3,
      quoteVolume: 0,
      tradeCount: 0,
      takerBuyVolume: 0,
      warmup: false,
    };
  });
}
