// Time inside strategies is the run's: operators that are given `clock.scheduler` run on it, others cannot run at all.
import {
  bufferTime,
  debounceTime,
  delay,
  filter,
  from,
  interval,
  map,
  mergeMap,
  take,
  tap,
  throttleTime,
  timer,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { open } from '../../../engine/index.ts';
import { flat, runStrategy, startRun, T0 } from './bench.ts';
import { scripted, strategyOf } from './script.ts';

const buy = () => open({ side: 'long', quantity: 1 });

describe('time operators on the clock of the context', () => {
  it('timer runs inside a kline, and its intent meets the rest of it', () => {
    const strategy = strategyOf(({ clock }) => timer(90_000, clock.scheduler).pipe(map(buy)));
    // 30,000 ms into kline 1, flat: from 101 at 19,999 ms to 99 at 39,999 ms, 99.9999 up to the tick for a buy.
    expect(runStrategy({ klines: flat(3), strategy }).fillLines()).toEqual(['k1+30000 entry buy 1 @ 100 taker']);
  });

  it('timer at the end of a kline comes after the kline', () => {
    const told: string[] = [];
    const strategy = strategyOf(({ clock, klines }) => {
      const ticks = timer(60_000, clock.scheduler).pipe(tap(() => told.push('timer')));
      return from([klines('1m').pipe(tap(() => told.push('kline'))), ticks]).pipe(
        mergeMap((stream) => stream),
        filter(() => false),
        map(buy),
      );
    });
    runStrategy({ klines: flat(2), strategy });
    expect(told).toEqual(['kline', 'timer', 'kline']);
  });

  it('interval goes on and on', () => {
    const times: number[] = [];
    const strategy = strategyOf(({ clock }) =>
      interval(25_000, clock.scheduler).pipe(
        tap(() => times.push(clock.now() - T0)),
        filter(() => false),
        map(buy),
      ),
    );
    runStrategy({ klines: flat(2), strategy });
    expect(times).toEqual([25_000, 50_000, 75_000, 100_000]);
  });

  it('debounceTime waits for silence', () => {
    // Klines 0 to 2 come every minute, kline 3 is missing: the silence after kline 2 lasts longer than 90 s.
    const klines = [...flat(3), null, ...flat(3)];
    const strategy = strategyOf(({ clock, klines: told }) =>
      told('1m').pipe(debounceTime(90_000, clock.scheduler), map(buy)),
    );
    const run = runStrategy({ klines, strategy });
    expect(run.orders().map(({ placedTime }) => run.when(placedTime))).toEqual(['k4+30000']);
  });

  it('bufferTime collects', () => {
    const sizes: number[] = [];
    const strategy = strategyOf(({ clock, klines }) =>
      klines('1m').pipe(
        bufferTime(150_000, null, Number.POSITIVE_INFINITY, clock.scheduler),
        tap(({ length }) => sizes.push(length)),
        take(3),
        filter(() => false),
        map(buy),
      ),
    );
    runStrategy({ klines: flat(10), strategy });
    // Closes at 60, 120 | 180, 240, 300 | 360, 420: at 300 s both are due, and the kline comes first.
    expect(sizes).toEqual([2, 3, 2]);
  });

  it('delay and throttleTime', () => {
    const strategy = strategyOf(({ clock, klines }) =>
      klines('1m').pipe(throttleTime(100_000, clock.scheduler), delay(15_000, clock.scheduler), map(buy)),
    );
    const run = runStrategy({ klines: flat(5), strategy });
    expect(run.orders().map(({ placedTime }) => run.when(placedTime))).toEqual(['k1+15000', 'k3+15000']);
  });
});

describe('time that is not the run’s', () => {
  it.each([
    ['timer', () => strategyOf(() => timer(1000).pipe(map(buy))), 'THREW_AT_START'],
    ['debounceTime', () => strategyOf(({ klines }) => klines('1m').pipe(debounceTime(1000), map(buy))), 'THREW'],
    ['delay', () => strategyOf(({ klines }) => klines('1m').pipe(delay(1000), map(buy))), 'THREW'],
  ])('%s without the clock stops the strategy and says what to write', (_, strategy, code) => {
    const run = runStrategy({ klines: flat(3), strategy: strategy() });
    expect(run.quarantines).toMatchObject([{ strategyId: 's1', code }]);
    expect(run.quarantines[0]?.message).toContain('give it context.clock.scheduler');
    expect(run.orders()).toEqual([]);
  });

  it('a Promise makes no intent: it has no place in the order of events', async () => {
    const strategy = strategyOf(({ klines }) => klines('1m').pipe(mergeMap(async () => buy())));
    const run = startRun({ klines: flat(4), strategy });
    run.step(1);
    expect(run.quarantines).toEqual([]);
    await Promise.resolve();
    run.step();
    expect(run.quarantines).toMatchObject([{ code: 'ASYNC_INTENT', time: T0 + 60_000 }]);
    expect(run.orders()).toEqual([]);
  });

  it('neither does a timer of the machine', async () => {
    const strategy = strategyOf(({ klines }) =>
      klines('1m').pipe(
        mergeMap(() => new Promise((resolve) => void setImmediate(resolve))),
        map(buy),
      ),
    );
    const run = startRun({ klines: flat(4), strategy });
    run.step(1);
    await new Promise((resolve) => void setImmediate(() => setImmediate(resolve)));
    run.step();
    expect(run.quarantines).toMatchObject([{ code: 'ASYNC_INTENT' }]);
  });

  it('what a strategy says while it subscribes is heard', () => {
    const run = runStrategy({
      klines: flat(2),
      strategy: strategyOf(() => from([open({ side: 'long', quantity: 1, type: 'limit', price: 90 })])),
    });
    // Before the first kline no price is known to judge it by.
    expect(run.refusalLines()).toEqual(['refused MARKET_DATA_ABSENT']);
    expect(runStrategy({ klines: flat(2), strategy: scripted({}) }).refusalLines()).toEqual([]);
  });
});
