import { describe, expect, it } from 'vitest';
import { open, setLeverage, setMarginMode } from '../../../engine/index.ts';
import { flat, runStrategy } from './bench.ts';
import { scripted, type Script } from './script.ts';

const HELD = open({ side: 'long', quantity: 1 });
const RESTING = open({ side: 'long', quantity: 1, type: 'limit', price: 90 });

const run = (script: Script, input = {}) => runStrategy({ klines: flat(4), strategy: scripted(script), ...input });

describe('setLeverage', () => {
  it('lets the next order bind less margin', () => {
    // 300 · 100 = 30,000 of notional on a balance of 10,000.
    const large = () => open({ side: 'long', quantity: 300 });
    expect(run({ 1: large() }).refusalLines()).toEqual(['refused MARGIN_SHORT']);
    expect(run({ 0: setLeverage(5), 1: large() }).fillLines()).toEqual(['k2 entry buy 300 @ 100 taker']);
  });

  it.each([
    ['while a position is held', { 0: HELD, 1: setLeverage(5) }, 'refused POSITION_EXISTS'],
    ['while an order works', { 0: RESTING, 1: setLeverage(5) }, 'refused OPEN_ORDERS_EXIST'],
    ['to a fraction', { 0: setLeverage(2.5) }, 'refused LEVERAGE_INVALID'],
    ['to what no bracket allows', { 0: setLeverage(101) }, 'refused BRACKET_LEVERAGE_ABOVE_MAX'],
  ])('is refused %s', (_, script, line) => {
    expect(run(script).refusalLines()).toEqual([line]);
  });

  it('is refused beyond the limit of the settings, and dropped where it stands so', () => {
    const risk = { symbolLeverageMax: 3 };
    expect(run({ 0: setLeverage(5) }, { risk }).refusalLines()).toEqual(['refused SYMBOL_LEVERAGE_ABOVE_MAX']);
    expect(run({ 0: setLeverage(1) }).refusalLines()).toEqual(['dropped NOTHING_TO_CHANGE']);
  });

  it('is in force when what was said after it arrives', () => {
    // The exchange takes the leverage first; our own check still reckons with the present one.
    const result = run({ 0: [setLeverage(5), HELD] }, { exchange: { latencyMs: 1_000 } });
    expect(result.backtest.exchange.accountSettings().symbols).toMatchObject([{ leverage: 5 }]);
    expect(result.reports.map(({ kind }) => kind)).toEqual([
      'capabilities',
      'snapshot',
      'leverageChanged',
      'orderAccepted',
      'filled',
    ]);
  });
});

describe('setMarginMode', () => {
  it('sets margin aside for the position that follows', () => {
    const result = run({ 0: setMarginMode('isolated'), 1: HELD }, { account: { leverage: 4 } });
    const { crossWallet, positions } = result.backtest.engine.account.books();
    // 100 / 4 is set aside; the fee of 0.05 comes from the cross wallet.
    expect(positions.map(({ isolatedWallet }) => Number(isolatedWallet))).toEqual([25]);
    expect(Number(crossWallet)).toBe(10_000 - 25 - 0.05);
  });

  it.each([
    ['while a position is held', { 0: HELD, 1: setMarginMode('isolated') }, 'refused POSITION_EXISTS'],
    ['while an order works', { 0: RESTING, 1: setMarginMode('isolated') }, 'refused OPEN_ORDERS_EXIST'],
    ['where it stands so', { 0: setMarginMode('cross') }, 'dropped NOTHING_TO_CHANGE'],
  ])('does nothing %s', (_, script, line) => {
    expect(run(script).refusalLines()).toEqual([line]);
  });

  it('is rejected in a multi-assets account, and the strategy is told', () => {
    const result = run({ 0: setMarginMode('isolated', { ref: 'm' }) }, { account: { multiAssets: true } });
    expect(result.refusals).toMatchObject([
      { strategyId: 's1', outcome: 'rejected', by: 'venue', intent: 'setMarginMode', code: 'NOT_SUPPORTED', ref: 'm' },
    ]);
  });
});
