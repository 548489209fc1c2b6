// Section `data`: which recorded market data a run is made on.
import { z } from 'zod';
import { file, files, interval, isoTime, none, symbol } from './setting-types.ts';
import { syntheticSettingsSchema } from './synthetic-settings.ts';

const marketSchema = z.strictObject({
  klines: z
    .union([none, files])
    .describe(
      'Kline files in the exchange’s public-data order: CSV, plain, .gz or .zip; none makes the klines of `trades`.',
    )
    .meta({ allowed: 'none, a file, a pattern or a list of them', example: 'klines/BTCUSDT-1m-*.csv.gz' }),
  interval: interval
    .nullable()
    .default(null)
    .describe('Interval of the klines; null reads it from their times, and makes 1m klines of trades.'),
  trades: files
    .nullable()
    .prefault(null)
    .describe(
      'Files of aggregate trades in the exchange’s public-data order: CSV, plain, .gz or .zip. Klines beside them are checked against them.',
    )
    .meta({ allowed: 'a file, a pattern or a list of them' }),
  fills: z
    .enum(['klines', 'trades'])
    .default('klines')
    .describe(
      'What the exchange walks: the klines, along a guessed path through each, or the recorded trades one by one, at their own times.',
    ),
  finer: files
    .nullable()
    .prefault(null)
    .describe(
      'Finer klines of the same market, walked in place of each kline they cover wholly; strategies never see them.',
    ),
  coarser: files
    .nullable()
    .prefault(null)
    .describe('Coarser klines of the same market, for warm-up from before the first of `klines`.'),
  mark: files
    .nullable()
    .prefault(null)
    .describe('Mark-price kline files; null takes the last price for the mark, which the report says.'),
  markInterval: interval
    .nullable()
    .default(null)
    .describe('Interval of the mark-price klines; null reads it from their times.'),
  funding: z
    .union([none, files])
    .describe('Files of settled funding rates; none runs without funding, which the report says.')
    .meta({ allowed: 'none, a file, a pattern or a list of them', example: 'funding/BTCUSDT.csv.gz' }),
});

export const dataSettingsSchema = z.strictObject({
  markets: z
    .record(symbol, marketSchema)
    .prefault({})
    .describe('Recorded markets by symbol. Either these or `synthetic`.')
    .meta({ entry: 'BTCUSDT' }),
  synthetic: syntheticSettingsSchema
    .nullable()
    .prefault(null)
    .describe('Markets that are made up from a seed. Either these or `markets`.')
    .meta({ shown: true }),
  instruments: file
    .describe('Trading rules of the symbols, in the shape of GET /fapi/v1/exchangeInfo.')
    .meta({ example: 'instruments.json' }),
  brackets: z
    .union([none, file])
    .describe(
      'Leverage brackets, in the shape of GET /fapi/v1/leverageBracket; none runs without maintenance margin, which the report says.',
    )
    .meta({ allowed: 'none or a file', example: 'leverage-brackets.json' }),
  quality: z
    .enum(['refuse', 'warn'])
    .default('refuse')
    .describe(
      'Gaps, duplicates, disorder, impossible candles or trades, and klines that their trades do not make end the run before it begins, or are listed in the log.',
    ),
  cache: z
    .boolean()
    .default(true)
    .describe(
      'Whether parsed klines are kept in the user’s cache folder, from where they are read many times faster while the files stay what they are.',
    ),
  from: isoTime
    .nullable()
    .prefault(null)
    .describe('First instant of the run, by open time, inclusive; null begins with the data.'),
  to: isoTime.nullable().prefault(null).describe('End of the run, exclusive; null ends with the data.'),
});

/** The kinds of data a run can be made on; one of the two is set. */
export type DataSettings = z.output<typeof dataSettingsSchema>;
export type MarketSettings = z.output<typeof marketSchema>;
