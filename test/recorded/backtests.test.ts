// Whole runs on recorded market data: the example configurations that are made for it. The two sets of books are compared
// after every report of every run; a difference would have ended it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES, makeRunOf, rowsOf, type Made } from '../app/workshop.ts';

const RUNS = ['moving-average-cross', 'grid', 'liquidation', 'pair'] as const;
type Run = (typeof RUNS)[number];

const made = new Map<Run, Made>();
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-recorded-'));
  for (const run of RUNS) made.set(run, await runOf(run, run));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runOf(run: Run, out: string): Promise<Made> {
  return makeRunOf(join(EXAMPLES, `${run}.yaml`), join(folder, out));
}

function resultOf(run: Run): Made {
  const result = made.get(run);
  if (result === undefined) throw new Error(`${run} was not run`);
  return result;
}

function total(values: readonly { toNumber(): number }[]): number {
  return values.reduce((sum, value) => sum + value.toNumber(), 0);
}

describe.each(RUNS)('the run %s', (run) => {
  test('trades, and its trades give what the equity gained, but for what the insurance fund took over', () => {
    const { outcome, summary } = resultOf(run);
    expect(summary.trades).toBeGreaterThan(100);
    const gained = outcome.finalEquity.minus(outcome.initialEquity).minus(outcome.insuranceCleared).toNumber();
    expect(total(outcome.trades.map(({ result }) => result))).toBeCloseTo(gained, 4);
  });

  test('pays the fees of its fills, and its trades share them', () => {
    const { outcome } = resultOf(run);
    expect(total(outcome.fills.map(({ fee }) => fee))).toBeCloseTo(outcome.feesPaid.toNumber(), 5);
    expect(total(outcome.trades.map(({ fees }) => fees))).toBeCloseTo(outcome.feesPaid.toNumber(), 4);
    expect(total(outcome.trades.map(({ funding }) => funding))).toBeCloseTo(outcome.fundingReceived.toNumber(), 4);
  });

  test('has a band around its result', () => {
    const { summary } = resultOf(run);
    const [worst, own, best] = [summary.band?.pessimistic, summary.finalEquity, summary.band?.optimistic].map(Number);
    expect(worst).toBeLessThanOrEqual(own ?? Number.NaN);
    expect(own).toBeLessThanOrEqual(best ?? Number.NaN);
  });

  test('walks every kline and misses none', () => {
    const { summary, files } = resultOf(run);
    const times = rowsOf(files['equity.csv']).map(({ time }) => time ?? '');
    expect(times.length).toBeGreaterThan(50_000);
    expect(times.every((time, row) => row === 0 || time > (times[row - 1] ?? ''))).toBe(true);
    expect([summary.interrupted, summary.bust, summary.quarantined]).toEqual([false, false, []]);
    for (const market of marketsOf(run)) expect(market).toMatchObject({ missing: 0 });
  });

  test('fills at no time before its first kline or after its last', () => {
    const { outcome } = resultOf(run);
    const { startTime, time } = outcome.equity;
    const end = time.at(-1) ?? Number.NaN;
    expect(outcome.fills.every((fill) => fill.time >= startTime && fill.time <= end)).toBe(true);
    expect(outcome.fills.every(({ price, quantity }) => price.gt(0) && quantity.gt(0))).toBe(true);
  });
});

function marketsOf(run: Run): readonly unknown[] {
  const { markets } = resultOf(run).summary.assumptions;
  return typeof markets === 'object' && markets !== null ? Object.values(markets) : [];
}

describe('moving averages on BTCUSDT 1m', () => {
  test('give the same bytes when the run is made again', async () => {
    const again = await runOf('moving-average-cross', 'again');
    expect(again.files).toEqual(resultOf('moving-average-cross').files);
  });

  test('end trades by stop, by target and by their turn, and settle funding', () => {
    const { files, summary } = resultOf('moving-average-cross');
    const causes = new Set(rowsOf(files['trades.csv']).map(({ exitCause }) => exitCause));
    expect([...causes]).toEqual(expect.arrayContaining(['stop-loss', 'take-profit-1', 'reverse']));
    expect(Number(summary.funding)).not.toBe(0);
    expect(Number(summary.slippage)).toBeGreaterThan(0);
    expect(marketsOf('moving-average-cross')).toMatchObject([{ mark: 'the last price (no mark price is recorded)' }]);
  });
});

describe('a grid on BTCUSDT 5m over two years', () => {
  test('is filled as maker, slips nowhere, settles funding and says that it goes without stops', () => {
    const { files, summary } = resultOf('grid');
    expect(new Set(rowsOf(files['fills.csv']).map(({ liquidity }) => liquidity))).toEqual(new Set(['maker']));
    expect(summary).toMatchObject({ slippage: '0', unprotectedByChoice: ['grid'] });
    expect(Number(summary.funding)).not.toBe(0);
    expect(summary.fills).toBeGreaterThan(1000);
  });

  test('has ambiguous klines, and a band made of three runs', () => {
    const { summary } = resultOf('grid');
    expect(summary.ambiguousBars).toBeGreaterThan(0);
    expect(Number(summary.band?.pessimistic)).toBeLessThan(Number(summary.band?.optimistic));
  });
});

describe('twentyfold isolated leverage on BTCUSDT 1h since 2019', () => {
  test('is liquidated again and again, and never loses more than the margin it set apart', () => {
    const { outcome, summary } = resultOf('liquidation');
    expect(summary.liquidations).toBeGreaterThan(10);
    const liquidated = outcome.trades.filter(({ exitCause }) => exitCause === 'liquidation');
    expect(liquidated).toHaveLength(summary.liquidations);
    for (const { quantity, entryPrice, profit } of liquidated) {
      const margin = quantity.times(entryPrice).div(20).toNumber();
      expect(profit.toNumber()).toBeLessThan(0);
      // Funding paid beforehand comes out of the same margin, so what is left for the price is at most all of it.
      expect(-profit.toNumber()).toBeLessThanOrEqual(margin * 1.2);
    }
  });

  test('says from when on mark prices are recorded', () => {
    expect(marketsOf('liquidation')).toMatchObject([
      { mark: expect.stringMatching(/^1h mark klines; the last price 2019-09-08T17:00Z to 2019-12-23T11:00Z/) },
    ]);
  });
});

describe('three symbols in one run', () => {
  test('are traded by two strategies, each on its own', () => {
    const { outcome } = resultOf('pair');
    const symbolsOf = (strategyId: string) =>
      new Set(outcome.fills.filter((fill) => fill.strategyId === strategyId).map(({ symbol }) => symbol));
    expect(symbolsOf('pair')).toEqual(new Set(['BTCUSDT', 'ETHUSDT']));
    expect(symbolsOf('sol')).toEqual(new Set(['SOLUSDT']));
  });

  test('have the legs of the pair against each other, and funding where it is recorded', () => {
    const { outcome } = resultOf('pair');
    const legs = (symbol: string) => outcome.trades.filter((trade) => trade.symbol === symbol && !trade.open);
    expect(legs('ETHUSDT')).toHaveLength(legs('BTCUSDT').length);
    for (const [index, leg] of legs('ETHUSDT').entries()) {
      expect(leg.direction).not.toBe(legs('BTCUSDT')[index]?.direction);
    }
    expect(outcome.trades.some(({ symbol, funding }) => symbol === 'ETHUSDT' && !funding.isZero())).toBe(true);
    expect(outcome.trades.every(({ symbol, funding }) => symbol !== 'SOLUSDT' || funding.isZero())).toBe(true);
  });
});
