// What a backtest's result rests on and a reader cannot see in it: every setting that decides a fill, where the mark price
// came from, what the data lacks. Printed with the result, as it stands.
import type { MarkSpan } from '../backtest/replay/mark-track.ts';
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import type { Assumption } from '../backtest/report/run-outcome.ts';
import type { Config } from '../config/config.ts';
import { intervalMs } from '../engine/domain/interval.ts';

const MARK_WORDS = {
  kline: 'mark-price klines of the same interval',
  coarser: 'last price × the ratio of the last complete mark-price kline',
  last: 'the last price itself, no mark price was recorded',
} as const;

const UNKNOWABLE = [
  'the order of prices inside a kline (see ambiguousBars and band)',
  'the queue in front of a limit order, and who else would have traded',
  'how the market would have answered these orders beyond the slippage assumed',
  'outages, rejections and delays of the exchange',
];

/** `notes` are what loading had to say. */
export function listAssumptions(
  config: Config,
  markets: readonly ReplayMarket[],
  markSpans: readonly MarkSpan[],
  notes: readonly string[],
): Readonly<Record<string, Assumption>> {
  const { exchange, account } = config;
  return {
    walk: exchange.walk,
    limitFill: exchange.limitFill,
    participationRatio: exchange.participationRatio,
    latencyMs: exchange.latencyMs,
    makerFeeRatio: exchange.makerFeeRatio,
    takerFeeRatio: exchange.takerFeeRatio,
    slippageTicks: exchange.slippageTicks,
    slippageRatio: exchange.slippageRatio,
    liquidation: exchange.liquidation,
    marginMode: account.marginMode,
    leverage: account.leverage,
    positionMode: account.positionMode,
    sharing: account.sharing,
    rules: 'one set of instrument rules and leverage brackets over all time',
    intervals: Object.fromEntries(markets.map(({ symbol, klines }) => [symbol, klines.interval])),
    mark: Object.fromEntries(markets.map(({ symbol }) => [symbol, markText(markSpans, symbol)])),
    funding: Object.fromEntries(
      markets.map(({ symbol, funding }) => [symbol, funding === undefined ? 'none' : 'recorded settlements']),
    ),
    gaps: Object.fromEntries(markets.map((market) => [market.symbol, missingKlines(market)])),
    data: [...notes],
    unknowable: UNKNOWABLE,
  };
}

/** The sources of a symbol's mark price with the share of time each covers. */
function markText(spans: readonly MarkSpan[], symbol: string): string {
  const own = spans.filter((span) => span.symbol === symbol);
  const lengthOf = (span: MarkSpan): number => span.toTime - span.fromTime;
  const totalMs = own.reduce((sum, span) => sum + lengthOf(span), 0);
  const sources = (['kline', 'coarser', 'last'] as const).flatMap((source) => {
    const lengthMs = own.filter((span) => span.source === source).reduce((sum, span) => sum + lengthOf(span), 0);
    if (lengthMs === 0) return [];
    return [
      lengthMs === totalMs
        ? MARK_WORDS[source]
        : `${MARK_WORDS[source]} (${((100 * lengthMs) / totalMs).toFixed(1)} % of the time)`,
    ];
  });
  return sources.join('; ');
}

/** Klines that are missing between the first and the last. */
function missingKlines({ klines }: ReplayMarket): number {
  const first = klines.openTime[0];
  const last = klines.openTime[klines.length - 1];
  if (first === undefined || last === undefined || klines.interval === '1M') return 0;
  return Math.round((last - first) / intervalMs(klines.interval)) + 1 - klines.length;
}
