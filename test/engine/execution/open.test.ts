import { describe, expect, test } from 'vitest';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import type { IntentOf } from '../../../engine/domain/intent.ts';
import { createBench } from './bench.ts';

type Open = IntentOf<'open'>;
/** What the types rule out and a strategy in plain JavaScript can still say. */
function fromJavaScript(said: object): Open {
  return said as Open;
}

const buyOne: Open = { kind: 'open', side: 'long', quantity: 1 };

describe('an open intent', () => {
  test.each<{ name: string; intent: Open; sent: string }>([
    { name: 'at market', intent: buyOne, sent: 'place slu-ma-1-1-M MARKET buy 1' },
    {
      name: 'as a short',
      intent: { kind: 'open', side: 'short', quantity: '0.5' },
      sent: 'place slu-ma-1-1-M MARKET sell 0.5',
    },
    {
      name: 'as a limit',
      intent: { kind: 'open', side: 'long', type: 'limit', price: 99, quantity: 1 },
      sent: 'place slu-ma-1-1-M LIMIT buy 1 @99',
    },
    {
      name: 'as a post-only limit',
      intent: { kind: 'open', side: 'long', type: 'limit', price: 99, quantity: 1, timeInForce: 'GTX' },
      sent: 'place slu-ma-1-1-M LIMIT buy 1 @99 GTX',
    },
    {
      name: 'as a stop at market',
      intent: { kind: 'open', side: 'long', type: 'stop', triggerPrice: 105, quantity: 1 },
      sent: 'place slu-ma-1-1-M STOP_MARKET buy 1 @105',
    },
    {
      name: 'as a stop with a limit',
      intent: { kind: 'open', side: 'long', type: 'stop', triggerPrice: 105, price: 106, quantity: 1 },
      sent: 'place slu-ma-1-1-M STOP buy 1 @105 limit 106',
    },
    {
      name: 'with its quantity rounded down to the step',
      intent: { kind: 'open', side: 'long', quantity: 1.2349 },
      sent: 'place slu-ma-1-1-M MARKET buy 1.234',
    },
    {
      name: 'with what floating point made of 0.8',
      intent: { kind: 'open', side: 'long', quantity: 0.7 + 0.1 },
      sent: 'place slu-ma-1-1-M MARKET buy 0.8',
    },
    {
      name: 'with its limit price on the patient side of the tick',
      intent: { kind: 'open', side: 'short', type: 'limit', price: 101.23, quantity: 1 },
      sent: 'place slu-ma-1-1-M LIMIT sell 1 @101.3',
    },
  ])('$name sends one order', ({ intent, sent }) => {
    const bench = createBench();
    bench.intend(intent);
    expect(bench.sent()).toEqual([sent]);
    expect(bench.told()).toEqual([]);
  });

  test('founds a bracket named by the stem of its entry', () => {
    const bench = createBench();
    bench.intend({ ...buyOne, ref: 'a' });
    expect(bench.execution.brackets()).toMatchObject([
      { bracketId: 'slu-ma-1-1', direction: 'long', ref: 'a', phase: 'entering', entryId: 'slu-ma-1-1-M' },
    ]);
    expect(bench.order('slu-ma-1-1-M')).toMatchObject({ bracketId: 'slu-ma-1-1', role: 'entry', ref: 'a' });
  });

  test('is told to risk with the price it is judged by: the mark at market, its own price else', () => {
    const bench = createBench();
    bench.price(100, 102);
    bench.intend(buyOne);
    bench.intend({ kind: 'open', side: 'long', type: 'limit', price: 90, quantity: 1 });
    bench.intend({ kind: 'open', side: 'long', type: 'stop', triggerPrice: 110, price: 111, quantity: 1 });
    const judged = bench.judged.map((plan) => plan.orders[0]?.notional.toString());
    expect(judged).toEqual(['102', '90', '110']);
  });
});

describe('sizing', () => {
  test('by notional divides by the price the order is judged by', () => {
    const bench = createBench();
    bench.price(100, 80);
    bench.intend({ kind: 'open', side: 'long', notional: 1000 });
    bench.intend({ kind: 'open', side: 'long', type: 'limit', price: 50, notional: 1000 });
    expect(bench.sent()).toEqual(['place slu-ma-1-1-M MARKET buy 12.5', 'place slu-ma-1-2-M LIMIT buy 20 @50']);
  });

  test('by risk at market measures from the last close', () => {
    const bench = createBench();
    bench.price(100, 120);
    bench.intend({ kind: 'open', side: 'long', riskRatio: 0.01, stop: { price: 95 } });
    // 10,000 × 0.01 / (5 + 100 × 0.001) = 19.6078…
    expect(bench.sent()).toEqual(['place slu-ma-1-1-M MARKET buy 19.607']);
  });

  test.each<{ name: string; intent: Open; quantity: string }>([
    {
      name: 'a limit from its price',
      intent: { kind: 'open', side: 'long', type: 'limit', price: 90, riskRatio: 0.01, stop: { distance: 5 } },
      quantity: '19.646', // 100 / (5 + 0.09)
    },
    {
      name: 'a stop entry from its trigger',
      intent: { kind: 'open', side: 'short', type: 'stop', triggerPrice: 80, riskRatio: 0.01, stop: { ratio: 0.1 } },
      quantity: '12.376', // 100 / (8 + 0.08)
    },
  ])('by risk measures $name', ({ intent, quantity }) => {
    const bench = createBench();
    bench.intend(intent);
    expect(bench.order('slu-ma-1-1-M').quantity?.toString()).toBe(quantity);
  });

  test('by risk uses the strategy’s own capital where it has one', () => {
    const capital = { capitalRatio: toDecimal('0.5'), initialBalance: toDecimal(10_000), ownResult: toDecimal(100) };
    const bench = createBench({ capital });
    bench.intend({ kind: 'open', side: 'long', riskRatio: 0.01, stop: { price: 95 } });
    expect(bench.order('slu-ma-1-1-M').quantity?.toString()).toBe('10'); // 5,100 × 0.01 / 5.1
  });
});

describe('an open intent is refused', () => {
  test.each<{ name: string; intent: Open; code: string }>([
    {
      name: 'when its quantity is below the step',
      intent: { ...buyOne, quantity: 0.0005 },
      code: 'QUANTITY_TOO_SMALL',
    },
    {
      name: 'when its notional is below the minimum',
      intent: { ...buyOne, quantity: 0.049 },
      code: 'NOTIONAL_TOO_SMALL',
    },
    {
      name: 'when its quantity is above the maximum',
      intent: { ...buyOne, quantity: 10_001 },
      code: 'QUANTITY_TOO_LARGE',
    },
    { name: 'when its quantity is not a number', intent: { ...buyOne, quantity: 'much' }, code: 'NUMBER_INVALID' },
    { name: 'when its quantity is NaN', intent: { ...buyOne, quantity: Number.NaN }, code: 'NUMBER_INVALID' },
    { name: 'when its quantity is zero', intent: { ...buyOne, quantity: 0 }, code: 'NUMBER_INVALID' },
    { name: 'when its quantity is negative', intent: { ...buyOne, quantity: -1 }, code: 'NUMBER_INVALID' },
    {
      name: 'when its price rounds to nothing',
      intent: { kind: 'open', side: 'long', type: 'limit', price: 0.01, quantity: 1000 },
      code: 'PRICE_INVALID',
    },
    {
      name: 'when risk is the measure and the stop is missing',
      intent: fromJavaScript({ kind: 'open', side: 'long', riskRatio: 0.01 }),
      code: 'STOP_NEEDED',
    },
    {
      name: 'when two measures are said',
      intent: fromJavaScript({ kind: 'open', side: 'long', quantity: 1, notional: 100 }),
      code: 'SIZE_INVALID',
    },
    {
      name: 'when no measure is said',
      intent: fromJavaScript({ kind: 'open', side: 'long' }),
      code: 'SIZE_INVALID',
    },
    {
      name: 'when good-till-date has no time',
      intent: { kind: 'open', side: 'long', type: 'limit', price: 99, quantity: 1, timeInForce: 'GTD' },
      code: 'GOOD_TILL_INVALID',
    },
    {
      name: 'when good-till-date lies in the past',
      intent: { kind: 'open', side: 'long', type: 'limit', price: 99, quantity: 1, goodTillMs: 1 },
      code: 'GOOD_TILL_INVALID',
    },
    {
      name: 'when a time is given to an order that is good till cancelled',
      intent: {
        kind: 'open',
        side: 'long',
        type: 'limit',
        price: 99,
        quantity: 1,
        timeInForce: 'GTC',
        goodTillMs: 2e12,
      },
      code: 'GOOD_TILL_INVALID',
    },
  ])('$name: $code', ({ intent, code }) => {
    const bench = createBench();
    bench.intend(intent);
    expect(bench.told()).toEqual([`refused ${code}`]);
    expect(bench.sent()).toEqual([]);
    expect(bench.execution.brackets()).toEqual([]);
  });

  test('against the book, with the figures it was decided by', () => {
    const bench = createBench();
    bench.intend(buyOne);
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.intend({ kind: 'open', side: 'short', quantity: 1, ref: 'x' });
    expect(bench.refusals).toMatchObject([
      {
        strategyId: 'ma',
        symbol: 'BTCUSDT',
        ref: 'x',
        intent: 'open',
        by: 'planner',
        outcome: 'refused',
        code: 'OPPOSITE_POSITION',
        operands: { book: '1', side: 'short' },
      },
    ]);
  });

  test('when the market has shown no price', () => {
    const bench = createBench();
    bench.price(null);
    bench.intend(buyOne);
    expect(bench.told()).toEqual(['refused NO_PRICE']);
  });

  test('when the venue does not take the type of the order or of one of its exits', () => {
    const bench = createBench({ capabilities: { orderTypes: ['MARKET', 'LIMIT'] } });
    bench.intend({ kind: 'open', side: 'long', type: 'stop', triggerPrice: 105, quantity: 1 });
    bench.intend({ ...buyOne, stop: { price: 95 } });
    bench.intend({ ...buyOne, targets: [{ price: 105 }] });
    bench.intend({ ...buyOne, trailing: { callbackRatio: 0.01, by: 'venue' } });
    expect(bench.refusals.map(({ operands }) => operands['orderType'])).toEqual([
      'STOP_MARKET',
      'STOP_MARKET',
      'TAKE_PROFIT_MARKET',
      'TRAILING_STOP_MARKET',
    ]);
  });

  test('when one stop at market could not protect all of a limit entry', () => {
    const small = { quantityMin: toDecimal('0.001'), quantityMax: toDecimal(10), quantityStep: toDecimal('0.001') };
    const bench = createBench({ instrument: { marketLot: small } });
    const limit: Open = { kind: 'open', side: 'long', type: 'limit', price: 99, quantity: 11 };
    bench.intend({ ...limit, stop: { price: 90 } });
    bench.intend(limit);
    expect(bench.told()).toEqual(['refused QUANTITY_TOO_LARGE']);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-M LIMIT buy 11 @99']);
  });
});

describe('exits that make no sense are refused', () => {
  test.each<{ name: string; exits: Partial<Open> }>([
    { name: 'a stop at a price that is no number', exits: { stop: { price: 'low' } } },
    { name: 'a stop at a negative distance', exits: { stop: { distance: -1 } } },
    { name: 'a share above the whole', exits: { targets: [{ price: 110, share: 1.1 }] } },
    { name: 'a share of nothing', exits: { targets: [{ price: 110, share: 0 }] } },
    {
      name: 'shares beyond the whole',
      exits: {
        targets: [
          { price: 110, share: 0.6 },
          { price: 120, share: 0.6 },
        ],
      },
    },
    { name: 'no share left for a rung', exits: { targets: [{ price: 110, share: 1 }, { price: 120 }] } },
    { name: 'a callback of the whole price', exits: { trailing: { callbackRatio: 1 } } },
    {
      name: 'a break-even offset of the whole price',
      exits: { breakEven: { trigger: { ratio: 0.01 }, offsetRatio: 1 } },
    },
    { name: 'a longest holding of no time', exits: { maxHoldingMs: 0 } },
    { name: 'a limit price that is no number', exits: { stop: { price: 95, limitPrice: 'x' } } },
    { name: 'a stop said in two ways', exits: fromJavaScript({ stop: { price: 95, distance: 1 } }) },
  ])('$name', ({ exits }) => {
    const bench = createBench();
    bench.intend({ ...buyOne, ...exits } as Open);
    expect(bench.told()).toEqual(['refused EXITS_INVALID']);
    expect(bench.sent()).toEqual([]);
  });
});

describe('a ref', () => {
  test('is unique per strategy: a second intent under it is refused', () => {
    const bench = createBench();
    bench.intend({ ...buyOne, ref: 'a' });
    bench.intend({ ...buyOne, ref: 'a' });
    bench.intend({ kind: 'close', ref: 'a' });
    bench.intend({ ...buyOne, ref: 'a' }, 'other');
    expect(bench.told()).toEqual(['refused DUPLICATE_REF', 'refused DUPLICATE_REF']);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-M MARKET buy 1', 'place slu-other-1-2-M MARKET buy 1']);
  });

  test('of an intent that makes no order is spent as well', () => {
    const bench = createBench();
    bench.intend({ ...buyOne, type: 'limit', price: 99, ref: 'a' });
    bench.intend({ kind: 'setExits', stop: { price: 90 }, ref: 'tighter' });
    bench.intend({ kind: 'setExits', stop: { price: 91 }, ref: 'tighter' });
    expect(bench.told()).toEqual(['refused DUPLICATE_REF']);
  });

  test('stays free when the intent was refused, by planner or by risk', () => {
    let isStrict = true;
    const bench = createBench({
      judge: (plans) =>
        isStrict
          ? { kind: 'refused', planIndex: 0, code: 'NO', message: 'No.', operands: {} }
          : { kind: 'passed', plans, clips: [] },
    });
    bench.intend({ ...buyOne, ref: 'a', quantity: 'x' });
    bench.intend({ ...buyOne, ref: 'a' });
    isStrict = false;
    bench.intend({ ...buyOne, ref: 'a' });
    expect(bench.told()).toEqual(['refused NUMBER_INVALID', 'refused NO']);
    expect(bench.working()).toHaveLength(1);
  });

  test('of an ended order stays used', () => {
    const bench = createBench();
    bench.intend({ ...buyOne, ref: 'a' });
    bench.reject('slu-ma-1-1-M', 'MARGIN_INSUFFICIENT');
    bench.intend({ ...buyOne, ref: 'a' });
    expect(bench.told()).toEqual(['refused DUPLICATE_REF']);
  });
});

describe('what risk answers', () => {
  test('as a refusal ends the intent, told with the code and operands of risk', () => {
    const bench = createBench({
      judge: () => ({
        kind: 'refused',
        planIndex: 0,
        code: 'MAX_NOTIONAL',
        message: 'Too much.',
        operands: { max: 5 },
      }),
    });
    bench.intend({ ...buyOne, ref: 'a' });
    expect(bench.refusals).toMatchObject([
      { by: 'risk', outcome: 'refused', code: 'MAX_NOTIONAL', message: 'Too much.', operands: { max: 5 }, ref: 'a' },
    ]);
    expect(bench.sent()).toEqual([]);
    expect(bench.execution.brackets()).toEqual([]);
  });

  test('as a smaller plan is what is carried out, and told', () => {
    const bench = createBench({
      judge: (plans) => ({
        kind: 'passed',
        clips: [{ planIndex: 0, code: 'CLIPPED', message: 'Less.', operands: {} }],
        plans: plans.map((plan) => ({
          ...plan,
          orders: plan.orders.map((one) => ({ ...one, request: { ...one.request, quantity: toDecimal('0.4') } })),
        })),
      }),
    });
    bench.intend(buyOne);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-M MARKET buy 0.4']);
    expect(bench.told()).toEqual(['clipped CLIPPED']);
  });

  test('comes before anything is registered, and what passed is registered at once', () => {
    const seen: number[] = [];
    const bench = createBench({
      judge: (plans) => {
        seen.push([...bench.view.workingOrders()].length);
        return { kind: 'passed', plans, clips: [] };
      },
    });
    bench.intend(buyOne);
    bench.intend(buyOne);
    expect(seen).toEqual([0, 1]);
  });
});

describe('in hedge mode', () => {
  test('an open names its side to the venue and is never against the book', () => {
    const bench = createBench({ account: { positionMode: 'hedge' } });
    bench.intend(buyOne);
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.intend({ kind: 'open', side: 'short', quantity: 1 });
    expect(bench.sent()).toEqual(['place slu-ma-1-1-M MARKET buy 1 long', 'place slu-ma-1-2-M MARKET sell 1 short']);
    expect(bench.told()).toEqual([]);
  });
});
