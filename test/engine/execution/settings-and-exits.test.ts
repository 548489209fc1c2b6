import { describe, expect, test } from 'vitest';
import type { SingleIntent } from '../../../engine/domain/intent.ts';
import { defaultExecutionSettings, executionSettingsSchema } from '../../../engine/execution/settings.ts';
import { BTC, type Bench, ETH, createBench } from './bench.ts';

/** A bench that holds two protected brackets, `a` and `b`, of 1 each. */
function holdingTwo(): Bench {
  const bench = createBench();
  for (const ref of ['a', 'b']) {
    bench.intend({ kind: 'open', side: 'long', quantity: 1, ref, stop: { price: 90 }, targets: [{ price: 110 }] });
    bench.fillRest(bench.working().at(-1) ?? '', 100);
    bench.acceptAll();
  }
  bench.sent();
  return bench;
}

describe('setExits', () => {
  test('moves the stop of every bracket of the market', () => {
    const bench = holdingTwo();
    bench.intend({ kind: 'setExits', stop: { price: 95 } });
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-SL.2 STOP_MARKET sell 1 @95 reduce-only',
      'place slu-ma-1-2-SL.2 STOP_MARKET sell 1 @95 reduce-only',
    ]);
  });

  test('moves that of a named one alone', () => {
    const bench = holdingTwo();
    bench.intend({ kind: 'setExits', of: 'b', stop: { ratio: 0.02 }, targets: [{ distance: 3 }] });
    expect(bench.sent()).toEqual([
      'place slu-ma-1-2-SL.2 STOP_MARKET sell 1 @98 reduce-only',
      'place slu-ma-1-2-TP1.2 TAKE_PROFIT_MARKET sell 1 @103 reduce-only',
    ]);
  });

  test('with null removes an exit, and leaves what is not said', () => {
    const bench = holdingTwo();
    bench.intend({ kind: 'setExits', of: 'a', targets: null });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-TP1']);
    bench.intend({ kind: 'setExits', of: 'a', stop: null });
    expect(bench.sent()).toEqual(['cancel slu-ma-1-1-SL']);
  });

  test('spreads a new ladder over what is left', () => {
    const bench = createBench();
    const targets = [{ price: 105 }, { price: 110 }];
    bench.intend({ kind: 'open', side: 'long', quantity: 1, ref: 'a', targets });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.acceptAll();
    bench.fillRest('slu-ma-1-1-TP1', 105);
    bench.sent();
    bench.intend({ kind: 'setExits', targets: [{ price: 106 }, { price: 107 }] });
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-TP1.2 TAKE_PROFIT_MARKET sell 0.25 @106 reduce-only',
      'place slu-ma-1-1-TP2.2 TAKE_PROFIT_MARKET sell 0.25 @107 reduce-only',
    ]);
  });

  test('for an entry that has not filled yet waits for the fill', () => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', type: 'limit', price: 99, quantity: 1 });
    bench.accept('slu-ma-1-1-M');
    bench.intend({ kind: 'setExits', stop: { distance: 1 } });
    bench.sent();
    bench.fillRest('slu-ma-1-1-M', 99);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-SL STOP_MARKET sell 1 @98 reduce-only']);
  });

  test('tells risk the whole of the exits as they will be', () => {
    const bench = holdingTwo();
    bench.intend({ kind: 'setExits', of: 'a', stop: { price: 95 } });
    expect(bench.judged.at(-1)?.exitChanges).toMatchObject([
      { bracketId: 'slu-ma-1-1', direction: 'long', exits: { stop: { price: 95 }, targets: [{ price: 110 }] } },
    ]);
  });

  test.each<{ name: string; intent: SingleIntent; told: string }>([
    { name: 'of an unknown ref', intent: { kind: 'setExits', of: 'x', stop: null }, told: 'refused UNKNOWN_REF' },
    { name: 'to what they are', intent: { kind: 'setExits', stop: { price: 90 } }, told: 'dropped NOTHING_TO_CHANGE' },
    {
      name: 'of the other side',
      intent: { kind: 'setExits', side: 'short', stop: null },
      told: 'dropped NOTHING_HELD',
    },
    { name: 'to nonsense', intent: { kind: 'setExits', stop: { ratio: -1 } }, told: 'refused EXITS_INVALID' },
  ])('$name is $told', ({ intent, told }) => {
    const bench = holdingTwo();
    bench.intend(intent);
    expect(bench.told()).toEqual([told]);
    expect(bench.sent()).toEqual([]);
  });

  test('of a bracket that is closing is dropped', () => {
    const bench = holdingTwo();
    bench.intend({ kind: 'close', of: 'a' });
    bench.sent();
    bench.intend({ kind: 'setExits', of: 'a', stop: { price: 95 } });
    expect(bench.told()).toEqual(['dropped NOTHING_HELD']);
  });
});

describe('setLeverage and setMarginMode', () => {
  test('are sent as they are said', () => {
    const bench = createBench();
    bench.intend({ kind: 'setLeverage', leverage: 20 });
    bench.intend({ kind: 'setMarginMode', marginMode: 'isolated' });
    expect(bench.sent()).toEqual(['leverage BTCUSDT 20', 'margin BTCUSDT isolated']);
  });

  test('are dropped when they stand', () => {
    const bench = createBench();
    bench.setting(20, 'isolated');
    bench.intend({ kind: 'setLeverage', leverage: 20 });
    bench.intend({ kind: 'setMarginMode', marginMode: 'isolated' });
    expect(bench.told()).toEqual(['dropped NOTHING_TO_CHANGE', 'dropped NOTHING_TO_CHANGE']);
    expect(bench.sent()).toEqual([]);
  });

  test.each<SingleIntent>([
    { kind: 'setLeverage', leverage: 20 },
    { kind: 'setMarginMode', marginMode: 'isolated' },
  ])('$kind is refused with a position on the symbol, whoever holds it', (intent) => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', quantity: 1 }, 'other');
    bench.fillRest('slu-other-1-1-M', 100);
    bench.intend(intent);
    expect(bench.told()).toEqual(['refused POSITION_EXISTS']);
  });

  test.each<SingleIntent>([
    { kind: 'setLeverage', leverage: 20 },
    { kind: 'setMarginMode', marginMode: 'isolated' },
  ])('$kind is refused with a working order on the symbol, whoever placed it', (intent) => {
    const bench = createBench();
    bench.intend({ kind: 'place', side: 'buy', price: 99, quantity: 1 }, 'other');
    bench.intend(intent);
    expect(bench.told()).toEqual(['refused OPEN_ORDERS_EXIST']);
  });

  test('look at both sides of hedge mode', () => {
    const bench = createBench({ account: { positionMode: 'hedge' } });
    bench.intend({ kind: 'open', side: 'short', quantity: 1 });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.intend({ kind: 'setLeverage', leverage: 20 });
    expect(bench.told()).toEqual(['refused POSITION_EXISTS']);
  });

  test.each([0, -1, 2.5, Number.NaN])('leverage is a whole number from 1 up: %s is refused', (leverage) => {
    const bench = createBench();
    bench.intend({ kind: 'setLeverage', leverage });
    expect(bench.told()).toEqual(['refused LEVERAGE_INVALID']);
  });
});

describe('together', () => {
  const buy = { symbol: BTC, intent: { kind: 'open', side: 'long', quantity: 1, ref: 'long' } } as const;
  const sell = { symbol: ETH, intent: { kind: 'open', side: 'short', quantity: 2, ref: 'short' } } as const;

  test('is judged as one and sent as one', () => {
    const judged: number[] = [];
    const bench = createBench({
      judge: (plans) => {
        judged.push(plans.length);
        return { kind: 'passed', plans, clips: [] };
      },
    });
    bench.together(buy, sell);
    expect(judged).toEqual([2]);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-M MARKET buy 1', 'place slu-ma-1-2-M MARKET sell 2']);
  });

  test('sends nothing when one is refused by the planner, and tells each why', () => {
    const bench = createBench();
    bench.together(buy, { symbol: ETH, intent: { kind: 'open', side: 'short', quantity: 0, ref: 'short' } });
    expect(bench.sent()).toEqual([]);
    expect(bench.refusals).toMatchObject([
      { symbol: ETH, ref: 'short', code: 'NUMBER_INVALID' },
      { symbol: BTC, ref: 'long', code: 'TOGETHER_REFUSED', operands: { because: 'NUMBER_INVALID' } },
    ]);
    expect(bench.judged).toEqual([]);
  });

  test('sends nothing when risk refuses one', () => {
    const bench = createBench({
      judge: () => ({ kind: 'refused', planIndex: 1, code: 'MAX', message: 'Too much.', operands: {} }),
    });
    bench.together(buy, sell);
    expect(bench.sent()).toEqual([]);
    expect(bench.refusals).toMatchObject([
      { by: 'risk', symbol: ETH, ref: 'short', code: 'MAX' },
      { by: 'planner', symbol: BTC, ref: 'long', code: 'TOGETHER_REFUSED' },
    ]);
  });

  test('may not use one ref twice', () => {
    const bench = createBench();
    bench.together(buy, { symbol: ETH, intent: { kind: 'open', side: 'short', quantity: 2, ref: 'long' } });
    expect(bench.told()).toEqual(['refused DUPLICATE_REF', 'refused TOGETHER_REFUSED']);
  });

  test('goes on together too: what waits is planned and judged when the last awaited order has ended', () => {
    const judged: number[] = [];
    const bench = createBench({
      judge: (plans) => {
        judged.push(plans.length);
        return { kind: 'passed', plans, clips: [] };
      },
    });
    bench.intend({ kind: 'place', side: 'buy', price: 99, quantity: 1 });
    bench.accept('slu-ma-1-1-M');
    bench.together(
      { symbol: BTC, intent: { kind: 'target', quantity: 1 } },
      { symbol: ETH, intent: { kind: 'open', side: 'short', quantity: 2 } },
    );
    expect(bench.sent()).toEqual([
      'place slu-ma-1-1-M LIMIT buy 1 @99',
      'cancel slu-ma-1-1-M',
      'place slu-ma-1-2-M MARKET sell 2',
    ]);
    bench.cancelled('slu-ma-1-1-M');
    expect(bench.sent()).toEqual(['place slu-ma-1-3-M MARKET buy 1']);
    expect(judged).toEqual([1, 2, 1]);
  });

  test('drops what is not needed and does the rest', () => {
    const bench = createBench();
    bench.together({ symbol: BTC, intent: { kind: 'close' } }, sell);
    expect(bench.told()).toEqual(['dropped NOTHING_HELD']);
    expect(bench.sent()).toEqual(['place slu-ma-1-1-M MARKET sell 2']);
  });

  test('reverses of which one ends short open nothing', () => {
    const bench = createBench();
    bench.intend({ kind: 'open', side: 'long', quantity: 1, stop: { price: 90 } });
    bench.fillRest('slu-ma-1-1-M', 100);
    bench.together({ symbol: ETH, intent: { kind: 'open', side: 'short', quantity: 1, stop: { price: 110 } } });
    bench.fillRest('slu-ma-1-2-M', 100);
    bench.acceptAll();
    bench.together({ symbol: BTC, intent: { kind: 'reverse' } }, { symbol: ETH, intent: { kind: 'reverse' } });
    bench.fillRest('slu-ma-1-3-R', 100);
    bench.sent();
    bench.reject('slu-ma-1-4-R', 'NO_LIQUIDITY');
    expect(bench.sent()).toEqual([]);
    expect(bench.told()).toEqual(['dropped CLOSE_ENDED_SHORT', 'refused TOGETHER_REFUSED']);
  });
});

describe('the settings', () => {
  test('have a default each, the ones the documents state', () => {
    expect(defaultExecutionSettings()).toEqual({
      idPrefix: 'slu',
      takeProfitType: 'market',
      workingType: 'last',
      exitsWatch: 'kline',
      coalesceMs: 50,
      unprotectedBudgetMs: 3000,
      retryMs: 1000,
      retryMaxMs: 60_000,
      lostLegsMax: 3,
    });
  });

  test('say what each of them means', () => {
    for (const member of Object.values(executionSettingsSchema.shape)) expect(member.description).toMatch(/\.$/);
  });

  test.each([{ idPrefix: 'SLU-' }, { coalesceMs: -1 }, { takeProfitType: 'stop' }, { unknown: 1 }])(
    'refuse %j',
    (settings) => {
      expect(executionSettingsSchema.safeParse(settings).success).toBe(false);
    },
  );
});
