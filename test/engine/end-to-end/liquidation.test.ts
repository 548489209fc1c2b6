// Forced fills as the engine meets them. Brackets of the bench: up to 50,000 of notional 100x owing 0.005, beyond it 50x
// owing 0.01 less 250.
import { describe, expect, it } from 'vitest';
import { open } from '../../../engine/index.ts';
import { flat, runStrategy } from './bench.ts';
import { scripted } from './script.ts';

describe('a liquidation in stages', () => {
  it('leaves a part of the position, and its bracket goes on protecting that', () => {
    // Isolated at 20: 600 · 100 = 60,000 on a margin of 3,000. Wallet + result = maintenance where
    // 3,000 + 600 (p − 100) = 600 p · 0.01 − 250, so p = 56,750 / 594 = 95.5387…; there the greatest quantity below 50,000 is
    // 523.348 (· 95.5387… = 49,999.998…), and 76.652 are sold at the tick below, 95.5.
    const entry = open({ side: 'long', quantity: 600, targets: [{ price: 110 }] });
    const run = runStrategy({
      klines: [...flat(2), [100, 100, 95.5, 99], ...flat(2)],
      strategy: scripted({ 0: entry }),
      account: { marginMode: 'isolated', leverage: 20 },
      exchange: { liquidation: 'staged' },
    });
    expect(run.fillLines().slice(1)).toEqual(['k2+19826 liquidation sell 76.652 @ 95.5 taker']);
    expect(run.orderLines().slice(1)).toEqual([
      'take-profit TAKE_PROFIT_MARKET sell 600 > 110 cancelled liquidation',
      'take-profit TAKE_PROFIT_MARKET sell 523.348 > 110 open',
    ]);
    // 76.652 · 95.5 = 7,320.266, of which 0.0125 is the fee of the liquidation.
    expect(run.fills.map(({ fee }) => Number(fee))).toEqual([30, 91.503325]);
  });
});

describe('a cross account', () => {
  it('that loses all is bust, and takes no more orders', () => {
    // 400,000 of notional on 10,000: gone when the price has fallen by 2.5 %. The tick of the last price leaves a rest.
    const entry = open({ side: 'long', quantity: 4000, ref: 'all' });
    const run = runStrategy({
      klines: [...flat(2), [100, 100, 90, 90], ...flat(3, 90)],
      strategy: scripted({ 0: entry, 3: open({ side: 'long', quantity: 1, ref: 'again' }) }),
      account: { leverage: 50 },
    });
    const kinds = run.reports.map(({ kind }) => kind);
    expect(kinds.slice(kinds.indexOf('liquidated'))).toEqual(['liquidated', 'filled', 'insuranceCleared', 'bust']);
    expect(run.trades).toMatchObject([{ ref: 'all', exitCause: 'liquidation' }]);
    expect(run.refusals).toMatchObject([{ ref: 'again', code: 'MARGIN_SHORT' }]);
    expect(run.equities.at(-1)).toBe(0);
  });

  it('closes every position, each trade by what it held', () => {
    const first = open({ side: 'long', quantity: 1000, targets: [{ price: 120 }] });
    const second = open({ side: 'short', quantity: 1000, stop: { price: 105 } });
    const run = runStrategy({
      klines: { AUSDT: [...flat(2), [100, 100, 85, 85], ...flat(2, 85)], BUSDT: flat(5) },
      strategy: { a: scripted({ 0: first }), b: { strategy: scripted({ 0: second }), markets: 'BUSDT' } },
      account: { leverage: 50 },
    });
    expect(run.trades.map(({ strategyId, exitCause }) => [strategyId, exitCause])).toEqual([
      ['b', 'liquidation'],
      ['a', 'liquidation'],
    ]);
    expect(run.orders().map(({ role, status, endCode }) => [role, status, endCode])).toEqual([
      ['entry', 'filled', null],
      ['entry', 'filled', null],
      ['take-profit', 'cancelled', 'liquidation'],
      ['stop-loss', 'cancelled', 'liquidation'],
    ]);
    expect(run.backtest.engine.execution.brackets()).toEqual([]);
    expect(run.equities.at(-1)).toBe(0);
  });
});

describe('funding', () => {
  it('takes from an isolated margin until it is gone', () => {
    // Isolated at 10: 100 of margin for 10; each settlement takes 10 · 100 · 0.04 = 40. After two 20 are left, and
    // 20 + 0 > 10 · 100 · 0.005; the third ends it.
    const funding = { 1: 0.04, 2: 0.04, 3: 0.04 };
    const run = runStrategy({
      klines: { BTCUSDT: { klines: flat(6), funding } },
      strategy: scripted({ 0: open({ side: 'long', quantity: 10 }) }),
      account: { marginMode: 'isolated', leverage: 10 },
    });
    expect(run.reports.filter(({ kind }) => kind === 'fundingSettled')).toHaveLength(3);
    expect(run.fills.at(-1)).toMatchObject({ cause: 'liquidation' });
    expect(run.trades.map(({ funding: received }) => Number(received))).toEqual([-120]);
    // Nothing is lost beyond the margin of 100 and the fee of the entry.
    expect(run.equities.at(-1)).toBe(10_000 - 100 - 0.5);
  });
});
