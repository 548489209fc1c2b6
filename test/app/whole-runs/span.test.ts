// From when to when a run goes, and what a strategy knows of before.
import { describe, expect, test } from 'vitest';
import { EXAMPLES, openWorkshop, rowsOf, strategyText, syntheticConfig } from '../workshop.ts';

const IDLE = { 'strategy.ts': strategyText('return EMPTY;') };

/** Says what each kline it is told looks like. */
const REPORTER = strategyText(`
  return context.klines('1h', { warmup: 3 }).pipe(
    map(({ openTime, warmup, close }) => context.log('kline', { openTime, warmup, close })),
    mergeMap(() => EMPTY),
  );`);

function times(csv: string): readonly string[] {
  return rowsOf(csv).map(({ time }) => time ?? '');
}

describe('the span of a run', () => {
  test('is that of the data where nothing is said', async () => {
    const { summary, files } = await openWorkshop(syntheticConfig(), IDLE).run();
    expect(summary).toMatchObject({
      from: '2025-01-01T00:00:00.000Z',
      to: '2025-01-08T00:00:00.000Z',
      bars: 7 * 288,
    });
    expect(times(files['equity.csv'])).toHaveLength(7 * 288);
  });

  test('begins with the kline that opens at --from and ends before the one that opens at --to', async () => {
    const options = { from: '2025-01-03T10:00Z', to: '2025-01-03T10:30Z' };
    const { summary, files } = await openWorkshop(syntheticConfig(), IDLE).run(options);
    expect(summary.bars).toBe(6);
    expect([times(files['equity.csv'])[0], times(files['equity.csv']).at(-1)]).toEqual([
      '2025-01-03T10:05:00.000Z',
      '2025-01-03T10:30:00.000Z',
    ]);
  });

  test('is no longer than the data, whatever is asked', async () => {
    const options = { from: '2020-01-01', to: '2030-01-01' };
    const { summary } = await openWorkshop(syntheticConfig(), IDLE).run(options);
    expect(summary).toMatchObject({ from: '2025-01-01T00:00:00.000Z', to: '2025-01-08T00:00:00.000Z' });
  });

  test('says what was asked for and not reached, in the log and among the assumptions', async () => {
    const workshop = openWorkshop(syntheticConfig(), IDLE);
    const begins = 'asked from 2020-01-01T00:00Z, the data begins 2025-01-01T00:00Z';
    const ends = 'asked to 2030-01-01T00:00Z, the data ends 2025-01-08T00:00Z';
    const both = await workshop.run({ from: '2020-01-01', to: '2030-01-01' });
    expect(both.logged.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([begins, ends]);
    expect(both.summary.assumptions['findings']).toEqual([`${begins}; ${ends}`]);
    const late = await workshop.run({ from: '2025-01-02', to: '2030-01-01' });
    expect(late.summary.assumptions['findings']).toEqual([ends]);
  });

  test.each([
    ['the edges of the data', '2025-01-01', '2025-01-08'],
    ['less than a kline beyond them', '2024-12-31T23:56Z', '2025-01-08T00:04Z'],
    ['times within the data', '2025-01-02', '2025-01-03'],
  ])('says nothing of %s', async (_, from, to) => {
    const { summary, logged } = await openWorkshop(syntheticConfig(), IDLE).run({ from, to });
    expect([summary.assumptions['findings'], logged]).toEqual([undefined, []]);
  });

  test.each([
    ['--from', { from: '2025-01-08' }, '--from 2025-01-08: data.from: '],
    ['--to', { to: '2024-12-31' }, '--to 2024-12-31: data.to: '],
  ])('is refused where nothing is left of the data, at the place of %s', async (_, options, place) => {
    expect(await openWorkshop(syntheticConfig(), IDLE).problem(options)).toBe(
      `${place}no kline lies between from and to, the data reaches from 2025-01-01T00:00:00.000Z to 2025-01-08T00:00:00.000Z`,
    );
  });

  test('is refused at its line of the config', async () => {
    const config = `data:
  synthetic: { interval: 1h, from: 2025-01-01, to: 2025-01-02, symbols: { BTCUSDT: {} } }
  instruments: ${EXAMPLES}/instruments.json
  brackets: none
  from: 2026-01-01
strategies: [{ id: s1, file: strategy.ts, markets: BTCUSDT }]
`;
    expect(await openWorkshop(config, IDLE).problem()).toMatch(/^run\.yaml:5:9: data\.from: no kline lies between/);
  });
});

describe('warm-up', () => {
  test('comes from before the start, marked, and joins what is told without a seam', async () => {
    const workshop = openWorkshop(syntheticConfig(), { 'strategy.ts': REPORTER });
    const told = (made: Awaited<ReturnType<typeof workshop.run>>) =>
      made.logged.filter(({ message }) => message === 'kline').map(({ fields }) => fields);
    const whole = told(await workshop.run());
    const later = told(await workshop.run({ from: '2025-01-02T12:00Z', to: '2025-01-02T15:00Z' }));
    const noon = Date.UTC(2025, 0, 2, 12);
    expect(later.map(({ openTime, warmup }) => [(Number(openTime) - noon) / 3_600_000, warmup])).toEqual([
      [-3, true],
      [-2, true],
      [-1, true],
      [0, false],
      [1, false],
      [2, false],
    ]);
    const closes = new Map(whole.map(({ openTime, close }) => [openTime, close]));
    expect(later.map(({ openTime }) => closes.get(openTime))).toEqual(later.map(({ close }) => close));
  });

  test('is answered by nothing: intents meanwhile are dropped and counted', async () => {
    const body = `return context.klines('1h', { warmup: 3 }).pipe(take(3), map(() => open({ side: 'long', quantity: 0.01, stop: { ratio: 0.01 } })));`;
    const workshop = openWorkshop(syntheticConfig(), { 'strategy.ts': strategyText(body) });
    const { summary } = await workshop.run({ from: '2025-01-02' });
    expect(summary).toMatchObject({ warmupIntentsDropped: 3, orders: 0 });
  });
});
