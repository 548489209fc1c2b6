// The example strategies on recorded market data, each pinned by its figures: not that they are good, but that they are
// the same as ever. A change that is meant to change results says in its commit why they changed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES, makeRunOf, rowsOf, type Made } from '../app/workshop.ts';

/** Final equity, trades, orders, fills. */
const FIGURES = {
  breakout: ['8783.65583780767856', 334, 4080, 669],
  'rsi-reversion': ['8367.67992432', 113, 779, 344],
  momentum: ['7816.0135112', 246, 972, 493],
  'funding-carry': ['66393.49623341', 25, 61, 50],
  'volatility-trend': ['14658.23193178', 322, 1011, 640],
} as const;
type Run = keyof typeof FIGURES;
const RUNS = Object.keys(FIGURES) as readonly Run[];

const made = new Map<Run, Made>();
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-recorded-examples-'));
  for (const run of RUNS) {
    made.set(run, await makeRunOf(join(EXAMPLES, `${run}.yaml`), join(folder, run), { set: ['results.band=false'] }));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function resultOf(run: Run): Made {
  const result = made.get(run);
  if (result === undefined) throw new Error(`${run} was not run`);
  return result;
}

const ordersOf = (run: Run) => rowsOf(resultOf(run).files['orders.csv']);
const filledOf = (run: Run) => ordersOf(run).filter(({ status }) => status === 'filled');

describe.each(RUNS)('the example %s', (run) => {
  test('gives the figures that are kept', () => {
    const { finalEquity, trades, orders, fills } = resultOf(run).summary;
    expect([finalEquity, trades, orders, fills]).toEqual(FIGURES[run]);
  });

  test('refuses nothing, quarantines nobody, wins and loses', () => {
    const { summary } = resultOf(run);
    expect(summary).toMatchObject({ refusals: {}, quarantined: [], interrupted: false, bust: false, liquidations: 0 });
    expect(summary.winRatio).toBeGreaterThan(0.1);
    expect(summary.winRatio).toBeLessThan(0.9);
    expect(summary.unprotectedByChoice).toEqual([]);
  });

  test('has every position protected from the instant of its entry on', () => {
    const orders = ordersOf(run);
    const stops = new Map(
      orders.filter(({ role }) => role === 'stop-loss').map((order) => [order['bracketId'], order]),
    );
    const entries = rowsOf(resultOf(run).files['fills.csv']).filter(({ role }) => role === 'entry');
    const naked = entries.filter(({ bracketId }) => !stops.has(bracketId));
    expect(naked).toEqual([]);
  });
});

describe('what the examples say they do', () => {
  test('breakout: of the two entries of a channel at most one is filled, and both kinds of stops end trades', () => {
    const channels = filledOf('breakout')
      .filter(({ role }) => role === 'entry')
      .map(({ ref }) => ref?.split('-')[1]);
    expect(new Set(channels).size).toBe(channels.length);
    const ends = filledOf('breakout').filter(({ role }) => role === 'stop-loss');
    expect(new Set(ends.map(({ type }) => type))).toEqual(new Set(['STOP_MARKET', 'TRAILING_STOP_MARKET']));
    expect(ends.filter(({ type, workingType }) => type === 'STOP_MARKET' && workingType !== 'mark')).toEqual([]);
  });

  test('rsi-reversion: entries and targets are maker, and targets are taken rung by rung', () => {
    const fills = rowsOf(resultOf('rsi-reversion').files['fills.csv']);
    const liquidity = (role: string) =>
      new Set(fills.filter((fill) => fill['role'] === role).map((fill) => fill['liquidity']));
    expect(liquidity('take-profit')).toEqual(new Set(['maker']));
    const rungs = new Set(fills.flatMap(({ clientOrderId }) => clientOrderId?.match(/-TP(\d)/)?.[1] ?? []));
    expect(rungs).toEqual(new Set(['1', '2', '3']));
  });

  test('momentum: every entry waited for its pull-back, for a day at most', () => {
    const entries = ordersOf('momentum').filter(({ role }) => role === 'entry');
    expect(new Set(entries.map(({ type }) => type))).toEqual(new Set(['TAKE_PROFIT']));
    const waits = entries.map(
      ({ placedTime, updatedTime }) => Date.parse(updatedTime ?? '') - Date.parse(placedTime ?? ''),
    );
    expect(Math.max(...waits)).toBeLessThanOrEqual(86_400_000 + 200);
  });

  test('funding-carry: both markets are traded, and what is collected is more than what is paid', () => {
    const { summary, outcome } = resultOf('funding-carry');
    expect(new Set(outcome.trades.map(({ symbol }) => symbol))).toEqual(new Set(['BTCUSDT', 'ETHUSDT']));
    expect(Number(summary.funding)).toBeGreaterThan(0);
  });

  test('volatility-trend: entries are immediate or cancelled, and positions are built of several units', () => {
    const entries = ordersOf('volatility-trend').filter(({ role }) => role === 'entry');
    expect(new Set(entries.map(({ timeInForce }) => timeInForce))).toEqual(new Set(['IOC']));
    const trades = resultOf('volatility-trend').outcome.trades;
    const overlaps = trades.filter((trade, index) => {
      const before = trades[index - 1];
      return (
        before !== undefined && trade.direction === before.direction && trade.entryTime < (before.exitTime ?? Infinity)
      );
    });
    expect(overlaps.length).toBeGreaterThan(20);
  });
});
