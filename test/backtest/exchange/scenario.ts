// Random markets and orders for the properties of the simulated exchange.
import fc from 'fast-check';
import type { Command } from '../../../engine/domain/command.ts';
import type { OrderRequest } from '../../../engine/domain/order.ts';
import type { Report } from '../../../engine/domain/report.ts';
import type { PositionSide } from '../../../engine/domain/side.ts';
import { instrument } from '../../engine/instruments.ts';
import {
  amend,
  type BarExtras,
  cancel,
  createStand,
  limit,
  market,
  order,
  type Stand,
  type StandOptions,
  stop,
  target,
  trailing,
} from './stand.ts';

export interface Scenario {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly balance: number;
  readonly steps: readonly Step[];
}

interface Step {
  readonly bars: readonly (readonly [string, number, number, number, number, BarExtras])[];
  readonly funding: number;
  readonly orders: readonly Wish[];
  /** Orders sent when the n-th fill of the kline is told. */
  readonly reaction: Wish | null;
}

type Wish = (id: string, symbol: string, positionSide: PositionSide) => Command;

const SYMBOLS = ['BTCUSDT', 'ETHUSDT'] as const;

const tenths = (min: number, max: number) => fc.integer({ min: min * 10, max: max * 10 }).map((value) => value / 10);
const price = tenths(80, 125);
const side = fc.constantFrom('buy', 'sell');
const quantity = fc.integer({ min: 1, max: 40 }).map((value) => value / 4);
const flags = fc.record({
  reduceOnly: fc.boolean(),
  workingType: fc.constantFrom('last', 'mark'),
  priceProtect: fc.boolean(),
});
const timeInForce = fc.constantFrom('GTC', 'IOC', 'FOK', 'GTX');

const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.tuple(side, quantity, flags).map(
    ([s, q, f]): Wish =>
      (id, symbol, positionSide) =>
        market(id, s, q, { ...f, symbol, positionSide }),
  ),
  fc.tuple(side, quantity, price, flags, timeInForce).map(
    ([s, q, p, f, t]): Wish =>
      (id, symbol, positionSide) =>
        limit(id, s, q, p, { ...f, timeInForce: t, symbol, positionSide }),
  ),
  fc.tuple(side, quantity, price, flags, fc.boolean()).map(
    ([s, q, p, f, all]): Wish =>
      (id, symbol, positionSide) =>
        stop(id, s, all ? null : q, p, { ...f, symbol, positionSide }),
  ),
  fc.tuple(side, quantity, price, flags).map(
    ([s, q, p, f]): Wish =>
      (id, symbol, positionSide) =>
        target(id, s, q, p, { ...f, symbol, positionSide }),
  ),
  fc.tuple(side, quantity, price, price, flags, timeInForce).map(
    ([s, q, p, t, f, tif]): Wish =>
      (id, symbol, positionSide) =>
        order(id, s, 'STOP', q, { price: p, trigger: t, ...f, timeInForce: tif, symbol, positionSide }),
  ),
  fc.tuple(side, quantity, fc.integer({ min: 1, max: 8 }), flags).map(
    ([s, q, c, f]): Wish =>
      (id, symbol, positionSide) =>
        trailing(id, s, q, c / 100, { ...f, symbol, positionSide }),
  ),
  fc.nat(30).map(
    (n): Wish =>
      (_, symbol) =>
        cancel(`o${n}`, symbol),
  ),
  fc.tuple(fc.nat(30), quantity, price).map(([n, q, p]): Wish => (_, symbol) => ({ ...amend(`o${n}`, q, p), symbol })),
  fc
    .integer({ min: 0, max: 90_000 })
    .map((countdownMs): Wish => (_, symbol) => ({ kind: 'armCountdown', symbol, countdownMs })),
);

const bar = (symbol: string) =>
  fc
    .record({
      prices: fc.tuple(price, price, price, price),
      volume: fc.constantFrom(0, 5, 80, 1_000),
      ratio: fc.constantFrom(undefined, 0.97, 1, 1.03),
    })
    .map(({ prices, volume, ratio }) => {
      const [open, a, b, close] = prices;
      const extras: BarExtras =
        ratio === undefined
          ? { volume, mark: [open + 1, Math.max(...prices) + 1, Math.min(...prices) - 1, close] }
          : { volume, ratio };
      return [symbol, open, Math.max(open, a, b, close), Math.min(open, a, b, close), close, extras] as const;
    });

const step: fc.Arbitrary<Step> = fc.record({
  bars: fc.tuple(bar(SYMBOLS[0]), bar(SYMBOLS[1])),
  funding: fc.constantFrom(0, 0.0001, -0.003),
  orders: fc.array(wish, { maxLength: 5 }),
  reaction: fc.option(wish),
});

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  settings: fc.record({
    walk: fc.constantFrom('worst-first', 'best-first', 'nearest-extreme-first'),
    limitFill: fc.constantFrom('through', 'touch'),
    participationRatio: fc.constantFrom(null, 0.1),
    latencyMs: fc.constantFrom(0, 0, 7_000),
    takerFeeRatio: fc.constantFrom(0, 0.0005),
    makerFeeRatio: fc.constantFrom(0, -0.0001),
    slippageTicks: fc.constantFrom(0, 2),
    liquidation: fc.constantFrom('full', 'staged'),
    positionMode: fc.constantFrom('one-way', 'hedge'),
    leverage: fc.constantFrom(1, 10, 40),
    marginMode: fc.constantFrom('cross', 'isolated'),
  }),
  balance: fc.constantFrom(200, 2_000, 50_000),
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
});

export interface Played {
  readonly stand: Stand;
  /** Every placement that was sent. */
  readonly requests: ReadonlyMap<string, OrderRequest>;
}

/** Plays a scenario; `onReport` is called inside each report, `prepare` before the first kline, `more` says how it is walked. */
export function play(
  { settings, balance, steps }: Scenario,
  onReport?: (played: Played, report: Report) => void,
  prepare?: (stand: Stand) => void,
  more: StandOptions = {},
): Played {
  const instruments = SYMBOLS.map((symbol) => instrument(symbol));
  const stand = createStand({ settings, balance, instruments, ...more });
  prepare?.(stand);
  const requests = new Map<string, OrderRequest>();
  const isHedge = settings['positionMode'] === 'hedge';
  let count = 0;
  let reaction: Wish | null = null;
  const commandOf = (make: Wish): Command => {
    count += 1;
    const positionSide = isHedge ? (count % 3 === 0 ? 'short' : 'long') : 'both';
    const command = make(`o${count}`, SYMBOLS[count % 2] ?? SYMBOLS[0], positionSide);
    if (command.kind === 'place') requests.set(command.order.clientOrderId, command.order);
    return command;
  };
  stand.react((report) => {
    onReport?.({ stand, requests }, report);
    if (report.kind !== 'filled' || reaction === null) return undefined;
    const make = reaction;
    reaction = null;
    return [commandOf(make)];
  });
  for (const { bars, funding, orders, reaction: next } of steps) {
    stand.send(...orders.map(commandOf));
    reaction = next;
    stand.bars(bars, funding === 0 ? [] : SYMBOLS.map((symbol) => ({ symbol, rateRatio: funding })));
  }
  return { stand, requests };
}
