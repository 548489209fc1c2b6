import { describe, expect, it } from 'vitest';
import { buildSummary } from '../../../backtest/report/summary.ts';
import { renderSummaryTable } from '../../../backtest/report/summary-table.ts';
import { outcome, refusal, START_TIME, TIMING, trade } from './run.ts';

const shown = (changes: Parameters<typeof outcome>[0] = {}, color = false, width: number | null = null) =>
  renderSummaryTable(buildSummary(outcome(changes)), { timing: TIMING, folder: 'results/ma-cross', color, width });

describe('renderSummaryTable', () => {
  it('shows the figures, what makes them doubtful, what they rest on and where the files lie', () => {
    expect(shown()).toMatchInlineSnapshot(`
      "ma-cross  2025-01-01 00:00 → 2025-01-04 00:00 UTC, 72 klines

      ┌───────────────────┬───────────────┐
      │ final equity      │ 9,992.94 USDT │
      │ return            │       -0.07 % │
      │ max drawdown      │        3.00 % │
      │ volatility a year │       50.55 % │
      │ Sharpe            │  0.00 ± 13.51 │
      └───────────────────┴───────────────┘
      ┌───────────────────────┬────────────────┬───────────────────────────────┬─────────┐
      │ net profit            │     -7.06 USDT │ probability of Sharpe above 0 │ 50.00 % │
      │ return a year (CAGR)  │        -8.23 % │ Sortino                       │    0.00 │
      │ band, pessimistic     │  9,900.50 USDT │ Calmar                        │   -2.74 │
      │ band, optimistic      │ 10,100.00 USDT │ drawdown within klines        │  3.75 % │
      │ fees                  │          60.10 │ … of shuffled trades, 95 %    │  1.00 % │
      │ funding               │          -2.50 │ longest under water           │     2 d │
      │ slippage              │           2.51 │ best day                      │ +2.00 % │
      │ orders / fills        │          2 / 3 │ worst day                     │ -3.00 % │
      │ liquidations          │              0 │ value at risk a day, 95 %     │  2.60 % │
      │ trades (long / short) │      2 (1 / 1) │ longest losing streak         │ 1 trade │
      │ won                   │        50.00 % │ held, on average              │     9 h │
      │ profit factor         │           2.22 │ held, of the time             │ 50.00 % │
      │ expectancy            │         +61.19 │                               │         │
      └───────────────────────┴────────────────┴───────────────────────────────┴─────────┘

      2 closed trades, fewer than 30: figures a year mean little
      1 trade still open, marked to market, not counted
      2 ambiguous klines (2.78 %): the band shows how much hangs on the order of prices within them
      refused: MARGIN_SHORT × 1, STOP_MISSING × 2
        MARGIN_SHORT: Too little margin. (needed=120.5 free=100)
        STOP_MISSING: An entry needs a stop-loss.
      dropped: NOTHING_HELD × 3
      dropped during warm-up: 4 intents

      resting on
        walk: worst-first
        mark: BTCUSDT last price
        instrumentRules: one set over all time

      250 ms, 288 klines a second, version 0.1.0, seed 1
      result in results/ma-cross
      "
    `);
  });

  it.each([
    {
      name: 'an interrupted run',
      changes: { interrupted: true },
      text: 'INTERRUPTED: complete up to 2025-01-04 00:00 UTC',
    },
    { name: 'a lost account', changes: { bust: true }, text: 'BUST: equity was gone at 2025-01-04 00:00 UTC' },
    {
      name: 'strategies without stops',
      changes: { unprotectedByChoice: ['grid', 'pair'] },
      text: 'UNPROTECTED BY CHOICE: grid, pair may hold positions without a stop',
    },
    {
      name: 'a band that was not made',
      changes: { band: null },
      text: '2 ambiguous klines (2.78 %): the band was not made',
    },
    {
      name: 'liquidations',
      changes: { liquidations: 2 },
      text: 'LIQUIDATED: 2 liquidations by the exchange',
    },
    {
      name: 'the first rejection',
      changes: { refusalRows: [refusal({ outcome: 'rejected', code: 'LOT_FILTER', message: 'Off the step.' })] },
      text: '  LOT_FILTER: Off the step.\n',
    },
    {
      name: 'rejections',
      changes: { rejections: { LOT_FILTER: 1_200 } },
      text: 'rejected by the venue: LOT_FILTER × 1,200',
    },
    {
      name: 'liquidations that hang on an order of prices',
      changes: { ambiguousLiquidations: 1 },
      text: '1 kline would liquidate if all symbols stood at their worst at once',
    },
  ])('says so of $name', ({ changes, text }) => {
    expect(shown(changes)).toContain(text);
    expect(shown()).not.toContain(text);
  });

  it('gives the message of a quarantined strategy one line, whatever is in it', () => {
    const message = 'bad\nthing \u001B[31mred';
    const text = shown({ quarantined: [{ strategyId: 'ma1', time: START_TIME, code: 'STRATEGY_THREW', message }] });
    expect(text).toContain('QUARANTINED: strategy ma1 at 2025-01-01 00:00 UTC, STRATEGY_THREW: bad thing  [31mred\n');
  });

  it('gives a refusal the first of its sentences, no longer than a line of the terminal', () => {
    const sentence = `An entry\n${'needs '.repeat(40)}a stop-loss.`;
    const changes = { refusalRows: [refusal({ message: sentence }), refusal({ message: 'The second.' })] };
    const lineOf = (text: string) => text.split('\n').find((line) => line.startsWith('  STOP_MISSING: ')) ?? '';
    expect(lineOf(shown(changes))).toBe(`${`  STOP_MISSING: ${sentence.replace('\n', ' ')}`.slice(0, 159)}…`);
    expect(lineOf(shown(changes, false, 80))).toHaveLength(80);
    expect(lineOf(shown({ refusalRows: [refusal()] }, false, 80))).toBe('  STOP_MISSING: An entry needs a stop-loss.');
    expect(shown(changes)).not.toContain('The second.');
  });

  it.each([
    [0, ['0 closed trades, fewer than 30: figures a year mean little']],
    [1, ['1 closed trade, fewer than 30: figures a year mean little']],
    [29, ['29 closed trades, fewer than 30: figures a year mean little']],
    [30, []],
  ])('says how little %i trades tell', (count, told) => {
    const lines = shown({ trades: Array.from({ length: count }, () => trade()) }).split('\n');
    expect(lines.filter((line) => line.includes('mean little'))).toEqual(told);
  });

  it('sets buying and holding the first market beside the result', () => {
    const [open, close] = [Float64Array.of(50_000, 51_000, 49_000), Float64Array.of(51_000, 49_000, 55_000)];
    const day = { interval: '1d', openTime: Float64Array.of(0, 1, 2).map((n) => START_TIME + n * 86_400_000) } as const;
    const market = { ...day, symbol: 'BTCUSDT', length: 3, open, high: close, low: open, close };
    expect(
      shown({ prices: [market] })
        .split('\n')
        .slice(2, 10),
    ).toMatchInlineSnapshot(`
      [
        "┌─────────────────────┬──────────────────┬──────────────────────┐",
        "│                     │         this run │ buy and hold BTCUSDT │",
        "│ final equity        │    9,992.94 USDT │       11,000.00 USDT │",
        "│ return              │          -0.07 % │             +10.00 % │",
        "│ max drawdown        │           3.00 % │               3.92 % │",
        "│ volatility a year   │          50.55 % │             156.26 % │",
        "│ Sharpe              │     0.00 ± 13.51 │                 8.04 │",
        "│ alpha a year / beta │ -262.95 % / 0.21 │                      │",
      ]
    `);
    expect(shown()).not.toContain('buy and hold');
  });

  it('says what is left of the Sharpe ratio where it was the best of several trials', () => {
    const figureSettings = { riskFreeRatio: 0, trials: 20, trialsSharpeVariance: null, shuffles: 0 };
    expect(shown({ figureSettings })).toMatch(/… above chance in 20 trials +│ +\d+\.\d\d %/);
    expect(shown()).not.toContain('above chance');
  });

  it('gives each of several markets a line of its own among the assumptions', () => {
    const markets = { BTCUSDT: { klines: 'recorded 1m', missing: 0 }, ETHUSDT: { klines: 'recorded 5m', missing: 2 } };
    expect(shown({ assumptions: { markets } })).toContain(
      '  markets:\n    BTCUSDT: klines recorded 1m, missing 0\n    ETHUSDT: klines recorded 5m, missing 2\n',
    );
    expect(shown({ assumptions: { markets: { BTCUSDT: markets.BTCUSDT } } })).toContain(
      '  markets: BTCUSDT klines recorded 1m, missing 0\n',
    );
  });

  it('keeps quiet about what did not happen', () => {
    const quiet = shown({
      ambiguousBars: 0,
      refusals: {},
      drops: {},
      warmupIntentsDropped: 0,
      trades: [],
      assumptions: {},
    });
    expect(quiet).not.toMatch(/refused|dropped|ambiguous|open|resting/);
  });

  it('uses colours only where they are asked for', () => {
    expect(shown()).not.toContain('\u001B');
    expect(shown({}, true)).toContain('\u001B[31m-7.06 USDT\u001B[39m');
  });
});
