import { describe, expect, it } from 'vitest';
import { buildSummary } from '../../../backtest/report/summary.ts';
import { renderSummaryTable } from '../../../backtest/report/summary-table.ts';
import { outcome, START_TIME, TIMING } from './run.ts';

const shown = (changes: Parameters<typeof outcome>[0] = {}, color = false) =>
  renderSummaryTable(buildSummary(outcome(changes)), { timing: TIMING, folder: 'results/ma-cross', color });

describe('renderSummaryTable', () => {
  it('shows the figures, what makes them doubtful, what they rest on and where the files lie', () => {
    expect(shown()).toMatchInlineSnapshot(`
      "ma-cross  2025-01-01 00:00 → 2025-01-04 00:00 UTC, 72 klines

      ┌──────────────────────┬────────────────┬─────────────────────────────┬───────────────┐
      │ final equity         │  9,992.94 USDT │ max drawdown                │        3.00 % │
      │ net profit           │     -7.06 USDT │ … within klines             │        3.75 % │
      │ return               │        -0.07 % │ volatility a year           │       50.55 % │
      │ return a year (CAGR) │        -8.23 % │ Sharpe                      │          0.00 │
      │ band, pessimistic    │  9,900.50 USDT │ Sortino                     │          0.00 │
      │ band, optimistic     │ 10,100.00 USDT │ Calmar                      │         -2.74 │
      │ fees                 │          60.10 │ trades (long / short)       │     2 (1 / 1) │
      │ funding              │          -2.50 │ won                         │       50.00 % │
      │ slippage             │           2.51 │ profit factor               │          2.22 │
      │ orders / fills       │          2 / 3 │ expectancy                  │        +61.19 │
      │ liquidations         │              0 │ held: average / of the time │ 9 h / 50.00 % │
      └──────────────────────┴────────────────┴─────────────────────────────┴───────────────┘

      1 trade still open, marked to market, not counted
      2 ambiguous klines (2.78 %): the band shows how much hangs on the order of prices within them
      refused: MARGIN_SHORT × 1, STOP_MISSING × 2
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
