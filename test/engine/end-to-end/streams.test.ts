import { defer, EMPTY, ignoreElements, materialize, merge, mergeMap, type Observable, take, tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { close, open, type StrategyContext } from '../../../engine/index.ts';
import { flat, runStrategy, startRun, T0 } from './bench.ts';
import { said, scripted, type Script, strategyOf } from './script.ts';

/** What a stream tells to a subscription made at the close of kline `from`. */
function toldFrom(from: number, script: Script, streamOf: (context: StrategyContext) => Observable<unknown>) {
  const told: unknown[] = [];
  const strategy = scripted(script, (context) => [
    context.klines('1m').pipe(
      mergeMap(({ openTime }) => (openTime === T0 + from * 60_000 ? streamOf(context) : EMPTY)),
      tap((value) => told.push(value)),
      ignoreElements(),
    ),
  ]);
  const run = runStrategy({ klines: flat(5), strategy });
  expect(run.quarantines).toEqual([]);
  return told;
}

describe('streams of state begin with the present', () => {
  it('position$, once for each subscription', () => {
    const script = { 0: open({ side: 'long', quantity: 2 }), 3: close() };
    expect(toldFrom(1, script, ({ position$ }) => position$)).toMatchObject([
      { averagePrice: { d: [100] } },
      { averagePrice: null },
    ]);
  });

  it('position$ per side in hedge mode', () => {
    const sides: string[] = [];
    const strategy = strategyOf(({ position$ }) =>
      position$.pipe(
        tap(({ positionSide, quantity }) => sides.push(`${positionSide} ${quantity.toString()}`)),
        ignoreElements(),
      ),
    );
    runStrategy({ klines: flat(1), strategy, account: { positionMode: 'hedge' } });
    expect(sides).toEqual(['long 0', 'short 0']);
  });

  it('order$ with the orders that work then', () => {
    const limit = open({ side: 'long', type: 'limit', price: 90, quantity: 1, ref: 'rests' });
    const script = { 0: [open({ side: 'long', quantity: 1, ref: 'over' }), limit] };
    expect(toldFrom(2, script, ({ order$ }) => order$)).toMatchObject([{ ref: 'rests', status: 'open' }]);
  });

  it('feed$ and equity$', () => {
    expect(toldFrom(2, {}, ({ feed$ }) => feed$)).toEqual(['live']);
    // The close of kline 2, and those of the two that follow.
    expect(toldFrom(2, {}, ({ equity$ }) => equity$)).toEqual(
      [3, 4, 5].map((minute) => ({ time: T0 + minute * 60_000, equity: 10_000 })),
    );
  });
});

describe('streams of events do not repeat', () => {
  it('fill$ and refusal$ tell what comes after the subscription', () => {
    const script = {
      0: [open({ side: 'long', quantity: 1 }), open({ side: 'long', quantity: 0.01 })],
      3: close({ ref: 'later' }),
    };
    expect(toldFrom(2, script, ({ fill$ }) => fill$)).toMatchObject([{ ref: 'later', role: 'reduce' }]);
    expect(toldFrom(2, script, ({ refusal$ }) => refusal$)).toEqual([]);
  });

  it('klines are told once to each subscription', () => {
    expect(toldFrom(1, {}, ({ klines }) => klines('1m'))).toMatchObject(
      [2, 3, 4].map((minute) => ({ openTime: T0 + minute * 60_000 })),
    );
  });
});

describe('the streams of a context', () => {
  const ALL: Readonly<Record<string, (context: StrategyContext) => Observable<unknown>>> = {
    'klines 1m': ({ klines }) => klines('1m'),
    'klines 5m with warm-up': ({ klines }) => klines('5m', { warmup: 1 }),
    mark$: ({ mark$ }) => mark$,
    funding$: ({ funding$ }) => funding$,
    feed$: ({ feed$ }) => feed$,
    position$: ({ position$ }) => position$,
    order$: ({ order$ }) => order$,
    fill$: ({ fill$ }) => fill$,
    refusal$: ({ refusal$ }) => refusal$,
    equity$: ({ equity$ }) => equity$,
  };

  it.each(Object.entries(ALL))('%s never completes and never errors', (_, streamOf) => {
    const kinds = new Set<string>();
    const strategy = scripted({ 0: open({ side: 'long', quantity: 1 }), 2: close() }, (context) => [
      streamOf(context).pipe(
        materialize(),
        tap(({ kind }) => kinds.add(kind)),
        ignoreElements(),
      ),
    ]);
    const run = runStrategy({ klines: { BTCUSDT: { klines: flat(12), funding: { 1: 0.001 } } }, from: 5, strategy });
    expect(run.quarantines).toEqual([]);
    expect([...kinds].filter((kind) => kind !== 'N')).toEqual([]);
  });

  it.each(['trade$', 'book$', 'fundingEstimate$', 'funding$'] as const)(
    '%s, where the data has none, stops the strategy and says so',
    (name) => {
      const strategy = strategyOf((context) => merge(context.klines('1m'), context[name]).pipe(ignoreElements()));
      const run = runStrategy({ klines: flat(2), strategy });
      expect(run.quarantines).toMatchObject([{ code: 'THREW_AT_START' }]);
      const stream = name.slice(0, -1);
      expect(run.quarantines[0]?.message).toBe(
        `the market source has no ${stream} stream for BTCUSDT; declare needs: ['${stream}'] to be told at load`,
      );
    },
  );

  it('mark$ tells the mark at each close', () => {
    const marks: number[] = [];
    const strategy = strategyOf(({ mark$ }) =>
      mark$.pipe(
        tap(({ price }) => marks.push(price)),
        ignoreElements(),
      ),
    );
    const klines = {
      BTCUSDT: {
        klines: flat(2),
        marks: [
          [100, 101, 99, 100.2],
          [100.2, 101, 99, 99.8],
        ] as const,
      },
    };
    runStrategy({ klines, strategy });
    expect(marks).toEqual([100.2, 99.8]);
  });
});

describe('chance', () => {
  const drawn = (seed: number) => {
    const numbers: Record<string, number[]> = { one: [], two: [] };
    const strategy = (id: string) =>
      strategyOf(({ klines, random }) =>
        klines('1m').pipe(
          tap(() => numbers[id]?.push(random())),
          ignoreElements(),
        ),
      );
    runStrategy({ klines: flat(3), strategy: { one: strategy('one'), two: strategy('two') }, seed });
    return numbers;
  };

  it('comes from the seed of the run, to each strategy its own', () => {
    const { one, two } = drawn(1);
    expect(drawn(1)).toEqual({ one, two });
    expect(one).not.toEqual(two);
    expect(drawn(2)['one']).not.toEqual(one);
    expect([...(one ?? []), ...(two ?? [])].every((number) => number >= 0 && number < 1)).toBe(true);
  });
});

describe('the end of a run', () => {
  it('unsubscribes, and drops what teardown emits', () => {
    let tornDown = 0;
    const strategy = strategyOf(({ klines }) =>
      merge(
        said(klines('1m'), { 0: open({ side: 'long', quantity: 1 }) }),
        defer(() => klines('1m')).pipe(
          tap({
            finalize: () => {
              tornDown += 1;
            },
          }),
          ignoreElements(),
        ),
      ),
    );
    const run = startRun({ klines: flat(3), strategy });
    run.step();
    expect(tornDown).toBe(0);
    run.stop();
    expect(tornDown).toBe(1);
    expect(run.fills).toHaveLength(1);
    expect(run.backtest.engine.strategies()).toMatchObject([{ state: 'stopped' }]);
  });

  it('of a strategy leaves its orders managed', () => {
    const entry = open({
      side: 'long',
      quantity: 2,
      stop: { price: 95 },
      targets: [{ price: 102, share: 0.5 }, { price: 110 }],
    });
    const strategy = strategyOf(({ klines }) => said(klines('1m').pipe(take(1)), { 0: entry }));
    const klines = [...flat(2), [100, 103, 100, 103] as const, [103, 103, 94, 94] as const];
    const run = startRun({ klines, strategy });
    run.step();
    expect(run.backtest.engine.strategies()).toMatchObject([{ state: 'done' }]);
    expect(run.fillLines().slice(1)).toEqual([
      'k2+33332 take-profit sell 1 @ 102 taker',
      // 103 → 94 till 19,999 ms: 95 at 8/9.
      'k3+17776 stop-loss sell 1 @ 95 taker',
    ]);
  });
});
