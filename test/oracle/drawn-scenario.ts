// Random scenarios as they are drawn, for the comparison of the two exchanges. Everything is in ticks around the market, so
// that orders are near enough to fill, to tie and to miss; what is drawn is small whole numbers, so that a counterexample
// shrinks. build-scenario.ts makes them playable.
import fc from 'fast-check';
import type { ExchangeSettings } from '../../backtest/exchange/settings.ts';
import type { OrderType, TimeInForce } from '../../engine/domain/order.ts';
import type { ReportKind } from '../../engine/domain/report.ts';
import type { PositionSide, Side } from '../../engine/domain/side.ts';

export interface DrawnBar {
  readonly isMissing: boolean;
  readonly gap: number;
  readonly up: number;
  readonly down: number;
  /** Where the close lies between low and high, in twelfths. */
  readonly close: number;
  readonly volume: number;
  readonly mark: { readonly open: number; readonly high: number; readonly low: number; readonly close: number } | null;
}

export interface DrawnMarket {
  readonly bars: readonly DrawnBar[];
  readonly tick: string;
  /** The tick klines are recorded in, where it is not that of orders. */
  readonly klineTick: string | null;
  readonly step: string;
  /** Klines of one minute or of two. */
  readonly klineMinutes: 1 | 2;
  readonly hasNarrowBrackets: boolean;
  readonly markRatio: number;
  /** Narrow filters: small lots, prices near the mark. */
  readonly isStrict: boolean;
  readonly openOrdersMax: number;
  readonly funding: readonly (number | null)[];
}

export type DrawnWhen =
  | { readonly at: 'minute'; readonly minute: number }
  | { readonly at: 'timer'; readonly minute: number; readonly ms: number }
  | { readonly at: 'report'; readonly of: number; readonly kind: ReportKind };

export interface DrawnOrder {
  readonly what: 'order';
  readonly type: OrderType;
  readonly side: Side;
  readonly quantity: number;
  readonly price: number;
  readonly trigger: number;
  /** Prices on the other side of the market than orders of the type usually have. */
  readonly isContrary: boolean;
  readonly activation: number | null;
  readonly callback: number;
  readonly timeInForce: TimeInForce;
  readonly goodTill: number;
  readonly byMark: boolean;
  readonly priceProtect: boolean;
  readonly reduceOnly: boolean;
  readonly closePosition: boolean;
  readonly hedgeSide: PositionSide;
  /** In hedge mode: closes its side instead of opening it. */
  readonly closesSide: boolean;
  readonly isBatched: boolean;
  readonly exits: DrawnExits | null;
}

/** Legs that answer the first fill of an order. */
export interface DrawnExits {
  readonly stop: number;
  readonly target: number;
  readonly byMark: boolean;
  readonly limitTarget: boolean;
  /** The first fill of one leg cancels the other. */
  readonly cutsEachOther: boolean;
  readonly trails: boolean;
}

export type DrawnDeed =
  | DrawnOrder
  | {
      readonly what: 'amend';
      readonly of: number;
      readonly quantity: number;
      readonly price: number;
      readonly isContrary: boolean;
    }
  | { readonly what: 'cancel'; readonly of: number }
  | { readonly what: 'cancelAll' }
  | { readonly what: 'countdown'; readonly ms: number }
  | { readonly what: 'leverage'; readonly leverage: number }
  | { readonly what: 'marginMode'; readonly isolated: boolean };

export interface DrawnCommand {
  readonly symbol: number;
  readonly when: DrawnWhen;
  readonly deed: DrawnDeed;
}

export interface Drawn {
  readonly markets: readonly DrawnMarket[];
  readonly commands: readonly DrawnCommand[];
  readonly settings: Partial<ExchangeSettings>;
  readonly balance: number;
  /** Milliseconds that cancellations and amendments take longer than placements. */
  readonly slowness: number;
}

/** Weighted alternatives in one line. */
function odds<T>(...ways: readonly (readonly [weight: number, arbitrary: fc.Arbitrary<T>])[]): fc.Arbitrary<T> {
  return fc.oneof(...ways.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

/** True `percent` times of a hundred. */
function chance(percent: number): fc.Arbitrary<boolean> {
  return odds([100 - percent, fc.constant(false)], [percent, fc.constant(true)]);
}

function within(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max });
}

const reach = odds([5, within(0, 12)], [2, within(0, 40)], [1, within(0, 150)]);
const awry = within(-8, 8);

const bar: fc.Arbitrary<DrawnBar> = fc.record({
  isMissing: chance(4),
  gap: odds([3, fc.constant(0)], [3, within(-6, 6)], [1, within(-60, 60)]),
  up: reach,
  down: reach,
  close: within(0, 12),
  volume: odds([5, fc.constant(10_000)], [3, within(1, 60)], [1, fc.constant(0)]),
  mark: odds<DrawnBar['mark']>(
    [2, fc.constant(null)],
    [1, fc.record({ open: awry, high: awry, low: awry, close: awry })],
  ),
});

function market(minutes: number): fc.Arbitrary<DrawnMarket> {
  const every = { minLength: minutes, maxLength: minutes };
  return fc.record({
    bars: fc.array(bar, every),
    tick: fc.constantFrom('0.1', '0.1', '0.5', '0.01'),
    klineTick: odds<string | null>([12, fc.constant(null)], [1, fc.constantFrom('0.03', '0.25')]),
    step: fc.constantFrom('0.1', '0.1', '0.001', '1'),
    klineMinutes: odds<1 | 2>([5, fc.constant<1>(1)], [1, fc.constant<2>(2)]),
    hasNarrowBrackets: chance(30),
    markRatio: fc.constantFrom(1, 1, 1, 1.003, 0.997, 1.02),
    isStrict: chance(8),
    openOrdersMax: odds([9, fc.constant(200)], [1, fc.constant(3)]),
    funding: fc.array(
      odds<number | null>([3, fc.constant(null)], [1, fc.constantFrom(0, 0.0001, -0.0003, 0.01, -0.02)]),
      every,
    ),
  });
}

const distance = odds([4, within(0, 14)], [1, within(0, 100)]);

const order: fc.Arbitrary<DrawnOrder> = fc.record({
  what: fc.constant('order' as const),
  type: fc.constantFrom<OrderType>(
    ...(['MARKET', 'MARKET', 'MARKET', 'LIMIT', 'LIMIT', 'LIMIT', 'LIMIT', 'STOP_MARKET', 'STOP_MARKET'] as const),
    ...(['TAKE_PROFIT_MARKET', 'STOP', 'TAKE_PROFIT', 'TRAILING_STOP_MARKET'] as const),
  ),
  side: fc.constantFrom<Side>('buy', 'buy', 'sell'),
  quantity: within(1, 40),
  price: distance,
  trigger: distance,
  isContrary: chance(12),
  activation: odds<number | null>([1, fc.constant(null)], [1, distance]),
  callback: fc.constantFrom(1, 2, 5, 10, 30),
  timeInForce: odds<TimeInForce>(
    [7, fc.constant('GTC')],
    [3, fc.constantFrom<TimeInForce>('IOC', 'FOK', 'GTX', 'GTD')],
  ),
  goodTill: within(-1, 300),
  byMark: chance(25),
  priceProtect: chance(10),
  reduceOnly: chance(12),
  closePosition: chance(10),
  hedgeSide: odds<PositionSide>(
    [30, fc.constantFrom<PositionSide>('long', 'short')],
    [1, fc.constant<PositionSide>('both')],
  ),
  closesSide: chance(30),
  isBatched: chance(8),
  exits: odds<DrawnExits | null>(
    [2, fc.constant(null)],
    [
      1,
      fc.record({
        stop: distance,
        target: distance,
        byMark: chance(25),
        limitTarget: chance(30),
        cutsEachOther: chance(60),
        trails: chance(15),
      }),
    ],
  ),
});

const of = within(0, 11);

const deed: fc.Arbitrary<DrawnDeed> = odds<DrawnDeed>(
  [26, order],
  [
    3,
    fc.record({
      what: fc.constant('amend' as const),
      of,
      quantity: odds([9, within(1, 40)], [1, fc.constant(0)]),
      price: distance,
      isContrary: chance(30),
    }),
  ],
  [2, fc.record({ what: fc.constant('cancel' as const), of })],
  [1, fc.constant({ what: 'cancelAll' as const })],
  [1, fc.record({ what: fc.constant('countdown' as const), ms: fc.constantFrom(0, 1, 5000, 30_000, 70_000) })],
  [1, fc.record({ what: fc.constant('leverage' as const), leverage: fc.constantFrom(0, 1, 3, 7, 25, 60) })],
  [1, fc.record({ what: fc.constant('marginMode' as const), isolated: fc.boolean() })],
);

function when(minutes: number): fc.Arbitrary<DrawnWhen> {
  const minute = odds([2, fc.constant(0)], [3, within(0, minutes - 1)]);
  const ms = odds([2, within(0, 59_999)], [1, fc.constantFrom(0, 1, 19_999, 20_000, 39_999, 59_999)]);
  const kind = fc.constantFrom<ReportKind>(
    'filled',
    'filled',
    'filled',
    'orderAccepted',
    'orderTriggered',
    'orderCancelled',
  );
  return odds<DrawnWhen>(
    [6, fc.record({ at: fc.constant('minute' as const), minute })],
    [2, fc.record({ at: fc.constant('timer' as const), minute, ms })],
    [2, fc.record({ at: fc.constant('report' as const), of, kind })],
  );
}

const settings: fc.Arbitrary<Partial<ExchangeSettings>> = fc.record({
  walk: fc.constantFrom('worst-first', 'worst-first', 'best-first', 'nearest-extreme-first'),
  limitFill: fc.constantFrom('through', 'through', 'touch'),
  participationRatio: fc.constantFrom(null, 0.1, 0.1, 0.3),
  latencyMs: fc.constantFrom(0, 0, 0, 1, 250, 7000, 45_000, 61_000),
  makerFeeRatio: fc.constantFrom(0.0002, 0.0002, -0.0001),
  takerFeeRatio: fc.constantFrom(0.0005, 0.0005, 0),
  slippageTicks: fc.constantFrom(0, 1, 1, 2),
  slippageRatio: fc.constantFrom(0, 0.0001, 0.004),
  liquidation: fc.constantFrom('full', 'staged'),
  positionMode: fc.constantFrom('one-way', 'one-way', 'hedge'),
  multiAssets: chance(10),
  leverage: fc.constantFrom(1, 3, 10, 20, 20, 50),
  marginMode: fc.constantFrom('cross', 'isolated'),
  symbols: odds<ExchangeSettings['symbols']>(
    [3, fc.constant({})],
    [
      1,
      fc.record({
        BUSDT: fc.record({ leverage: fc.constantFrom(2, 20), marginMode: fc.constantFrom('cross', 'isolated') }),
      }),
    ],
  ),
});

/** Random scenarios of so many minutes, at most so many drawn commands, and one of these numbers of symbols. */
export function draw(
  [minutesMin, minutesMax]: readonly [number, number],
  commandsMax: number,
  symbolCounts: readonly number[],
): fc.Arbitrary<Drawn> {
  const size = fc.record({ minutes: within(minutesMin, minutesMax), symbols: fc.constantFrom(...symbolCounts) });
  const drawn = size.chain(({ minutes, symbols }) =>
    fc.record({
      markets: fc.array(market(minutes), { minLength: symbols, maxLength: symbols }),
      commands: fc.array(fc.record({ symbol: within(0, symbols - 1), when: when(minutes), deed }), {
        minLength: 1,
        maxLength: commandsMax,
        size: 'max',
      }),
      settings,
      balance: fc.constantFrom(30, 60, 100, 300, 1000, 100_000),
      slowness: odds([4, fc.constant(0)], [1, fc.constantFrom(1, 300, 20_000)]),
    }),
  );
  return fc.noBias(drawn);
}

/** Much at once: a dozen commands in a few minutes. `buildScenario` makes it playable. */
export const drawnScenario: fc.Arbitrary<Drawn> = draw([2, 6], 12, [1, 1, 2]);

/** Long and calm: a few commands in many minutes, so that most klines meet nothing. */
export const drawnCalm: fc.Arbitrary<Drawn> = draw([15, 40], 5, [1, 1, 2]);
