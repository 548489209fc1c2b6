import { from, map, mergeMap, of, range, tap, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type Intent, type Kline, open, type StrategyDefinition } from '../../../engine/index.ts';
import { flat, runStrategy, T0 } from './bench.ts';
import { scripted, type Script, strategyOf } from './script.ts';

/** Follows a script and throws at the close of kline `at`. */
function throwing(at: number, script: Script = {}): StrategyDefinition {
  return scripted(script, ({ klines }) => [
    klines('1m').pipe(
      mergeMap((kline: Kline) => (kline.openTime === T0 + at * 60_000 ? throwError(() => new Error('no luck')) : [])),
    ),
  ]);
}

const limit = open({ side: 'long', type: 'limit', price: 90, quantity: 1 });
const held = open({
  side: 'long',
  quantity: 2,
  stop: { price: 95 },
  targets: [{ price: 102, share: 0.5 }, { price: 110 }],
});

describe('a strategy that throws in mid-run', () => {
  it('is taken no more intents from, and the run goes on', () => {
    const strategy = throwing(1, { 0: open({ side: 'long', quantity: 1 }), 2: open({ side: 'long', quantity: 1 }) });
    const run = runStrategy({ klines: flat(5), strategy });
    expect(run.quarantines).toMatchObject([
      { strategyId: 's1', code: 'THREW', message: 'no luck', time: T0 + 120_000 },
    ]);
    expect(run.fillLines()).toEqual(['k1 entry buy 1 @ 100 taker']);
    expect(run.equities).toHaveLength(5);
    expect(run.backtest.engine.strategies()).toMatchObject([{ state: 'quarantined' }]);
  });

  it('has its entries cancelled, and its exits stay managed', () => {
    const klines = [...flat(3), [100, 103, 100, 103] as const, [103, 103, 94, 94] as const];
    const run = runStrategy({ klines, strategy: throwing(1, { 0: [held, limit] }) });
    expect(run.orderLines().slice(0, 2)).toEqual([
      'entry MARKET buy 2 filled',
      'entry LIMIT buy 1 @ 90 cancelled requested',
    ]);
    expect(run.fillLines().slice(1)).toEqual([
      'k3+33332 take-profit sell 1 @ 102 taker',
      'k4+17776 stop-loss sell 1 @ 95 taker',
    ]);
    // The target's fill has shrunk the stop after the quarantine.
    expect(run.orderLines().at(-1)).toBe('stop-loss STOP_MARKET sell 1 > 95 filled');
  });

  it('keeps exits that the engine moves moving', () => {
    const klines = [...flat(3), [100, 104, 100, 104] as const, [104, 104, 101, 101] as const];
    const trailing = open({ side: 'long', quantity: 1, trailing: { callbackRatio: 0.02 } });
    const run = runStrategy({ klines, strategy: throwing(1, { 0: trailing }) });
    // 104 · 0.98 = 101.92, down to 101.9; 104 → 101 till 19,999 ms: at 2.1/3.
    expect(run.fillLines().at(-1)).toBe('k4+13999 stop-loss sell 1 @ 101.9 taker');
  });

  it('leaves the others alone, also those of the same instant', () => {
    const other = scripted({
      1: open({ side: 'long', quantity: 1, ref: 'other' }),
      2: open({ side: 'long', quantity: 1 }),
    });
    const run = runStrategy({
      klines: { AUSDT: flat(4), BUSDT: flat(4) },
      strategy: { bad: throwing(1), good: { strategy: other, markets: 'BUSDT' } },
    });
    expect(run.fills.map(({ strategyId }) => strategyId)).toEqual(['good', 'good']);
  });

  it('has what it said before at the same instant carried out, and its entry cancelled', () => {
    const run = runStrategy({ klines: flat(4), strategy: throwing(1, { 1: limit }) });
    expect(run.orderLines()).toEqual(['entry LIMIT buy 1 @ 90 cancelled requested']);
  });
});

describe('a strategy is stopped', () => {
  const THOUSAND_AND_ONE = 1001;

  it.each([
    [
      'where it throws at start',
      () =>
        strategyOf(() => {
          throw new Error('not today');
        }),
      'THREW_AT_START',
      'not today',
    ],
    [
      'where its stream throws as it is subscribed',
      () => strategyOf(() => throwError(() => new Error('at once'))),
      'THREW_AT_START',
      'at once',
    ],
    [
      'where it returns no stream',
      () => strategyOf((() => 7) as never),
      'NO_OBSERVABLE',
      '"run" returned the number 7, an Observable of intents is needed',
    ],
    [
      'where it emits what is no intent',
      () => strategyOf(() => of({ kind: 'open' } as unknown as Intent<'main'>)),
      'NOT_AN_INTENT',
      'emitted a plain object of kind open; a strategy emits what open, close, place and their kin return',
    ],
    [
      'where it runs away',
      () =>
        strategyOf(({ klines }) =>
          klines('1m').pipe(
            mergeMap(() => range(0, THOUSAND_AND_ONE)),
            map(() => open({ side: 'long', quantity: 0.001 })),
          ),
        ),
      'RUNAWAY_STRATEGY',
      'emitted more than 1000 intents at one instant',
    ],
    [
      'where it asks for klines that cannot be built',
      () =>
        strategyOf(({ klines }) =>
          klines('1m').pipe(
            mergeMap(() => klines('soon' as never)),
            map(() => limit),
          ),
        ),
      'THREW',
      'soon',
    ],
  ])('%s', (_, strategy, code, message) => {
    const run = runStrategy({ klines: flat(3), strategy: strategy() });
    expect(run.quarantines).toMatchObject([{ code }]);
    expect(run.quarantines[0]?.message).toContain(message);
    expect(run.equities).toHaveLength(3);
  });

  it('not by a thousand intents, and not by what an operator catches', () => {
    const strategy = strategyOf(({ klines }) =>
      klines('1m').pipe(
        mergeMap(() => range(0, THOUSAND_AND_ONE - 1)),
        map(() => open({ side: 'long', quantity: 0.001 })),
      ),
    );
    expect(runStrategy({ klines: flat(2), strategy }).quarantines).toEqual([]);
  });

  it('once, however often its streams fail', () => {
    const strategy = strategyOf(({ klines, order$ }) =>
      from([klines('1m'), order$]).pipe(
        mergeMap((stream) => stream),
        tap(() => {
          throw new Error('each time');
        }),
        map(() => limit),
      ),
    );
    expect(runStrategy({ klines: flat(3), strategy }).quarantines).toHaveLength(1);
  });
});
