import { describe, expect, it } from 'vitest';
import { buildSummary, summaryText } from '../../../backtest/report/summary.ts';
import { ZERO, toDecimal } from '../../../engine/domain/decimal.ts';
import { fill, funding, outcome, refusal, START_TIME, TIMING, trade } from './run.ts';

describe('buildSummary', () => {
  it('has every documented field, in the documented order', () => {
    expect(Object.keys(buildSummary(outcome()))).toEqual([
      ...['name', 'from', 'to', 'interrupted', 'bust', 'asset', 'initialEquity', 'finalEquity', 'netProfit'],
      ...['returnRatio', 'cagrRatio', 'maxDrawdownRatio', 'intrabarDrawdownRatio', 'ulcerIndexRatio', 'timeUnderWater'],
      ...['riskFreeRatio', 'sharpe', 'sharpeConfidence', 'sortino', 'calmar', 'omega'],
      ...['volatilityRatio', 'skewness', 'kurtosis', 'tailRatio', 'valueAtRiskRatio', 'bestDay', 'worstDay'],
      ...['monthlyReturns', 'yearlyReturns', 'benchmark', 'profitFactor', 'expectancy', 'winRatio'],
      ...['longestWinningStreak', 'longestLosingStreak', 'monteCarlo', 'trades', 'longTrades', 'shortTrades'],
      ...['openTrades', 'averageTradeDurationMs', 'exposureRatio', 'fees', 'funding', 'insuranceCleared'],
      ...['slippage', 'liquidations', 'liquidationFills'],
      ...[
        'orders',
        'fills',
        'refusals',
        'rejections',
        'clips',
        'drops',
        'refusalExamples',
        'warmupIntentsDropped',
        'strategies',
        'quarantined',
      ],
      ...[
        'unprotectedByChoice',
        'ambiguousBars',
        'ambiguousLiquidations',
        'band',
        'bars',
        'data',
        'dataHash',
        'configHash',
      ],
      ...['strategyHash', 'version', 'seed', 'assumptions'],
    ]);
  });

  it('reckons the run of three days by hand', () => {
    const summary = buildSummary(outcome());
    // Daily returns 0.02, -0.03, 0.01: mean 0, sample deviation √(0.0014 / 2).
    const days = 3;
    const growth = 0.999294 ** (365 / days) - 1;
    expect(summary).toMatchObject({
      from: '2025-01-01T00:00:00.000Z',
      to: '2025-01-04T00:00:00.000Z',
      initialEquity: '10000',
      finalEquity: '9992.94',
      netProfit: '-7.06',
      returnRatio: expect.closeTo(-0.000706, 12),
      cagrRatio: expect.closeTo(growth, 12),
      maxDrawdownRatio: expect.closeTo(0.03, 12),
      intrabarDrawdownRatio: 0.0375,
      sharpe: expect.closeTo(0, 9),
      sortino: expect.closeTo(0, 9),
      calmar: expect.closeTo(growth / 0.03, 9),
      volatilityRatio: expect.closeTo(Math.sqrt(0.0007 * 365), 9),
      profitFactor: 2.22375,
      expectancy: '61.1875',
      winRatio: 0.5,
      trades: 2,
      longTrades: 1,
      shortTrades: 1,
      openTrades: 1,
      averageTradeDurationMs: 9 * 3_600_000,
      exposureRatio: (12 + 6 + 18) / 72,
      fees: '60.1',
      funding: '-2.5',
      insuranceCleared: '0.125',
      slippage: '2.51',
      orders: 2,
      fills: 3,
      refusals: { MARGIN_SHORT: 1, STOP_MISSING: 2 },
      band: { pessimistic: '9900.5', optimistic: '10100' },
    });
  });

  it('writes null for what has no answer when nothing happened', () => {
    const none = outcome({
      equity: { startTime: START_TIME, startEquity: 10_000, time: new Float64Array(), equity: new Float64Array() },
      finalEquity: toDecimal('10000'),
      trades: [],
      orders: [],
      fills: [],
      intrabarDrawdownRatio: null,
      ambiguousBars: 0,
      band: null,
    });
    expect(buildSummary(none)).toMatchObject({
      from: '2025-01-01T00:00:00.000Z',
      to: '2025-01-01T00:00:00.000Z',
      netProfit: '0',
      returnRatio: 0,
      cagrRatio: null,
      maxDrawdownRatio: 0,
      intrabarDrawdownRatio: null,
      sharpe: null,
      sortino: null,
      calmar: null,
      volatilityRatio: null,
      profitFactor: null,
      expectancy: null,
      winRatio: null,
      averageTradeDurationMs: null,
      exposureRatio: null,
      slippage: '0',
    });
  });

  it('tells of a total loss without inventing figures', () => {
    const lost = outcome({
      equity: {
        startTime: START_TIME,
        startEquity: 10_000,
        time: Float64Array.of(START_TIME + 86_400_000),
        equity: Float64Array.of(0),
      },
      finalEquity: ZERO,
      bust: true,
    });
    expect(buildSummary(lost)).toMatchObject({
      bust: true,
      finalEquity: '0',
      returnRatio: -1,
      cagrRatio: -1,
      maxDrawdownRatio: 1,
      calmar: -1,
      sharpe: null,
    });
  });

  it.each([
    {
      name: 'made',
      ambiguousBars: 2,
      band: { pessimistic: toDecimal(1), optimistic: toDecimal(2) },
      expected: ['1', '2'],
    },
    { name: 'not made though klines were ambiguous', ambiguousBars: 2, band: null, expected: null },
    { name: 'not needed', ambiguousBars: 0, band: null, expected: ['9992.94', '9992.94'] },
  ])('gives the band when it was $name', ({ ambiguousBars, band, expected }) => {
    const shown = buildSummary(outcome({ ambiguousBars, band })).band;
    expect(shown && [shown.pessimistic, shown.optimistic]).toEqual(expected);
  });

  it('leaves open trades out of every figure of trades but the exposure', () => {
    const summary = buildSummary(outcome({ trades: [trade({ open: true })] }));
    expect(summary).toMatchObject({ trades: 0, longTrades: 0, openTrades: 1, winRatio: null, expectancy: null });
    expect(summary.exposureRatio).toBeGreaterThan(0);
  });

  it('says when and why a strategy was quarantined', () => {
    const stop = { strategyId: 'ma1', time: START_TIME, code: 'STRATEGY_THREW', message: 'no such thing' };
    expect(buildSummary(outcome({ quarantined: [stop] })).quarantined).toEqual([
      { strategyId: 'ma1', time: '2025-01-01T00:00:00.000Z', code: 'STRATEGY_THREW', message: 'no such thing' },
    ]);
  });
});

describe('what the summary says of strategies, noes, data and liquidations', () => {
  it('splits the figures by strategy, in the order of the config', () => {
    const other = { strategyId: 'ma2', tradeId: 'slu-ma2-1-1' };
    const { strategies } = buildSummary(
      outcome({
        strategyIds: ['ma2', 'ma1', 'idle'],
        trades: [...outcome().trades, trade({ ...other, result: toDecimal(-1) })],
        fills: [...outcome().fills, fill({ ...other, fee: toDecimal('0.25'), slippage: null })],
        funding: [...outcome().funding, funding({ ...other, amount: toDecimal('1.5') })],
        refusalTallies: [
          { outcome: 'refused', code: 'A', strategyId: 'ma1', count: 3 },
          { outcome: 'refused', code: 'B', strategyId: 'ma1', count: 1 },
          { outcome: 'rejected', code: 'B', strategyId: 'ma2', count: 2 },
          { outcome: 'dropped', code: 'B', strategyId: 'ma2', count: 9 },
        ],
        quarantined: [{ strategyId: 'idle', time: START_TIME, code: 'STRATEGY_ERROR', message: 'enough' }],
      }),
    );
    expect(strategies).toEqual([
      {
        ...{ strategyId: 'ma2', trades: 1, openTrades: 0, result: '-1', openResult: '0', fees: '0.25', funding: '1.5' },
        ...{ slippage: '0', winRatio: 0, orders: 0, fills: 1, refusals: 0, rejections: 2, quarantined: false },
      },
      {
        ...{ strategyId: 'ma1', trades: 2, openTrades: 1, result: '-7.06', openResult: '-129.435' },
        ...{ fees: '37.5', funding: '-2.5', slippage: '2.51', winRatio: 0.5, orders: 2, fills: 3 },
        ...{ refusals: 4, rejections: 0, quarantined: false },
      },
      {
        ...{ strategyId: 'idle', trades: 0, openTrades: 0, result: '0', openResult: '0', fees: '0', funding: '0' },
        ...{ slippage: '0', winRatio: null, orders: 0, fills: 0, refusals: 0, rejections: 0, quarantined: true },
      },
    ]);
  });

  it('tells the first of each code, how many there were and how many are listed', () => {
    const { refusalExamples } = buildSummary(
      outcome({
        refusalRows: [
          refusal({ outcome: 'dropped', code: 'Z', message: 'none' }),
          refusal({ code: 'Z', message: 'first', operands: { asked: 2 } }),
          refusal({ code: 'Z', message: 'second', time: START_TIME + 9 }),
          refusal({ code: 'A', message: 'another' }),
        ],
        refusalTallies: [
          { outcome: 'dropped', code: 'Z', strategyId: 'ma1', count: 1 },
          { outcome: 'refused', code: 'Z', strategyId: 'ma1', count: 7 },
          { outcome: 'refused', code: 'Z', strategyId: 'ma2', count: 5 },
          { outcome: 'refused', code: 'A', strategyId: 'ma1', count: 1 },
        ],
      }),
    );
    expect(refusalExamples.map(({ outcome: what, code, count, listed }) => [what, code, count, listed])).toEqual([
      ['refused', 'A', 1, 1],
      ['refused', 'Z', 12, 2],
      ['dropped', 'Z', 1, 1],
    ]);
    expect(refusalExamples[1]).toMatchObject({
      ...{ message: 'first', firstTime: '2025-01-01T01:00:00.000Z' },
      ...{ strategyId: 'ma1', symbol: 'BTCUSDT', operands: 'asked=2' },
    });
  });

  it('says of data what was found in words', () => {
    expect(buildSummary(outcome()).data).toEqual([
      {
        ...{ series: 'BTCUSDT klines', source: 'recorded', interval: '1h', rows: 72 },
        ...{ from: '2025-01-01T00:00:00.000Z', to: '2025-01-03T23:00:00.000Z' },
        ...{ findings: ['1 gap (2 bars missing), the first 2025-01-01T05:00:00.000Z'], repairs: [] },
      },
    ]);
  });

  it('lists forced fills, the first hundred of them', () => {
    const forced = fill({ cause: 'liquidation', clientOrderId: null, side: 'sell', price: toDecimal('45000.5') });
    const { liquidationFills } = buildSummary(
      outcome({ fills: [fill(), ...Array.from({ length: 120 }, () => forced)] }),
    );
    expect(liquidationFills).toHaveLength(100);
    expect(liquidationFills[0]).toEqual({
      ...{ time: '2025-01-01T01:00:00.000Z', symbol: 'BTCUSDT', positionSide: 'both', side: 'sell' },
      ...{ quantity: '0.5', price: '45000.5', strategyId: 'ma1' },
    });
  });
});

describe('summaryText', () => {
  it('is the same text whatever order codes were met in', () => {
    const one = summaryText(buildSummary(outcome({ refusals: { A_CODE: 1, B_CODE: 2 } })));
    const other = summaryText(buildSummary(outcome({ refusals: { B_CODE: 2, A_CODE: 1 } })));
    expect(one).toBe(other);
    expect(one.endsWith('}\n')).toBe(true);
  });

  it('carries the timing only where it is handed in', () => {
    const summary = buildSummary(outcome());
    expect(JSON.parse(summaryText(summary))).toEqual(JSON.parse(JSON.stringify(summary)));
    expect(JSON.parse(summaryText(summary, TIMING))).toMatchObject({ name: 'ma-cross', timing: { ...TIMING } });
  });

  it('writes no money as a number and no ratio as a text', () => {
    const summary = buildSummary(outcome());
    const money = ['initialEquity', 'finalEquity', 'netProfit', 'expectancy', 'fees', 'funding', 'slippage'] as const;
    for (const name of money) expect(summary[name]).toMatch(/^-?\d+(\.\d+)?$/);
    const ratios = Object.entries(summary).filter(([name]) => name.endsWith('Ratio'));
    expect(ratios).toHaveLength(11);
    for (const [, value] of ratios) expect(value).toBeTypeOf('number');
  });
});
