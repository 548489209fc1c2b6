import { describe, expect, it } from 'vitest';
import { open, reverse } from '../../../engine/index.ts';
import { type BenchInput, flat, runStrategy } from './bench.ts';
import { scripted, type Script } from './script.ts';

const run = (script: Script, klines: BenchInput['klines'], input: Partial<BenchInput> = {}) =>
  runStrategy({ klines, strategy: scripted(script), ...input });

describe('a stop is live on the kline of its entry', () => {
  it('where a limit entry fills in mid-kline', () => {
    // 100 → 101 → 98: 99 fills at 33,332 ms. The fill opens a long, so the rest is 99 → low 98 → 100 (WALK-4), the low at
    // 33,332 + (59,999 − 33,332)/2 = 46,665 ms: 98.5 lies halfway there.
    const entry = open({ side: 'long', type: 'limit', price: 99, quantity: 1, stop: { price: 98.5 } });
    const result = run({ 0: entry }, [...flat(1), [100, 101, 98, 100], ...flat(1)]);
    expect(result.fillLines()).toEqual(['k1+33332 entry buy 1 @ 99 maker', 'k1+39998 stop-loss sell 1 @ 98.5 taker']);
  });

  it('where a market entry fills at its open, and with both legs in reach the worse comes first', () => {
    const entry = open({ side: 'long', quantity: 1, stop: { price: 95 }, targets: [{ price: 105 }] });
    const klines = [...flat(1), [100, 110, 90, 100] as const, ...flat(1)];
    const worst = run({ 0: entry }, klines);
    // 100 → 90 till 19,999 ms: 95 halfway.
    expect(worst.fillLines().at(-1)).toBe('k1+9999 stop-loss sell 1 @ 95 taker');
    expect(worst.backtest.exchange.statistics.ambiguousBars).toBe(1);
    expect(worst.orderLines().at(-1)).toBe('take-profit TAKE_PROFIT_MARKET sell 1 > 105 cancelled requested');
    const again = open({ side: 'long', quantity: 1, stop: { price: 95 }, targets: [{ price: 105 }] });
    const best = run({ 0: again }, klines, { exchange: { walk: 'best-first' } });
    expect(best.fillLines().at(-1)).toBe('k1+9999 take-profit sell 1 @ 105 taker');
  });

  it('not before latency has brought it there', () => {
    // The entry arrives at 10,000 ms and opens a long at a place of 100.500025, from where the rest goes to the low 96 at
    // 10,000 + 24,999 ms (WALK-4). Its stop arrives at 20,000 ms; 97 is passed at 3.500025/4.500025 of the way.
    const entry = open({ side: 'long', quantity: 1, stop: { price: 97 } });
    const result = run({ 0: entry }, [...flat(1), [100, 101, 96, 100], ...flat(1)], {
      exchange: { latencyMs: 10_000 },
    });
    // A price between points is rounded against the order: up to 100.6.
    expect(result.fillLines()[0]).toBe('k1+10000 entry buy 1 @ 100.6 taker');
    expect(result.fillLines()[1]).toBe('k1+29443 stop-loss sell 1 @ 97 taker');
    expect(result.orders().map(({ placedTime }) => result.when(placedTime))).toEqual(['k1', 'k1+10000']);
  });
});

describe('a ladder of targets', () => {
  const LADDER = [{ price: 102, share: 0.5 }, { price: 104 }, { price: 106 }];

  it('takes its shares one after another, and the stop shrinks with each', () => {
    // Long, and either way alike, klines go to their low first: 100 stays till 19,999 ms, then rises to 103.
    const klines = [...flat(2), [100, 103, 100, 103] as const, [103, 107, 103, 107] as const, ...flat(1, 107)];
    const result = run({ 0: open({ side: 'long', quantity: 3, stop: { price: 95 }, targets: LADDER }) }, klines);
    // Half of 3 is 1.5, the other rungs divide the rest.
    expect(result.fillLines()).toEqual([
      'k1 entry buy 3 @ 100 taker',
      'k2+33332 take-profit sell 1.5 @ 102 taker',
      'k3+24999 take-profit sell 0.75 @ 104 taker',
      'k3+34999 take-profit sell 0.75 @ 106 taker',
    ]);
    expect(result.orderLines().filter((line) => line.startsWith('stop-loss'))).toEqual([
      'stop-loss STOP_MARKET sell 3 > 95 cancelled requested',
      'stop-loss STOP_MARKET sell 1.5 > 95 cancelled requested',
      'stop-loss STOP_MARKET sell 0.75 > 95 cancelled requested',
    ]);
    // 1.5 · 2 + 0.75 · 4 + 0.75 · 6 = 10.5
    expect(result.trades.map(({ profit, exitCause }) => [Number(profit), exitCause])).toEqual([
      [10.5, 'take-profit-3'],
    ]);
  });

  it('gives the last rung what rounding leaves', () => {
    // A third of 0.1 is 0.0333…, down to 0.033; the last takes 0.034.
    const targets = [{ price: 102 }, { price: 104 }, { price: 106 }];
    const result = run({ 0: open({ side: 'long', quantity: 0.1, targets }) }, flat(3));
    expect(
      result
        .orders()
        .slice(1)
        .map(({ quantity }) => Number(quantity)),
    ).toEqual([0.033, 0.033, 0.034]);
  });

  it('rests as reduce-only limits where it is set so, and fills as maker', () => {
    const entry = open({ side: 'long', quantity: 1, targets: [{ price: 102 }] });
    const klines = [...flat(2), [100, 103, 100, 103] as const];
    const result = run({ 0: entry }, klines, { execution: { takeProfitType: 'limit' } });
    expect(result.fillLines().at(-1)).toBe('k2+33332 take-profit sell 1 @ 102 maker');
  });

  it('goes at once when the stop has begun to fill', () => {
    const klines = [...flat(2), [100, 100, 94, 94] as const, ...flat(1, 94)];
    const result = run({ 0: open({ side: 'long', quantity: 3, stop: { price: 95 }, targets: LADDER }) }, klines);
    // 100 → 94 till 19,999 ms: 95 at 5/6.
    expect(result.fillLines().at(-1)).toBe('k2+16665 stop-loss sell 3 @ 95 taker');
    expect(result.orderLines().slice(2)).toEqual([
      'take-profit TAKE_PROFIT_MARKET sell 1.5 > 102 cancelled requested',
      'take-profit TAKE_PROFIT_MARKET sell 0.75 > 104 cancelled requested',
      'take-profit TAKE_PROFIT_MARKET sell 0.75 > 106 cancelled requested',
    ]);
  });
});

describe('entries that fill in parts', () => {
  it('are protected for what is filled, and the stop grows', () => {
    // A tenth of each volume is ours: 0.4 in kline 1, 0.6 in kline 2.
    const klines = [...flat(1), [100, 101, 98, 100, 4] as const, [100, 101, 98, 100, 100] as const, ...flat(1)];
    const entry = open({
      side: 'long',
      type: 'limit',
      price: 99,
      quantity: 1,
      stop: { price: 90 },
      targets: [{ price: 120 }],
    });
    const result = run({ 0: entry }, klines, { exchange: { participationRatio: 0.1 } });
    expect(result.orderLines()).toEqual([
      'entry LIMIT buy 1 @ 99 filled',
      'stop-loss STOP_MARKET sell 0.4 > 90 cancelled requested',
      'take-profit TAKE_PROFIT_MARKET sell 0.4 > 120 cancelled requested',
      'stop-loss STOP_MARKET sell 1 > 90 open',
      'take-profit TAKE_PROFIT_MARKET sell 1 > 120 open',
    ]);
  });

  it('measure distances from their average', () => {
    // At market 0.5 fill at 100 and, LIQ-3, the rest at the next open 104: the average is 102.
    const klines = [...flat(1), [100, 101, 99, 100, 5] as const, [104, 105, 103, 104] as const, ...flat(1, 104)];
    const entry = open({ side: 'long', quantity: 1, stop: { distance: 10 } });
    const result = run({ 0: entry }, klines, { exchange: { participationRatio: 0.1 } });
    expect(result.fillLines()).toEqual(['k1 entry buy 0.5 @ 100 taker', 'k2 entry buy 0.5 @ 104 taker']);
    expect(result.orderLines().at(-1)).toBe('stop-loss STOP_MARKET sell 1 > 92 open');
  });

  it('leave a stop that fills in parts to go on, while the targets are gone', () => {
    const klines = [...flat(2), [100, 100, 94, 94, 4] as const, ...flat(1, 93)];
    const entry = open({ side: 'long', quantity: 1, stop: { price: 95 }, targets: [{ price: 110 }] });
    const result = run({ 0: entry }, klines, { exchange: { participationRatio: 0.1 } });
    expect(result.fillLines().slice(1)).toEqual([
      'k2+16665 stop-loss sell 0.4 @ 95 taker',
      'k3 stop-loss sell 0.6 @ 93 taker',
    ]);
    expect(result.orderLines().at(-1)).toBe('take-profit TAKE_PROFIT_MARKET sell 1 > 110 cancelled requested');
  });
});

describe('a position is never without the stop that was asked for', () => {
  it('a stop that the gap has passed closes it at market', () => {
    // The entry arrives 30 s into kline 1, its stop 30 s later: at the open of kline 2, beyond it.
    const klines = [...flat(2), ...flat(2, 97)];
    const entry = open({ side: 'long', quantity: 1, stop: { price: 98 } });
    const result = run({ 0: entry }, klines, { exchange: { latencyMs: 30_000 } });
    expect(result.orderLines()).toEqual([
      'entry MARKET buy 1 filled',
      'stop-loss STOP_MARKET sell 1 > 98 rejected WOULD_TRIGGER_AT_ONCE',
      'reduce MARKET sell 1 filled',
    ]);
    expect(result.fillLines()[1]).toBe('k2+30000 reduce sell 1 @ 97 taker');
    expect(result.backtest.engine.execution.counters()).toMatchObject({ legsBeyondTrigger: 1 });
  });

  it('a liquidation ends the bracket and its legs', () => {
    const account = { marginMode: 'isolated', leverage: 10 };
    const klines = [...flat(2), [100, 100, 85, 85] as const, ...flat(1, 85)];
    const entry = open({ side: 'long', quantity: 10, targets: [{ price: 120 }] });
    const result = run({ 0: entry }, klines, { account });
    // Margin 1,000 / 10 = 100, liquidation at (1,000 − 100) / (10 · (1 − 0.005)) = 90.4522…, closed at the bankruptcy price 90.
    expect(result.fillLines().at(-1)).toBe('k2+12729 liquidation sell 10 @ 90 taker');
    expect(result.orderLines().at(-1)).toBe('take-profit TAKE_PROFIT_MARKET sell 10 > 120 cancelled liquidation');
    expect(result.trades.map(({ profit, exitCause }) => [Number(profit), exitCause])).toEqual([[-100, 'liquidation']]);
    expect(result.backtest.engine.execution.brackets()).toEqual([]);
    expect(result.equities.at(-1)).toBe(10_000 - 100 - 0.5);
  });

  it('a reversal brings its own', () => {
    const first = open({ side: 'long', quantity: 1, stop: { price: 90 }, ref: 'l' });
    const klines = [...flat(3), [100, 104, 100, 104] as const, ...flat(1, 104)];
    const result = run({ 0: first, 1: reverse({ stop: { price: 103 }, ref: 's' }) }, klines);
    // Short, and either way alike, kline 3 goes to its high first: 103 at 3/4 of 19,999 ms.
    expect(result.fillLines().slice(1)).toEqual([
      'k2 reduce sell 1 @ 100 taker',
      'k2 entry sell 1 @ 100 taker',
      'k3+14999 stop-loss buy 1 @ 103 taker',
    ]);
    expect(result.trades.map(({ ref, profit }) => [ref, Number(profit)])).toEqual([
      ['l', 0],
      ['s', -3],
    ]);
  });
});
