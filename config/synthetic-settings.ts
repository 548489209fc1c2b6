// Section `data.synthetic`: markets made up from a seed, for demonstrations and tests where nothing recorded lies at hand.
import { z } from 'zod';
import { interval, isoTime, symbol } from './setting-types.ts';

const DAY_MS = 86_400_000;

const symbolSchema = z.strictObject({
  priceStart: z.number().gt(0).default(1_000).describe('First price, in quote asset.'),
  volatilityPerDayRatio: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.03)
    .describe('Standard deviation of a day’s return, about, as a ratio.'),
  turnoverPerDay: z.number().gt(0).default(1_000_000_000).describe('Quote asset traded on a usual day.'),
});

export const syntheticSettingsSchema = z.strictObject({
  seed: z
    .number()
    .int()
    .nullable()
    .default(null)
    .describe('Seed of the markets; null is the run’s. The same seed gives the same bytes on every machine.'),
  interval: interval.default('1m').describe('Interval of the klines.'),
  from: isoTime.prefault('2025-01-01').describe('Open time of the first kline, on the interval’s grid.'),
  to: isoTime.prefault('2025-02-01').describe('End of the last kline.'),
  correlation: z.number().min(0).max(1).default(0.5).describe('Correlation of any two symbols’ returns.'),
  spreadReversionMs: z
    .number()
    .gt(0)
    .nullable()
    .default(null)
    .describe('Time in which about two thirds of what a symbol moved on its own are undone; null never.'),
  trendStrength: z.number().min(0).default(0.5).describe('Drift of a trending day, in standard deviations of a day.'),
  regimeDurationMs: z
    .number()
    .gt(0)
    .default(2 * DAY_MS)
    .describe('Mean length of a trend; a range lasts half as long again.'),
  zeroVolumeRatio: z.number().min(0).max(1).default(0.0005).describe('Share of klines without a trade.'),
  gapRatio: z
    .number()
    .min(0)
    .max(1)
    .default(0.05)
    .describe('Share of klines that open a few ticks off the close before.'),
  symbols: z
    .record(symbol, symbolSchema)
    .refine((symbols) => Object.keys(symbols).length > 0, 'at least one symbol')
    .describe('The symbols; tick and step are those of their instruments.')
    .meta({ entry: 'BTCUSDT' }),
});

export type SyntheticSettings = z.output<typeof syntheticSettingsSchema>;
