// How a run ends: with the data, with what is held closed, from outside, or with the money.
import { describe, expect, test } from 'vitest';
import { openWorkshop, rowsOf, strategyText, syntheticConfig } from '../workshop.ts';

const DAY = ['data.synthetic.to=2025-01-02'];
const CLOSING = [...DAY, 'results.closeAtEnd=true'];
const END = '2025-01-02T00:00:00.000Z';

/** Opens once, at the first kline. */
const HOLDER = strategyText(`
  return context.klines('5m').pipe(take(1), map(() => open({ side: 'long', quantity: 0.05, stop: { ratio: 0.2 }, targets: [{ ratio: 0.3 }] })));`);

const HEDGER = strategyText(`
  return context.klines('5m').pipe(take(1), mergeMap(() => [
    open({ side: 'long', quantity: 0.05, stop: { ratio: 0.2 } }),
    open({ side: 'short', quantity: 0.03, stop: { ratio: 0.2 } }),
  ]));`);

/** Opens again as soon as it was closed. */
const REOPENER = strategyText(`
  return merge(
    context.klines('5m').pipe(take(1)),
    context.fill$.pipe(filter(({ side }) => side === 'sell')),
  ).pipe(map(() => open({ side: 'long', quantity: 0.05, stop: { ratio: 0.2 } })));`);

/** Opens at the very last kline, and never before. */
const LATECOMER = strategyText(`
  return context.klines('5m').pipe(
    filter(({ closeTime }) => closeTime === Date.UTC(2025, 0, 2)),
    map(() => open({ side: 'long', quantity: 0.05, stop: { ratio: 0.2 } })),
  );`);

/** Fails after it has opened. */
const FAILING = strategyText(`
  return context.klines('5m').pipe(map((_, index) => {
    if (index > 0) throw new Error('enough');
    return open({ side: 'long', quantity: 0.05, stop: { ratio: 0.2 } });
  }));`);

describe('what is held when the data is over', () => {
  test('is listed as open and marked to market', async () => {
    const { summary, files, outcome } = await openWorkshop(syntheticConfig(), { 'strategy.ts': HOLDER }).run({
      set: DAY,
    });
    expect(summary).toMatchObject({ trades: 0, openTrades: 1, fills: 1 });
    const [trade] = rowsOf(files['trades.csv']);
    expect(trade).toMatchObject({ status: 'open', exitTime: '' });
    expect(outcome.finalEquity.toNumber() - 10_000).toBeCloseTo(Number(trade?.['result']), 7);
  });

  test.each([
    ['in one-way mode', HOLDER, [], 1],
    ['on both sides of hedge mode', HEDGER, ['account.positionMode=hedge'], 2],
    ['over a latency', HOLDER, ['exchange.latencyMs=250'], 1],
    ['of a strategy that would open again', REOPENER, [], 1],
    ['of a strategy that was quarantined', FAILING, [], 1],
  ])('is closed where that is asked for: %s', async (_, strategy, set, trades) => {
    const { summary, outcome, files } = await openWorkshop(syntheticConfig(), { 'strategy.ts': strategy }).run({
      set: [...CLOSING, ...set],
    });
    expect(summary).toMatchObject({ trades, openTrades: 0, fills: 2 * trades, refusals: {}, drops: {}, to: END });
    const results = outcome.trades.map(({ result }) => result.toNumber());
    expect(outcome.finalEquity.toNumber() - 10_000).toBeCloseTo(
      results.reduce((sum, result) => sum + result, 0),
      8,
    );
    const working = rowsOf(files['orders.csv']).filter(({ status }) => status !== 'filled' && status !== 'cancelled');
    expect(working).toEqual([]);
    const [lastFill] = rowsOf(files['fills.csv']).slice(-1);
    const latencyMs = set.includes('exchange.latencyMs=250') ? 250 : 0;
    expect(Date.parse(lastFill?.['time'] ?? '') - Date.parse(END)).toBe(latencyMs);
  });

  test('is in the last equity, with the fees of its closing', async () => {
    const workshop = openWorkshop(syntheticConfig(), { 'strategy.ts': HOLDER });
    const [open, closed] = [await workshop.run({ set: DAY }), await workshop.run({ set: CLOSING })];
    const lastOf = (csv: string) => rowsOf(csv).at(-1);
    expect(closed.summary.intrabarDrawdownRatio).toBeGreaterThanOrEqual(closed.summary.maxDrawdownRatio ?? 0);
    expect(lastOf(closed.files['equity.csv'])).toEqual({ time: END, equity: closed.summary.finalEquity });
    expect(lastOf(open.files['equity.csv'])?.['equity']).not.toBe(closed.summary.finalEquity);
    expect(rowsOf(closed.files['equity.csv']).slice(0, -1)).toEqual(rowsOf(open.files['equity.csv']).slice(0, -1));
  });

  test('is nothing where the last instant sent the order', async () => {
    const { summary, files } = await openWorkshop(syntheticConfig(), { 'strategy.ts': LATECOMER }).run({
      set: CLOSING,
    });
    expect(summary).toMatchObject({ fills: 0, trades: 0, openTrades: 0, finalEquity: '10000' });
    expect(rowsOf(files['orders.csv'])).toMatchObject([{ placedTime: END, status: 'cancelled' }]);
  });
});

describe('a run that is interrupted', () => {
  const long = ['data.synthetic.interval=1m', 'data.synthetic.to=2025-01-15'];

  test('ends with whole files up to its last instant, the same as those of a run that goes on', async () => {
    const workshop = openWorkshop(syntheticConfig(), { 'strategy.ts': HOLDER });
    const signal = { aborted: false };
    const interrupted = await workshop.run({
      set: long,
      signal,
      onProgress: (done) => {
        signal.aborted = done > 10_000;
      },
    });
    const whole = await workshop.run({ set: long });
    expect(interrupted.summary).toMatchObject({ interrupted: true, bust: false });
    expect(whole.summary.interrupted).toBe(false);
    const rows = interrupted.files['equity.csv'].trimEnd().split('\n');
    expect(rows.length - 1).toBe(interrupted.summary.bars);
    expect(interrupted.summary.bars).toBeLessThan(whole.summary.bars);
    expect(interrupted.summary.to).toBe(rowsOf(interrupted.files['equity.csv']).at(-1)?.['time']);
    expect(whole.files['equity.csv'].startsWith(interrupted.files['equity.csv'])).toBe(true);
    expect(interrupted.files['fills.csv']).toBe(whole.files['fills.csv']);
  });

  test('hears of it within klines that take a busy strategy no second', async () => {
    const { summary } = await openWorkshop(syntheticConfig(), { 'strategy.ts': HOLDER }).run({
      set: long,
      signal: { aborted: true },
    });
    expect(summary).toMatchObject({ interrupted: true, bars: 512 });
  });

  test('closes what it holds where that is asked for', async () => {
    const signal = { aborted: true };
    const set = [...long, 'results.closeAtEnd=true'];
    const { summary } = await openWorkshop(syntheticConfig(), { 'strategy.ts': HOLDER }).run({ set, signal });
    expect(summary).toMatchObject({ interrupted: true, trades: 1, openTrades: 0 });
  });

  test('is whole when the word came too late', async () => {
    const signal = { aborted: true };
    const { summary } = await openWorkshop(syntheticConfig(), { 'strategy.ts': HOLDER }).run({ set: DAY, signal });
    expect(summary).toMatchObject({ interrupted: false, bars: 288 });
  });
});

describe('progress', () => {
  test('is told up to the last kline', async () => {
    const told: (readonly [number, number])[] = [];
    await openWorkshop(syntheticConfig(), { 'strategy.ts': HOLDER }).run({
      onProgress: (done, total) => told.push([done, total]),
    });
    expect(told.at(-1)).toEqual([2016, 2016]);
  });
});

describe('a run whose equity is gone', () => {
  test('ends there, says so, and has nothing left', async () => {
    const body = `return context.klines('5m').pipe(take(1), map(() => open({ side: 'long', notional: 90_000 })));`;
    const config = syntheticConfig({
      data: {
        ...Reflect.get(syntheticConfig(), 'data'),
        synthetic: {
          interval: '5m',
          from: '2025-01-01',
          to: '2025-03-01',
          symbols: { BTCUSDT: { priceStart: 60_000, volatilityPerDayRatio: 0.2 } },
        },
      },
      account: { balance: 10_000, leverage: 10 },
      risk: { requireStop: false, requireStopBeforeLiquidation: false },
    });
    const { summary, files } = await openWorkshop(config, { 'strategy.ts': strategyText(body) }).run();
    expect(summary).toMatchObject({ bust: true, interrupted: false, finalEquity: '0', liquidations: 1 });
    expect(summary.bars).toBeLessThan(59 * 288);
    expect(rowsOf(files['equity.csv']).at(-1)).toEqual({ time: summary.to, equity: '0' });
  });
});
