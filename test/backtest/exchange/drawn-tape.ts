// Random trades and orders for the walking of trades, in ticks and thousandths, and the words in which they are sent.
import fc from 'fast-check';
import type { Command } from '../../../engine/domain/command.ts';
import type { NaiveCommand, NaiveSettings, NaiveTrade } from './naive-tape.ts';
import { amend, cancel, order } from './stand.ts';
import { BAR_MS } from './stand.ts';
import { createTapeStand, type TapeStand } from './tape-stand.ts';

/** A command without the id that it gets when it is sent; what it names is one of those that were sent before. */
type Wish = (count: number) => NaiveCommand;

export interface DrawnMinute {
  readonly trades: readonly NaiveTrade[];
  readonly wishes: readonly Wish[];
  /** Sent at the first fill of the minute. */
  readonly reaction: Wish | null;
  /** Sent when the first trade at or above this price is told. */
  readonly answer: { readonly price: number; readonly wish: Wish } | null;
  /** Sent by a timer, so many ms after the minute's open. */
  readonly timer: { readonly atMs: number; readonly wish: Wish } | null;
}

export interface DrawnTape {
  readonly settings: NaiveSettings;
  readonly minutes: readonly DrawnMinute[];
}

const ticks = fc.integer({ min: 950, max: 1050 });
const side = fc.constantFrom('buy', 'sell');
const quantity = fc.integer({ min: 200, max: 4_000 });
const base = { price: 0, trigger: 0, callback: 0, timeInForce: 'GTC' } as const;

const placed = fc
  .oneof(
    fc.record({ kind: fc.constant('MARKET'), timeInForce: fc.constantFrom('GTC', 'GTC', 'IOC', 'FOK') }),
    fc.record({
      kind: fc.constant('LIMIT'),
      price: ticks,
      timeInForce: fc.constantFrom('GTC', 'GTC', 'GTC', 'IOC', 'FOK', 'GTX'),
    }),
    fc.record({ kind: fc.constantFrom('STOP_MARKET', 'TAKE_PROFIT_MARKET'), trigger: ticks }),
    fc.record({
      kind: fc.constant('STOP'),
      trigger: ticks,
      price: ticks,
      timeInForce: fc.constantFrom('GTC', 'IOC', 'FOK', 'GTX'),
    }),
    fc.record({ kind: fc.constant('TRAILING_STOP_MARKET'), callback: fc.integer({ min: 1, max: 4 }) }),
  )
  .chain((kind) =>
    fc.record({ side, quantity, reduceOnly: fc.boolean() }).map((more) => ({ ...base, ...kind, ...more })),
  );

const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 6,
    arbitrary: placed.map((more): Wish => (count) => ({ kind: 'place', order: { id: `o${count}`, ...more } })),
  },
  { weight: 1, arbitrary: fc.nat(12).map((n): Wish => () => ({ kind: 'cancel', id: `o${n}` })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.nat(12), quantity, ticks)
      .map(([n, q, p]): Wish => () => ({ kind: 'amend', id: `o${n}`, quantity: q, price: p })),
  },
);

const minute = fc
  .record({
    trades: fc.array(
      fc.record({
        time: fc.oneof(fc.nat(BAR_MS - 1), fc.nat(5)),
        price: ticks,
        quantity: fc.integer({ min: 1, max: 20_000 }),
        takerSold: fc.boolean(),
      }),
      { maxLength: 30 },
    ),
    wishes: fc.array(wish, { maxLength: 4 }),
    reaction: fc.option(wish),
    answer: fc.option(fc.record({ price: ticks, wish })),
    timer: fc.option(fc.record({ atMs: fc.oneof(fc.nat(BAR_MS - 1), fc.nat(5)), wish })),
  })
  .map((drawn) => ({ ...drawn, trades: drawn.trades.toSorted((a, b) => a.time - b.time) }));

export const drawnTape: fc.Arbitrary<DrawnTape> = fc.record({
  settings: fc.record({
    limitFill: fc.constantFrom('through', 'touch'),
    participationRatio: fc.constantFrom(null, 0.1),
    latencyMs: fc.constantFrom(0, 0, 3, 20_000),
    slippageTicks: fc.constantFrom(0, 2),
  }),
  minutes: fc.array(minute, { minLength: 1, maxLength: 6 }),
});

/** A command in the words of the exchange. */
export function commandOf(naive: NaiveCommand): Command {
  if (naive.kind === 'cancel') return cancel(naive.id);
  if (naive.kind === 'amend') return amend(naive.id, naive.quantity / 1000, naive.price / 10);
  const { id, kind, side: orderSide, quantity: mills, price, trigger, callback, timeInForce, reduceOnly } = naive.order;
  return order(id, orderSide, kind, mills / 1000, {
    timeInForce,
    reduceOnly,
    ...(kind === 'LIMIT' || kind === 'STOP' ? { price: price / 10 } : {}),
    ...(trigger === 0 ? {} : { trigger: trigger / 10 }),
    ...(callback === 0 ? {} : { callback: callback / 100 }),
  });
}

/** Gives wishes their ids, and each reaction and answer its one occasion. */
export interface Script {
  begin(minute: DrawnMinute): readonly NaiveCommand[];
  atFill(): NaiveCommand | undefined;
  atTrade(price: number): NaiveCommand | undefined;
  atTimer(timer: NonNullable<DrawnMinute['timer']>): NaiveCommand;
}

export function createScript(): Script {
  let count = 0;
  let reaction: Wish | null = null;
  let answer: DrawnMinute['answer'] = null;
  const make = (one: Wish): NaiveCommand => one((count += 1));
  return {
    begin(drawn) {
      ({ reaction, answer } = drawn);
      return drawn.wishes.map(make);
    },
    atFill() {
      const one = reaction;
      reaction = null;
      return one === null ? undefined : make(one);
    },
    atTrade(price) {
      if (answer === null || price < answer.price) return undefined;
      const one = answer.wish;
      answer = null;
      return make(one);
    },
    atTimer: ({ wish: one }) => make(one),
  };
}

/** Plays it on the exchange; `listens` says whether each trade is told, and answered. */
export function playTape({ settings, minutes }: DrawnTape, listens: 'answers' | 'hears' | 'no'): TapeStand {
  const stand = createTapeStand({ settings: { ...settings, slippageRatio: 0 }, balance: 1e9 });
  const script = createScript();
  stand.react((report) => {
    const command = report.kind === 'filled' ? script.atFill() : undefined;
    return command === undefined ? [] : [commandOf(command)];
  });
  if (listens !== 'no') {
    stand.listen((_, price) => {
      const command = listens === 'answers' ? script.atTrade(Math.round(price * 10)) : undefined;
      if (command !== undefined) stand.send(commandOf(command));
    });
  }
  for (const [index, drawn] of minutes.entries()) {
    const { timer } = drawn;
    stand.send(...script.begin(drawn).map(commandOf));
    if (timer !== null) {
      stand.clock.at(index * BAR_MS + timer.atMs, () => stand.send(commandOf(script.atTimer(timer))));
    }
    stand.minute(
      drawn.trades.map(({ time, price, quantity: mills, takerSold }) => [
        time,
        price / 10,
        mills / 1000,
        takerSold ? 'sell' : 'buy',
      ]),
    );
  }
  return stand;
}
