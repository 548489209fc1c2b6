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

  /** A strategy file may be plain JavaScript, or hand on what it took from somewhere. */
  const carrying = (options: object): never => ({ ...options, kind: 'bogus', orders: 'none', leverage: 0 }) as never;

  test.each<[string, Intent]>([
    ['open', open(carrying({ side: 'long', quantity: 1 }))],
    ['close', close(carrying({}))],
    ['reduce', reduce(carrying({ quantity: 1 }))],
    ['reverse', reverse(carrying({}))],
    ['target', target(carrying({ quantity: 1 }))],
    ['place', place(carrying({ side: 'buy', quantity: 1, price: 1 }))],
    ['amend', amend(carrying({ of: 'a' }))],
    ['cancel', cancel(carrying({ of: 'a' }))],
    ['cancelAll', cancelAll(carrying({}))],
    ['setExits', setExits(carrying({}))],
    ['keepOrders', keepOrders(kept, carrying({}))],
    ['setLeverage', setLeverage(5, carrying({}))],
    ['setMarginMode', setMarginMode('cross', carrying({}))],
  ])('%s says what it is for, whatever else its options carry', (kind, intent) => {
    expect(intent.kind).toBe(kind);
  });

  test('say what they were called with, whatever else their options carry', () => {
    expect(said(keepOrders(kept, carrying({})))).toMatchObject({ orders: kept });
    expect(said(setLeverage(5, carrying({})))).toMatchObject({ leverage: 5 });
  });

  test('an intent handed to another function becomes what that function makes', () => {
    const opening = open({ side: 'long', quantity: 1, ref: 'a' });
    expect(said(close(opening as never))).toMatchObject({ kind: 'close', ref: 'a' });
    expect(opening.kind).toBe('open');
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
