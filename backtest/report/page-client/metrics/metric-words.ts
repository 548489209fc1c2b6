// Every figure of a summary in words: what it is called, how it is written, what it means and by which convention, and why it may
// be missing. docs/metrics.md has the formulas and sources.

export type Writing =
  | 'money'
  | 'signed-money'
  | 'funding'
  | 'percent'
  | 'signed-percent'
  | 'figure'
  | 'count'
  | 'duration'
  | 'day'
  | 'text';

export interface Metric {
  /** Where the summary has it. */
  readonly path: string;
  readonly name: string;
  readonly writing: Writing;
  readonly meaning: string;
  /** Why it may be a dash. */
  readonly missing?: string;
}

export interface MetricGroup {
  readonly title: string;
  readonly metrics: readonly Metric[];
}

function metric(path: string, name: string, writing: Writing, meaning: string, missing?: string): Metric {
  return { path, name, writing, meaning, ...(missing === undefined ? {} : { missing }) };
}

const NO_DAYS = 'no day to tell it from';
const FEW_DAYS = 'fewer than two days, or no variation';
const NO_TRADES = 'no closed trade';

export const METRIC_GROUPS: readonly MetricGroup[] = [
  {
    title: 'Result',
    metrics: [
      metric('initialEquity', 'Initial equity', 'money', 'What the account began with.'),
      metric('finalEquity', 'Final equity', 'money', 'At the end, open positions at mark.'),
      metric('netProfit', 'Net profit', 'signed-money', 'Final less initial equity, after all costs.'),
      metric('returnRatio', 'Net return', 'signed-percent', 'Net profit as a share of initial equity.'),
      metric(
        'cagrRatio',
        'Return a year (CAGR)',
        'signed-percent',
        'The steady yearly growth with the same end; a year has 365 days.',
        'no time or no equity left',
      ),
      metric('bestDay.returnRatio', 'Best day', 'signed-percent', 'Greatest daily return, by UTC day.', NO_DAYS),
      metric('bestDay.date', 'Date of the best day', 'day', 'The first, where several are as good.', NO_DAYS),
      metric('worstDay.returnRatio', 'Worst day', 'signed-percent', 'Least daily return, by UTC day.', NO_DAYS),
      metric('worstDay.date', 'Date of the worst day', 'day', 'The first, where several are as bad.', NO_DAYS),
    ],
  },
  {
    title: 'Risk',
    metrics: [
      metric(
        'maxDrawdownRatio',
        'Max drawdown',
        'percent',
        'Deepest fall below the highest equity so far, at kline closes.',
        'no equity',
      ),
      metric(
        'intrabarDrawdownRatio',
        'Max drawdown within klines',
        'percent',
        'The same at every place of every walk.',
        'not watched',
      ),
      metric(
        'timeUnderWater.longestMs',
        'Longest time under water',
        'duration',
        'From a peak until equity was as high again, or to the end.',
        'never under water',
      ),
      metric(
        'timeUnderWater.shareRatio',
        'Time under water',
        'percent',
        'Share of the run below an earlier peak.',
        'never under water',
      ),
      metric(
        'ulcerIndexRatio',
        'Ulcer index',
        'percent',
        'Root mean square of the drawdowns at day ends: depth and length together.',
        FEW_DAYS,
      ),
      metric(
        'volatilityRatio',
        'Volatility a year',
        'percent',
        'Standard deviation of daily returns × √365.',
        FEW_DAYS,
      ),
      metric(
        'valueAtRiskRatio',
        'Value at risk (95 %, a day)',
        'percent',
        'The loss that one day in twenty exceeded, from the days as they were; below zero even that day gained.',
        NO_DAYS,
      ),
      metric('skewness', 'Skewness', 'figure', 'Below zero: the bad days reach further than the good ones.', FEW_DAYS),
      metric(
        'kurtosis',
        'Kurtosis',
        'figure',
        'Above that of a normal distribution: more extreme days than a bell curve has.',
        FEW_DAYS,
      ),
      metric(
        'tailRatio',
        'Tail ratio',
        'figure',
        'Size of the 95 % quantile of daily returns over that of the 5 % quantile.',
        'no day, or the 5 % quantile is zero',
      ),
    ],
  },
  {
    title: 'Return for risk',
    metrics: [
      metric(
        'sharpe',
        'Sharpe ratio',
        'figure',
        'Mean daily return above the risk-free rate over its standard deviation, × √365.',
        FEW_DAYS,
      ),
      metric(
        'sharpeConfidence.standardError',
        'Standard error of the Sharpe ratio',
        'figure',
        'How far chance alone moves it, with skewness and kurtosis of these returns.',
        FEW_DAYS,
      ),
      metric(
        'sharpeConfidence.probabilityRatio',
        'Probabilistic Sharpe ratio',
        'percent',
        'Probability that the true ratio is above zero.',
        FEW_DAYS,
      ),
      metric(
        'sharpeConfidence.trials',
        'Trials',
        'count',
        'Variants of the strategies that were tried, this one included, as the config says.',
        FEW_DAYS,
      ),
      metric(
        'sharpeConfidence.expectedMaximum',
        'Best Sharpe ratio of luck',
        'figure',
        'Greatest ratio to be expected of so many trials without skill.',
        FEW_DAYS,
      ),
      metric(
        'sharpeConfidence.deflatedProbabilityRatio',
        'Deflated Sharpe ratio',
        'percent',
        'Probability that the true ratio is above that of luck.',
        FEW_DAYS,
      ),
      metric(
        'riskFreeRatio',
        'Risk-free rate a year',
        'percent',
        'What is taken off the returns for Sharpe, Sortino and Omega.',
      ),
      metric(
        'sortino',
        'Sortino ratio',
        'figure',
        'As Sharpe, but only days below the risk-free rate count as risk.',
        'no losing day',
      ),
      metric('calmar', 'Calmar ratio', 'figure', 'Return a year over max drawdown.', 'no drawdown'),
      metric(
        'omega',
        'Omega ratio',
        'figure',
        'Sum of daily gains over sum of daily losses, about the risk-free rate.',
        'no losing day',
      ),
    ],
  },
  {
    title: 'Trades',
    metrics: [
      metric(
        'trades',
        'Closed trades',
        'count',
        'A trade is one bracket, first entry fill to last exit fill; outside brackets first in, first out.',
      ),
      metric('longTrades', 'Long', 'count', 'Closed trades that bought first.'),
      metric('shortTrades', 'Short', 'count', 'Closed trades that sold first.'),
      metric('openTrades', 'Still open', 'count', 'Marked to market at the end, not counted above.'),
      metric('winRatio', 'Won', 'percent', 'Closed trades with a result above zero.', NO_TRADES),
      metric(
        'profitFactor',
        'Profit factor',
        'figure',
        'Sum of the winners over sum of the losers.',
        'no losing trade',
      ),
      metric('expectancy', 'Mean result of a trade', 'signed-money', 'After fees, funding and slippage.', NO_TRADES),
      metric('longestWinningStreak', 'Longest winning streak', 'count', 'Winners in a row, by exit.'),
      metric('longestLosingStreak', 'Longest losing streak', 'count', 'Losers in a row, by exit.'),
      metric('averageTradeDurationMs', 'Mean time held', 'duration', 'First entry fill to last exit fill.', NO_TRADES),
      metric('exposureRatio', 'Time in the market', 'percent', 'Share of the run in which anything was held.'),
      metric('orders', 'Orders', 'count', 'Sent to the exchange.'),
      metric('fills', 'Fills', 'count', 'Executions; an order may have several.'),
    ],
  },
  {
    title: 'Drawdown by chance',
    metrics: [
      metric(
        'monteCarlo.shuffles',
        'Shuffles',
        'count',
        'How often the trades were shuffled, with the run’s seed.',
        'fewer than two trades',
      ),
      metric(
        'monteCarlo.observedRatio',
        'As the trades came',
        'percent',
        'Max drawdown seen after each trade.',
        'fewer than two trades',
      ),
      metric(
        'monteCarlo.p50Ratio',
        'Median of the shuffles',
        'percent',
        'Half of the shuffles drew down more.',
        'fewer than two trades',
      ),
      metric(
        'monteCarlo.p5Ratio',
        '5 % quantile',
        'percent',
        'One shuffle in twenty drew down less.',
        'fewer than two trades',
      ),
      metric(
        'monteCarlo.p95Ratio',
        '95 % quantile',
        'percent',
        'One shuffle in twenty drew down more.',
        'fewer than two trades',
      ),
      metric(
        'monteCarlo.worseRatio',
        'Worse shuffles',
        'percent',
        'Share of the shuffles with a deeper drawdown: near 100 % the run was lucky.',
        'fewer than two trades',
      ),
    ],
  },
  {
    title: 'Costs',
    metrics: [
      metric('fees', 'Fees', 'money', 'Paid to the exchange, rebates taken off.'),
      metric('funding', 'Funding', 'funding', 'Received when above zero, paid when below.'),
      metric('slippage', 'Slippage', 'money', 'Paid beyond the quoted price; in the results already.'),
      metric('liquidations', 'Liquidations', 'count', 'Positions that the exchange closed by force.'),
      metric(
        'insuranceCleared',
        'Insurance cleared',
        'signed-money',
        'Taken over by the insurance fund at liquidations, or kept by it when below zero.',
      ),
    ],
  },
  {
    title: 'Buy and hold',
    metrics: [
      metric(
        'benchmark.symbol',
        'Market held',
        'text',
        'The first market of the config, bought at the first open for all equity.',
        'no klines',
      ),
      metric('benchmark.finalEquity', 'Final equity', 'money', 'Without costs.', 'no klines'),
      metric(
        'benchmark.returnRatio',
        'Return',
        'signed-percent',
        'From the first open to the last close.',
        'no klines',
      ),
      metric('benchmark.maxDrawdownRatio', 'Max drawdown', 'percent', 'At kline closes.', 'no klines'),
      metric('benchmark.volatilityRatio', 'Volatility a year', 'percent', 'As above.', 'no klines'),
      metric('benchmark.sharpe', 'Sharpe ratio', 'figure', 'As above.', 'no klines'),
      metric(
        'benchmark.alphaRatio',
        'Alpha a year',
        'signed-percent',
        'Return of the run that its market does not explain (regression of daily returns).',
        FEW_DAYS,
      ),
      metric(
        'benchmark.beta',
        'Beta',
        'figure',
        'How much the run moves with the market: 1 is as much, 0 not at all.',
        FEW_DAYS,
      ),
    ],
  },
  {
    title: 'Certainty',
    metrics: [
      metric(
        'band.pessimistic',
        'Pessimistic final equity',
        'money',
        'Least over whole runs with the worst, nearest and best walk of ambiguous klines.',
        'band not made',
      ),
      metric(
        'band.optimistic',
        'Optimistic final equity',
        'money',
        'Greatest of them: a spread of assumptions, not a bound.',
        'band not made',
      ),
      metric('bars', 'Klines walked', 'count', 'Over all symbols.'),
      metric('ambiguousBars', 'Ambiguous klines', 'count', 'Klines whose possible walks give different fills.'),
      metric(
        'ambiguousLiquidations',
        'Ambiguous liquidations',
        'count',
        'Would liquidate only with all symbols at their worst at once.',
      ),
      metric('warmupIntentsDropped', 'Intents during warm-up', 'count', 'Dropped: indicators were not ready.'),
    ],
  },
];

/** Members that other parts of the page show. */
export const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set([
  'name',
  'from',
  'to',
  'interrupted',
  'bust',
  'asset',
  'dataHash',
  'configHash',
  'strategyHash',
  'version',
  'seed',
]);
