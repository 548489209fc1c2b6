import { ignoreElements, map, tap, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { close, type Intent, keepOrders, open, place, type Refusal } from '../../../engine/index.ts';
import { type BenchInput, type Candle, flat, runStrategy } from './bench.ts';
import { scripted, type Script, strategyOf } from './script.ts';

/** What is told on refusal$ of a script that is followed under these limits. */
function refusalsOf(script: Script, risk: object, input: Partial<BenchInput> = {}): readonly Refusal[] {
  const told: Refusal[] = [];
  const strategy = scripted(script, ({ refusal$ }) => [
    refusal$.pipe(
      tap((refusal) => told.push(refusal)),
      ignoreElements(),
    ),
  ]);
  runStrategy({ klines: flat(6), strategy, risk: { ...risk }, ...input });
  return told;
}

const long = (quantity: number, more: object = {}): Intent<'main'> => open({ side: 'long', quantity, ...more });
const limit = (price: number, quantity = 1): Intent<'main'> => open({ side: 'long', type: 'limit', price, quantity });

describe('a limit that an intent would break is told on refusal$ with its code and figures', () => {
  it.each<[string, Script, object, string, object]>([
    [
      'a stop is missing',
      { 0: long(1, { ref: 'a' }) },
      { requireStop: true },
      'STOP_MISSING',
      { order: 'slu-s1-1-1-M' },
    ],
    [
      'a trailing stop that waits is none',
      { 0: long(1, { trailing: { callbackRatio: 0.01, activation: { price: 110 } } }) },
      { requireStop: true },
      'STOP_MISSING',
      {},
    ],
    // 60 · 100 at an equity of 10,000.
    [
      'effective leverage',
      { 0: long(60) },
      { leverageMax: 0.5 },
      'LEVERAGE_ABOVE_MAX',
      { exposure: '6000', equity: '10000', leverage: '0.6', leverageMax: 0.5 },
    ],
    [
      'effective leverage, resting orders included',
      { 0: limit(95, 30), 1: long(30) },
      { leverageMax: 0.5 },
      'LEVERAGE_ABOVE_MAX',
      { exposure: '5850' },
    ],
    [
      'the notional of one order',
      { 0: long(6) },
      { orderNotionalMax: 500 },
      'ORDER_NOTIONAL_ABOVE_MAX',
      { notional: '600', notionalMax: 500 },
    ],
    [
      'the notional of a strategy’s position',
      { 0: long(4), 1: long(2) },
      { positionNotionalMax: 500 },
      'POSITION_ABOVE_MAX',
      { notional: '600', notionalMax: 500 },
    ],
    [
      'the notional of the account’s position',
      { 0: long(4), 1: long(2) },
      { netPositionNotionalMax: 500 },
      'NET_POSITION_ABOVE_MAX',
      { notional: '600', notionalMax: 500 },
    ],
    [
      'orders that rest',
      { 0: [limit(95), limit(94)], 1: limit(93) },
      { openOrdersMax: 2 },
      'OPEN_ORDERS_ABOVE_MAX',
      { openOrders: 3, openOrdersMax: 2, whose: 'strategy' },
    ],
    [
      'orders within a window',
      { 0: [limit(95), limit(94)], 1: limit(93) },
      { orderRateMax: 2, orderRateWindowMs: 90_000 },
      'ORDER_RATE_ABOVE_MAX',
      { orders: 3, ordersMax: 2, windowMs: 90_000 },
    ],
    // |80 − 100| / 100
    [
      'the distance from mark',
      { 0: limit(80) },
      { priceDeviationRatioMax: 0.1 },
      'PRICE_FAR_FROM_MARK',
      { price: '80', mark: '100', deviationRatio: '0.2', deviationRatioMax: 0.1 },
    ],
    // 5,000 are bound by the position, 4,500 by the resting order.
    [
      'margin beside what is reserved',
      { 0: [long(50), limit(90, 50)], 1: long(10) },
      {},
      'MARGIN_SHORT',
      { needed: '1000' },
    ],
  ])('%s', (_, script, risk, code, operands) => {
    expect(refusalsOf(script, risk)).toMatchObject([{ code, by: 'risk', outcome: 'refused', operands }]);
  });

  it('a stop beyond the price of liquidation', () => {
    // Isolated at 20: margin 5, liquidated at (100 − 5) / (1 − 0.005) = 95.4773…
    const account = { marginMode: 'isolated', leverage: 20 };
    const script = { 0: long(1, { stop: { price: 95.4 } }), 1: long(1, { stop: { price: 95.5 } }) };
    expect(refusalsOf(script, {}, { account })).toMatchObject([
      { code: 'STOP_BEHIND_LIQUIDATION', operands: { stopPrice: '95.4' } },
    ]);
  });

  it('a limit that may be met in part is', () => {
    const run = runStrategy({
      klines: flat(3),
      strategy: scripted({ 0: long(6) }),
      risk: { orderNotionalMax: 500, limitExcess: 'clip' },
    });
    expect(run.fillLines()).toEqual(['k1 entry buy 5 @ 100 taker']);
    expect(run.refusals).toMatchObject([{ outcome: 'clipped', code: 'ORDER_NOTIONAL_ABOVE_MAX' }]);
  });

  it('what reduces passes limits that bind what opens', () => {
    const klines = flat(4);
    const strategy = scripted({ 0: long(4), 1: place({ side: 'sell', price: 130, quantity: 4, reduceOnly: true }) });
    const risk = { priceDeviationRatioMax: 0.1, orderNotionalMax: 450, positionNotionalMax: 450 };
    const run = runStrategy({ klines, strategy, risk });
    expect(run.refusals).toEqual([]);
    expect(run.orderLines().at(-1)).toBe('reduce LIMIT sell 4 @ 130 open');
  });
});

describe('limits of one strategy', () => {
  it('bind it and no other', () => {
    const run = runStrategy({
      klines: { AUSDT: flat(3), BUSDT: flat(3) },
      strategy: {
        bound: { strategy: scripted({ 0: long(2) }), markets: 'AUSDT', risk: { orderNotionalMax: 100 } },
        free: { strategy: scripted({ 0: long(2) }), markets: 'BUSDT' },
      },
    });
    expect(run.refusals).toMatchObject([{ strategyId: 'bound', code: 'ORDER_NOTIONAL_ABOVE_MAX' }]);
    expect(run.fills.map(({ strategyId }) => strategyId)).toEqual(['free']);
  });

  it('cannot loosen those of the account', () => {
    const run = runStrategy({
      klines: flat(3),
      strategy: { s1: { strategy: scripted({ 0: long(2) }), risk: { orderNotionalMax: 1000 } } },
      risk: { orderNotionalMax: 100 },
    });
    expect(run.refusalLines()).toEqual(['refused ORDER_NOTIONAL_ABOVE_MAX']);
  });
});

describe('market data that is old', () => {
  // Kline 1 closes at 120 s, the next opens at 360 s.
  const klines: readonly Candle[] = [...flat(2), null, null, null, null, ...flat(2)];
  const at = (ms: number, intent: () => Intent<'main'>) =>
    strategyOf(({ clock }) => timer(ms, clock.scheduler).pipe(map(intent)));

  it('opens nothing', () => {
    const run = runStrategy({ klines, strategy: at(301_000, () => long(1)) });
    expect(run.refusals).toMatchObject([{ code: 'MARKET_DATA_OLD', operands: { ageMs: 181_000, ageMaxMs: 180_000 } }]);
    expect(runStrategy({ klines, strategy: at(300_000, () => long(1)) }).fillLines()).toEqual([
      'k6 entry buy 1 @ 100 taker',
    ]);
  });

  it('lets out what is held', () => {
    const strategy = scripted({ 0: long(1) }, ({ clock }) => [
      timer(301_000, clock.scheduler).pipe(map(() => close())),
    ]);
    const run = runStrategy({ klines, strategy });
    expect(run.fillLines()).toEqual(['k1 entry buy 1 @ 100 taker', 'k6 reduce sell 1 @ 100 taker']);
  });

  it('before there is any, opens nothing either', () => {
    expect(runStrategy({ klines, strategy: at(0, () => long(1)) }).refusalLines()).toEqual(['refused NO_PRICE']);
    expect(runStrategy({ klines, strategy: at(0, () => limit(90)) }).refusalLines()).toEqual([
      'refused MARKET_DATA_ABSENT',
    ]);
  });
});

describe('a set of orders under a limit', () => {
  it('is refused as a whole', () => {
    const set = keepOrders({
      a: { side: 'buy', price: 98, quantity: 3 },
      b: { side: 'buy', price: 96, quantity: 3 },
    });
    expect(refusalsOf({ 0: set }, { positionNotionalMax: 500 })).toMatchObject([
      // 3 · 98 + 3 · 96
      { code: 'POSITION_ABOVE_MAX', intent: 'keepOrders', operands: { notional: '582' } },
    ]);
  });
});
