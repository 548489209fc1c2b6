// From the markets of a test to markets that can be replayed, and the rules they are traded by.
import { fundingColumnsFromRows } from '../../backtest/data/funding-columns.ts';
import type { ReplayMarket } from '../../backtest/replay/replay.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import { type Interval, intervalMs } from '../../engine/domain/interval.ts';
import type { LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';
import type { BoundMarket } from '../../engine/strategy/resolve-market.ts';
import { demandMarket } from './check-options.ts';
import { type HandMadeKline, handMadeColumns } from './hand-made-klines.ts';
import type { TestMarket, TestMarkets } from './run-options.ts';
import { testBrackets, testInstrument } from './test-rules.ts';

export interface MadeMarkets {
  readonly replayed: readonly ReplayMarket[];
  /** In the order of the strategy's roles. */
  readonly bound: readonly BoundMarket[];
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly brackets: ReadonlyMap<string, LeverageBrackets>;
  /** Klines that are replayed, of the longest market. */
  readonly klineCount: number;
}

export interface TestTimes {
  readonly interval: Interval;
  /** Epoch ms, open of kline 0. */
  readonly startTime: number;
  /** Klines before the start. */
  readonly warmup: number;
}

const SYMBOL = 'BTCUSDT';

/** Makes the markets of a strategy's `roles`; throws RangeError where they do not fit the strategy or one another. */
export function makeTestMarkets(roles: readonly string[], options: TestMarkets, times: TestTimes): MadeMarkets {
  const markets = marketsByRole(roles, options);
  const bound = roles.map((role) => ({ role, symbol: markets[role]?.symbol ?? SYMBOL }));
  const twice = bound.find(({ symbol }, index) => bound.findIndex((other) => other.symbol === symbol) !== index);
  if (twice !== undefined) throw new RangeError(`two markets have the symbol ${twice.symbol}; give each its own`);
  const made = bound.flatMap(({ role, symbol }) => {
    const market = markets[role];
    return market === undefined ? [] : [{ symbol, market }];
  });
  const klineCount = Math.max(...made.map(({ market }) => market.klines.length)) - times.warmup;
  if (klineCount < 1) throw new RangeError(`no kline lies behind the ${times.warmup} of the warm-up`);
  return {
    replayed: made.map(({ symbol, market }) => replayMarket(symbol, market, times)),
    bound,
    instruments: new Map(made.map(({ symbol, market }) => [symbol, testInstrument(symbol, market.rules ?? {})])),
    brackets: new Map(made.map(({ symbol, market }) => [symbol, testBrackets(market.rules ?? {})])),
    klineCount,
  };
}

function marketsByRole(roles: readonly string[], options: TestMarkets): Readonly<Record<string, TestMarket>> {
  const [role, second] = roles;
  if (options.markets === undefined) {
    if (role !== undefined && second === undefined) {
      demandMarket(options, '');
      return { [role]: options };
    }
    throw new RangeError(`the strategy has the roles ${roles.join(', ')}; give "markets", one for each`);
  }
  const { markets } = options;
  const missing = roles.filter((name) => markets[name] === undefined);
  const unknown = Object.keys(markets).filter((name) => !roles.includes(name));
  if (missing.length === 0 && unknown.length === 0) {
    for (const [name, market] of Object.entries(markets)) demandMarket(market, `markets.${name}`);
    return markets;
  }
  throw new RangeError(
    `"markets" has ${Object.keys(markets).join(', ')}; the strategy has the roles ${roles.join(', ')}`,
  );
}

function replayMarket(symbol: string, market: TestMarket, { interval, startTime, warmup }: TestTimes): ReplayMarket {
  const stepMs = intervalMs(interval);
  const columns = (klines: readonly HandMadeKline[]): ReplayMarket['klines'] =>
    handMadeColumns(klines, { symbol, interval, openTime: startTime - warmup * stepMs });
  const settlements = Object.entries(market.funding ?? {})
    .map(([kline, rateRatio]) => ({ time: startTime + (Number(kline) + 1) * stepMs, rateRatio, intervalHours: 8 }))
    .toSorted((one, other) => one.time - other.time);
  return {
    symbol,
    klines: columns(market.klines),
    finer: [],
    coarse: [],
    marks: market.marks === undefined ? undefined : columns(market.marks),
    funding: market.funding === undefined ? undefined : fundingColumnsFromRows(symbol, settlements),
  };
}
