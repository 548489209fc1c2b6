// From the data section's `synthetic` to markets that can be replayed: made on the spot, from the seed.
import { combineHashes, hashColumns, hashFunding } from '../backtest/data/data-hash.ts';
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import type { DataSeries } from '../backtest/report/run-outcome.ts';
import { countBars } from '../backtest/synthetic/count-bars.ts';
import { generateMarkets } from '../backtest/synthetic/generate-market.ts';
import { ConfigError } from '../config/complaint.ts';
import type { SyntheticSettings } from '../config/synthetic-settings.ts';
import type { Instrument } from '../engine/domain/instrument.ts';
import { complaintAt, type Written } from './complaint-at.ts';
import { syntheticSeries } from './data-series.ts';
import type { LoadedMarkets } from './load-markets.ts';

/**
 * Makes the markets from `seed`; ticks and steps are those of `instruments`. Throws ConfigError where the settings make no
 * market.
 */
export function makeMarkets(
  { settings, seed }: { readonly settings: SyntheticSettings; readonly seed: number },
  instruments: ReadonlyMap<string, Instrument>,
  written: Written,
): LoadedMarkets {
  const { interval, from, to, correlation, spreadReversionMs, symbols, ...run } = settings;
  const make = (): ReturnType<typeof generateMarkets> =>
    generateMarkets({
      ...run,
      seed,
      interval,
      from,
      bars: countBars(interval, from, to),
      correlation,
      spreadReversionMs,
      symbols: Object.entries(symbols).map(([symbol, traits]) => {
        const instrument = instruments.get(symbol);
        if (instrument === undefined) throw new Error(`${symbol} has no instrument rules`);
        return { ...traits, symbol, tickSize: instrument.priceTick, quantityStep: instrument.lot.quantityStep };
      }),
    });
  const markets: ReplayMarket[] = [];
  const hashes: string[] = [];
  const series: DataSeries[] = [];
  for (const { klines, mark, funding } of explained(make, written)) {
    markets.push({ symbol: klines.symbol, klines, finer: [], coarse: [], marks: mark, funding });
    hashes.push(`klines ${hashColumns(klines)}`, `mark klines ${hashColumns(mark)}`, `funding ${hashFunding(funding)}`);
    series.push(
      syntheticSeries('klines', klines),
      syntheticSeries('mark klines', mark),
      syntheticSeries('funding', funding),
    );
  }
  return { markets, dataHash: combineHashes(hashes), notes: [], series };
}

/** The generator's own sentence about an option, at the place of the section. */
function explained<T>(make: () => T, written: Written): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ConfigError([complaintAt(written, ['data', 'synthetic'], error.message)]);
  }
}
