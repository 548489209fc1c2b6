// What a backtest's result rests on and a reader cannot see in it: every setting that decides a fill, where prices and rates
// came from, what the data lacks. Printed with the result; the same on every machine.
import { indexAtTime, lowerBound, type KlineColumns } from '../backtest/data/kline-columns.ts';
import type { FundingColumns } from '../backtest/data/funding-columns.ts';
import type { TradeColumns } from '../backtest/data/trade-columns.ts';
import type { MarkSpan } from '../backtest/replay/mark-track.ts';
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import type { Assumption } from '../backtest/report/run-outcome.ts';
import type { Config } from '../config/config.ts';
import { bucketEnd, intervalMs } from '../engine/domain/interval.ts';
import type { LoadedData } from './load-data.ts';
import { markText } from './mark-text.ts';
import { reachOf, type RunSpan } from './run-span.ts';
import { shortTime } from './short-time.ts';

const GUESSED_PATH = 'the order of prices inside a kline';

const UNKNOWABLE = [
  'the queue ahead of a limit order',
  'how others would have answered these orders',
  'outages and delays of the exchange',
];

/** `markSpans` are the replay's, of the klines that were walked. */
export function listAssumptions(
  config: Config,
  data: LoadedData,
  markSpans: readonly MarkSpan[],
): Readonly<Record<string, Assumption>> {
  const { exchange, account } = config;
  const { walk, limitFill, participationRatio, latencyMs, makerFeeRatio, takerFeeRatio } = exchange;
  const { slippageTicks, slippageRatio, liquidation } = exchange;
  const { leverage, marginMode, positionMode, multiAssets, sharing } = account;
  return {
    exchange: {
      ...{ walk, limitFill, participationRatio, latencyMs, makerFeeRatio, takerFeeRatio },
      ...{ slippageTicks, slippageRatio, liquidation },
    },
    account: { leverage, marginMode, ...exchange.symbols, positionMode, multiAssets, sharing },
    rules: data.rules.assumed,
    markets: Object.fromEntries(
      data.markets.map((market) => {
        const spans = markSpans.filter(({ symbol }) => symbol === market.symbol);
        return [market.symbol, describeMarket(market, spans, data, klinesText(market, config, data))];
      }),
    ),
    ...(data.notes.length === 0 ? {} : { findings: data.notes.map(({ shown }) => shown) }),
    unknowable: data.markets.every(({ trades }) => trades !== undefined) ? UNKNOWABLE : [GUESSED_PATH, ...UNKNOWABLE],
  };
}

/** Where the market's prices and rates came from, one fact a member. */
function describeMarket(
  { klines, finer, coarse, marks, funding, trades }: ReplayMarket,
  markSpans: readonly MarkSpan[],
  { span }: LoadedData,
  klinesFrom: string,
): Assumption {
  return {
    klines: klinesFrom,
    ...(trades === undefined ? {} : { fills: tradesText(trades.trades, span) }),
    ...narrowerReach(trades?.klines ?? klines, span),
    missing: missingKlines(klines, span),
    ...Object.fromEntries(finer.map(({ interval }) => ['walkedIn', interval])),
    ...Object.fromEntries(coarse.map(({ interval }) => ['warmedUpBy', interval])),
    mark: markText(markSpans, marks),
    funding: fundingText(funding, span),
  };
}

function klinesText({ symbol, klines: { interval } }: ReplayMarket, { data }: Config, loaded: LoadedData): string {
  if (loaded.syntheticSeed !== null) return `synthetic ${interval} (seed ${loaded.syntheticSeed})`;
  return data.markets[symbol]?.klines === 'none' ? `${interval}, made of the recorded trades` : `recorded ${interval}`;
}

/** Where fills came from trades that were recorded, in place of a guess at the way of the price. */
function tradesText({ time }: TradeColumns, { fromTime, toTime }: RunSpan): string {
  const [first, end] = [lowerBound(time, fromTime), lowerBound(time, toTime)];
  const [firstTime, lastTime] = [time[first], time[end - 1]];
  if (end <= first || firstTime === undefined || lastTime === undefined)
    return 'the recorded trades, none in this span';
  const count = end - first;
  return `the ${count} recorded trades, one by one, from ${shortTime(firstTime)} to ${shortTime(lastTime)}`;
}

/** Where a market begins later or ends earlier than the run. */
function narrowerReach(klines: KlineColumns, span: RunSpan): { readonly [key: string]: Assumption } {
  const reach = reachOf(klines) ?? span;
  const lengthMs = intervalMs(klines.interval);
  return {
    ...(reach.fromTime - span.fromTime < lengthMs ? {} : { from: shortTime(reach.fromTime) }),
    ...(span.toTime - reach.toTime < lengthMs ? {} : { to: shortTime(reach.toTime) }),
  };
}

/** Klines that are missing between the first and the last of the run. */
function missingKlines(klines: KlineColumns, { fromTime, toTime }: RunSpan): number {
  const { openTime, interval } = klines;
  let missing = 0;
  const last = indexAtTime(klines, toTime) - 1;
  for (let row = indexAtTime(klines, fromTime); row < last; row += 1) {
    const gapMs = (openTime[row + 1] ?? Number.NaN) - bucketEnd(interval, openTime[row] ?? Number.NaN);
    if (gapMs > 0) missing += Math.round(gapMs / intervalMs(interval));
  }
  return missing;
}

/** The settlements of a run that begins at `fromTime`: what settles then finds nothing held. */
function fundingText(funding: FundingColumns | undefined, { fromTime, toTime }: RunSpan): string {
  if (funding === undefined) return 'none';
  const first = lowerBound(funding.time, fromTime + 1);
  const last = lowerBound(funding.time, toTime + 1) - 1;
  const [firstTime, lastTime] = [funding.time[first], funding.time[last]];
  if (last < first || firstTime === undefined || lastTime === undefined) return 'no settlement in this span';
  const count = last - first + 1;
  if (count === 1) return `1 settlement at ${shortTime(firstTime)}`;
  return `${count} settlements from ${shortTime(firstTime)} to ${shortTime(lastTime)}`;
}
