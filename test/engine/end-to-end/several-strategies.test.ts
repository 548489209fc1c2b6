import { filter, ignoreElements, map, merge, tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { close, type Intent, open, place, reduce } from '../../../engine/index.ts';
import { flat, runStrategy } from './bench.ts';
import { said, scripted, type Script, strategyOf } from './script.ts';

const SHARED = { sharing: 'shared' };

/** Follows a script and keeps what is told of its own fills and position. */
function keeper(script: Script) {
  const fills: string[] = [];
  const positions: number[] = [];
  const strategy = strategyOf(({ klines, fill$, position$ }) =>
    merge(
      said(klines('1m'), script),
      fill$.pipe(
        tap(({ side, quantity, role }) => fills.push(`${role} ${side} ${quantity.toString()}`)),
        ignoreElements(),
      ),
      position$.pipe(
        tap(({ quantity }) => positions.push(Number(quantity))),
        ignoreElements(),
      ),
    ),
  );
  return { strategy, fills, positions };
}

const long = (quantity: number, more: object = {}): Intent<'main'> => open({ side: 'long', quantity, ...more });
const short = (quantity: number, more: object = {}): Intent<'main'> => open({ side: 'short', quantity, ...more });

describe('several strategies on several symbols', () => {
  it('act side by side in the order of the configuration, on one account', () => {
    const run = runStrategy({
      klines: { AUSDT: flat(4, 100), BUSDT: flat(4, 50) },
      strategy: {
        first: { strategy: scripted({ 0: short(2), 1: close() }), markets: 'BUSDT' },
        second: { strategy: scripted({ 0: long(1), 2: close() }), markets: 'AUSDT' },
      },
    });
    expect(run.fills.map(({ strategyId, symbol, side }) => `${strategyId} ${symbol} ${side}`)).toEqual([
      // At one open the symbols come in config order, whoever spoke first.
      'second AUSDT buy',
      'first BUSDT sell',
      'first BUSDT buy',
      'second AUSDT sell',
    ]);
    // Four fills of 100 at 0.0005 each.
    expect(run.equities.at(-1)).toBe(10_000 - 4 * 0.05);
  });

  it('share the margin of the account', () => {
    const run = runStrategy({
      klines: { AUSDT: flat(3), BUSDT: flat(3) },
      strategy: {
        first: { strategy: scripted({ 0: long(70) }), markets: 'AUSDT' },
        second: { strategy: scripted({ 0: long(70) }), markets: 'BUSDT' },
      },
    });
    // 7,000 of 10,000 are reserved for an order that is on its way.
    expect(run.refusals).toMatchObject([{ strategyId: 'second', code: 'MARGIN_SHORT' }]);
    expect(run.refusals[0]?.operands).toMatchObject({ available: '10000' });
  });

  it('size by their part of the capital where it is set', () => {
    // A tenth of 10,000, 1 % at risk: 10 / (5 + 0.1) = 1.9607…
    const entry = open({ side: 'long', riskRatio: 0.01, stop: { price: 95 } });
    const run = runStrategy({
      klines: flat(3),
      strategy: { s1: { strategy: scripted({ 0: entry }), capitalRatio: 0.1 } },
    });
    expect(run.fillLines()).toEqual(['k1 entry buy 1.96 @ 100 taker']);
  });
});

describe('several strategies on one symbol', () => {
  it('have a book each, and a fill is told to the strategy whose order it was', () => {
    const [a, b] = [keeper({ 0: long(3), 2: reduce({ quantity: 1 }) }), keeper({ 1: short(2), 3: close() })];
    const run = runStrategy({ klines: flat(6), strategy: { a: a.strategy, b: b.strategy }, account: SHARED });
    expect([a.fills, b.fills]).toEqual([
      ['entry buy 3', 'reduce sell 1'],
      ['entry sell 2', 'reduce buy 2'],
    ]);
    expect([a.positions, b.positions]).toEqual([
      [0, 3, 2],
      [0, -2, 0],
    ]);
    const { positions } = run.backtest.exchange.books();
    expect(positions.map(({ quantity }) => Number(quantity))).toEqual([2]);
  });

  it('reduce by a promise on their own book, since the net is not theirs', () => {
    // The net is −1: a reduce-only flag at the venue would let the long sell nothing.
    const [a, b] = [keeper({ 0: long(1), 1: close() }), keeper({ 0: short(2) })];
    const run = runStrategy({ klines: flat(4), strategy: { a: a.strategy, b: b.strategy }, account: SHARED });
    expect(a.fills).toEqual(['entry buy 1', 'reduce sell 1']);
    expect(run.orders().every(({ reduceOnly }) => !reduceOnly)).toBe(true);
    expect(Number(run.backtest.exchange.books().positions[0]?.quantity)).toBe(-2);
  });

  it('cannot reduce more than their book by several orders', () => {
    const twice = [
      place({ side: 'sell', price: 105, quantity: 1, reduceOnly: true }),
      place({ side: 'sell', price: 106, quantity: 1, reduceOnly: true, ref: 'second' }),
    ];
    const [a, b] = [keeper({ 0: long(1), 1: twice }), keeper({ 0: long(5) })];
    const run = runStrategy({ klines: flat(4), strategy: { a: a.strategy, b: b.strategy }, account: SHARED });
    expect(run.refusalLines()).toEqual(['refused REDUCES_MORE_THAN_HELD of second']);
  });

  it('close all of a book that has turned while a reduction of its other side was on its way', () => {
    // Everything takes a kline to arrive. The limit sells the long in kline 4; the close that was sent before it sells again
    // at k5, an excess of 1 short that is bought back at once. Before that arrives at k6 an entry of 2 has turned the book to
    // 1 long, and what it answers to its fill closes that 1: the excess on its way takes nothing from it.
    const klines = [...flat(4), [100, 106, 99, 100] as const, ...flat(5)];
    const script: Script = {
      0: long(1),
      2: place({ side: 'sell', price: 105, quantity: 1, reduceOnly: true }),
      3: close(),
      4: long(2, { ref: 'turns' }),
    };
    const strategy = scripted(script, ({ fill$ }) => [
      fill$.pipe(
        filter(({ ref }) => ref === 'turns'),
        map(() => close({ ref: 'answer' })),
      ),
    ]);
    const run = runStrategy({ klines, strategy, account: SHARED, exchange: { latencyMs: 60_000 } });
    expect(run.fillLines()).toEqual([
      'k2 entry buy 1 @ 100 taker',
      'k4+37141 reduce sell 1 @ 105 maker',
      'k5 reduce sell 1 @ 100 taker',
      'k6 entry buy 2 @ 100 taker',
      'k6 reduce buy 1 @ 100 taker',
      'k7 reduce sell 1 @ 100 taker',
      'k7 reduce sell 1 @ 100 taker',
    ]);
    expect(run.refusals.filter(({ outcome }) => outcome === 'dropped')).toEqual([]);
    expect(run.backtest.exchange.books().positions.filter(({ quantity }) => !quantity.isZero())).toEqual([]);
  });

  it('share funding by what each holds', () => {
    // −(3 − 2) · 100 · 0.01 = −1 in all: the long pays 3, the short receives 2.
    const [a, b] = [scripted({ 0: long(3) }), scripted({ 0: short(2) })];
    const run = runStrategy({
      klines: { BTCUSDT: { klines: flat(3), funding: { 1: 0.01 } } },
      strategy: { a, b },
      account: SHARED,
    });
    expect(run.backtest.engine.openTrades().map(({ strategyId, funding }) => [strategyId, Number(funding)])).toEqual([
      ['a', -3],
      ['b', 2],
    ]);
  });

  it('bear a liquidation in proportion to what they hold', () => {
    const account = { ...SHARED, marginMode: 'isolated', leverage: 10 };
    const klines = [...flat(2), [100, 100, 85, 85] as const, ...flat(1, 85)];
    const [a, b] = [keeper({ 0: long(6) }), keeper({ 0: long(4) })];
    const run = runStrategy({ klines, strategy: { a: a.strategy, b: b.strategy }, account });
    expect([a.positions, b.positions]).toEqual([
      [0, 6, 0],
      [0, 4, 0],
    ]);
    // The bankruptcy price is 90: 10 lost on each.
    expect(run.trades.map(({ strategyId, profit, exitCause }) => [strategyId, Number(profit), exitCause])).toEqual([
      ['a', -60, 'liquidation'],
      ['b', -40, 'liquidation'],
    ]);
  });
});
