// What goes wrong with a strategy, and what its author is told: one sentence with file and, where there is one, line and field.
import { describe, expect, test } from 'vitest';
import { EXAMPLES, openWorkshop, strategyText } from '../workshop.ts';

/** `run.yaml` with its strategies on lines of their own. */
function configText(...strategies: readonly string[]): string {
  return [
    'data:',
    '  synthetic: { interval: 5m, from: 2025-01-01, to: 2025-01-03, symbols: { BTCUSDT: { priceStart: 60000 }, ETHUSDT: { priceStart: 3000 } } }',
    `  instruments: ${EXAMPLES}/instruments.json`,
    `  brackets: ${EXAMPLES}/leverage-brackets.json`,
    'account: { balance: 10000, leverage: 5 }',
    'strategies:',
    ...strategies.map((strategy) => `  - ${strategy}`),
  ].join('\n');
}

const ONE = configText('{ id: s1, file: strategy.ts, markets: BTCUSDT }');
const PAIR = { extra: "markets: ['base', 'hedge']," };
const LINES = ["import { EMPTY } from 'rxjs';", "import { defineStrategy, z } from 'sluice';"];

/** A file of these lines behind its imports, which are two. */
const fileOf = (...lines: readonly string[]): string => [...LINES, ...lines].join('\n');

describe('a strategy file that cannot be used', () => {
  test.each([
    ['is missing', undefined, 'run.yaml:7:21: strategies[0].file: no such file: strategy.ts'],
    [
      'has no default export',
      'export const strategy = 1;',
      'strategy.ts: has no default export; a strategy file ends in `export default defineStrategy({ … })`',
    ],
    [
      'exports something else',
      "export default { name: 'x' };",
      'strategy.ts: its default export was not made by defineStrategy; a strategy file ends in `export default defineStrategy({ … })`',
    ],
    [
      'has a syntax error',
      fileOf('export default defineStrategy({', "  name: 'x',,", '});'),
      'strategy.ts:4:13: Expected identifier but found ","',
    ],
    [
      'throws while it is loaded',
      fileOf('', "throw new RangeError('too early');"),
      'strategy.ts:4:7: threw while it was loaded: RangeError: too early',
    ],
    [
      'is no strategy in the eyes of defineStrategy',
      fileOf("export default defineStrategy({ name: '', params: z.object({}), run: () => EMPTY });"),
      'strategy.ts:3:16: threw while it was loaded: TypeError: defineStrategy: "name" must be a text that is not empty',
    ],
  ])('%s', async (_, file, sentence) => {
    const workshop = openWorkshop(ONE, file === undefined ? {} : { 'strategy.ts': file });
    expect(await workshop.problem()).toBe(sentence);
  });
});

describe('a strategy that does not fit its configuration', () => {
  test.each([
    [
      'a parameter out of range',
      '{ id: s1, file: strategy.ts, markets: BTCUSDT, params: { length: 0 } }',
      { params: 'z.object({ length: z.number().int().min(1).default(5) })' },
      'run.yaml:7:70: strategies[0].params.length: found 0, allowed: a whole number from 1',
    ],
    [
      'an unknown parameter',
      '{ id: s1, file: strategy.ts, markets: BTCUSDT, params: { lenght: 3 } }',
      { params: 'z.object({ length: z.number().int().min(1).default(5) })' },
      'run.yaml:7:62: strategies[0].params.lenght: unknown key, did you mean length? allowed: length',
    ],
    [
      'a role it does not have',
      '{ id: s1, file: strategy.ts, markets: { bas: BTCUSDT, hedge: ETHUSDT } }',
      PAIR,
      'run.yaml:7:45: strategies[0].markets.bas: "tried" has no such role, did you mean base? allowed: base, hedge',
    ],
    [
      'a role without a symbol',
      '{ id: s1, file: strategy.ts, markets: { base: BTCUSDT } }',
      PAIR,
      'run.yaml:7:34: strategies[0].markets: "tried" has no symbol for hedge, needed: { base: <symbol>, hedge: <symbol> }',
    ],
    [
      'a role it does not have beside those it has',
      '{ id: s1, file: strategy.ts, markets: { base: BTCUSDT, hedge: ETHUSDT, main: ETHUSDT } }',
      PAIR,
      'run.yaml:7:76: strategies[0].markets.main: "tried" has no such role, allowed: base, hedge',
    ],
    [
      'one symbol for two roles',
      '{ id: s1, file: strategy.ts, markets: BTCUSDT }',
      PAIR,
      'run.yaml:7:43: strategies[0].markets: "tried" has no symbol for base, hedge, needed: { base: <symbol>, hedge: <symbol> }',
    ],
    [
      'a stream the data does not have',
      '{ id: s1, file: strategy.ts, markets: BTCUSDT }',
      { extra: "needs: ['funding', 'book']," },
      'run.yaml:7:5: strategies[0]: "tried" needs the book stream, which the data of BTCUSDT does not have',
    ],
  ])('%s', async (_, strategy, traits, sentence) => {
    const workshop = openWorkshop(configText(strategy), { 'strategy.ts': strategyText('return EMPTY;', traits) });
    expect(await workshop.problem()).toBe(sentence);
  });

  test('is told with all the others that do not, in the order of the file', async () => {
    const text = configText(
      '{ id: s1, file: gone.ts, markets: BTCUSDT }',
      '{ id: s2, file: strategy.ts, markets: { main: ETHUSDT, other: ETHUSDT }, params: { fast: 1 } }',
    );
    const file = strategyText('return EMPTY;', { params: 'z.object({ length: z.number().default(5) })' });
    const problem = await openWorkshop(text, { 'strategy.ts': file }).problem();
    expect(problem.split('\n')).toEqual([
      'run.yaml:7:21: strategies[0].file: no such file: gone.ts',
      'run.yaml:8:60: strategies[1].markets.other: "tried" has no such role, allowed: main',
      'run.yaml:8:88: strategies[1].params.fast: unknown key, allowed: length',
    ]);
  });

  test('may call its only market as it likes', async () => {
    const file = strategyText('return EMPTY;', { extra: "markets: ['coin']," });
    const { summary } = await openWorkshop(ONE, { 'strategy.ts': file }).run();
    expect(summary.bars).toBe(2 * 2 * 288);
  });

  test('is refused its funding stream where the data has no funding', async () => {
    const config = configText('{ id: s1, file: strategy.ts, markets: BTCUSDT }').replace(
      / {2}synthetic.*\n/,
      '  markets: { BTCUSDT: { klines: klines.csv, funding: none } }\n',
    );
    const rows = [0, 1, 2].map((bar) => `${Date.UTC(2025, 0, 1) + bar * 300_000},100,101,99,100,5,0,0,0,0,0,0`);
    const files = {
      'strategy.ts': strategyText('return EMPTY;', { extra: "needs: ['funding', 'mark']," }),
      'klines.csv': rows.join('\n'),
    };
    expect(await openWorkshop(config, files).problem()).toBe(
      'run.yaml:7:5: strategies[0]: "tried" needs the funding stream, which the data of BTCUSDT does not have',
    );
  });
});

describe('a strategy that fails at the start', () => {
  test.each([
    ['throws', "throw new Error('no luck');", /^strategy\.ts:8:\d+: strategy s1 could not start: no luck$/],
    [
      'returns no stream',
      'return undefined as never;',
      /^strategy\.ts: strategy s1 could not start: "run" returned undefined, an Observable of intents is needed$/,
    ],
    [
      'asks for klines that cannot be built',
      "return context.klines('1m').pipe(mergeMap(() => EMPTY));",
      /^strategy\.ts:8:\d+: strategy s1 could not start: BTCUSDT is told in 5m klines, from which 1m klines cannot be built$/,
    ],
    [
      'throws in its warm-up',
      "return context.klines('5m', { warmup: 2 }).pipe(map(() => { throw new Error('cold'); }));",
      /^strategy\.ts:8:\d+: strategy s1 could not start: cold$/,
    ],
  ])('ends the run before it begins: it %s', async (_, body, sentence) => {
    const workshop = openWorkshop(ONE, { 'strategy.ts': strategyText(body) });
    expect(await workshop.problem({ from: '2025-01-02' })).toMatch(sentence);
  });

  test('ends it with 1, a run that failed', async () => {
    const workshop = openWorkshop(ONE, { 'strategy.ts': strategyText("throw new Error('no luck');") });
    await expect(workshop.run()).rejects.toMatchObject({ name: 'UserError', exitCode: 1 });
  });
});

describe('a strategy that throws in mid-run', () => {
  const TWO = configText(
    '{ id: s1, file: strategy.ts, markets: BTCUSDT }',
    '{ id: s2, file: other.ts, markets: ETHUSDT }',
  );
  const HOLDER = strategyText(
    "return context.klines('5m').pipe(take(1), map(() => open({ side: 'long', quantity: 1, stop: { ratio: 0.2 } })));",
  );
  const helper = [
    'interface Gone {',
    '  readonly a: 1;',
    '}',
    'export const check = (index: number): void => {',
    "  if (index === 99) throw new Error('the hundredth');",
    '};',
  ].join('\n');
  const failing = strategyText("return context.klines('5m').pipe(mergeMap((_, index) => (check(index), EMPTY)));", {
    above: "import { check } from './helpers/check.ts';",
  });

  test('is quarantined by the line of its source; the run goes on and the others with it', async () => {
    const workshop = openWorkshop(TWO, { 'strategy.ts': failing, 'helpers/check.ts': helper, 'other.ts': HOLDER });
    const { summary, logged } = await workshop.run();
    expect(summary).toMatchObject({
      bars: 2 * 2 * 288,
      fills: 1,
      openTrades: 1,
      quarantined: [
        {
          strategyId: 's1',
          code: 'THREW',
          time: '2025-01-01T08:20:00.000Z',
          message: 'the hundredth (helpers/check.ts:5:27)',
        },
      ],
    });
    expect(logged.filter(({ level }) => level === 'error')).toEqual([
      {
        level: 'error',
        message: 'strategy s1 is stopped: the hundredth',
        fields: { code: 'THREW', place: `${workshop.folder}/helpers/check.ts:5:27` },
      },
    ]);
  });

  test('is quarantined at the same instant when it throws in a subscription of its own', async () => {
    const own = strategyText(`
      context.klines('5m').subscribe(({ closeTime }) => {
        if (closeTime === Date.UTC(2025, 0, 1, 12)) throw new Error('aside');
      });
      return context.klines('1h').pipe(map(() => target({ quantity: 0.01 })));`);
    const config = configText('{ id: s1, file: strategy.ts, markets: BTCUSDT, risk: { requireStop: false } }');
    const { summary } = await openWorkshop(config, { 'strategy.ts': own }).run();
    expect(summary.quarantined).toEqual([
      {
        strategyId: 's1',
        code: 'THREW',
        time: '2025-01-01T12:00:00.000Z',
        message: expect.stringMatching(/^aside \(strategy\.ts:10:\d+\)$/),
      },
    ]);
    expect(summary).toMatchObject({ bars: 2 * 2 * 288, fills: 1 });
  });

  test('has its intents from outside the order of events refused', async () => {
    const late = strategyText(
      "return context.klines('5m').pipe(mergeMap(async () => open({ side: 'long', quantity: 1, stop: { ratio: 0.1 } })));",
    );
    const { summary } = await openWorkshop(ONE, { 'strategy.ts': late }).run();
    expect(summary.quarantined).toMatchObject([{ strategyId: 's1', code: 'ASYNC_INTENT' }]);
    expect(summary.orders).toBe(0);
  });
});
