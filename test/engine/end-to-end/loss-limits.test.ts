// Losses that set the account to reducing, and the pause after one. 10 are bought at 100; kline 2 closes at 94, a loss of 60
// and of the fee 0.5.
import { describe, expect, it } from 'vitest';
import { close, type Intent, keepOrders, open, reduce, setExits, target } from '../../../engine/index.ts';
import { type BenchInput, type Candle, flat, runStrategy, T0 } from './bench.ts';
import { scripted, type Script } from './script.ts';

const FALL: readonly Candle[] = [...flat(2), [100, 100, 94, 94]];
const long = (quantity: number, more: object = {}): Intent<'main'> => open({ side: 'long', quantity, ...more });

const run = (script: Script, risk: object, input: Partial<BenchInput> = {}) =>
  runStrategy({ klines: [...FALL, ...flat(4, 94)], strategy: scripted(script), risk: { ...risk }, ...input });

describe('a daily loss beyond its limit', () => {
  it('opens nothing more, and lets out what is held', () => {
    const result = run(
      { 0: long(10), 2: [long(1, { ref: 'more' }), reduce({ quantity: 4 })], 3: close() },
      { dailyLossMax: 50 },
    );
    expect(result.refusals).toMatchObject([
      { code: 'TRADING_REDUCING', ref: 'more', by: 'risk', operands: { ordersLeftOut: 1, amendsLeftOut: 0 } },
    ]);
    expect(result.fillLines().slice(1)).toEqual(['k3 reduce sell 4 @ 94 taker', 'k4 reduce sell 6 @ 94 taker']);
  });

  it('leaves exits where they are, and lets them be moved', () => {
    const script = { 0: long(10, { stop: { price: 90 } }), 2: setExits({ stop: { price: 92 } }) };
    const result = run(script, { dailyLossMax: 50 });
    expect(result.refusals).toEqual([]);
    expect(result.orderLines().at(-1)).toBe('stop-loss STOP_MARKET sell 10 > 92 open');
  });

  it('lets a target go down, not up and not across zero', () => {
    const result = run(
      { 0: long(10), 2: target({ quantity: 12, ref: 'up' }), 3: target({ quantity: 5, ref: 'down' }) },
      { dailyLossMax: 50 },
    );
    expect(result.refusalLines()).toEqual(['refused TRADING_REDUCING of up']);
    expect(result.fillLines().at(-1)).toBe('k4 reduce sell 5 @ 94 taker');
  });

  it('cancels from a set of orders, and places none', () => {
    const set = (...prices: readonly number[]) =>
      keepOrders(
        Object.fromEntries(prices.map((price) => [`p${price}`, { side: 'buy' as const, price, quantity: 1 }])),
      );
    const result = run({ 0: long(10), 1: set(90, 80), 2: set(80, 70) }, { dailyLossMax: 50 });
    expect(result.orderLines().slice(1)).toEqual([
      'entry LIMIT buy 1 @ 90 cancelled requested',
      'entry LIMIT buy 1 @ 80 open',
    ]);
    expect(result.refusals).toMatchObject([{ outcome: 'clipped', code: 'TRADING_REDUCING' }]);
  });

  it('holds until the next UTC day', () => {
    // What closes at midnight is the first news of the next day.
    const startTime = T0 - 5 * 60_000;
    const script = { [-2]: long(1, { ref: 'same day' }), [-1]: long(1, { ref: 'next day' }) };
    const result = run({ [-5]: long(10), ...script }, { dailyLossMax: 50 }, { startTime });
    expect(result.refusalLines()).toEqual(['refused TRADING_REDUCING of same day']);
    expect(result.fills.at(-1)).toMatchObject({ ref: 'next day' });
  });

  it('is measured as a ratio of the day’s first equity too, for one strategy alone where it says so', () => {
    const result = runStrategy({
      klines: { AUSDT: [...FALL, ...flat(2, 94)], BUSDT: flat(5) },
      strategy: {
        bound: {
          strategy: scripted({ 0: long(10), 2: long(1) }),
          markets: 'AUSDT',
          risk: { dailyLossRatioMax: 0.005 },
        },
        free: { strategy: scripted({ 2: long(1, { ref: 'free' }) }), markets: 'BUSDT' },
      },
    });
    // 60.5 of 10,000; 0.005 of it is 50.
    expect(result.refusals).toMatchObject([
      {
        strategyId: 'bound',
        code: 'DAILY_LOSS_ABOVE_MAX',
        operands: { loss: 60.5, lossMax: 50, dayStartEquity: 10_000 },
      },
    ]);
    expect(result.fills.at(-1)).toMatchObject({ ref: 'free' });
  });
});

describe('a drawdown beyond its limit', () => {
  it('sets the account to reducing, also on the next day', () => {
    const startTime = T0 - 5 * 60_000;
    const result = run(
      { [-5]: long(10), [-2]: long(1), [-1]: long(1), 0: close() },
      { drawdownRatioMax: 0.005 },
      { startTime },
    );
    expect(result.refusalLines()).toEqual(['refused TRADING_REDUCING', 'refused TRADING_REDUCING']);
    expect(result.fillLines().at(-1)).toContain('reduce sell 10');
  });

  it('counts from the highest equity since the start', () => {
    // The peak is 10,000 − 0.5 + 20 at 102; 94 is 80 below it: 80 / 10,019.5 = 0.00798…
    const klines = [...flat(1), [100, 102, 99, 102] as const, [102, 102, 94, 94] as const, ...flat(2, 94)];
    const script = { 0: long(10), 2: long(1) };
    expect(run(script, { drawdownRatioMax: 0.0079 }, { klines }).refusalLines()).toEqual(['refused TRADING_REDUCING']);
    expect(run(script, { drawdownRatioMax: 0.008 }, { klines }).refusalLines()).toEqual([]);
  });
});

describe('a cooldown', () => {
  it('opens nothing for a while after a losing trade, counted from its exit', () => {
    // The stop at 96 fills in kline 2 at 4/6 of 19,999 ms; 90 s later is 43 s into kline 3.
    const script = { 0: long(1, { stop: { price: 96 } }), 2: long(1, { ref: 'early' }), 3: long(1, { ref: 'late' }) };
    const result = run(script, { cooldownMs: 90_000 });
    const exitTime = T0 + 120_000 + 13_332;
    expect(result.refusals).toMatchObject([
      { code: 'COOLING_DOWN', ref: 'early', operands: { lastLosingExitTime: exitTime, until: exitTime + 90_000 } },
    ]);
    expect(result.fills.at(-1)).toMatchObject({ ref: 'late' });
  });

  it('does not begin with a gain', () => {
    const klines = [...flat(2), [100, 106, 100, 106] as const, ...flat(3, 106)];
    const script = { 0: long(1, { targets: [{ price: 105 }] }), 2: long(1, { ref: 'again' }) };
    const result = run(script, { cooldownMs: 90_000 }, { klines });
    expect(result.refusals).toEqual([]);
    expect(result.fills.at(-1)).toMatchObject({ ref: 'again' });
  });
});
