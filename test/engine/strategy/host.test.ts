import { concatMap, delay, EMPTY, from, map, merge, Observable, of } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Intent } from '../../../engine/domain/intent.ts';
import type { StrategyContext } from '../../../engine/strategy/contract.ts';
import { defineStrategy } from '../../../engine/strategy/define-strategy.ts';
import { guardForeignSchedulers } from '../../../engine/strategy/foreign-scheduler-guard.ts';
import { createStrategyHost } from '../../../engine/strategy/host.ts';
import { close, open } from '../../../engine/strategy/intents.ts';
import { createMarketStreams } from '../../../engine/strategy/market-streams.ts';
import { watchUnhandledErrors } from '../../../engine/strategy/unhandled-errors.ts';
import { instrument } from '../instruments.ts';
import { flatKline } from '../market/klines.ts';

function hostUnderTest(run: (context: StrategyContext) => Observable<Intent<'main'>>) {
  const posted: Intent[] = [];
  const quarantines: string[] = [];
  let isTurn = true;
  const market = createMarketStreams({
    role: 'main',
    symbol: 'BTCUSDT',
    instrument: instrument('BTCUSDT'),
    openInterval: () => undefined,
    onChannel: () => undefined,
    askHistory: () => undefined,
    duringWarmup: (tell) => {
      host.duringWarmup(tell);
    },
    wantStream: (stream) => {
      if (stream === 'trade') throw new Error('BTCUSDT has no trade stream here');
    },
    readFeed: () => 'live',
    readPositions: () => [],
    readWorkingOrders: () => [],
  });
  const host = createStrategyHost({
    strategyId: 'tested',
    definition: defineStrategy({ name: 'tested', params: z.object({}), run }),
    params: {},
    markets: [market],
    clock: { now: () => 1000, scheduler: { now: () => 1000, schedule: () => EMPTY.subscribe() } },
    random: () => 0.5,
    log: { write: () => undefined },
    readEquity: () => ({ time: 1000, equity: 100 }),
    post: (intent) => posted.push(intent),
    isTurn: () => isTurn,
    onQuarantine: ({ code, message }) => quarantines.push(`${code}: ${message}`),
  });
  return {
    host,
    posted,
    quarantines,
    tell: (price: number) => {
      market.channel('1m')?.tell(flatKline(price, price));
    },
    deliverHistory: (...prices: number[]) => {
      for (const waiting of market.channel('1m')?.waiting() ?? []) {
        for (const price of prices) waiting.tellHistory(flatKline(price, price));
        waiting.join();
      }
    },
    leaveTurn: () => {
      isTurn = false;
    },
  };
}

describe('strategy host', () => {
  it('posts each intent a strategy emits, those emitted while it subscribes included', () => {
    const { host, posted, tell } = hostUnderTest((context) =>
      merge(of(close()), context.klines('1m').pipe(map(() => open({ side: 'long', quantity: 1 })))),
    );
    host.start();
    tell(1);
    expect(posted.map((intent) => intent.kind)).toEqual(['close', 'open']);
    expect(host.state()).toBe('running');
  });

  it('drops and counts what answers a warm-up kline', () => {
    const { host, posted, tell, deliverHistory } = hostUnderTest((context) =>
      context.klines('1m', { warmup: 2 }).pipe(map((kline) => open({ side: 'long', quantity: kline.close }))),
    );
    host.start();
    deliverHistory(1, 2);
    tell(3);
    expect(posted).toMatchObject([{ quantity: 3 }]);
    expect(host.warmupIntentsDropped()).toBe(2);
  });

  it('takes completion for done', () => {
    const { host, posted } = hostUnderTest(() => of(close()));
    host.start();
    expect(posted).toHaveLength(1);
    expect(host.state()).toBe('done');
  });

  it('drops what teardown emits', () => {
    const { host, posted } = hostUnderTest(
      () =>
        new Observable<Intent<'main'>>((subscriber) => () => {
          subscriber.next(close());
        }),
    );
    host.start();
    host.stop();
    expect(posted).toEqual([]);
    expect(host.state()).toBe('stopped');
  });

  const failures: readonly [string, (context: StrategyContext) => Observable<Intent<'main'>>, string][] = [
    [
      'throws at start',
      () => {
        throw new Error('no idea');
      },
      'THREW_AT_START: no idea',
    ],
    [
      'throws in mid-run',
      (context) =>
        context.klines('1m').pipe(
          map((kline) => {
            if (kline.close === 2) throw new Error('two is too much');
            return close();
          }),
        ),
      'THREW: two is too much',
    ],
    [
      'returns no observable',
      () => 5 as unknown as Observable<Intent<'main'>>,
      'NO_OBSERVABLE: "run" returned the number 5, an Observable of intents is needed',
    ],
    [
      'emits a plain literal',
      (context) => context.klines('1m').pipe(map(() => ({ kind: 'close' }) as unknown as Intent<'main'>)),
      'NOT_AN_INTENT: emitted a plain object of kind close; a strategy emits what open, close, place and their kin return',
    ],
    [
      'subscribes to a stream the source lacks',
      (context) => context.trade$.pipe(map(() => close())),
      'THREW_AT_START: BTCUSDT has no trade stream here',
    ],
    [
      'runs away',
      (context) => context.klines('1m').pipe(concatMap(() => from(Array.from({ length: 1001 }, () => close())))),
      'RUNAWAY_STRATEGY: emitted more than 1000 intents at one instant',
    ],
    [
      'asks for a warm-up that is no number of klines',
      (context) => context.klines('1m', { warmup: -1 }).pipe(map(() => close())),
      'THREW_AT_START: klines(\'1m\'): "warmup" is -1, a whole number of klines from 0 is needed',
    ],
  ];
  it.each(failures)('quarantines a strategy that %s, once, and takes nothing more from it', (_name, run, expected) => {
    const { host, posted, quarantines, tell } = hostUnderTest(run);
    host.start();
    tell(1);
    tell(2);
    const before = posted.length;
    tell(3);
    expect(quarantines).toEqual([expected]);
    expect(host.state()).toBe('quarantined');
    expect(posted).toHaveLength(before);
  });

  it('quarantines an intent from outside the order of events', () => {
    const { host, posted, quarantines, tell, leaveTurn } = hostUnderTest((context) =>
      context.klines('1m').pipe(map(() => close())),
    );
    host.start();
    leaveTurn();
    tell(1);
    expect(posted).toEqual([]);
    expect(quarantines).toEqual([expect.stringContaining('ASYNC_INTENT')]);
  });

  it('quarantines a time operator on the machine’s time while the guard stands, and says what to write', () => {
    const release = guardForeignSchedulers();
    try {
      const { host, quarantines, tell } = hostUnderTest((context) =>
        context.klines('1m').pipe(
          delay(1000),
          map(() => close()),
        ),
      );
      host.start();
      tell(1);
      expect(quarantines).toEqual([expect.stringContaining('give it context.clock.scheduler')]);
    } finally {
      release();
    }
  });
});

describe('a strategy that subscribes by itself', () => {
  it('is quarantined for what it throws there, by whoever watches', async () => {
    const seen: unknown[] = [];
    const told: number[] = [];
    const { host, quarantines, tell } = hostUnderTest((context) => {
      context.klines('1m').subscribe((kline) => {
        told.push(kline.close);
        throw new Error('past the stream');
      });
      return EMPTY;
    });
    const release = watchUnhandledErrors((error) => {
      seen.push(error);
      host.fail(error);
    });
    try {
      host.start();
      tell(1);
      await vi.waitFor(() => {
        expect(seen).toHaveLength(1);
      });
      tell(2);
      expect(quarantines).toEqual(['THREW: past the stream']);
      expect(told).toEqual([1]);
    } finally {
      release();
    }
  });
});
