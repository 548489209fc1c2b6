// The metrics as docs/metrics.md defines them, in the order of the summary.

export interface MetricDefinition {
  /** As `PublishedFigure.metric` names it. */
  readonly metric: string;
  /** Members of summary.json; empty for what others are made of. */
  readonly members: readonly string[];
  readonly formula: string;
  readonly convention: string;
  readonly source: string;
  /** Where nobody published a figure with its input: what the tests hold it to instead. */
  readonly heldTo?: string;
}

const DAYS = 'daily returns';

export const METRIC_DEFINITIONS: readonly MetricDefinition[] = [
  {
    metric: 'total return',
    members: ['returnRatio', 'benchmark.returnRatio'],
    formula: 'E / E₀ − 1',
    convention: 'whole run, not annualised',
    source: 'Bacon 2008, chapter 3',
  },
  {
    metric: 'CAGR',
    members: ['cagrRatio'],
    formula: '(E / E₀)^(365 days / elapsed) − 1',
    convention: 'by the time that passed; −1 when all is lost',
    source: 'GIPS 2020',
  },
  {
    metric: 'maximum drawdown',
    members: ['maxDrawdownRatio', 'benchmark.maxDrawdownRatio'],
    formula: 'max (peak − E) / peak',
    convention: 'each kline close, the start included; positive',
    source: 'Magdon-Ismail and Atiya 2004',
  },
  {
    metric: 'ulcer index',
    members: ['ulcerIndexRatio'],
    formula: '√ mean ((peak − E) / peak)²',
    convention: 'end of each day; a ratio, where the original is in per cent',
    source: 'Martin and McCann 1989',
  },
  {
    metric: 'time under water',
    members: ['timeUnderWater'],
    formula: 'from a peak to where it is reached again',
    convention: 'each kline close; one that did not end goes to the end of the run',
    source: 'Lopez de Prado 2018, 14.5',
  },
  {
    metric: 'Sharpe ratio',
    members: ['sharpe', 'benchmark.sharpe'],
    formula: '(mean − r_f) / s · √365',
    convention: `${DAYS}; s with n − 1`,
    source: 'Sharpe 1994',
  },
  {
    metric: 'standard error of the Sharpe ratio',
    members: ['sharpeConfidence.standardError'],
    formula: '√((1 − γ₃·SR + (γ₄ − 1)/4·SR²) / (n − 1)) · √365',
    convention: `SR of one day; independent ${DAYS} that need not be normal`,
    source: 'Mertens 2002; n − 1 as Bailey and Lopez de Prado 2012; normal case Lo 2002',
  },
  {
    metric: 'probabilistic Sharpe ratio',
    members: ['sharpeConfidence.probabilityRatio'],
    formula: 'Φ((SR − SR*) / standard error)',
    convention: 'against SR* = 0; the error is that at the observed ratio',
    source: 'Bailey and Lopez de Prado 2012',
  },
  {
    metric: 'expected maximum',
    members: ['sharpeConfidence.expectedMaximum'],
    formula: '√V · ((1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))) · √365',
    convention: 'N trials (`results.trials`), 0 for one; V is `results.trialsSharpeVariance` / 365, or 1 / (n − 1)',
    source: 'Bailey and Lopez de Prado 2014',
  },
  {
    metric: 'deflated Sharpe ratio',
    members: ['sharpeConfidence.deflatedProbabilityRatio'],
    formula: 'Φ((SR − expected maximum) / standard error)',
    convention: 'with one trial it is the probabilistic one',
    source: 'Bailey and Lopez de Prado 2014',
  },
  {
    metric: 'Sortino ratio',
    members: ['sortino'],
    formula: '(mean − r_f) / √ mean min(r − r_f, 0)² · √365',
    convention: `${DAYS}; minimum acceptable return r_f; over all days`,
    source: 'Sortino and Price 1994',
  },
  {
    metric: 'Calmar ratio',
    members: ['calmar'],
    formula: 'CAGR / maximum drawdown',
    convention: 'whole run, where the original takes 36 months',
    source: 'Young 1991',
  },
  {
    metric: 'Omega ratio',
    members: ['omega'],
    formula: 'Σ max(r − r_f, 0) / Σ max(r_f − r, 0)',
    convention: `${DAYS}; threshold r_f`,
    source: 'Keating and Shadwick 2002',
  },
  {
    metric: 'volatility',
    members: ['volatilityRatio', 'benchmark.volatilityRatio'],
    formula: 's · √365',
    convention: `${DAYS}; s with n − 1`,
    source: 'Hull, estimating volatility',
  },
  {
    metric: 'skewness',
    members: ['skewness'],
    formula: 'm₃ / m₂^(3/2)',
    convention: `${DAYS}; central moments with n`,
    source: 'Bacon 2008, page 83',
  },
  {
    metric: 'kurtosis',
    members: ['kurtosis'],
    formula: 'm₄ / m₂²',
    convention: `${DAYS}; central moments with n; 3 for a normal distribution`,
    source: 'Bacon 2008, page 84',
  },
  {
    metric: 'tail ratio',
    members: ['tailRatio'],
    formula: 'abs(95 % quantile) / abs(5 % quantile)',
    convention: `${DAYS}; quantiles linear between values (Hyndman and Fan, 7)`,
    source: 'empyrical',
  },
  {
    metric: 'value at risk',
    members: ['valueAtRiskRatio'],
    formula: '−(5 % quantile)',
    convention: `${DAYS}; 95 %, one day, historical; the same quantile; positive when a loss`,
    source: 'Jorion 2006',
  },
  {
    metric: 'best and worst day',
    members: ['bestDay', 'worstDay'],
    formula: 'max r, min r',
    convention: `${DAYS}; UTC, the first of several`,
    source: 'by its name',
    heldTo: 'a search by sorting',
  },
  {
    metric: 'monthly returns',
    members: ['monthlyReturns'],
    formula: 'E at the end / E at the end of the month before − 1',
    convention: 'UTC; the first and the last may be parts',
    source: 'by its name',
  },
  {
    metric: 'yearly returns',
    members: ['yearlyReturns'],
    formula: 'E at the end / E at the end of the year before − 1',
    convention: 'UTC; the first and the last may be parts',
    source: 'by its name',
  },
  {
    metric: 'buy and hold',
    members: ['benchmark.finalEquity'],
    formula: 'E₀ · close / first open',
    convention: 'first market; without leverage, fees, funding and slippage',
    source: 'by its name',
    heldTo: 'a run whose equity is its market: α 0, β 1 and every figure equal',
  },
  {
    metric: 'beta',
    members: ['benchmark.beta'],
    formula: 'cov(r − r_f, m − r_f) / var(m − r_f)',
    convention: `${DAYS} of the run and of buy and hold`,
    source: 'Jensen 1968',
  },
  {
    metric: 'alpha',
    members: ['benchmark.alphaRatio'],
    formula: '(mean r − r_f − β·(mean m − r_f)) · 365',
    convention: `${DAYS} of the run and of buy and hold`,
    source: 'Jensen 1968',
  },
  {
    metric: 'profit factor',
    members: ['profitFactor'],
    formula: 'Σ results above 0 / abs(Σ results below 0)',
    convention: 'closed trades, net of fees and funding',
    source: 'MetaTrader, TradeStation',
  },
  {
    metric: 'expectancy',
    members: ['expectancy'],
    formula: 'mean result',
    convention: 'closed trades, net of fees and funding; money',
    source: 'Tharp 1998, in money',
  },
  {
    metric: 'win ratio',
    members: ['winRatio'],
    formula: 'results above 0 / all',
    convention: 'closed trades; exactly 0 did not win',
    source: 'by its name',
  },
  {
    metric: 'streaks',
    members: ['longestWinningStreak', 'longestLosingStreak'],
    formula: 'most in a row above 0, below 0',
    convention: 'closed trades by exit; exactly 0 ends a row',
    source: 'by its name',
    heldTo: 'a search by text',
  },
  {
    metric: 'Monte Carlo of trade order',
    members: ['monteCarlo'],
    formula:
      'maximum drawdown of E₀ + results in shuffled order; its 5, 50 and 95 % quantile; share above the observed one',
    convention: 'closed trades by exit, results in money; `results.shuffles` times, from the run’s seed',
    source: 'Davey 2014; shuffle of Durstenfeld 1964',
    heldTo: 'all 5,040 orders of seven trades',
  },
  {
    metric: 'trade duration',
    members: ['averageTradeDurationMs'],
    formula: 'mean (exit − entry)',
    convention: 'closed trades',
    source: 'by its name',
    heldTo: 'cases by hand',
  },
  {
    metric: 'exposure',
    members: ['exposureRatio'],
    formula: 'time with a position / time of the run',
    convention: 'all trades, side by side once',
    source: 'by its name',
    heldTo: 'marking each millisecond',
  },
  {
    metric: 'normal quantile',
    members: [],
    formula: 'Φ⁻¹',
    convention: 'to 1e-15',
    source: 'Wichura 1988, AS 241',
  },
  {
    metric: 'normal probability',
    members: [],
    formula: 'Φ(z) = erfc(−z/√2) / 2',
    convention: 'to 1e-15',
    source: 'Abramowitz and Stegun 26.2.29',
  },
  {
    metric: 'error function',
    members: [],
    formula: 'erfc(x) = 1 − erf(x)',
    convention: 'to 1e-15 of its value',
    source: 'Cody 1969',
  },
];
