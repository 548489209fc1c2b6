import { describe, expect, it } from 'vitest';
import { type Intent, open, reverse, target } from '../../../engine/index.ts';
import { flat, runStrategy } from './bench.ts';
import { scripted } from './script.ts';

const LONG = open({ side: 'long', quantity: 1, ref: 'l' });
const HEDGE = { positionMode: 'hedge' };

describe('reverse', () => {
  it('is one order where nothing of ours rests, booked as a close and an open', () => {
    const run = runStrategy({ klines: flat(4), strategy: scripted({ 0: LONG, 1: reverse({ ref: 'r' }) }) });
    expect(run.fillLines()).toEqual(['k1 entry buy 1 @ 100 taker', 'k2 entry sell 2 @ 100 taker']);
    expect(run.trades.map(({ ref, direction, quantity }) => [ref, direction, Number(quantity)])).toEqual([
      ['l', 'long', 1],
    ]);
    expect(run.backtest.engine.openTrades()).toMatchObject([{ ref: 'r', direction: 'short' }]);
    // Fees of the fill of 2 · 100 · 0.0005 = 0.1 are shared by its halves.
    expect(run.trades.map(({ fees }) => Number(fees))).toEqual([0.1]);
  });

  it('opens the quantity it names, with exits of its own', () => {
    const again = reverse({ quantity: 3, stop: { price: 105 }, targets: [{ price: 95 }] });
    const run = runStrategy({ klines: flat(4), strategy: scripted({ 0: LONG, 1: again }) });
    expect(run.orderLines()).toEqual([
      'entry MARKET buy 1 filled',
      'entry MARKET sell 4 filled',
      'stop-loss STOP_MARKET buy 3 > 105 open',
      'take-profit TAKE_PROFIT_MARKET buy 3 > 95 open',
    ]);
  });

  it('closes first and opens then, where an order of ours rests on the symbol', () => {
    const protectedLong = open({ side: 'long', quantity: 1, stop: { price: 90 } });
    const run = runStrategy({ klines: flat(4), strategy: scripted({ 0: protectedLong, 1: reverse({ quantity: 2 }) }) });
    expect(run.fillLines()).toEqual([
      'k1 entry buy 1 @ 100 taker',
      'k2 reduce sell 1 @ 100 taker',
      'k2 entry sell 2 @ 100 taker',
    ]);
    expect(run.orderLines()[1]).toBe('stop-loss STOP_MARKET sell 1 > 90 cancelled requested');
  });

  it('in hedge mode closes the side it names and opens the other', () => {
    const strategy = scripted({ 0: LONG, 1: reverse({ side: 'long' }) });
    const run = runStrategy({ klines: flat(4), strategy, account: HEDGE });
    expect(run.fillLines().slice(1)).toEqual([
      'k2 reduce sell 1 @ 100 taker long',
      'k2 entry sell 1 @ 100 taker short',
    ]);
  });

  it('opens nothing where its close ends short', () => {
    // Both walks of kline 2 meet the stop, so the low comes first (WALK-2): 98.9 is passed at 1.1/2 of 19,999 ms. The
    // close arrives at 30,000 ms and finds nothing to reduce.
    const klines = [...flat(2), [100, 100, 98, 98] as const, ...flat(1, 98)];
    const run = runStrategy({
      klines,
      strategy: scripted({ 0: open({ side: 'long', quantity: 1, stop: { price: 98.9 } }), 1: reverse({ ref: 'r' }) }),
      exchange: { latencyMs: 30_000 },
    });
    expect(run.fillLines()).toEqual(['k1+30000 entry buy 1 @ 100 taker', 'k2+10999 stop-loss sell 1 @ 98.9 taker']);
    expect(run.refusalLines()).toEqual(['rejected REDUCE_ONLY_REJECTED of r', 'dropped CLOSE_ENDED_SHORT of r']);
  });

  it('is dropped where nothing is held', () => {
    expect(refusalsOf({ 0: reverse() })).toEqual(['dropped NOTHING_HELD']);
  });

  it.each([
    ['too little to open', reverse({ quantity: 0.04 }), 'refused NOTIONAL_TOO_SMALL'],
    ['an exit on the wrong side', reverse({ stop: { price: 95 } }), 'refused EXIT_ON_WRONG_SIDE'],
    ['more than margin allows', reverse({ quantity: 102 }), 'refused MARGIN_SHORT'],
  ])('is refused before it closes, for %s', (_, intent, refusal) => {
    const run = runStrategy({ klines: flat(4), strategy: scripted({ 0: LONG, 1: intent }) });
    expect(run.refusalLines()).toEqual([refusal]);
    expect(run.fills).toHaveLength(1);
  });
});

describe('target', () => {
  it('goes up, down, across zero and to flat', () => {
    const goals = [2, 3, 1, -2, 0];
    const script = Object.fromEntries(goals.map((quantity, kline) => [kline, target({ quantity })]));
    const run = runStrategy({ klines: flat(7), strategy: scripted(script) });
    expect(run.fillLines()).toEqual([
      'k1 entry buy 2 @ 100 taker',
      'k2 entry buy 1 @ 100 taker',
      'k3 reduce sell 2 @ 100 taker',
      'k4 entry sell 3 @ 100 taker',
      'k5 reduce buy 2 @ 100 taker',
    ]);
  });

  it('brings the bracket it founds its exits, and shrinks them when it goes down', () => {
    const strategy = scripted({
      0: target({ quantity: 2, stop: { ratio: 0.05 }, targets: [{ price: 110 }] }),
      1: target({ quantity: 0.5 }),
    });
    const run = runStrategy({ klines: flat(4), strategy });
    expect(run.orderLines()).toEqual([
      'entry MARKET buy 2 filled',
      'stop-loss STOP_MARKET sell 2 > 95 cancelled requested',
      'take-profit TAKE_PROFIT_MARKET sell 2 > 110 cancelled requested',
      'reduce MARKET sell 1.5 filled',
      'stop-loss STOP_MARKET sell 0.5 > 95 open',
      'take-profit TAKE_PROFIT_MARKET sell 0.5 > 110 open',
    ]);
  });

  it('cancels working entries of its own and awaits their end before it reckons', () => {
    const strategy = scripted({
      0: open({ side: 'long', type: 'limit', price: 95, quantity: 1 }),
      1: target({ quantity: 2 }),
    });
    const cancelled = runStrategy({ klines: flat(4), strategy });
    expect(cancelled.orderLines()[0]).toBe('entry LIMIT buy 1 @ 95 cancelled requested');
    expect(cancelled.fillLines()).toEqual(['k2 entry buy 2 @ 100 taker']);
    // Kline 2 stands at 100 till 19,999 ms and falls to 94 till 39,999 ms: 95 is passed at 36,665 ms, before the cancel
    // arrives at 50,000 ms. 1 is held then and 1 is missing, which arrives 50,000 ms after the fill.
    const klines = [...flat(2), [100, 100, 94, 96] as const, [96, 96, 96, 96] as const];
    const filled = runStrategy({ klines, strategy, exchange: { latencyMs: 50_000 } });
    expect(filled.fillLines()).toEqual(['k2+36665 entry buy 1 @ 95 maker', 'k3+26665 entry buy 1 @ 96 taker']);
    expect(filled.refusalLines()).toEqual(['rejected UNKNOWN_ORDER']);
  });

  it('in hedge mode speaks of one side', () => {
    const strategy = scripted({
      0: [target({ side: 'long', quantity: 1 }), target({ side: 'short', quantity: -2 })],
      1: target({ side: 'short', quantity: -0.5 }),
    });
    const run = runStrategy({ klines: flat(3), strategy, account: HEDGE });
    expect(run.fillLines()).toEqual([
      'k1 entry buy 1 @ 100 taker long',
      'k1 entry sell 2 @ 100 taker short',
      'k2 reduce buy 1.5 @ 100 taker short',
    ]);
  });

  it('is dropped at the target, or less than the smallest order from it', () => {
    const strategy = {
      0: target({ quantity: 0 }),
      1: target({ quantity: 1 }),
      2: target({ quantity: 1.0004 }),
      3: target({ quantity: 1.04 }),
    };
    // 0.04 · 100 = 4 < 5
    expect(refusalsOf(strategy)).toEqual(['dropped AT_TARGET', 'dropped AT_TARGET', 'dropped AT_TARGET']);
  });

  it('is refused where it would need more margin, or names a side it contradicts', () => {
    expect(refusalsOf({ 0: target({ quantity: -150 }) })).toEqual(['refused MARGIN_SHORT']);
    expect(refusalsOf({ 0: target({ quantity: 1, side: 'short' }) }, HEDGE)).toEqual(['refused SIDE_MISMATCH']);
    expect(refusalsOf({ 0: target({ quantity: 1 }) }, HEDGE)).toEqual(['refused SIDE_NEEDED']);
  });
});

function refusalsOf(script: Readonly<Record<number, Intent<'main'>>>, account: Readonly<Record<string, unknown>> = {}) {
  return runStrategy({ klines: flat(6), strategy: scripted(script), account }).refusalLines();
}
