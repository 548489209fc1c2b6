// Figures that others have published, beside what our metrics make of the same input. The tests hold ours to them, and
// docs/metrics.md shows both.
import { alphaBeta } from '../../../../backtest/metrics/alpha-beta.ts';
import { cagr } from '../../../../backtest/metrics/cagr.ts';
import { monthlyReturns, yearlyReturns } from '../../../../backtest/metrics/calendar-returns.ts';
import { calmar } from '../../../../backtest/metrics/calmar.ts';
import { dailyEquity } from '../../../../backtest/metrics/daily-equity.ts';
import { deflatedSharpe, expectedMaximumSharpe } from '../../../../backtest/metrics/deflated-sharpe.ts';
import { endEquityOf } from '../../../../backtest/metrics/equity-series.ts';
import { erfc } from '../../../../backtest/metrics/erfc.ts';
import { expectancy } from '../../../../backtest/metrics/expectancy.ts';
import { kurtosis } from '../../../../backtest/metrics/kurtosis.ts';
import { maxDrawdown } from '../../../../backtest/metrics/max-drawdown.ts';
import { normalCdf, normalQuantile } from '../../../../backtest/metrics/normal-distribution.ts';
import { omega } from '../../../../backtest/metrics/omega.ts';
import { DAY_MS, YEAR_MS } from '../../../../backtest/metrics/period.ts';
import { probabilisticSharpe } from '../../../../backtest/metrics/probabilistic-sharpe.ts';
import { profitFactor } from '../../../../backtest/metrics/profit-factor.ts';
import { sharpe } from '../../../../backtest/metrics/sharpe.ts';
import type { SharpeEstimate } from '../../../../backtest/metrics/sharpe-estimate.ts';
import { sharpeStandardError } from '../../../../backtest/metrics/sharpe-standard-error.ts';
import { skewness } from '../../../../backtest/metrics/skewness.ts';
import { sortino } from '../../../../backtest/metrics/sortino.ts';
import { tailRatio } from '../../../../backtest/metrics/tail-ratio.ts';
import { timeUnderWater } from '../../../../backtest/metrics/time-under-water.ts';
import { totalReturn } from '../../../../backtest/metrics/total-return.ts';
import { ulcerIndex } from '../../../../backtest/metrics/ulcer-index.ts';
import { valueAtRisk } from '../../../../backtest/metrics/value-at-risk.ts';
import { volatility } from '../../../../backtest/metrics/volatility.ts';
import { winRatio } from '../../../../backtest/metrics/win-ratio.ts';
import { toDecimal } from '../../../../engine/domain/decimal.ts';
import { seriesOfDailyReturns, seriesOfPoints } from '../equity.ts';
import {
  BACON_PORTFOLIO,
  CONVERTIBLE_ARBITRAGE,
  HAM1,
  MIXED,
  MIXED_FROM_ZERO,
  NEGATIVE,
  NORRIS_X,
  NORRIS_Y,
  ONE,
  POSITIVE,
  SIMPLE_BENCHMARK,
  SP500,
  TWO,
  US_3M,
} from './published-series.ts';

export interface PublishedFigure {
  /** As docs/metrics.md names it. */
  readonly metric: string;
  /** What it is the figure of. */
  readonly of: string;
  readonly source: string;
  /** Digit by digit as it was published. */
  readonly published: string;
  /** What our code makes of it. */
  readonly ours: number | null;
  /** How far the two may lie apart; one unit of the last published digit where it is left out. */
  readonly within?: number;
}

const EMPYRICAL = 'empyrical, tests/test_stats.py';
const ANALYTICS = 'PerformanceAnalytics, tests/testthat/_snaps';
const BACON = 'PerformanceAnalytics, vignettes/PA-Bacon';
const NIST = 'NIST StRD';
const LO = 'Lo 2002, table 1';
const DEFLATED = 'Bailey and Lopez de Prado 2014, numerical example';
const INFERENCE = 'Lopez de Prado, Lipton and Zoonekynd 2025, code of the paper';
const WICHURA = 'Wichura 1988, AS 241';

/** empyrical's own tests compare to 8 decimals. */
const EMPYRICAL_WITHIN = 5e-9;

const equityOf = seriesOfDailyReturns;
const drawdownOf = (returns: readonly number[]): number | null => maxDrawdown(equityOf(returns));
const growthOf = (returns: readonly number[], periods: number, perYear: number): number | null =>
  cagr(100, endEquityOf(equityOf(returns)), (periods / perYear) * YEAR_MS);
const ulcerOf = (returns: readonly number[]): number => ulcerIndex(dailyEquity(equityOf(returns))) ?? Number.NaN;
const money = (values: readonly number[]) => values.map(toDecimal);

/** Bailey and Lopez de Prado's strategist: 2.5 a year of 250 days over five years. */
const STRATEGIST: SharpeEstimate = { sharpe: 2.5 / Math.sqrt(250), observations: 1250, skewness: -3, kurtosis: 10 };
const trialsOf = (count: number) => ({ count, sharpeVariance: 0.5 / 250 });

/** The hedge fund of the 2025 paper, which divides by n where we divide by n − 1 as the 2012 paper does. */
const HEDGE_FUND: SharpeEstimate = { sharpe: 0.036 / 0.079, observations: 25, skewness: -2.448, kurtosis: 10.164 };

/** Equity told at the end of each day from 2000-01-30 on. */
const januaryEquity = dailyEquity(
  ((start) => ({
    ...seriesOfPoints(
      SIMPLE_BENCHMARK.map((_, day) => [
        start + (day + 1) * DAY_MS,
        100 * SIMPLE_BENCHMARK.slice(0, day + 1).reduce((product, value) => product * (1 + value), 1),
      ]),
    ),
    startTime: start,
  }))(Date.UTC(2000, 0, 30)),
);

/** HAM1's equity told at the end of each month. */
const monthlyEquity = dailyEquity({
  ...seriesOfPoints(
    HAM1.map((_, month) => [
      Date.UTC(1996, month + 1, 1),
      100 * HAM1.slice(0, month + 1).reduce((product, value) => product * (1 + value), 1),
    ]),
  ),
  startTime: Date.UTC(1996, 0, 1),
});
const yearOf = (period: string): number | null =>
  yearlyReturns(monthlyEquity).find((year) => year.period === period)?.returnRatio ?? null;

const excess = (returns: readonly number[]): readonly number[] =>
  returns.map((value, month) => value - (US_3M[month] ?? Number.NaN));

const empyrical = (
  metric: string,
  rows: readonly (readonly [of: string, published: string, ours: number | null, within?: number])[],
): readonly PublishedFigure[] =>
  rows.map(([of, published, ours, within = EMPYRICAL_WITHIN]) => ({
    metric,
    of,
    source: EMPYRICAL,
    published,
    ours,
    within,
  }));

const published = (
  source: string,
  rows: readonly (readonly [metric: string, of: string, published: string, ours: number | null])[],
): readonly PublishedFigure[] =>
  rows.map(([metric, of, figure, ours]) => ({ metric, of, source, published: figure, ours }));

export const PUBLISHED_FIGURES: readonly PublishedFigure[] = [
  ...empyrical('total return', [
    ['`mixed_returns`', '0.03893', totalReturn(100, endEquityOf(equityOf(MIXED))), 1e-5],
    ['`negative_returns`', '-0.36590', totalReturn(100, endEquityOf(equityOf(NEGATIVE))), 1e-5],
  ]),
  ...empyrical('CAGR', [
    ['`mixed_returns`, 252 a year', '1.9135925373194231', growthOf(MIXED, 9, 252)],
    ['`weekly_returns`, 52 a year', '0.24690830513998208', growthOf(MIXED, 9, 52)],
    ['`monthly_returns`, 12 a year', '0.052242061386048144', growthOf(MIXED, 9, 12)],
  ]),
  ...published(ANALYTICS, [['CAGR', '`managers` HAM1, 132 months', '0.1375', growthOf(HAM1, 132, 12)]]),
  ...empyrical('maximum drawdown', [
    ['`mixed_returns`', '0.1', drawdownOf(MIXED)],
    ['`positive_returns`', '0', drawdownOf(POSITIVE)],
    ['`negative_returns`', '0.36590730349873601', drawdownOf(NEGATIVE)],
    ['10 %, −10 %, 10 %', '0.10', drawdownOf([0.1, -0.1, 0.1])],
  ]),
  ...published(ANALYTICS, [
    ['maximum drawdown', '`managers` HAM1', '0.1518', drawdownOf(HAM1)],
    ['maximum drawdown', '`managers` SP500 TR', '0.4473', drawdownOf(SP500)],
    ['ulcer index', '`managers` HAM1', '0.0363', ulcerOf(HAM1)],
    ['ulcer index', '`managers` SP500 TR', '0.1791', ulcerOf(SP500)],
    [
      'ulcer index',
      '`portfolio_bacon`, as Martin ratio: return a year / ulcer index',
      '1.6945',
      (growthOf(BACON_PORTFOLIO, 24, 12) ?? Number.NaN) / ulcerOf(BACON_PORTFOLIO),
    ],
    [
      'time under water',
      '`managers` SP500 TR, longest, in months (each taken for a day)',
      '74',
      (timeUnderWater(equityOf(SP500))?.longestMs ?? Number.NaN) / DAY_MS,
    ],
  ]),
  ...empyrical('Sharpe ratio', [
    ['`mixed_returns`, 252 a year', '1.7238613961706866', sharpe(MIXED, 0, 252)],
    ['`positive_returns`, 252 a year', '52.915026221291804', sharpe(POSITIVE, 0, 252)],
    ['`negative_returns`, 252 a year', '-24.406808633910085', sharpe(NEGATIVE, 0, 252)],
  ]),
  ...published(ANALYTICS, [
    ['Sharpe ratio', '`managers` HAM1, a month, risk-free 0.035 / 12', '0.3201', sharpe(HAM1, 0.035 / 12, 1)],
    ['Sharpe ratio', '`managers` HAM1, a year, risk-free 0.035 / 12', '1.1091', sharpe(HAM1, 0.035 / 12, 12)],
    ['Sharpe ratio', '`managers` HAM1 less US 3m TR, a month', '0.3083', sharpe(excess(HAM1), 0, 1)],
  ]),
  ...published(LO, [
    ...(
      [
        [0.5, 12, '0.306'],
        [0.5, 60, '0.137'],
        [1, 24, '0.250'],
        [1.5, 60, '0.188'],
        [2, 48, '0.250'],
        [3, 12, '0.677'],
        [3, 60, '0.303'],
      ] as const
    ).map(
      ([ratio, count, figure]) =>
        [
          'standard error of the Sharpe ratio',
          `normal returns, SR ${ratio}, n ${count} (n for n − 1)`,
          figure,
          sharpeStandardError({ sharpe: ratio, observations: count + 1, skewness: 0, kurtosis: 3 }),
        ] as const,
    ),
  ]),
  ...published(INFERENCE, [
    [
      'standard error of the Sharpe ratio',
      'SR 0.036 / 0.079, γ₃ −2.448, γ₄ 10.164, n 24 (n for n − 1)',
      '0.329',
      sharpeStandardError(HEDGE_FUND),
    ],
    [
      'standard error of the Sharpe ratio',
      'the same for normal returns',
      '0.214',
      sharpeStandardError({ ...HEDGE_FUND, skewness: 0, kurtosis: 3 }),
    ],
  ]),
  ...published(ANALYTICS, [
    [
      'probabilistic Sharpe ratio',
      '2 a year against 1, 59 months, γ₃ −0.72, γ₄ left at 3',
      '0.9597',
      probabilisticSharpe(
        { sharpe: 2 / Math.sqrt(12), observations: 59, skewness: -0.72, kurtosis: 3 },
        1 / Math.sqrt(12),
      ),
    ],
  ]),
  ...published(DEFLATED, [
    ['expected maximum', '100 trials, variance 1/2 a year, 250 days', '0.1132', expectedMaximumSharpe(trialsOf(100))],
    [
      'deflated Sharpe ratio',
      'SR 2.5 a year, n 1250, γ₃ −3, γ₄ 10, 100 trials',
      '0.9004',
      deflatedSharpe(STRATEGIST, trialsOf(100)),
    ],
    ['deflated Sharpe ratio', 'the same after 46 trials', '0.9505', deflatedSharpe(STRATEGIST, trialsOf(46))],
    [
      'deflated Sharpe ratio',
      'the same for normal returns after 88 trials',
      '0.9505',
      deflatedSharpe({ ...STRATEGIST, skewness: 0, kurtosis: 3 }, trialsOf(88)),
    ],
  ]),
  ...empyrical('Sortino ratio', [
    ['`mixed_returns`, 252 a year', '2.605531251673693', sortino(MIXED, 0, 252)],
    ['`mixed_returns` against 1 % a day', '-1.3934779588919977', sortino(MIXED, 0.01, 252)],
    ['`negative_returns`, 252 a year', '-13.532743075043401', sortino(NEGATIVE, 0, 252)],
    ['`weekly_returns`, 52 a year', '1.1158901056866439', sortino(MIXED_FROM_ZERO, 0, 52)],
    ['`monthly_returns`, 12 a year', '0.53605626741889756', sortino(MIXED_FROM_ZERO, 0, 12)],
    ['`df_simple` one, 252 a year', '3.0639640966566306', sortino(ONE, 0, 252)],
    ['`df_simple` two, 252 a year', '38.090963117002495', sortino(TWO, 0, 252)],
    ['`df_month` one, 12 a year', '0.6686117809312383', sortino(ONE, 0, 12)],
  ]),
  ...published(ANALYTICS, [
    ['Sortino ratio', '`managers` HAM1, a month', '0.7649', sortino(HAM1, 0, 1)],
    ['Sortino ratio', '`managers` SP500 TR, a month', '0.3064', sortino(SP500, 0, 1)],
  ]),
  ...empyrical('Calmar ratio', [
    ['`mixed_returns`, 252 a year', '19.135925373194233', calmar(growthOf(MIXED, 9, 252), drawdownOf(MIXED))],
    ['`weekly_returns`, 52 a year', '2.4690830513998208', calmar(growthOf(MIXED, 9, 52), drawdownOf(MIXED))],
    ['`monthly_returns`, 12 a year', '0.52242061386048144', calmar(growthOf(MIXED, 9, 12), drawdownOf(MIXED))],
  ]),
  ...published(ANALYTICS, [
    ['Calmar ratio', '`managers` HAM1', '0.9062', calmar(growthOf(HAM1, 132, 12), drawdownOf(HAM1))],
  ]),
  ...empyrical('Omega ratio', [
    ['`mixed_returns` against 1,000 % a year of 252', '0.83354263497557934', omega(MIXED, 11 ** (1 / 252) - 1)],
    ['`mixed_returns` against 1 % a day', '0.8125', omega(MIXED, 0.01)],
    ['`positive_returns` against 1.1 % a day', '1.125', omega(POSITIVE, 0.011)],
    ['`positive_returns` against 2 % a day', '0.0', omega(POSITIVE, 0.02)],
  ]),
  ...published(ANALYTICS, [
    ['Omega ratio', '`portfolio_bacon`, as Bernardo and Ledoit’s ratio', '1.7797', omega(BACON_PORTFOLIO)],
    [
      'Omega ratio',
      '`portfolio_bacon` against 0.5 %, as Omega-Sharpe ratio: Omega − 1',
      '0.2917',
      (omega(BACON_PORTFOLIO, 0.005) ?? Number.NaN) - 1,
    ],
    [
      'Omega ratio',
      '`managers` HAM1 in 1996, as Omega-Sharpe ratio',
      '3.5983',
      (omega(HAM1.slice(0, 12)) ?? Number.NaN) - 1,
    ],
  ]),
  ...empyrical('volatility', [
    ['`mixed_returns`, 252 a year', '0.9136465399704637', volatility(MIXED, 252)],
    ['`weekly_returns`, 52 a year', '0.38851569394870583', volatility(MIXED_FROM_ZERO, 52)],
    ['`monthly_returns`, 12 a year', '0.18663690238892558', volatility(MIXED_FROM_ZERO, 12)],
  ]),
  ...published(ANALYTICS, [
    ['volatility', '`managers` HAM1, 12 a year', '0.0888', volatility(HAM1, 12)],
    ['skewness', '`managers` HAM1', '-0.6588', skewness(HAM1)],
    ['skewness', '`managers` SP500 TR', '-0.5531', skewness(SP500)],
    ['kurtosis', '`managers` HAM1', '5.3616', kurtosis(HAM1)],
    ['kurtosis', '`managers` SP500 TR', '3.5598', kurtosis(SP500)],
  ]),
  ...published(BACON, [['kurtosis', '`portfolio_bacon`', '2.43', kurtosis(BACON_PORTFOLIO)]]),
  // empyrical's own test compares this one to a single decimal.
  ...empyrical('tail ratio', [['`mixed_returns`', '0.9473684210526313', tailRatio(MIXED), 0.05]]),
  ...published('PerformanceAnalytics, test-VaR_archive_baseline', [
    [
      'value at risk',
      '`edhec`, 100 months of convertible arbitrage, 95 %',
      '0.014095',
      valueAtRisk(CONVERTIBLE_ARBITRAGE),
    ],
  ]),
  ...empyrical('value at risk', [
    ['1, 2 at 30 %, a gain', '-1.3', valueAtRisk([1, 2], 0.7)],
    ['1, 81, 82, 83, 84, 85 at 10 %, a gain', '-41', valueAtRisk([1, 81, 82, 83, 84, 85], 0.9)],
    ['1, 81, 82, 83, 84, 85 at 30 %, a gain', '-81.5', valueAtRisk([1, 81, 82, 83, 84, 85], 0.7)],
  ]),
  ...empyrical('monthly returns', [
    ['`simple_benchmark`, January 2000', '0.01', monthlyReturns(januaryEquity)[0]?.returnRatio ?? null],
    ['`simple_benchmark`, February 2000', '0.03030099999999991', monthlyReturns(januaryEquity)[1]?.returnRatio ?? null],
  ]),
  ...empyrical('yearly returns', [
    ['`simple_benchmark`, 2000', '0.040604010000000024', yearlyReturns(januaryEquity)[0]?.returnRatio ?? null],
  ]),
  ...published(`${ANALYTICS}, from per cent`, [
    ['yearly returns', '`managers` HAM1, 1996', '0.136', yearOf('1996')],
    ['yearly returns', '`managers` HAM1, 2002', '-0.080', yearOf('2002')],
    ['yearly returns', '`managers` HAM1, 2006', '0.205', yearOf('2006')],
  ]),
  ...published(`${NIST}, Norris`, [
    [
      'beta',
      'slope of the line of least squares',
      '1.00211681802045',
      alphaBeta(NORRIS_Y, NORRIS_X, 0, 1)?.beta ?? null,
    ],
    ['alpha', 'its intercept', '-0.262323073774029', alphaBeta(NORRIS_Y, NORRIS_X, 0, 1)?.alphaRatio ?? null],
  ]).map((figure) => ({ ...figure, within: 1e-12 })),
  ...empyrical('beta', [
    [
      '`mixed_returns` to `negative_returns`',
      '-0.71296296296296313',
      alphaBeta(MIXED, NEGATIVE.slice(1))?.beta ?? null,
    ],
  ]),
  ...empyrical('alpha', [
    [
      'the same, (1 + α)^252 − 1',
      '-0.9997853834885004',
      (1 + (alphaBeta(MIXED, NEGATIVE.slice(1), 0, 1)?.alphaRatio ?? Number.NaN)) ** 252 - 1,
    ],
  ]),
  ...published('PerformanceAnalytics, test-tinytest-CAPM', [
    [
      'beta',
      '`managers` HAM1 to SP500 TR, both less US 3m TR',
      '0.390071248399483',
      alphaBeta(excess(HAM1), excess(SP500), 0, 1)?.beta ?? null,
    ],
  ]).map((figure) => ({ ...figure, within: 1e-10 })),
  ...published(ANALYTICS, [
    [
      'beta',
      '`managers` HAM1 to SP500 TR, risk-free 0.035 / 12',
      '0.391',
      alphaBeta(HAM1, SP500, 0.035 / 12, 1)?.beta ?? null,
    ],
    ['alpha', 'the same, a month', '0.006', alphaBeta(HAM1, SP500, 0.035 / 12, 1)?.alphaRatio ?? null],
  ]),
  ...published(ANALYTICS, [
    [
      'profit factor',
      '`portfolio_bacon`, a month a trade, as Bernardo and Ledoit’s ratio',
      '1.7797',
      profitFactor(money(BACON_PORTFOLIO)),
    ],
    [
      'win ratio',
      '`managers` HAM1 in 1996, a month a trade, as upside frequency',
      '0.75',
      winRatio(money(HAM1.slice(0, 12))),
    ],
  ]),
  ...published(`${NIST}, NumAcc1`, [
    [
      'expectancy',
      'mean of 10000001, 10000003, 10000002',
      '10000002',
      expectancy(money([10000001, 10000003, 10000002]))?.toNumber() ?? null,
    ],
  ]),
  ...published(WICHURA, [
    ['normal quantile', 'p 0.25', '-0.6744897501960817', normalQuantile(0.25)],
    ['normal quantile', 'p 0.001', '-3.090232306167814', normalQuantile(0.001)],
    ['normal quantile', 'p 1e-20', '-9.262340089798408', normalQuantile(1e-20)],
  ]).map((figure) => ({ ...figure, within: 5e-15 })),
  ...published('Abramowitz and Stegun 1964, table 26.1', [
    ['normal probability', 'up to 1', '0.841344746068543', normalCdf(1)],
    ['normal probability', 'up to 2', '0.977249868051821', normalCdf(2)],
    ['normal probability', 'up to 3', '0.998650101968370', normalCdf(3)],
  ]),
  ...published('Abramowitz and Stegun 1964, table 7.1', [
    ['error function', '0.5, as 1 − erfc', '0.5204998778', 1 - erfc(0.5)],
    ['error function', '1, as 1 − erfc', '0.8427007929', 1 - erfc(1)],
  ]),
];
