// Intents at random, sensible and foolish ones: what an engine must bear whatever a strategy says.
import fc from 'fast-check';
import {
  amend,
  cancel,
  cancelAll,
  close,
  type Direction,
  type ExitLevel,
  type Exits,
  type Intent,
  type KeptOrder,
  keepOrders,
  open,
  place,
  reduce,
  reverse,
  setExits,
  setLeverage,
  setMarginMode,
  target,
  together,
} from '../../../engine/index.ts';

type Said = Intent<'main'>;

const REFS = ['a', 'b', 'c', 'd', 'e'] as const;
const anyRef = fc.constantFrom(...REFS);
const maybeRef = fc.option(anyRef, { nil: undefined });
const side = fc.constantFrom('long' as const, 'short' as const);
const orderSide = fc.constantFrom('buy' as const, 'sell' as const);
const quantity = fc.constantFrom(0.0004, 0.06, 0.1, 0.5, 1, 1, 2, 3.333, 7, 20, 90);
const signedQuantity = fc.tuple(quantity, fc.constantFrom(1, -1, 0)).map(([size, sign]) => size * sign);
/** Around 100, most on the tick. */
const price = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 920, max: 1080 }).map((ticks) => ticks / 10) },
  { weight: 1, arbitrary: fc.constantFrom(97.123, 102.987, 60, 140) },
);

const level: fc.Arbitrary<ExitLevel> = fc.oneof(
  price.map((at) => ({ price: at })),
  fc.constantFrom(0.3, 1, 2, 5).map((distance) => ({ distance })),
  fc.constantFrom(0.003, 0.01, 0.04).map((ratio) => ({ ratio })),
);
const away: fc.Arbitrary<ExitLevel> = fc.oneof(
  fc.constantFrom(0.5, 1, 2, 5).map((distance) => ({ distance })),
  fc.constantFrom(0.005, 0.01, 0.04).map((ratio) => ({ ratio })),
);

const exits: fc.Arbitrary<Exits> = fc.record(
  {
    stop: fc.oneof({ weight: 4, arbitrary: away }, { weight: 1, arbitrary: level }),
    targets: fc
      .array(fc.tuple(away, fc.constantFrom(undefined, 0.2, 0.5)), { maxLength: 3 })
      .map((rungs) => rungs.map(([at, share]) => (share === undefined ? at : { ...at, share }))),
    trailing: fc.record(
      {
        callbackRatio: fc.constantFrom(0.005, 0.02),
        activation: away,
        by: fc.constantFrom('engine' as const, 'venue' as const),
      },
      { requiredKeys: ['callbackRatio'] },
    ),
    breakEven: fc.record({ trigger: away, offsetRatio: fc.constantFrom(0, 0.001) }, { requiredKeys: ['trigger'] }),
    maxHoldingMs: fc.constantFrom(30_000, 60_000, 150_000),
  },
  { requiredKeys: [] },
);

const named = <T extends object>(one: fc.Arbitrary<T>): fc.Arbitrary<T & { ref?: string }> =>
  fc.tuple(one, maybeRef).map(([options, ref]) => (ref === undefined ? options : { ...options, ref }));

const anyOpen = fc
  .tuple(
    named(fc.record({ side, quantity })),
    exits,
    fc.oneof(
      { weight: 2, arbitrary: fc.constant({}) },
      { weight: 2, arbitrary: price.map((at) => ({ type: 'limit' as const, price: at })) },
      { weight: 1, arbitrary: price.map((at) => ({ type: 'stop' as const, triggerPrice: at })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(price, price)
          .map(([at, limit]) => ({ type: 'stop' as const, triggerPrice: at, price: limit })),
      },
    ),
    fc.constantFrom(undefined, undefined, { notional: 250 }, { riskRatio: 0.01 }),
  )
  .map(([base, exit, entry, size]): Said => {
    if (size === undefined) return open({ ...base, ...exit, ...entry });
    const { quantity: _, ...sized } = base;
    if ('notional' in size) return open({ ...sized, ...exit, ...entry, notional: size.notional });
    return open({ ...sized, ...exit, ...entry, riskRatio: size.riskRatio, stop: exit.stop ?? { ratio: 0.02 } });
  });

const restingShape = fc.oneof(
  fc
    .tuple(price, fc.constantFrom('GTC' as const, 'IOC' as const, 'FOK' as const, 'GTX' as const))
    .map(([at, timeInForce]) => ({ price: at, timeInForce })),
  fc
    .tuple(price, fc.constantFrom('stop' as const, 'take-profit' as const))
    .map(([at, trigger]) => ({ triggerPrice: at, trigger })),
  fc
    .tuple(price, price, fc.constantFrom('stop' as const, 'take-profit' as const))
    .map(([at, limit, trigger]) => ({ triggerPrice: at, price: limit, trigger })),
  fc.constantFrom(0.005, 0.02).map((callbackRatio) => ({ callbackRatio })),
);

const anyPlace = (more: fc.Arbitrary<object>): fc.Arbitrary<Said> =>
  fc
    .tuple(
      named(fc.record({ side: orderSide, quantity })),
      fc.oneof(exits, fc.constant({ reduceOnly: true }), fc.constant({ priceProtect: true })),
      more,
      restingShape,
    )
    .map(([base, exit, position, shape]) => place({ ...base, ...exit, ...position, ...shape }));

const anyKept = (more: fc.Arbitrary<object>): fc.Arbitrary<Said> => {
  const order: fc.Arbitrary<KeptOrder> = fc
    .tuple(
      fc.record({ side: orderSide, price, quantity }),
      fc.constantFrom({}, {}, { postOnly: false }, { reduceOnly: true }, { stop: { distance: 1 } }),
      more,
    )
    .map(([base, exit, position]) => ({ ...base, ...exit, ...position }));
  return fc
    .dictionary(fc.constantFrom('k1', 'k2', 'k3', 'a'), order, { maxKeys: 3 })
    .map((orders) => keepOrders(orders));
};

const changes = fc
  .tuple(exits, fc.constantFrom({}, {}, { stop: null }, { targets: null }, { trailing: null }))
  .map(([set, removed]) => ({ ...set, ...removed }));

/** One intent that speaks of `whose` position. */
function single(whose: fc.Arbitrary<{ side?: Direction }>): fc.Arbitrary<Said> {
  const of = anyRef.map((ref) => ({ of: ref }));
  const position = whose.map((one) => (one.side === undefined ? {} : { position: one.side }));
  const sized = fc.record({ quantity });
  return fc.oneof(
    { weight: 8, arbitrary: anyOpen },
    { weight: 5, arbitrary: anyPlace(position) },
    { weight: 2, arbitrary: whose.map((options) => close(options)) },
    { weight: 1, arbitrary: joined(whose, of).map((options) => close(options)) },
    { weight: 3, arbitrary: named(joined(whose, sized)).map((options) => reduce(options)) },
    { weight: 3, arbitrary: joined(joined(whose, exits), optional(sized)).map((options) => reverse(options)) },
    {
      weight: 4,
      arbitrary: joined(joined(whose, exits), fc.record({ quantity: signedQuantity })).map((options) =>
        target(options),
      ),
    },
    {
      weight: 2,
      arbitrary: joined(of, fc.record({ price, quantity }, { requiredKeys: [] })).map((options) => amend(options)),
    },
    { weight: 1, arbitrary: of.map((options) => cancel(options)) },
    { weight: 1, arbitrary: fc.constant(cancelAll()) },
    { weight: 3, arbitrary: anyKept(position) },
    { weight: 3, arbitrary: joined(whose, changes).map((options) => setExits(options)) },
    { weight: 1, arbitrary: fc.constantFrom(1, 3, 20, 500).map((leverage) => setLeverage(leverage)) },
    { weight: 1, arbitrary: fc.constantFrom('cross' as const, 'isolated' as const).map((mode) => setMarginMode(mode)) },
  );
}

const optional = <T extends object>(one: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> => fc.oneof(one, fc.constant({}));

function joined<A extends object, B extends object>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>): fc.Arbitrary<A & B> {
  return fc.tuple(a, b).map(([one, other]) => ({ ...one, ...other }));
}

/** Intents that name a side nearly always where the account is hedged, and hardly ever where it is not. */
export function intents(positionMode: 'one-way' | 'hedge'): fc.Arbitrary<Said> {
  const [silent, says] = positionMode === 'hedge' ? [1, 9] : [9, 1];
  const whose = fc.oneof(
    { weight: silent, arbitrary: fc.constant({}) },
    { weight: says, arbitrary: fc.record({ side }) },
  );
  return fc.oneof(
    { weight: 12, arbitrary: single(whose) },
    { weight: 1, arbitrary: fc.tuple(single(whose), single(whose)).map(([one, other]) => together(one, other)) },
  );
}

/** An entry that fills, for the others to meet something. */
export const firstEntry: fc.Arbitrary<Said> = fc
  .tuple(fc.record({ side, quantity: fc.constantFrom(0.5, 1, 3.333, 20) }), exits)
  .map(([base, exit]) => open({ ...base, ...exit }));
