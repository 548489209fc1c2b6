// What a trade tells of itself: its name, what ended it, what it was declared with, how far the price went while it was held,
// and which fills and orders are its own.
import { describe, expect, it } from 'vitest';
import { createOrderRecord } from '../../../app/order-record.ts';
import { close, open, place, reduce, reverse, target } from '../../../engine/index.ts';
import { type Bench, type BenchInput, flat, runStrategy, startRun } from './bench.ts';
import { scripted, type Script } from './script.ts';

const run = (script: Script, klines: BenchInput['klines'], input: Partial<BenchInput> = {}): Bench =>
  runStrategy({ klines, strategy: scripted(script), ...input });

const causesOf = ({ trades }: Bench): readonly (string | null)[] => trades.map(({ exitCause }) => exitCause);

/** `<trade>: <signed quantity>` of each part, fill by fill. */
const partsOf = ({ fills }: Bench): readonly string[] =>
  fills.map(({ parts }) =>
    parts
      .map(({ tradeId, part, quantity }) => `${tradeId}: ${part === 'exit' ? '-' : ''}${quantity.toString()}`)
      .join(', '),
  );

const long = (more: object = {}) => open({ side: 'long', quantity: 1, ...more });

describe('what ended a trade is told', () => {
  const up = [100, 106, 100, 106] as const;
  const down = [100, 100, 94, 94] as const;

  it.each<{ cause: string; script: Script; klines: BenchInput['klines'] }>([
    { cause: 'stop-loss', script: { 0: long({ stop: { price: 95 } }) }, klines: [...flat(2), down] },
    {
      cause: 'take-profit-2',
      script: { 0: long({ targets: [{ price: 103 }, { price: 105 }] }) },
      klines: [...flat(2), up],
    },
    {
      cause: 'trailing-stop',
      script: { 0: long({ trailing: { callbackRatio: 0.02 } }) },
      klines: [...flat(2), up, [106, 106, 100, 100]],
    },
    {
      cause: 'break-even',
      script: { 0: long({ stop: { price: 90 }, breakEven: { trigger: { distance: 4 } } }) },
      klines: [...flat(2), up, [106, 106, 99, 99]],
    },
    { cause: 'time', script: { 0: long({ maxHoldingMs: 90_000 }) }, klines: flat(4) },
    { cause: 'close', script: { 0: long(), 1: close() }, klines: flat(3) },
    { cause: 'reduce', script: { 0: long(), 1: reduce({ quantity: 1 }) }, klines: flat(3) },
    { cause: 'reverse', script: { 0: long(), 1: reverse() }, klines: flat(3) },
    { cause: 'target', script: { 0: target({ quantity: 1 }), 1: target({ quantity: 0 }) }, klines: flat(3) },
    {
      cause: 'opposite-entry',
      script: { 0: long(), 1: place({ side: 'sell', quantity: 1, price: 100.5 }) },
      klines: flat(3),
    },
    {
      cause: 'place',
      script: { 0: long(), 1: place({ side: 'sell', quantity: 1, price: 100.5, reduceOnly: true }) },
      klines: flat(3),
    },
  ])('$cause', ({ cause, script, klines }) => {
    expect(causesOf(run(script, klines))).toEqual([cause]);
  });

  it('a leg that was beyond its trigger when it arrived', () => {
    // The entry arrives at 10,000 ms, its stop at 20,000 ms: by then the price has fallen from 100.5 to 96.3.
    const klines = [...flat(1), [100, 101, 90, 95] as const, ...flat(1, 95)];
    const result = run({ 0: long({ stop: { price: 97 } }) }, klines, { exchange: { latencyMs: 10_000 } });
    expect(causesOf(result)).toEqual(['would-trigger']);
  });

  it('a stop that filled in part, and the rest of it at market', () => {
    // A tenth of 10 fills 1 of 2 at the stop; what is left is closed by us.
    const klines = [...flat(2), [100, 100, 94, 94, 10] as const, ...flat(2, 94)];
    const result = run({ 0: open({ side: 'long', quantity: 2, stop: { price: 95 } }) }, klines, {
      exchange: { participationRatio: 0.1 },
    });
    expect(result.fillLines().length).toBeGreaterThan(2);
    expect(causesOf(result)).toEqual(['stop-loss']);
  });

  it('liquidation', () => {
    const klines = [...flat(2), [100, 100, 40, 40] as const, ...flat(1, 40)];
    const result = run({ 0: open({ side: 'long', quantity: 900 }) }, klines, { account: { leverage: 10 } });
    expect(causesOf(result)).toEqual(['liquidation']);
  });

  it('end of data, which a close of the strategy is not', () => {
    const bench = startRun({ klines: flat(4), strategy: scripted({ 0: long(), 1: close(), 2: long() }) });
    bench.step();
    bench.backtest.closeAtEnd();
    bench.stop();
    expect(causesOf(bench)).toEqual(['close', 'end-of-data']);
  });
});

describe('a trade has an id of its own', () => {
  it('in each round of a bracket whose entry goes on filling after all was closed', () => {
    // A tenth of a volume of 10 fills 1 of 2 at a time; between them the target takes what is held.
    const entry = open({ side: 'long', type: 'limit', price: 100, quantity: 2, targets: [{ price: 100.5 }] });
    const dip = [100.2, 100.3, 99, 100.2, 10] as const;
    const rise = [100.2, 101, 100.1, 100.8] as const;
    const klines = [...flat(1, 100.2), dip, rise, dip, rise];
    const result = run({ 0: entry }, klines, { exchange: { participationRatio: 0.1 } });
    expect(result.trades.map(({ tradeId }) => tradeId)).toEqual(['slu-s1-1-1', 'slu-s1-1-1#2']);
    expect(new Set(result.trades.map(({ bracketId }) => bracketId))).toEqual(new Set(['slu-s1-1-1']));
  });
});

describe('a fill names the trades it belongs to', () => {
  it('both of them where it closes one and opens another', () => {
    const result = run({ 0: long(), 1: reverse({ quantity: 2 }) }, flat(3));
    expect(partsOf(result)).toEqual(['slu-s1-1-1: 1', 'slu-s1-1-1: -1, slu-s1-1-2: 2']);
    expect(result.fills[1]?.parts.map(({ fee }) => fee.toString())).toEqual(['0.05', '0.1']);
  });

  it('all that a close takes from', () => {
    const result = run({ 0: long(), 1: long(), 2: close() }, flat(4));
    expect(partsOf(result)).toEqual(['slu-s1-1-1: 1', 'slu-s1-1-2: 1', 'slu-s1-1-1: -1, slu-s1-1-2: -1']);
  });
});

describe('an order names its trades and why it was sent', () => {
  it('for the entry, a moved stop, a target that never filled, and the close', () => {
    const record = createOrderRecord();
    const bench = run(
      {
        0: long({ stop: { price: 90 }, targets: [{ price: 120 }], trailing: { callbackRatio: 0.05 } }),
        1: open({ side: 'long', type: 'limit', price: 50, quantity: 1, ref: 'never' }),
        4: close(),
      },
      [...flat(2), [100, 104, 100, 104], ...flat(3, 104)],
    );
    for (const event of bench.told) {
      if (event.kind === 'order') record.orderChanged(event.order, event.reason);
      else record.filled(event.fill);
    }
    const trade = 'slu-s1-1-1';
    expect(record.rows().map((order) => [order.clientOrderId, order.reason, order.tradeIds.join(' ')])).toEqual([
      [`${trade}-M`, 'open', trade],
      [`${trade}-SL`, 'trailing', trade],
      [`${trade}-TP1`, 'take-profit', trade],
      [`${trade}-SL.2`, 'trailing', trade],
      ['slu-s1-1-2-M', 'open', ''],
      [`${trade}-SL.3`, 'trailing', trade],
      [`${trade}-SL.4`, 'trailing', trade],
      ['slu-s1-1-3-R', 'close', trade],
    ]);
  });
});

describe('what a trade was declared with', () => {
  it('is seen from its average entry and on the tick, and its risk is what the stop would have lost', () => {
    const exits = { stop: { ratio: 0.0123 }, targets: [{ distance: 3 }, { price: 110 }] };
    const [trade] = run({ 0: long({ quantity: 2, ...exits }), 1: close() }, flat(3)).trades;
    // A stop that sells goes down to the tick: 98.77 to 98.7.
    expect(trade?.stopPrice?.toString()).toBe('98.7');
    expect(trade?.targetPrices.map(String)).toEqual(['103', '110']);
    expect(trade?.riskAmount?.toString()).toBe('2.6');
    // Two fills of 200 at 0.0005 cost 0.2.
    expect(trade?.rMultiple).toBeCloseTo(-0.2 / 2.6, 12);
    expect(trade?.returnRatio).toBeCloseTo(-0.001, 12);
  });

  it('is a trailing stop too, where it follows at once', () => {
    const [trade] = run({ 0: long({ trailing: { callbackRatio: 0.05 } }), 1: close() }, flat(3)).trades;
    expect(trade?.stopPrice?.toString()).toBe('95');
  });

  it('is nothing where nothing was declared, and no risk where the stop was a profit', () => {
    const [bare] = run({ 0: long(), 1: close() }, flat(3)).trades;
    expect(bare).toMatchObject({ stopPrice: null, targetPrices: [], riskAmount: null, rMultiple: null });
  });
});

describe('how far the price went while a trade was held', () => {
  const excursionOf = (bench: Bench, index = 0) => {
    const trade = bench.trades[index];
    const { maeRatio, mfeRatio } = (trade && bench.backtest.excursions.of(trade)) ?? {};
    return { mae: maeRatio, mfe: mfeRatio };
  };

  it('is low and high of the klines it was held through', () => {
    // Bought at the open of kline 1, sold at that of kline 3.
    const result = run({ 0: long(), 2: close() }, [
      ...flat(1),
      [100, 103, 99, 101],
      [101, 107, 96, 102],
      ...flat(1, 102),
    ]);
    expect(excursionOf(result)).toEqual({ mae: expect.closeTo(0.04, 12), mfe: expect.closeTo(0.07, 12) });
  });

  it('is not what came before an entry inside a kline', () => {
    // Flat, the nearer extreme comes first: 97 fills on the way to 95, and the rest is turned to 95 → 100 (WALK-4).
    const entry = open({ side: 'long', type: 'limit', price: 97, quantity: 1 });
    const klines = [...flat(1), [100, 108, 95, 100] as const, ...flat(1)];
    const bench = startRun({ klines, strategy: scripted({ 0: entry, 1: close() }) });
    bench.step();
    bench.stop();
    expect(excursionOf(bench)).toEqual({ mae: expect.closeTo(2 / 97, 12), mfe: expect.closeTo(3 / 97, 12) });
  });

  it('is not what comes after an exit inside a kline', () => {
    // The worse walk goes 100 → 90 → 110: the stop fills at 95, and neither 90 nor 110 is seen.
    const result = run({ 0: long({ stop: { price: 95 } }) }, [...flat(2), [100, 110, 90, 100], ...flat(1)]);
    expect(excursionOf(result)).toEqual({ mae: expect.closeTo(0.05, 12), mfe: expect.closeTo(0.01, 12) });
  });

  it('is turned round for a short', () => {
    const result = run({ 0: open({ side: 'short', quantity: 1 }), 2: close() }, [
      ...flat(1),
      [100, 103, 99, 101],
      [101, 107, 96, 102],
      ...flat(1, 102),
    ]);
    expect(excursionOf(result)).toEqual({ mae: expect.closeTo(0.07, 12), mfe: expect.closeTo(0.04, 12) });
  });

  it('is known of a trade that is still open, and of none that was never held', () => {
    const bench = run({ 0: long() }, [...flat(1), [100, 103, 99, 101]]);
    const [trade] = bench.backtest.engine.openTrades();
    if (trade === undefined) throw new Error('nothing is held');
    expect(bench.backtest.excursions.of(trade)).toEqual({
      maeRatio: expect.closeTo(0.01, 12),
      mfeRatio: expect.closeTo(0.03, 12),
    });
    expect(bench.backtest.excursions.of({ ...trade, tradeId: 'another' })).toBeNull();
  });
});
