import { EMPTY, from, ignoreElements, map, merge, mergeMap, type Observable, of, tap, withLatestFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { close, defineStrategy, type Intent, open, place, type StrategyContext, z } from '../../../engine/index.ts';
import { flat, runStrategy } from './bench.ts';
import { said, scripted, strategyOf } from './script.ts';

/** Writes down what a stream tells and says nothing. */
function watch<T>(stream: Observable<T>, told: string[], text: (value: T) => string): Observable<never> {
  return stream.pipe(
    tap((value) => told.push(text(value))),
    ignoreElements(),
  );
}

describe('one instant is told', () => {
  it('coarse klines before fine, then symbols, then strategies, each in config order', () => {
    const told: string[] = [];
    const watcher = (id: string) =>
      defineStrategy({
        name: id,
        markets: ['x', 'y'],
        params: z.object({}),
        run: ({ markets }) =>
          // Subscribed against the order in which they are to be told.
          merge(
            ...(['1m', '5m'] as const).flatMap((interval) =>
              [markets.y, markets.x].map((market) =>
                watch(market.klines(interval), told, ({ symbol }) => `${interval} ${symbol} ${id}`),
              ),
            ),
          ),
      });
    // The strategies bind the symbols against each other; what counts is the order of the symbols.
    runStrategy({
      klines: { AUSDT: flat(5), BUSDT: flat(5) },
      strategy: {
        one: { strategy: watcher('one'), markets: { x: 'AUSDT', y: 'BUSDT' } },
        two: { strategy: watcher('two'), markets: { x: 'BUSDT', y: 'AUSDT' } },
      },
    });
    // The fifth minute ends a kline of each interval.
    expect(told.slice(-8)).toEqual(
      ['5m', '1m'].flatMap((interval) =>
        ['AUSDT one', 'AUSDT two', 'BUSDT one', 'BUSDT two'].map((who) => `${interval} ${who}`),
      ),
    );
  });

  it('so that a fine kline never finds a stale coarse one beside it', () => {
    const pairs: number[][] = [];
    const strategy = strategyOf(({ klines }) =>
      klines('1m').pipe(
        withLatestFrom(klines('5m')),
        tap(([fine, coarse]) => pairs.push([fine.closeTime, coarse.closeTime])),
        ignoreElements(),
      ),
    );
    runStrategy({ klines: flat(16), strategy });
    expect(pairs).toHaveLength(12);
    for (const [fine, coarse] of pairs) expect(coarse).toBe(Math.floor(fine! / 300_000) * 300_000);
  });

  it('to everybody before the first intent that answers it is handled', () => {
    const told: string[] = [];
    const actor = strategyOf((context) =>
      merge(
        said(context.klines('1m'), { 0: open({ side: 'long', quantity: 1 }) }),
        watch(context.order$, told, ({ status }) => `order ${status}`),
      ),
    );
    const onlooker = strategyOf(({ klines }) => watch(klines('1m'), told, ({ symbol }) => `kline ${symbol}`));
    runStrategy({
      klines: { AUSDT: flat(1), BUSDT: flat(1) },
      strategy: { actor, looker: { strategy: onlooker, markets: 'BUSDT' } },
    });
    expect(told).toEqual(['kline BUSDT', 'order pending']);
  });
});

describe('what an event has changed is there when it is told', () => {
  it('a fill finds the position after it, and the order as it stands', () => {
    const seen: string[][] = [];
    const strategy = scripted(
      { 0: open({ side: 'long', quantity: 2 }), 1: open({ side: 'long', quantity: 1 }), 2: close() },
      (context) => [
        context.fill$.pipe(
          withLatestFrom(context.position$, context.order$),
          tap(([fill, position, order]) => seen.push([fill.quantity, position.quantity, order.status].map(String))),
          ignoreElements(),
        ),
      ],
    );
    runStrategy({ klines: flat(4), strategy });
    expect(seen).toEqual([
      ['2', '2', 'filled'],
      ['1', '3', 'filled'],
      ['3', '0', 'filled'],
    ]);
  });

  it('a kline finds the position as the fills inside it have left it', () => {
    const seen: string[] = [];
    const entry = open({ side: 'long', quantity: 1, stop: { price: 99.5 } });
    const strategy = scripted({ 0: entry }, ({ klines, position$ }) => [
      klines('1m').pipe(
        withLatestFrom(position$),
        tap(([, { quantity }]) => seen.push(String(quantity))),
        ignoreElements(),
      ),
    ]);
    // Kline 1 stays above the stop, kline 2 passes it.
    runStrategy({ klines: [...flat(1), [100, 101, 99.6, 100], ...flat(1)], strategy });
    expect(seen).toEqual(['0', '1', '0']);
  });

  it('a funding settlement has been paid', () => {
    const seen: number[] = [];
    const strategy = scripted({ 0: open({ side: 'long', quantity: 1 }) }, ({ funding$, position$ }) => [
      funding$.pipe(
        withLatestFrom(position$),
        tap(([, { fundingReceived }]) => seen.push(Number(fundingReceived))),
        ignoreElements(),
      ),
    ]);
    // Held at the end of kline 1: −1 · 100 · 0.001.
    runStrategy({ klines: { BTCUSDT: { klines: flat(3), funding: { 1: 0.001 } } }, strategy });
    expect(seen).toEqual([-0.1]);
  });

  it('equity is that of the instant', () => {
    const seen: number[][] = [];
    const strategy = scripted({ 0: open({ side: 'long', quantity: 1 }) }, ({ klines, equity$ }) => [
      klines('1m').pipe(
        withLatestFrom(equity$),
        tap(([kline, { equity, time }]) => seen.push([equity, time - kline.closeTime])),
        ignoreElements(),
      ),
    ]);
    runStrategy({ klines: [...flat(1), [100, 103, 99, 102]], strategy });
    // 10,000 − fee 0.05 + 2.
    expect(seen).toEqual([
      [10_000, 0],
      [10_001.95, 0],
    ]);
  });

  it('the cause is told before its effect', () => {
    const told: string[] = [];
    const entry = open({ side: 'long', quantity: 1, stop: { price: 90 } });
    const strategy = scripted({ 0: entry }, ({ order$, fill$ }) => [
      watch(order$, told, ({ role, status }) => `${role} ${status}`),
      watch(fill$, told, ({ role }) => `${role} fill`),
    ]);
    runStrategy({ klines: flat(2), strategy });
    expect(told).toEqual([
      'entry pending',
      'entry open',
      'entry filled',
      'entry fill',
      'stop-loss pending',
      'stop-loss open',
    ]);
  });
});

describe('a reaction to a fill', () => {
  // Filled at the open of kline 1, it rests a take-profit of its own at 100.5.
  const react = ({ klines, fill$ }: StrategyContext): Observable<Intent<'main'>> =>
    merge(
      said(klines('1m'), { 0: open({ side: 'long', quantity: 1 }) }),
      fill$.pipe(
        mergeMap(({ role }) =>
          role === 'entry' ? of(place({ side: 'sell', price: 100.5, quantity: 1, reduceOnly: true })) : EMPTY,
        ),
      ),
    );

  it('meets the rest of the walk without latency', () => {
    const run = runStrategy({ klines: flat(3), strategy: strategyOf(react) });
    // Alike either way, kline 1 goes to 99 first and to 101 between 19,999 and 39,999 ms: 100.5 at 3/4.
    expect(run.fillLines().at(-1)).toBe('k1+34999 reduce sell 1 @ 100.5 maker');
  });

  it('arrives later with latency', () => {
    const run = runStrategy({ klines: flat(4), strategy: strategyOf(react), exchange: { latencyMs: 20_000 } });
    // The entry arrives 20 s into kline 1, the reaction another 20 s later, when the price has left 101 behind. Long then,
    // kline 2 passes 100.5 on its way from 99 to 101.
    expect(run.fillLines().at(-1)).toBe('k2+34999 reduce sell 1 @ 100.5 maker');
  });

  it('may come from several intents of one event, which keep their order', () => {
    const strategy = strategyOf(({ klines, fill$ }) =>
      merge(
        said(klines('1m'), { 0: open({ side: 'long', quantity: 1, ref: 'first' }) }),
        fill$.pipe(
          mergeMap(({ ref }) => (ref === 'first' ? from(['a', 'b', 'c']) : EMPTY)),
          map((ref) => open({ side: 'long', quantity: 1, ref })),
        ),
      ),
    );
    const run = runStrategy({ klines: flat(2), strategy });
    expect(run.fills.map(({ ref, time }) => `${ref} ${run.when(time)}`)).toEqual(['first k1', 'a k1', 'b k1', 'c k1']);
  });
});
