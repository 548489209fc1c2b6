import { describe, expect, test } from 'vitest';
import type { Intent } from '../../../engine/domain/intent.ts';
import {
  amend,
  cancel,
  cancelAll,
  close,
  isIntent,
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
} from '../../../engine/strategy/intents.ts';

/** What an intent says, without the mark that says who made it. */
const said = (intent: Intent): unknown => JSON.parse(JSON.stringify(intent));

const kept = { one: { side: 'buy', price: 99, quantity: 1 }, two: { side: 'sell', price: 101, quantity: 1 } } as const;

const made: readonly (readonly [intent: Intent, says: object])[] = [
  [
    open({ side: 'long', quantity: 1, stop: { ratio: 0.01 }, ref: 'a' }),
    { kind: 'open', side: 'long', quantity: 1, stop: { ratio: 0.01 }, ref: 'a' },
  ],
  [close(), { kind: 'close' }],
  [close({ of: 'a', market: 'hedge' }), { kind: 'close', of: 'a', market: 'hedge' }],
  [reduce({ quantity: '0.5' }), { kind: 'reduce', quantity: '0.5' }],
  [reverse(), { kind: 'reverse' }],
  [reverse({ quantity: 2, ref: 'b' }), { kind: 'reverse', quantity: 2, ref: 'b' }],
  [target({ quantity: -3 }), { kind: 'target', quantity: -3 }],
  [
    place({ side: 'sell', quantity: 1, triggerPrice: 90, trigger: 'stop' }),
    { kind: 'place', side: 'sell', quantity: 1, triggerPrice: 90, trigger: 'stop' },
  ],
  [amend({ of: 'a', price: 91 }), { kind: 'amend', of: 'a', price: 91 }],
  [cancel({ of: 'a' }), { kind: 'cancel', of: 'a' }],
  [cancelAll(), { kind: 'cancelAll' }],
  [cancelAll({ market: 'hedge' }), { kind: 'cancelAll', market: 'hedge' }],
  [keepOrders(kept), { kind: 'keepOrders', orders: kept }],
  [keepOrders({}, { market: 'hedge' }), { kind: 'keepOrders', orders: {}, market: 'hedge' }],
  [setExits({ stop: null, of: 'a' }), { kind: 'setExits', stop: null, of: 'a' }],
  [setLeverage(5, { ref: 'l' }), { kind: 'setLeverage', leverage: 5, ref: 'l' }],
  [setMarginMode('isolated'), { kind: 'setMarginMode', marginMode: 'isolated' }],
  [
    together(open({ side: 'long', quantity: 1, market: 'base' }), close({ market: 'hedge' })),
    {
      kind: 'together',
      intents: [
        { kind: 'open', side: 'long', quantity: 1, market: 'base' },
        { kind: 'close', market: 'hedge' },
      ],
    },
  ],
];

describe('the functions that make intents', () => {
  test.each(made)('make %j', (intent, says) => {
    expect(said(intent)).toEqual(says);
    expect(isIntent(intent)).toBe(true);
  });

  test('leave the options they were given as they were', () => {
    const options = { side: 'long', quantity: 1 } as const;
    open(options);
    expect(Reflect.ownKeys(options)).toEqual(['side', 'quantity']);
    expect(isIntent(options)).toBe(false);
  });

  test('say what they were called with, whatever their options call themselves', () => {
    const carrying = { kind: 'bogus', orders: 'none', leverage: 0 };
    expect(said(close({ ...carrying, orders: undefined, leverage: undefined } as never))).toMatchObject({
      kind: 'close',
    });
    expect(said(keepOrders(kept, { ...carrying, leverage: undefined } as never))).toMatchObject({ orders: kept });
    expect(said(setLeverage(5, { ...carrying, orders: undefined } as never))).toMatchObject({ leverage: 5 });
  });
});

/** A run strips the types of a strategy file, and a strategy may be plain JavaScript. */
describe('an intent that is misspelt', () => {
  const wrong = (options: object): never => options as never;
  const exits = { side: 'long', quantity: 1 };

  test.each<[string, () => Intent, string]>([
    ['a member', () => open(wrong({ sidee: 'long', quantity: 1 })), 'open: "sidee" is not known, did you mean "side"?'],
    [
      'a member far from all',
      () => cancel(wrong({ xyzzy: 1 })),
      'cancel: "xyzzy" is not known, allowed: market, ref, of',
    ],
    [
      'a member of another intent',
      () => close(open({ side: 'long', quantity: 1 }) as never),
      'close: "quantity" is not known',
    ],
    ['an exit', () => open(wrong({ ...exits, target: [] })), 'open: "target" is not known, did you mean "targets"?'],
    [
      'a member of an exit',
      () => open(wrong({ ...exits, stop: { rato: 0.1 } })),
      'open: stop: "rato" is not known, did you mean "ratio"?',
    ],
    [
      'a member of a rung',
      () => target(wrong({ quantity: 1, targets: [{ ratio: 1 }, { shares: 1 }] })),
      'target: targets[1]: "shares" is not known, did you mean "share"?',
    ],
    [
      'a trigger',
      () => setExits(wrong({ breakEven: { trigger: { prize: 1 } } })),
      'setExits: breakEven: trigger: "prize" is not known, did you mean "price"?',
    ],
    [
      'a kept order',
      () => keepOrders(wrong({ bid: { side: 'buy', prise: 1, quantity: 1 } })),
      'keepOrders: orders.bid: "prise" is not known, did you mean "price"?',
    ],
    ['a word', () => open(wrong({ side: 'LONG', quantity: 1 })), 'open: "side" is "LONG", allowed: long or short'],
    [
      'the word of another intent',
      () => open(wrong({ side: 'buy', quantity: 1 })),
      'open: "side" is "buy", allowed: long or short',
    ],
    [
      'a type',
      () => open(wrong({ ...exits, type: 'lmit', price: 1 })),
      'open: "type" is "lmit", allowed: market, limit or stop',
    ],
    [
      'a time in force',
      () => place(wrong({ side: 'buy', quantity: 1, price: 1, timeInForce: 'gtc' })),
      'place: "timeInForce" is "gtc", allowed: GTC, IOC, FOK, GTX or GTD',
    ],
    [
      'a margin mode',
      () => setMarginMode(wrong('izolated' as never)),
      'setMarginMode: "marginMode" is "izolated", allowed: isolated or cross',
    ],
    [
      'a stop as a number',
      () => open(wrong({ ...exits, stop: 0.02 })),
      'open: "stop" is 0.02, needed: such as { ratio: 0.02 }',
    ],
    [
      'targets as one',
      () => open(wrong({ ...exits, targets: { ratio: 1 } })),
      'open: "targets" is an object, needed: such as [{ ratio: 0.04 }]',
    ],
    [
      'an order as a price',
      () => keepOrders(wrong({ bid: 100 })),
      'keepOrders: "orders.bid" is 100, needed: such as in { bid:',
    ],
    ['a side left out', () => open(wrong({ quantity: 1 })), 'open: "side" is missing, allowed: long or short'],
    [
      'an order without a side',
      () => place(wrong({ quantity: 1, price: 1 })),
      'place: "side" is missing, allowed: buy or sell',
    ],
  ])('by %s is none, and says so', (_, make, sentence) => {
    expect(make).toThrow(sentence);
  });

  test('by a member that is undefined is none of these', () => {
    expect(said(close(wrong({ off: undefined })))).toMatchObject({ kind: 'close' });
  });
});

describe('together', () => {
  test('keeps the order of its intents', () => {
    const both = together(cancelAll(), open({ side: 'short', quantity: 1 }), setLeverage(2));
    expect(said(both)).toMatchObject({ intents: [{ kind: 'cancelAll' }, { kind: 'open' }, { kind: 'setLeverage' }] });
  });

  test('does not stand within another', () => {
    const inner = together(close());
    expect(() => together(inner, close())).toThrow(
      new TypeError('together: an intent made by together cannot stand within another'),
    );
  });
});

describe('an intent', () => {
  test.each([
    ['a plain literal', { kind: 'close' }],
    ['nothing', undefined],
    ['null', null],
    ['a text', 'close'],
    ['a number', 5],
    ['a function', close],
    ['a list of intents', [close()]],
    ['what a journal gives back', said(close())],
  ])('is not %s', (_name, value) => {
    expect(isIntent(value)).toBe(false);
  });
});
