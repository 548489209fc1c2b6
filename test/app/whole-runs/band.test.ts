// The band over the three walks: made where klines were ambiguous, from runs that know nothing of each other.
import { describe, expect, test } from 'vitest';
import { openWorkshop, strategyText, syntheticConfig, type Workshop } from '../workshop.ts';

/** Both exits lie in reach of many klines. */
const NARROW = strategyText(`
  return context.klines('1h').pipe(
    map(() => open({ side: 'long', notional: 1000, stop: { ratio: 0.0008 }, targets: [{ ratio: 0.0008 }] })),
  );`);

/** Trades by a count that lives in the module: a run that found it used would trade otherwise. */
const COUNTING = strategyText(
  `
  return context.klines('1h').pipe(
    map(() => open({ side: (count += 1) % 5 < 2 ? 'short' : 'long', notional: 1000, stop: { ratio: 0.0008 }, targets: [{ ratio: 0.0008 }] })),
  );`,
  { above: 'let count = 0;' },
);

const WIDE = strategyText(`
  return context.klines('1h').pipe(take(1), map(() => open({ side: 'long', notional: 1000, stop: { ratio: 0.5 } })));`);

const WALKS = ['worst-first', 'nearest-extreme-first', 'best-first'];

async function finalEquityOf(workshop: Workshop, walk: string): Promise<number> {
  const { summary } = await workshop.run({ set: [`exchange.walk=${walk}`, 'results.band=false'] });
  return Number(summary.finalEquity);
}

describe('the band', () => {
  test.each([
    ['a strategy without a memory', NARROW],
    ['a strategy that counts in its module', COUNTING],
  ])('spans the final equities of whole runs with each walk: %s', async (_, strategy) => {
    const workshop = openWorkshop(syntheticConfig(), { 'strategy.ts': strategy });
    const { summary } = await workshop.run();
    const equities: number[] = [];
    for (const walk of WALKS) equities.push(await finalEquityOf(workshop, walk));
    expect(summary.ambiguousBars).toBeGreaterThan(0);
    expect(new Set(equities).size).toBeGreaterThan(1);
    expect(Number(summary.band?.pessimistic)).toBe(Math.min(...equities));
    expect(Number(summary.band?.optimistic)).toBe(Math.max(...equities));
  });

  test('is as wide as the result where no kline was ambiguous, and costs no further run', async () => {
    const told: number[] = [];
    const { summary } = await openWorkshop(syntheticConfig(), { 'strategy.ts': WIDE }).run({
      onProgress: (_, total) => told.push(total),
    });
    expect(summary.ambiguousBars).toBe(0);
    expect(summary.band).toEqual({ pessimistic: summary.finalEquity, optimistic: summary.finalEquity });
    expect(new Set(told)).toEqual(new Set([2016]));
  });

  test('is not made where nobody wants it', async () => {
    const { summary } = await openWorkshop(syntheticConfig(), { 'strategy.ts': NARROW }).run({
      set: ['results.band=false'],
    });
    expect(summary.ambiguousBars).toBeGreaterThan(0);
    expect(summary.band).toBeNull();
  });

  test('tells its progress as part of the whole', async () => {
    const told: (readonly [number, number])[] = [];
    await openWorkshop(syntheticConfig(), { 'strategy.ts': NARROW }).run({
      onProgress: (done, total) => told.push([done, total]),
    });
    expect(told.filter(([done]) => done % 2016 === 0)).toEqual([
      [2016, 2016],
      [4032, 6048],
      [6048, 6048],
    ]);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b));
  });

  test('is left out when the making is interrupted, and the result says so', async () => {
    const signal = { aborted: false };
    const workshop = openWorkshop(syntheticConfig(), { 'strategy.ts': NARROW });
    const { summary, files } = await workshop.run({
      signal,
      onProgress: (done) => {
        signal.aborted = done === 2016;
      },
    });
    expect(summary).toMatchObject({ band: null, interrupted: true, bars: 2016 });
    const whole = await workshop.run({ set: ['results.band=false'] });
    expect(files['fills.csv']).toBe(whole.files['fills.csv']);
  });

  test('says what happens once: the further runs log nothing', async () => {
    const talking = NARROW.replace(
      'map(() => open(',
      "map(({ openTime }) => { context.log('asked', { openTime }); return openTime; }), map(() => open(",
    );
    const { logged, summary } = await openWorkshop(syntheticConfig(), { 'strategy.ts': talking }).run();
    expect(summary.band?.pessimistic).not.toBe(summary.band?.optimistic);
    expect(logged.filter(({ message }) => message === 'asked')).toHaveLength(7 * 24);
  });
});
