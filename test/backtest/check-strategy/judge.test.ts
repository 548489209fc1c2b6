// The judge over a lab that is made up: strategies whose look at the data is known, through an engine that could leak.
import { describe, expect, test } from 'vitest';
import type { Emission, LabRunRequest, StrategyLab } from '../../../app/strategy-lab.ts';
import { judgeStrategies } from '../../../backtest/check-strategy/judge.ts';
import type { StrategyVerdict } from '../../../backtest/check-strategy/check-result.ts';
import { klineColumnsFromRows, type KlineColumns } from '../../../backtest/data/kline-columns.ts';
import { keepOrders, open, target } from '../../../engine/index.ts';

const HOUR_MS = 3_600_000;
const FROM = Date.UTC(2025, 0, 1);
const ROWS = 240;

const klines = klineColumnsFromRows(
  'BTCUSDT',
  '1h',
  Array.from({ length: ROWS }, (_, row) => {
    const [from, to] = [price(row), price(row + 1)];
    const [high, low] = [Math.max(from, to) + 1, Math.min(from, to) - 1];
    return { openTime: FROM + row * HOUR_MS, open: from, high, low, close: to, volume: 5 };
  }),
);

function price(row: number): number {
  return 1000 + Math.round(50 * Math.sin(row / 3) + 20 * Math.cos(row * 1.7));
}

/** Whether a strategy opens at the close of a row, from the klines its run was given. */
type Rule = (columns: KlineColumns, row: number, run: number) => boolean;

function labOf(rule: Rule, changes: Partial<StrategyLab> = {}): StrategyLab {
  let runs = 0;
  return {
    markets: [{ symbol: 'BTCUSDT', klines, finer: [], coarse: [], marks: undefined, funding: undefined }],
    fromTime: FROM,
    toTime: FROM + ROWS * HOUR_MS,
    notes: [],
    strategies: [
      {
        strategyId: 's1',
        name: 'made-up',
        markets: [{ role: 'main', symbol: 'BTCUSDT' }],
        path: '/made-up.ts',
        inputs: new Map(),
        builtins: [],
      },
    ],
    async run(request, { onIntent }) {
      runs += 1;
      const emissions = emissionsOf(rule, request, runs);
      for (const emission of emissions) onIntent(emission);
      return {
        instants: instantsOf(request),
        ...{ atEnd: [], fills: [], stopped: [], machineUses: [], globals: [], bustTime: null, interrupted: false },
      };
    },
    ...changes,
  };
}

function instantsOf({ markets: [market], fromTime, toTime, instantsMax }: LabRunRequest): number {
  const told = Math.min((market?.klines.length ?? 0) * HOUR_MS + FROM, toTime) - fromTime;
  return Math.min(told / HOUR_MS, instantsMax ?? Infinity);
}

function emissionsOf(rule: Rule, request: LabRunRequest, run: number): readonly Emission[] {
  const columns = request.markets[0]?.klines;
  if (columns === undefined) return [];
  const first = (request.fromTime - FROM) / HOUR_MS;
  return Array.from({ length: instantsOf(request) }, (_, index) => first + index)
    .filter((row) => rule(columns, row, run))
    .map((row) => ({
      strategyId: 's1',
      intent: open({ side: 'long', quantity: 1 }),
      time: FROM + (row + 1) * HOUR_MS,
      instant: row - first + 1,
    }));
}

const CHECK = { cuts: 8, starts: 2, seed: 3, strict: false };
const HOOKS = { signal: { aborted: false }, onProgress: () => undefined };

async function verdictOn(rule: Rule, changes: Partial<StrategyLab> = {}): Promise<StrategyVerdict> {
  const { strategies } = await judgeStrategies(labOf(rule, changes), CHECK, HOOKS);
  const [verdict] = strategies;
  if (verdict === undefined) throw new Error('nothing was judged');
  return verdict;
}

const at = (columns: KlineColumns, row: number): number => columns.close[row] ?? Number.NaN;
const always = (): boolean => true;
const rises = (columns: KlineColumns, row: number): boolean => at(columns, row) > at(columns, row - 1);

describe('the judge', () => {
  test('finds nothing against a rule that looks back', async () => {
    const verdict = await verdictOn(rises);
    expect([verdict.verdict, verdict.findings, verdict.cuts]).toEqual(['holds', [], 8]);
    expect(verdict.cutsAtIntents).toBeGreaterThanOrEqual(4);
  });

  test('catches a rule that needs the next kline, where the data ends', async () => {
    const { findings, verdict } = await verdictOn(
      (columns, row) => row + 1 < columns.length && (rises(columns, row) || at(columns, row + 1) < 0),
    );
    expect(verdict).toBe('broken');
    const [ahead] = findings.filter(({ code }) => code === 'AHEAD_OF_DATA');
    expect(ahead?.sentence).toMatch(/^it emits something else before, when its data ends at /);
    expect(ahead?.difference?.whole?.words).toBe('open long, quantity 1');
    expect(ahead?.difference?.other).toBeNull();
    expect(ahead?.difference?.kline?.openTime).toBe(
      new Date(Date.parse(ahead?.difference?.time ?? '') - HOUR_MS).toISOString(),
    );
  });

  test('catches a rule that looks ahead and says what it always says where the data ends', async () => {
    const { findings } = await verdictOn((columns, row) => {
      const next = columns.close[row + 1];
      return next === undefined ? price(row + 2) > price(row + 1) : next > at(columns, row);
    });
    const [ahead] = findings.filter(({ code }) => code === 'AHEAD_OF_DATA');
    expect(ahead?.sentence).toMatch(
      /^it emits something else before, when prices go otherwise from .* on: it knows what comes$/,
    );
  });

  test.each<[string, (price: number, rises: boolean) => Emission['intent'], boolean]>([
    ['a target whose sign alone follows prices', (_, up) => target({ quantity: up ? 1 : -1 }), false],
    [
      'resting orders whose prices alone do',
      (close) => keepOrders({ bid: { side: 'buy', quantity: 1, price: close * 0.9 } }),
      false,
    ],
    ['an entry whose size alone does', (close) => open({ side: 'long', quantity: 1000 / close }), true],
    ['a target whose size alone does', (close) => target({ quantity: 1000 / close }), true],
    ['what is ever the same', () => open({ side: 'long', notional: 100 }), true],
  ])('calls deaf to prices what follows none: %s', async (_name, intentOf, isDeaf) => {
    const { findings } = await verdictOn(always, {
      async run(request, hooks) {
        const columns = request.markets[0]?.klines ?? klines;
        const onIntent = (emission: Emission): void => {
          const row = (emission.time - FROM) / HOUR_MS - 1;
          hooks.onIntent({ ...emission, intent: intentOf(at(columns, row), rises(columns, row)) });
        };
        return labOf(always).run(request, { ...hooks, onIntent });
      },
    });
    expect(findings.map(({ code }) => code)).toEqual(isDeaf ? ['DEAF_TO_PRICES'] : []);
  });

  test('catches what only later runs know', async () => {
    const { findings } = await verdictOn((columns, row, run) => rises(columns, row) || (run === 2 && row === 100));
    const [unrepeated] = findings.filter(({ code }) => code === 'NOT_REPEATABLE');
    expect(unrepeated?.difference).toMatchObject({
      time: '2025-01-05T05:00:00.000Z',
      otherRun: 'run again',
      whole: null,
    });
  });

  test('asks for nothing that the whole says after the cut', async () => {
    const verdict = await verdictOn((columns, row) => rises(columns, row) || row === ROWS - 1);
    expect(verdict.verdict).toBe('holds');
  });

  test('tells how far a start that is too late makes a difference', async () => {
    const { fromTime } = labOf(rises);
    const lab = labOf(rises);
    const { findings, starts, verdict } = await verdictOn(rises, {
      async run(request, hooks) {
        // Says nothing in its first ten hours, as something that has yet to be warmed up.
        const isLater = request.fromTime > fromTime;
        const wakesAt = request.fromTime + 10 * HOUR_MS;
        const onIntent = (emission: Emission): void => {
          if (!isLater || emission.time > wakesAt) hooks.onIntent(emission);
        };
        return lab.run(request, { ...hooks, onIntent });
      },
    });
    expect(verdict).toBe('holds');
    expect(findings.map(({ code }) => code)).toEqual(['DEPENDS_ON_START']);
    expect(starts).toHaveLength(2);
    for (const start of starts) {
      expect(start.settled).toBe(true);
      expect(start.settledAfterKlines).toBeGreaterThan(0);
      expect(start.settledAfterKlines).toBeLessThanOrEqual(10);
    }
  });

  test('ends where it is asked to, and passes nothing it did not see', async () => {
    const signal = { aborted: false };
    const lab = labOf(rises);
    let runs = 0;
    const watched: StrategyLab = {
      ...lab,
      async run(request, hooks) {
        runs += 1;
        if (runs === 3) signal.aborted = true;
        return { ...(await lab.run(request, hooks)), interrupted: signal.aborted };
      },
    };
    const result = await judgeStrategies(watched, CHECK, { ...HOOKS, signal });
    expect([runs, result.interrupted, result.passed]).toEqual([3, true, false]);
    expect(result.strategies[0]).toMatchObject({ verdict: 'unproven', repeated: true, cuts: 0 });
  });
});
