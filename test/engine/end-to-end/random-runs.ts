// Runs at random: markets with gaps, thin and empty klines, marks and funding; accounts of every mode; strategies that say
// anything at any kline and in answer to any fill.
import fc from 'fast-check';
import { filter, ignoreElements, merge, mergeMap, tap, throwError } from 'rxjs';
import type { Intent, StrategyPosition } from '../../../engine/index.ts';
import { type BenchInput, type Candle, type MarketInput, T0 } from './bench.ts';
import { firstEntry, intents } from './random-intents.ts';
import { said, strategyOf, type Script } from './script.ts';

export interface RandomStrategy {
  readonly script: Script;
  /** What is answered to the first, second, … fill. */
  readonly reactions: readonly (Intent<'main'> | undefined)[];
  /** The kline at whose close it throws; undefined for a strategy that behaves. */
  readonly throwsAt: number | undefined;
}

export interface RandomRun {
  readonly markets: Readonly<Record<string, MarketInput>>;
  /** By id; strategies of an odd place trade the second market where there is one. */
  readonly strategies: readonly RandomStrategy[];
  readonly account: Readonly<Record<string, unknown>>;
  readonly exchange: Readonly<Record<string, unknown>>;
  readonly execution: Readonly<Record<string, unknown>>;
  readonly risk: Readonly<Record<string, unknown>>;
  readonly closesAtEnd: boolean;
}

type PositionMode = 'one-way' | 'hedge';

/** How long a run is and how rough its markets and accounts are. */
export interface RunScale {
  readonly klines: number;
  readonly intentsMax: number;
  /** Most ticks of 0.1 that a usual kline, and an unusual one, goes from open to close. */
  readonly bodyTicks: readonly [usual: number, unusual: number];
  readonly leverages: readonly number[];
}

export const SHORT: RunScale = { klines: 12, intentsMax: 12, bodyTicks: [15, 120], leverages: [1, 5, 20] };
export const LONG_AND_ROUGH: RunScale = { klines: 30, intentsMax: 40, bodyTicks: [40, 250], leverages: [3, 20, 50] };

const within = (ticks: number) => fc.integer({ min: -ticks, max: ticks });

/** Moves of one kline in ticks of 0.1, and its volume; null for a missing one. */
const move = ({ bodyTicks: [usual, unusual] }: RunScale) =>
  fc.option(
    fc.record({
      gap: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: within(unusual >> 2) }),
      body: fc.oneof({ weight: 5, arbitrary: within(usual) }, { weight: 1, arbitrary: within(unusual) }),
      up: fc.integer({ min: 0, max: 20 }),
      down: fc.integer({ min: 0, max: 20 }),
      volume: fc.constantFrom(1_000_000, 1_000_000, 100, 30, 5, 0),
    }),
    { nil: null, freq: 25 },
  );

const LEAST_TICKS = 200;

const candles = (scale: RunScale) =>
  fc.array(move(scale), { minLength: scale.klines, maxLength: scale.klines }).map((moves) => {
    let ticks = 1000;
    return moves.map((one, index): Candle => {
      // The first kline is there: a market begins with a price.
      if (one === null) return index === 0 ? [100, 100, 100, 100] : null;
      const openTicks = Math.max(LEAST_TICKS, ticks + one.gap);
      ticks = Math.max(LEAST_TICKS, openTicks + one.body);
      const [high, low] = [Math.max(openTicks, ticks) + one.up, Math.min(openTicks, ticks) - one.down];
      return [openTicks / 10, high / 10, low / 10, ticks / 10, one.volume];
    });
  });

const randomMarket = (scale: RunScale) =>
  fc
    .tuple(candles(scale), within(10), fc.boolean(), fc.option(fc.constantFrom(0.001, -0.002), { nil: undefined }))
    .map(([klines, offset, hasMarks, rate]): MarketInput => ({
      klines,
      ...(hasMarks ? { marks: klines.map((candle) => shifted(candle, offset / 10)) } : {}),
      ...(rate === undefined ? {} : { funding: { 3: rate, 7: -rate } }),
    }));

function shifted(candle: Candle, by: number): Candle {
  if (candle === null) return null;
  const [open, high, low, close] = candle;
  const [a, b, c, d] = [open, high, low, close].map((price) => Math.round((price + by) * 10) / 10);
  return [a ?? open, b ?? high, c ?? low, d ?? close];
}

function strategy(positionMode: PositionMode, { klines, intentsMax }: RunScale): fc.Arbitrary<RandomStrategy> {
  const intent = intents(positionMode);
  const line = fc.tuple(fc.integer({ min: 0, max: klines - 2 }), intent);
  const begun = fc.oneof(firstEntry, intent).map((first) => [0, first] as const);
  return fc.record({
    script: fc.tuple(begun, fc.array(line, { maxLength: intentsMax, size: 'max' })).map(([first, more]) => {
      const script: Record<number, Intent<'main'>[]> = {};
      for (const [kline, one] of [first, ...more]) (script[kline] ??= []).push(one);
      return script;
    }),
    reactions: fc.array(fc.option(intent, { nil: undefined }), { maxLength: 4 }),
    throwsAt: fc.oneof(
      { weight: 5, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: klines - 1 }) },
    ),
  });
}

const exchange = fc.record({
  walk: fc.constantFrom('worst-first', 'worst-first', 'best-first', 'nearest-extreme-first'),
  limitFill: fc.constantFrom('through', 'touch'),
  participationRatio: fc.constantFrom(null, 0.1),
  latencyMs: fc.constantFrom(0, 0, 500, 25_000, 100_000),
  liquidation: fc.constantFrom('full', 'staged'),
  slippageTicks: fc.constantFrom(0, 1),
});

export function randomRun(scale: RunScale): fc.Arbitrary<RandomRun> {
  return fc
    .constantFrom<PositionMode>('one-way', 'one-way', 'hedge')
    .chain((positionMode) =>
      fc.record({
        positionMode: fc.constant(positionMode),
        first: randomMarket(scale),
        second: fc.option(randomMarket(scale), { nil: undefined }),
        strategies: fc.array(strategy(positionMode, scale), { minLength: 1, maxLength: 2 }),
        account: fc.record({
          marginMode: fc.constantFrom('cross', 'isolated'),
          leverage: fc.constantFrom(...scale.leverages),
        }),
        exchange,
        execution: fc.record({ takeProfitType: fc.constantFrom('market', 'limit') }),
        closesAtEnd: fc.boolean(),
        risk: fc.record({ requireStopBeforeLiquidation: fc.boolean(), limitExcess: fc.constantFrom('clip', 'refuse') }),
      }),
    )
    .map(({ first, second, positionMode, ...run }) => {
      const markets = second === undefined ? { AUSDT: first } : { AUSDT: first, BUSDT: second };
      const sharing = run.strategies.length > 1 && second === undefined ? 'shared' : 'exclusive';
      return { ...run, markets, account: { ...run.account, positionMode, sharing } };
    });
}

/** The run as it would have been had the recordings ended after `count` klines. */
export function cutAfter(run: RandomRun, count: number): RandomRun {
  const markets = Object.entries(run.markets).map(([symbol, { klines, marks, ...market }]) => {
    const cutMarks = marks === undefined ? {} : { marks: marks.slice(0, count) };
    return [symbol, { ...market, klines: klines.slice(0, count), ...cutMarks }] as const;
  });
  return { ...run, markets: Object.fromEntries(markets) };
}

/** What the bench is asked for by a random run; `onPosition` is told what each strategy is told of its own books. */
export function benchInput(run: RandomRun, onPosition: (position: StrategyPosition) => void): BenchInput {
  const { markets, strategies, closesAtEnd: _, ...settings } = run;
  const symbols = Object.keys(markets);
  const entries = strategies.map((one, index) => {
    const symbol = symbols[index % symbols.length] ?? '';
    return [`s${index + 1}`, { strategy: strategyFrom(one, onPosition), markets: symbol }] as const;
  });
  return { klines: markets, strategy: Object.fromEntries(entries), ...settings };
}

function strategyFrom(
  { script, reactions, throwsAt }: RandomStrategy,
  onPosition: (position: StrategyPosition) => void,
) {
  return strategyOf(({ klines, fill$, position$ }) =>
    merge(
      position$.pipe(tap(onPosition), ignoreElements()),
      said(klines('1m'), script),
      klines('1m').pipe(
        filter(({ openTime }) => throwsAt !== undefined && openTime === T0 + throwsAt * 60_000),
        mergeMap(() => throwError(() => new Error('no luck'))),
      ),
      fill$.pipe(
        mergeMap((_, index) => [reactions[index]]),
        filter((intent) => intent !== undefined),
      ),
    ),
  );
}
