// Markets made up from a seed, for demonstrations and tests where nothing recorded lies at hand. What they model and what
// they do not, docs/synthetic-data.md tells.
//
// Only +, −, ×, ÷ and √ touch a number, each of which IEEE 754 defines to the last bit, so a seed gives the same bytes on
// every machine and every version of Node.
import { bucketEnd, intervalMs } from '../../engine/domain/interval.ts';
import { createMarketDriver, type MarketDriver } from './market-driver.ts';
import {
  completeRun,
  completeTraits,
  demand,
  type CompleteRun,
  type MarketRun,
  type MarketsOptions,
  type MarketTraits,
} from './market-options.ts';
import { keptAfter } from './mean-reverting.ts';
import { createSymbolMarket, type SymbolMarket, type SyntheticMarket } from './symbol-market.ts';
import { createUniformSource } from './uniform-source.ts';

export type { SyntheticMarket } from './symbol-market.ts';

/**
 * One symbol's klines, mark-price klines and funding. Trends and ranges alternate (Markov chain), volatility clusters
 * (stochastic volatility on two time scales), returns have fat tails (Student's t, four degrees of freedom), volume
 * follows the clock and the size of moves, funding follows the trend. A longer run begins with the shorter one of the
 * same seed. Throws a RangeError that names an option which makes no sense.
 */
export function generateMarket(options: MarketRun & MarketTraits): SyntheticMarket {
  const [market] = generateMarkets({ ...options, symbols: [options], correlation: 0 });
  if (market === undefined) throw new RangeError('no symbol to generate');
  return market;
}

/**
 * Several symbols in step, any two of them correlated by `correlation` through one common driver, in the order of
 * `symbols`. A symbol's market does not depend on which others are generated with it.
 */
export function generateMarkets(options: MarketsOptions): readonly SyntheticMarket[] {
  const run = completeRun(options);
  const { correlation, spreadReversionMs = null } = options;
  demand(correlation >= 0 && correlation <= 1, 'correlation', correlation, 'from 0 to 1');
  demand(
    spreadReversionMs === null || spreadReversionMs > 0,
    'spreadReversionMs',
    spreadReversionMs,
    'null or above 0',
  );
  const names = options.symbols.map(({ symbol }) => symbol);
  demand(new Set(names).size === names.length, 'symbols', names.join(', '), 'each symbol once');

  const spreadKept = spreadReversionMs === null ? 1 : keptAfter(intervalMs(run.interval), spreadReversionMs);
  const common = driverOf(run, 'common');
  const members = options.symbols.map((traits) => createMember(run, traits, correlation, spreadKept));
  let openTime = run.from;
  for (let bar = 0; bar < run.bars; bar++) {
    const closeTime = bucketEnd(run.interval, openTime);
    if (correlation > 0) common.advance();
    for (const member of members) member.advance(bar, openTime, closeTime, common);
    openTime = closeTime;
  }
  return members.map((member) => member.finish());
}

interface Member {
  advance(bar: number, openTime: number, closeTime: number, common: MarketDriver): void;
  finish(): SyntheticMarket;
}

/** A symbol that is moved by the common driver and by its own, weighted so that its variance stays 1. */
function createMember(run: CompleteRun, traits: MarketTraits, correlation: number, spreadKept: number): Member {
  const market: SymbolMarket = createSymbolMarket(run, completeTraits(traits));
  const own = driverOf(run, traits.symbol);
  const commonWeight = Math.sqrt(correlation);
  const ownWeight = Math.sqrt(1 - correlation);
  /** What the symbol moved on its own and has not undone yet. */
  let spread = 0;

  return {
    advance(bar, openTime, closeTime, common) {
      own.advance();
      const ownMove = own.move - (1 - spreadKept) * spread;
      spread += ownMove;
      const move = commonWeight * common.move + ownWeight * ownMove;
      const squared = correlation * common.volatility * common.volatility;
      const volatility = Math.sqrt(squared + (1 - correlation) * own.volatility * own.volatility);
      market.advance(bar, openTime, closeTime, move, volatility);
    },
    finish: () => market.finish(),
  };
}

function driverOf(run: CompleteRun, name: string): MarketDriver {
  const { seed, interval, regimeDurationMs, trendStrength } = run;
  const uniform = createUniformSource(seed, `${name} driver`);
  return createMarketDriver({ uniform, stepMs: intervalMs(interval), regimeDurationMs, trendStrength });
}
