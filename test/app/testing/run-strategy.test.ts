// Runs of strategies over hand-made klines: what is told of them is what a backtest of the same would do.
import { delay, filter, from, map, merge, mergeMap, of, take, timer, withLatestFrom } from 'rxjs';
import { describe, expect, test, vi } from 'vitest';
import { backtestKlines, marbleKlines, runStrategy } from '../../../app/testing.ts';
import {
  close,
  Decimal,
  defineStrategy,
  open,
  setExits,
  type StrategyContext,
  target,
  together,
  z,
} from '../../../engine/index.ts';
import type { Intent } from '../../../engine/domain/intent.ts';
import type { Observable } from 'rxjs';

/** A strategy of one market without parameters. */
function strategyOf(run: (context: StrategyContext) => Observable<Intent<'main'>>) {
  return defineStrategy({ name: 'tried', params: z.object({}), run });
}

/** Says one thing at the close of the first kline. */
function once(intent: Intent<'main'>) {
  return strategyOf((context) =>
    context.klines('1m').pipe(
      take(1),
      map(() => intent),
    ),
  );
}

/** Opens one long at the close of the first kline at or above `price`, closes at the first below. */
const threshold = defineStrategy({
  name: 'threshold',
  params: z.object({ price: z.number().default(101), quantity: z.number().default(1) }),
  run: (context, { price, quantity }) =>
    context.klines('1m').pipe(
      withLatestFrom(context.position$),
      map(([kline, position]) => {
        const isFlat = position.quantity.isZero();
        if (isFlat && kline.close >= price) return open({ side: 'long', quantity, stop: { ratio: '0.5' } });
        return !isFlat && kline.close < price ? close() : undefined;
      }),
      filter((intent) => intent !== undefined),
    ),
});

const LETTERS = { L: { kind: 'open', side: 'long' }, c: { kind: 'close' } };

describe('runStrategy', () => {
  test('tells intents as a diagram of the klines they answered', async () => {
    const klines = marbleKlines('a-b-a-', { a: 100, b: 101 });
    expect((await runStrategy(threshold, { klines })).marble(LETTERS)).toBe('--L-c-');
  });

  test('tells intents as plain values with kline and time', async () => {
    const { intents } = await runStrategy(threshold, { klines: [100, 101], start: '2025-03-01T00:00Z' });
    expect(intents).toEqual([
      {
        kline: 1,
        time: Date.UTC(2025, 2, 1, 0, 2),
        kind: 'open',
        side: 'long',
        quantity: 1,
        stop: { ratio: '0.5' },
      },
    ]);
  });

  test('tells intents as a table', async () => {
    const run = await runStrategy(threshold, { klines: [100, 101, 100], params: { quantity: 2 } });
    expect(run.table('kline', 'kind', 'quantity')).toEqual([
      [1, 'open', 2],
      [2, 'close', undefined],
    ]);
  });

  test('tells a Decimal as a number, and intents that go together as a list', async () => {
    const both = strategyOf(() =>
      of(together(open({ side: 'long', quantity: new Decimal('0.10') }), close({ ref: 'out' }))),
    );
    const { intents } = await runStrategy(both, { klines: [100] });
    expect(intents).toMatchObject([
      {
        kline: -1,
        kind: 'together',
        intents: [
          { kind: 'open', quantity: 0.1 },
          { kind: 'close', ref: 'out' },
        ],
      },
    ]);
  });

  test('shows what came before the first kline before a ^, and two of one kline in brackets', async () => {
    const eager = strategyOf((context) =>
      merge(
        of(open({ side: 'long', quantity: 1 })),
        context.klines('1m').pipe(
          take(1),
          mergeMap(() => [close(), open({ side: 'short', quantity: 1 })]),
        ),
      ),
    );
    const run = await runStrategy(eager, { klines: [100, 100] });
    expect(run.marble(LETTERS)).toBe('L^(c?)-');
  });

  test('fills at the prices of the klines, without costs', async () => {
    const run = await runStrategy(threshold, { klines: [100, 101, 102, 100] });
    expect(run.fills).toMatchObject([{ kline: 2, side: 'buy', price: 101, fee: 0 }]);
    expect(run.trades).toMatchObject([{ open: true, entryKline: 2, profit: -1, fees: 0 }]);
  });

  test('replays what lies behind the warm-up and drops what answers it', async () => {
    const always = strategyOf((context) =>
      context.klines('1m', { warmup: 2 }).pipe(map((kline) => open({ side: 'long', quantity: kline.close }))),
    );
    const run = await runStrategy(always, { klines: [1, 2, 3, 4], warmup: 2 });
    expect(run.warmupIntentsDropped).toBe(2);
    expect(run.table('kline', 'quantity')).toEqual([
      [0, 3],
      [1, 4],
    ]);
  });

  test('lets time operators work on virtual time', async () => {
    const late = strategyOf((context) =>
      context.klines('1m').pipe(
        take(1),
        delay(90_000, context.clock.scheduler),
        map(() => open({ side: 'long', quantity: 1 })),
      ),
    );
    const run = await runStrategy(late, { klines: [100, 100, 100, 100] });
    expect(run.table('kline', 'time')).toEqual([[2, Date.UTC(2025, 0, 1, 0, 2, 30)]]);
  });

  test('runs strategies of several markets, bound by role', async () => {
    const pair = defineStrategy({
      name: 'pair',
      markets: ['base', 'hedge'],
      params: z.object({}),
      run: ({ markets }) =>
        markets.hedge.klines('1m').pipe(
          filter(({ close: price }) => price > 50),
          map(() => open({ market: 'base', side: 'short', quantity: 1 })),
        ),
    });
    const run = await runStrategy(pair, {
      markets: { base: { klines: [100, 100, 100] }, hedge: { symbol: 'ETHUSDT', klines: [50, 51, 50] } },
    });
    expect(run.fills).toMatchObject([{ kline: 2, symbol: 'BTCUSDT', side: 'sell', price: 100 }]);
  });

  test('settles funding at the end of the kline it is given for', async () => {
    const holder = once(open({ side: 'long', quantity: 1 }));
    const run = await runStrategy(holder, { klines: [100, 100, 100], funding: { 1: 0.01 } });
    expect(run.fundingReceived).toBe(-1);
  });

  test('gives the same numbers from the same seed', async () => {
    const dice = strategyOf((context) =>
      context.klines('1m').pipe(map(() => open({ side: 'long', quantity: Math.ceil(context.random() * 100) }))),
    );
    const quantities = async (seed: number) => (await runStrategy(dice, { klines: [1, 1, 1], seed })).table('quantity');
    expect(await quantities(1)).toEqual(await quantities(1));
    expect(await quantities(1)).not.toEqual(await quantities(2));
  });

  test('keeps what the strategy logs', async () => {
    const talking = strategyOf((context) => {
      context.log('here', { at: 1 });
      return of(close());
    });
    const { logs, refusals } = await runStrategy(talking, { klines: [1] });
    expect(logs).toMatchObject([{ level: 'info', message: 'here', fields: { at: 1 } }]);
    expect(refusals).toMatchObject([{ kline: -1, outcome: 'dropped', intent: 'close' }]);
  });

  test('makes runs that were started together one after the other', async () => {
    const runs = await Promise.all(
      [1, 2, 3].map((quantity) => runStrategy(threshold, { klines: [101], params: { quantity } })),
    );
    expect(runs.map((run) => run.table('quantity'))).toEqual([[[1]], [[2]], [[3]]]);
    await new Promise((resolve) => {
      timer(1).subscribe(resolve);
    });
  });
});

describe('a strategy that fails', () => {
  const throwing = strategyOf((context) =>
    context.klines('1m').pipe(
      map((kline) => {
        if (kline.close === 2) throw new Error('two is too much');
        return close();
      }),
    ),
  );

  test('rejects the run with what it threw', async () => {
    const reason: unknown = await runStrategy(throwing, { klines: [1, 2, 3] }).catch((error: unknown) => error);
    expect(reason).toMatchObject({
      message: 'strategy "tried" is stopped at kline 1: THREW: two is too much',
      cause: { message: 'two is too much' },
    });
  });

  test('is told where it is allowed', async () => {
    const run = await runStrategy(throwing, { klines: [1, 2, 3], allowQuarantine: true });
    expect(run.quarantine).toMatchObject({ kline: 1, code: 'THREW', message: 'two is too much' });
    expect(run.marble({ c: { kind: 'close' } })).toBe('c--');
  });

  test.each<[string, (context: StrategyContext) => Observable<Intent<'main'>>, string]>([
    [
      'answers from a promise',
      (context) => context.klines('1m').pipe(mergeMap(() => from(Promise.resolve(close())))),
      'ASYNC_INTENT',
    ],
    [
      'uses the time of the machine',
      (context) =>
        context.klines('1m').pipe(
          delay(5),
          map(() => close()),
        ),
      'THREW',
    ],
    [
      'throws before it subscribes',
      () => {
        throw new Error('no');
      },
      'THREW_AT_START',
    ],
    ['returns no stream', () => 5 as unknown as Observable<Intent<'main'>>, 'NO_OBSERVABLE'],
    [
      'throws in a subscription of its own',
      (context) => {
        context.klines('1m').subscribe(() => {
          throw new Error('aside');
        });
        return context.klines('1m').pipe(map(() => close()));
      },
      'THREW',
    ],
  ])('is caught when it %s', async (_name, run, code) => {
    const { quarantine } = await runStrategy(strategyOf(run), { klines: [1, 2, 3], allowQuarantine: true });
    expect(quarantine?.code).toBe(code);
  });
});

describe('backtestKlines', () => {
  test('has the costs and demands of a backtest', async () => {
    const bare = once(open({ side: 'long', quantity: 1 }));
    expect((await backtestKlines(bare, { klines: [100] })).refusals).toMatchObject([{ code: 'STOP_MISSING' }]);
    const run = await backtestKlines(threshold, { klines: [100, 101, 101, 90, 90] });
    expect(run.trades).toMatchObject([{ entryKline: 2, exitKline: 4, entryPrice: 101.02, exitPrice: 89.99 }]);
    const [trade] = run.trades;
    expect(trade?.result).toBeCloseTo(-11.03 - run.feesPaid, 8);
    expect(run.finalEquity).toBeCloseTo(10_000 - 11.03 - run.feesPaid, 8);
    expect(run.equity).toHaveLength(5);
  });

  test('tells which leg ended a trade', async () => {
    const guarded = once(open({ side: 'long', quantity: 1, stop: { price: 98 }, targets: [{ price: 105 }] }));
    const run = await backtestKlines(guarded, { klines: [100, [100, 101, 97, 99]] });
    expect(run.trades).toMatchObject([{ exitKline: 1, exitCause: 'stop-loss', open: false }]);
    expect(run.orders.map(({ role, status }) => [role, status])).toEqual([
      ['entry', 'filled'],
      ['stop-loss', 'filled'],
      ['take-profit', 'cancelled'],
    ]);
  });

  test('takes settings in the words of a config', async () => {
    const options = { klines: [100, 101, 101], exchange: { slippageTicks: 0, slippageRatio: 0, takerFeeRatio: 0.001 } };
    const run = await backtestKlines(threshold, options);
    expect(run.fills).toMatchObject([{ price: 101, fee: 0.101 }]);
  });

  test('closes at the end where it is told to', async () => {
    const run = await backtestKlines(threshold, { klines: [100, 101, 101], results: { closeAtEnd: true } });
    expect(run.trades).toMatchObject([{ open: false }]);
  });

  test('ends a run in which nothing is left', async () => {
    const bold = once(open({ side: 'long', notional: 90_000 }));
    const run = await backtestKlines(bold, {
      klines: [100, 100, 80, 80],
      account: { leverage: 10 },
      risk: { requireStop: false },
      exchange: { participationRatio: null },
    });
    expect(run).toMatchObject({ bust: true });
  });
});

describe('exits that the engine moves', () => {
  const trailed = once(open({ side: 'long', quantity: 1, trailing: { callbackRatio: 0.02 } }));

  test.each(['kline', 'mark'] as const)(
    'follow what exitsWatch: %s names, recorded marks or none',
    async (exitsWatch) => {
      const klines = [100, 100, 110, 110, 110];
      const { orders } = await runStrategy(trailed, { klines, execution: { exitsWatch } });
      expect(orders.filter(({ role }) => role === 'stop-loss').map(({ triggerPrice }) => triggerPrice)).toContain(
        107.8,
      );
    },
  );
});

describe('what makes no sense is refused with one sentence', () => {
  const klines = [100];
  test.each<[string, object, string]>([
    [
      'settings',
      { klines, exchange: { latency: 5 } },
      'settings of the run: exchange.latency: unknown key, did you mean latencyMs? allowed: ',
    ],
    [
      'parameters',
      { klines, params: { price: 'high' } },
      'params of "threshold": price: found "high", allowed: a number',
    ],
    [
      'a parameter the strategy does not know',
      { klines, params: { pirce: 3 } },
      'params of "threshold": pirce: unknown key, did you mean price? allowed: price, quantity',
    ],
    [
      'an option nobody reads',
      { klines, warmpu: 3 },
      'options.warmpu: unknown, did you mean warmup? allowed: params, ',
    ],
    ['a section nobody reads', { klines, exchnage: {} }, 'options.exchnage: unknown, did you mean exchange? allowed: '],
    ['a rule nobody reads', { klines, rules: { priceTik: 1 } }, 'rules.priceTik: unknown, did you mean priceTick?'],
    ['no options at all', undefined as never, 'options: found nothing (null), allowed: an object'],
    ['no klines', {}, 'klines: missing, needed: a list of klines, warm-up first'],
    [
      'a diagram in place of klines',
      { klines: 'a-b' },
      'klines: found "a-b", allowed: a list of klines; marbleKlines makes one of a diagram',
    ],
    ['klines that are a number', { klines: 3 }, 'klines: found 3, allowed: a list of klines'],
    ['marks that are no list', { klines, marks: 'a' }, 'marks: found "a", allowed: a list of klines'],
    ['a kline that is none', { klines: [1, undefined] }, 'klines[1]: found nothing (null), allowed: a close, '],
    [
      'a price nobody reads',
      { klines: [{ open: 1, high: 1, low: 1, close: 1, volum: 1 }] },
      'klines[0].volum: unknown, did you mean volume?',
    ],
    ['an interval that is none', { klines, interval: '7m' }, 'interval: found "7m", allowed: 1m, 3m'],
    [
      'funding that is no ratio',
      { klines, funding: { 0: '1 %' } },
      'funding.0: found "1 %", allowed: ratios by number',
    ],
    [
      'a rule beside the markets',
      { markets: { main: { klines } }, rules: {} },
      'rules: stands beside markets, allowed: in each of the markets',
    ],
    [
      'a market with a member nobody reads',
      { markets: { main: { klines, simbol: 'X' } } },
      'markets.main.simbol: unknown, did you mean symbol? allowed: klines, symbol',
    ],
    ['a market without klines', { markets: { main: {} } }, 'markets.main.klines: missing, needed: a list of klines'],
    ['a warm-up that leaves nothing', { klines, warmup: 1 }, 'no kline lies behind the 1 of the warm-up'],
    ['a warm-up that is no count', { klines, warmup: -1 }, '"warmup" is -1; allowed are 0, 1, 2, …'],
    ['a start that is no time', { klines, start: 'soon' }, '"start" is soon; allowed are epoch ms and ISO 8601'],
    [
      'a start within a kline',
      { klines, start: 1 },
      '"start" is 1970-01-01T00:00:00.001Z, which is not the open of a kline of 1m',
    ],
    [
      'a kline that cannot be',
      { klines: [[100, 99, 98, 99]] },
      'kline 0 of BTCUSDT: high 99 and low 98 do not hold open 100',
    ],
    [
      'a price that is none',
      { klines: [0] },
      'kline 0 of BTCUSDT: found the prices 0, 0, 0, 0, allowed are numbers above 0',
    ],
    [
      'exits that wait for trades, of which there are none',
      { klines, execution: { exitsWatch: 'trade' } },
      'settings of the run: execution.exitsWatch: found trade, allowed: kline or mark, since hand-made klines have no trades',
    ],
    ['roles nobody has', { markets: { base: { klines } } }, '"markets" has base; the strategy has the roles main'],
  ])('%s', async (_name, options, sentence) => {
    await expect(runStrategy(threshold, options as never)).rejects.toThrow(sentence);
    await expect(backtestKlines(threshold, options as never)).rejects.toThrow(sentence);
  });

  test('a strategy that is still a promise', async () => {
    await expect(runStrategy(Promise.resolve(threshold) as never, { klines })).rejects.toThrow(
      'strategy: found a promise that is not awaited: await loadStrategy(…), allowed: what defineStrategy returns',
    );
  });

  const funded = defineStrategy({
    name: 'funded',
    markets: ['one', 'two'],
    params: z.object({}),
    needs: ['funding'],
    run: () => of(setExits({ market: 'one', stop: null }), target({ market: 'one', quantity: 0 })),
  });
  test.each<[string, object, string]>([
    [
      'one market for a strategy of two',
      { klines },
      'the strategy has the roles one, two; give "markets", one for each',
    ],
    [
      'two markets of one symbol',
      { markets: { one: { klines }, two: { klines } } },
      'two markets have the symbol BTCUSDT; give each its own',
    ],
    [
      'markets without a stream that is needed',
      { markets: { one: { klines }, two: { klines, symbol: 'ETHUSDT' } } },
      '"funded" needs the funding stream; BTCUSDT, ETHUSDT has none',
    ],
  ])('%s', async (_name, options, sentence) => {
    await expect(runStrategy(funded, options as never)).rejects.toThrow(sentence);
  });
});
vi.setConfig({ testTimeout: 20_000 });
