// Orders that are not ours, sent to the exchange past the engine: by hand, or by another program on the same account.
import { describe, expect, it } from 'vitest';
import type { OrderRequest } from '../../../engine/domain/order.ts';
import { close, Decimal, open } from '../../../engine/index.ts';
import { type Bench, type BenchInput, flat, startRun } from './bench.ts';
import { scripted, type Script } from './script.ts';

function foreign(changes: Partial<OrderRequest> = {}): OrderRequest {
  return {
    clientOrderId: 'by-hand-1',
    symbol: 'AUSDT',
    side: 'buy',
    positionSide: 'both',
    type: 'MARKET',
    quantity: new Decimal(2),
    price: null,
    triggerPrice: null,
    activationPrice: null,
    callbackRatio: null,
    timeInForce: 'GTC',
    goodTillMs: null,
    workingType: 'last',
    priceProtect: false,
    reduceOnly: false,
    closePosition: false,
    ...changes,
  };
}

/** A run of two strategies, a on AUSDT and b on BUSDT, in which somebody else sends `order` at the close of kline 1. */
function runWith(order: OrderRequest, script: Script, input: Partial<BenchInput> = {}): Bench {
  const run = startRun({
    klines: { AUSDT: flat(6), BUSDT: flat(6) },
    strategy: {
      a: { strategy: scripted(script), markets: 'AUSDT' },
      b: { strategy: scripted({ 3: open({ side: 'long', quantity: 1 }) }), markets: 'BUSDT' },
    },
    ...input,
  });
  run.step(2);
  run.backtest.exchange.send({ kind: 'place', order });
  run.step();
  run.stop();
  return run;
}

const ENTRY = open({ side: 'long', quantity: 1, stop: { price: 90 } });

describe('a fill that no order of ours caused', () => {
  it('is nobody’s: books of strategies stay as they are, and the account has it', () => {
    const run = runWith(foreign(), { 0: ENTRY });
    expect(run.fills.map(({ strategyId, symbol, quantity }) => [strategyId, symbol, Number(quantity)])).toEqual([
      ['a', 'AUSDT', 1],
      [null, 'AUSDT', 2],
      ['b', 'BUSDT', 1],
    ]);
    expect(run.backtest.engine.openTrades().map(({ strategyId, quantity }) => [strategyId, Number(quantity)])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    const held = run.backtest.engine.account.books().positions.find(({ symbol }) => symbol === 'AUSDT');
    expect(Number(held?.quantity)).toBe(3);
  });

  it('halts its symbol and no other, and says so', () => {
    const run = runWith(foreign(), { 0: ENTRY, 3: open({ side: 'long', quantity: 1, ref: 'more' }) });
    expect(run.refusals).toMatchObject([{ strategyId: 'a', ref: 'more', by: 'risk', code: 'TRADING_HALTED' }]);
    expect(run.fills.at(-1)).toMatchObject({ strategyId: 'b', symbol: 'BUSDT' });
    expect(run.logged.filter(({ level }) => level === 'error')).toMatchObject([{ fields: { symbol: 'AUSDT' } }]);
  });

  it('halted, nothing passes that a strategy says, and its exits still protect', () => {
    const klines = { AUSDT: [...flat(5), [100, 100, 89, 89] as const], BUSDT: flat(6) };
    const run = runWith(foreign(), { 0: ENTRY, 3: close({ ref: 'out' }) }, { klines });
    expect(run.refusals).toMatchObject([{ ref: 'out', code: 'TRADING_HALTED' }]);
    expect(run.fills.at(-1)).toMatchObject({ strategyId: 'a', role: 'stop-loss' });
    // The other 2 are not ours to close.
    const held = run.backtest.engine.account.books().positions.find(({ symbol }) => symbol === 'AUSDT');
    expect(Number(held?.quantity)).toBe(2);
  });

  it('is counted in the margin that is left', () => {
    // 80 · 100 of 10,000 are bound by what is not ours.
    const run = runWith(
      foreign({ quantity: new Decimal(80) }),
      {},
      {
        strategy: { b: { strategy: scripted({ 3: open({ side: 'long', quantity: 30 }) }), markets: 'BUSDT' } },
      },
    );
    expect(run.refusals).toMatchObject([{ code: 'MARGIN_SHORT' }]);
  });
});

describe('an order that is not ours', () => {
  it('rests untouched, whatever a strategy cancels or closes', () => {
    const order = foreign({ type: 'LIMIT', price: new Decimal(90), side: 'buy' });
    const run = runWith(order, { 0: ENTRY, 2: close() });
    expect(run.fills.map(({ strategyId }) => strategyId)).toEqual(['a', 'a', 'b']);
    const about = run.reports.filter((report) => 'clientOrderId' in report && report.clientOrderId === 'by-hand-1');
    expect(about.map(({ kind }) => kind)).toEqual(['orderAccepted']);
  });
});
