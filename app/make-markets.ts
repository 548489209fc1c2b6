// From the data section's `synthetic` to markets that can be replayed: made on the spot, from the seed.
import { combineHashes, hashColumns, hashFunding } from '../backtest/data/data-hash.ts';
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import { generateMarkets } from '../backtest/synthetic/generate-market.ts';
import type { SyntheticSettings } from '../config/synthetic-settings.ts';
import type { Instrument } from '../engine/domain/instrument.ts';
import { intervalMs } from '../engine/domain/interval.ts';
import type { LoadedMarkets } from './load-markets.ts';
import { UserError } from './user-error.ts';

/** Makes the markets; ticks and steps are those of `instruments`. Throws UserError where the settings make no market. */
export function makeMarkets(
  settings: SyntheticSettings,
  instruments: ReadonlyMap<string, Instrument>,
  runSeed: number,
): LoadedMarkets {
  const { seed, interval, from, to, correlation, spreadReversionMs, symbols, ...run } = settings;
  const made = explained(() =>
    generateMarkets({
      ...run,
      seed: seed ?? runSeed,
      interval,
      from,
      bars: Math.floor((to - from) / intervalMs(interval)),
      correlation,
      spreadReversionMs,
      symbols: Object.entries(symbols).map(([symbol, traits]) => {
        const instrument = instruments.get(symbol);
        if (instrument === undefined) throw new RangeError(`${symbol} has no instrument rules`);
        return { ...traits, symbol, tickSize: instrument.priceTick, quantityStep: instrument.lot.quantityStep };
      }),
    }),
  );
  const markets: ReplayMarket[] = made.map(({ klines, mark, funding }) => ({
    symbol: klines.symbol,
    klines,
    finer: [],
    coarse: [],
    marks: mark,
    funding,
  }));
  const hashes = made.flatMap(({ klines, mark, funding }) => [
    hashColumns(klines),
    hashColumns(mark),
    hashFunding(funding),
  ]);
  return { markets, dataHash: combineHashes(hashes), notes: ['the market is made up from the seed: synthetic data'] };
}

function explained<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`data.synthetic: ${error.message}`, 2);
    throw error;
  }
}
