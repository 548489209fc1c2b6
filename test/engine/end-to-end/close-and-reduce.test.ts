import { describe, expect, it } from 'vitest';
import { close, open, place, reduce } from '../../../engine/index.ts';
import { flat, runStrategy } from './bench.ts';
import { scripted } from './script.ts';

const [ONE] = flat(1);

describe('close', () => {
  it('sells at the next open all that is held', () => {
    const klines = [...flat(2), [100.5, 101, 99, 100] as const];
    const run = runStrategy({ klines, strategy: scripted({ 0: open({ side: 'long', quantity: 2 }), 1: close() }) });
    expect(run.fillLines()).toEqual(['k1 entry buy 2 @ 100 taker', 'k2 reduce sell 2 @ 100.5 taker']);
    // Profit 2 · 0.5 = 1; fees 2 · 100 · 0.0005 + 2 · 100.5 · 0.0005 = 0.1 + 0.1005.
    expect(run.trades.map(({ profit, fees, result }) => [profit, fees, result].map(Number))).toEqual([
      [1, 0.2005, 0.7995],
    ]);
    expect(run.equities.at(-1)).toBe(10_000.7995);
  });

  it('buys a short back', () => {
    const run = runStrategy({
      klines: flat(3),
      strategy: scripted({ 0: open({ side: 'short', quantity: 1 }), 1: close({ side: 'short' }) }),
    });
    expect(run.fillLines()).toEqual(['k1 entry sell 1 @ 100 taker', 'k2 reduce buy 1 @ 100 taker']);
  });

  it('cancels resting entries before, and the exits after what they protect is gone', () => {
    const entry = open({ side: 'long', quantity: 1, stop: { price: 90 }, targets: [{ price: 110 }] });
    const rest = open({ side: 'long', quantity: 1, type: 'limit', price: 95 });
    const run = runStrategy({ klines: flat(4), strategy: scripted({ 0: [entry, rest], 1: close() }) });
    expect(run.orderLines()).toEqual([
      'entry MARKET buy 1 filled',
      'entry LIMIT buy 1 @ 95 cancelled requested',
      'stop-loss STOP_MARKET sell 1 > 90 cancelled requested',
      'take-profit TAKE_PROFIT_MARKET sell 1 > 110 cancelled requested',
      'reduce MARKET sell 1 filled',
    ]);
    const told = run.reports.flatMap((report) =>
      'clientOrderId' in report ? [[report.kind, report.clientOrderId]] : [],
    );
    expect(told.slice(-4)).toEqual([
      ['orderCancelled', 'slu-s1-1-2-M'],
      ['orderAccepted', 'slu-s1-1-3-R'],
      ['orderCancelled', 'slu-s1-1-1-SL'],
      ['orderCancelled', 'slu-s1-1-1-TP1'],
    ]);
  });

  it('cancels exits that rest as limits before it sends its order, since they would compete', () => {
    const entry = open({ side: 'long', quantity: 1, targets: [{ price: 110 }] });
    const execution = { takeProfitType: 'limit' };
    const run = runStrategy({ klines: flat(4), strategy: scripted({ 0: entry, 1: close() }), execution });
    expect(run.orderLines()).toEqual([
      'entry MARKET buy 1 filled',
      'take-profit LIMIT sell 1 @ 110 cancelled requested',
      'reduce MARKET sell 1 filled',
    ]);
  });

  it('of a ref closes what that ref opened and leaves the rest', () => {
    const [a, b] = [open({ side: 'long', quantity: 1, ref: 'a' }), open({ side: 'long', quantity: 2, ref: 'b' })];
    const run = runStrategy({ klines: flat(4), strategy: scripted({ 0: [a, b], 1: close({ of: 'b' }) }) });
    expect(run.fillLines().slice(2)).toEqual(['k2 reduce sell 2 @ 100 taker']);
    expect(run.trades.map(({ ref }) => ref)).toEqual(['b']);
    expect(run.backtest.engine.openTrades().map(({ ref, quantity }) => [ref, Number(quantity)])).toEqual([['a', 1]]);
  });

  it('cancels stops that were placed by hand and have nothing to protect', () => {
    const stop = place({ side: 'sell', quantity: 1, triggerPrice: 95, trigger: 'stop', reduceOnly: true });
    const strategy = scripted({
      0: open({ side: 'long', quantity: 1 }),
      1: [stop, reduce({ quantity: 1 })],
      2: close(),
    });
    expect(runStrategy({ klines: flat(5), strategy }).orderLines()).toEqual([
      'entry MARKET buy 1 filled',
      'reduce STOP_MARKET sell 1 > 95 cancelled requested',
      'reduce MARKET sell 1 filled',
    ]);
  });

  it('cancels them too when what is on its way already takes the last of what is held', () => {
    const stop = place({ side: 'sell', quantity: 1, triggerPrice: 95, trigger: 'stop', reduceOnly: true });
    const script = { 0: open({ side: 'long', quantity: 1 }), 2: [stop, reduce({ quantity: 1 })], 3: close() };
    const run = runStrategy({ klines: flat(8), strategy: scripted(script), exchange: { latencyMs: 70_000 } });
    expect(run.orderLines().slice(1)).toEqual([
      'reduce STOP_MARKET sell 1 > 95 cancelled requested',
      'reduce MARKET sell 1 filled',
    ]);
  });

  it('in a shared account cancels stops placed by hand first, since no flag keeps them from taking it again', () => {
    const stop = place({ side: 'sell', quantity: 1, triggerPrice: 95, trigger: 'stop', reduceOnly: true });
    const script = { 0: open({ side: 'long', quantity: 1 }), 1: stop, 2: close() };
    const run = runStrategy({ klines: flat(5), strategy: scripted(script), account: { sharing: 'shared' } });
    expect(run.refusals).toEqual([]);
    expect(run.orderLines().slice(1)).toEqual([
      'reduce STOP_MARKET sell 1 > 95 cancelled requested',
      'reduce MARKET sell 1 filled',
    ]);
  });

  it('is dropped where nothing is held, or all is being closed already', () => {
    const run = runStrategy({
      klines: flat(4),
      strategy: scripted({ 0: close(), 1: open({ side: 'long', quantity: 1 }), 2: [close(), close({ ref: 'again' })] }),
    });
    expect(run.refusalLines()).toEqual(['dropped NOTHING_HELD', 'dropped ALREADY_CLOSING of again']);
    expect(run.fillLines()).toEqual(['k2 entry buy 1 @ 100 taker', 'k3 reduce sell 1 @ 100 taker']);
  });

  it('is refused for a ref that was never used, and in hedge mode without a side', () => {
    const strategy = scripted({ 0: close({ of: 'nobody' }) });
    expect(runStrategy({ klines: [ONE!, ONE!], strategy }).refusalLines()).toEqual(['refused UNKNOWN_REF']);
    const hedge = runStrategy({
      klines: flat(2),
      strategy: scripted({ 0: close() }),
      account: { positionMode: 'hedge' },
    });
    expect(hedge.refusalLines()).toEqual(['refused SIDE_NEEDED']);
  });

  it('of one side in hedge mode leaves the other', () => {
    const both = [open({ side: 'long', quantity: 1 }), open({ side: 'short', quantity: 2 })];
    const run = runStrategy({
      klines: flat(4),
      strategy: scripted({ 0: both, 1: close({ side: 'short' }) }),
      account: { positionMode: 'hedge' },
    });
    expect(run.fillLines()).toEqual([
      'k1 entry buy 1 @ 100 taker long',
      'k1 entry sell 2 @ 100 taker short',
      'k2 reduce buy 2 @ 100 taker short',
    ]);
  });
});

describe('reduce', () => {
  const entries = [
    open({ side: 'long', quantity: 1, ref: 'a', stop: { price: 90 } }),
    open({ side: 'long', quantity: 2, ref: 'b', stop: { price: 91 } }),
  ];

  it('takes from the oldest bracket first, and the stops follow what is left', () => {
    const strategy = scripted({ 0: entries, 1: reduce({ quantity: 1.5, ref: 'r' }) });
    const run = runStrategy({ klines: flat(4), strategy });
    expect(run.fillLines().at(-1)).toBe('k2 reduce sell 1.5 @ 100 taker');
    // a held 1 and is gone; b held 2 and keeps 1.5.
    expect(run.orderLines()).toEqual([
      'entry MARKET buy 1 filled',
      'entry MARKET buy 2 filled',
      'stop-loss STOP_MARKET sell 1 > 90 cancelled requested',
      'stop-loss STOP_MARKET sell 2 > 91 cancelled requested',
      'reduce MARKET sell 1.5 filled',
      'stop-loss STOP_MARKET sell 1.5 > 91 open',
    ]);
    expect(run.trades.map(({ ref, exitCause }) => [ref, exitCause])).toEqual([['a', 'reduce']]);
  });

  it('is cut down to what is held, and says so', () => {
    const strategy = scripted({ 0: open({ side: 'short', quantity: 2 }), 1: reduce({ quantity: 5, ref: 'r' }) });
    const run = runStrategy({ klines: flat(4), strategy });
    expect(run.fillLines().at(-1)).toBe('k2 reduce buy 2 @ 100 taker');
    expect(run.refusals).toMatchObject([
      { outcome: 'clipped', code: 'CLIPPED_TO_BOOK', ref: 'r', operands: { asked: '5', quantity: '2' } },
    ]);
  });

  it('is dropped where nothing is held', () => {
    const run = runStrategy({ klines: flat(2), strategy: scripted({ 0: reduce({ quantity: 1 }) }) });
    expect(run.refusalLines()).toEqual(['dropped NOTHING_HELD']);
  });

  it('is refused for a quantity below the step', () => {
    const strategy = scripted({ 0: open({ side: 'long', quantity: 1 }), 1: reduce({ quantity: 0.0004 }) });
    expect(runStrategy({ klines: flat(3), strategy }).refusalLines()).toEqual(['refused QUANTITY_TOO_SMALL']);
  });

  it('may leave less than the smallest notional: what reduces is exempt', () => {
    const strategy = scripted({ 0: open({ side: 'long', quantity: 1 }), 1: reduce({ quantity: 0.01 }) });
    expect(
      runStrategy({ klines: flat(3), strategy })
        .fillLines()
        .at(-1),
    ).toBe('k2 reduce sell 0.01 @ 100 taker');
  });
});
