// What a check is made of: texts of intents, cut data, other prices, cuts, differences, carried tables, ways out.
import { describe, expect, test } from 'vitest';
import { authorTexts, withoutComments } from '../../../backtest/check-strategy/author-texts.ts';
import { findCarriedData } from '../../../backtest/check-strategy/carried-data.ts';
import { chooseCuts } from '../../../backtest/check-strategy/choose-cuts.ts';
import { cutMarket, cuttingTimes } from '../../../backtest/check-strategy/cut-markets.ts';
import { betsOf, settleBets } from '../../../backtest/check-strategy/directions.ts';
import { firstDifference } from '../../../backtest/check-strategy/first-difference.ts';
import { exactText, intentWords, readIntent } from '../../../backtest/check-strategy/intent-text.ts';
import { withOtherPrices } from '../../../backtest/check-strategy/other-prices.ts';
import { waysOut } from '../../../backtest/check-strategy/reaching-out.ts';
import { compareFromStart } from '../../../backtest/check-strategy/start-dependence.ts';
import { KLINE_FIELDS, type KlineColumns } from '../../../backtest/data/kline-columns.ts';
import { klinesFromTrades } from '../../../backtest/data/klines-from-trades.ts';
import { tradeColumnsFromRows } from '../../../backtest/data/trade-columns.ts';
import type { ReplayMarket } from '../../../backtest/replay/replay.ts';
import { generateMarket } from '../../../backtest/synthetic/generate-market.ts';
import { Decimal } from '../../../engine/domain/decimal.ts';
import { close, keepOrders, open, together } from '../../../engine/index.ts';

const MINUTE_MS = 60_000;
const FROM = Date.UTC(2025, 0, 1);

function generated(interval: '1m' | '5m' | '1h', minutes: number): ReturnType<typeof generateMarket> {
  const lengthMs = { '1m': 1, '5m': 5, '1h': 60 }[interval];
  const traits = { symbol: 'BTCUSDT', priceStart: 60_000, tickSize: 0.1, quantityStep: 0.001 };
  return generateMarket({ seed: 9, interval, from: FROM, bars: minutes / lengthMs, ...traits });
}

function marketOf(minutes = 24 * 60): ReplayMarket {
  const five = generated('5m', minutes);
  return {
    symbol: 'BTCUSDT',
    klines: five.klines,
    finer: [generated('1m', minutes).klines],
    coarse: [generated('1h', minutes).klines],
    marks: generated('1h', minutes).mark,
    funding: five.funding,
  };
}

const rowsOf = (columns: KlineColumns): readonly (readonly number[])[] =>
  Array.from({ length: columns.length }, (_, row) => KLINE_FIELDS.map((field) => columns[field][row] ?? Number.NaN));

describe('the text of an intent', () => {
  test.each([
    [open({ side: 'long', riskRatio: 0.01, stop: { ratio: 0.02 } }), 'open long, riskRatio 0.01, stop (ratio 0.02)'],
    [close({ market: 'hedge' }), 'close in hedge'],
    [
      keepOrders({ a: { side: 'buy', price: 10, quantity: new Decimal('0.10') } }),
      'keepOrders, orders (a (price 10, quantity 0.1, side buy))',
    ],
    [
      together(open({ market: 'a', side: 'short', quantity: '2' }), close({ market: 'b' })),
      'together, intents (open short in a, quantity 2) and (close in b)',
    ],
  ])('reads %o', (intent, words) => {
    expect(intentWords(readIntent(exactText(intent)))).toBe(words);
  });

  test('does not hang on the order of members, and tells numbers to the last digit', () => {
    const [one, other] = [exactText({ kind: 'open', a: 0.1, b: 2 }), exactText({ b: 2, a: 0.1, kind: 'open' })];
    expect(one).toBe(other);
    expect(exactText({ kind: 'open', a: 0.1 + 0.2 })).not.toBe(exactText({ kind: 'open', a: 0.3 }));
    expect(exactText({ kind: 'open', a: Number.NaN })).toContain('NaN');
  });
});

describe('cut data', () => {
  const time = FROM + 10 * 60 * MINUTE_MS + 25 * MINUTE_MS;
  const cut = cutMarket(marketOf(), time);

  test('holds nothing that closes later, of any series', () => {
    const series = [cut.klines, ...cut.finer, ...cut.coarse, ...(cut.marks === undefined ? [] : [cut.marks])];
    expect(series.map(({ interval, length }) => [interval, length])).toEqual([
      ['5m', 125],
      ['1m', 625],
      ['1h', 10],
      ['1h', 10],
    ]);
    expect(Math.max(...(cut.funding?.time ?? []))).toBeLessThanOrEqual(time);
    expect(cut.funding?.rateRatio).toHaveLength(cut.funding?.length ?? -1);
  });

  test('holds what is settled at its very end', () => {
    const settled = FROM + 8 * 60 * MINUTE_MS;
    expect([...(cutMarket(marketOf(), settled).funding?.time ?? [])]).toEqual([settled]);
    expect(cutMarket(marketOf(), settled - 1).funding?.length).toBe(0);
  });

  test('ends with whole klines of trades', () => {
    const rows = Array.from({ length: 100 }, (_, id) => {
      return { id, time: FROM + id * 10_000, price: 100 + id, quantity: 1, takerSold: false };
    });
    const trades = klinesFromTrades(tradeColumnsFromRows('BTCUSDT', rows), '1m');
    const kept = cutMarket({ ...marketOf(), trades }, FROM + 3 * MINUTE_MS + 1).trades;
    expect([kept?.klines.length, kept?.trades.length, kept?.trades.time.at(-1)]).toEqual([3, 18, FROM + 170_000]);
    expect([...(kept?.firstTrade ?? [])]).toEqual([0, 6, 12, 18]);
  });

  test('is cut where no market stands inside a kline', () => {
    const [five, hour] = [{ ...marketOf(180) }, { ...marketOf(180), klines: generated('1h', 180).klines }];
    expect(cuttingTimes([five], FROM, FROM + 15 * MINUTE_MS)).toEqual([FROM + 5 * MINUTE_MS, FROM + 10 * MINUTE_MS]);
    expect(cuttingTimes([five, hour], FROM, FROM + 180 * MINUTE_MS)).toEqual([
      FROM + 60 * MINUTE_MS,
      FROM + 120 * MINUTE_MS,
    ]);
  });
});

describe('other prices', () => {
  const time = FROM + 12 * 60 * MINUTE_MS;
  const market = marketOf();
  const other = withOtherPrices(market, time, 4);
  const split = 144;

  test('begin where the recording is left, and are others from there on', () => {
    expect(rowsOf(other.klines).slice(0, split)).toEqual(rowsOf(market.klines).slice(0, split));
    const same = rowsOf(other.klines)
      .slice(split)
      .filter((row, index) => row[4] === market.klines.close[split + index]);
    expect(same.length).toBeLessThan(10);
    expect(other.coarse[0]?.length).toBe(12);
    expect([...(other.funding?.rateRatio ?? [])]).not.toEqual([...(market.funding?.rateRatio ?? [])]);
  });

  test('are klines: high above all, low below all, each opening near the close before', () => {
    for (const columns of [other.klines, ...other.finer]) {
      for (const [, first = 0, high = 0, low = 0, shut = 0] of rowsOf(columns)) {
        expect(high).toBeGreaterThanOrEqual(Math.max(first, shut));
        expect(low).toBeLessThanOrEqual(Math.min(first, shut));
        expect(Math.round(shut * 10) / 10).toBe(shut);
      }
    }
  });

  test('go up and down by turns that nobody can know, and by how much as before', () => {
    const signs = Array.from({ length: 144 }, (_, index) => {
      const move = (columns: KlineColumns): number =>
        Math.log((columns.close[split + index] ?? 1) / (columns.open[split + index] ?? 1));
      expect(Math.abs(move(other.klines))).toBeCloseTo(Math.abs(move(market.klines)), 4);
      return Math.sign(move(other.klines)) * Math.sign(move(market.klines));
    });
    const turned = signs.filter((sign) => sign < 0).length;
    expect(turned).toBeGreaterThan(45);
    expect(turned).toBeLessThan(99);
  });

  test('are the same for one seed, and others for another', () => {
    expect(rowsOf(withOtherPrices(market, time, 4).klines)).toEqual(rowsOf(other.klines));
    expect(rowsOf(withOtherPrices(market, time, 5).klines)).not.toEqual(rowsOf(other.klines));
  });

  test('turn trades over with the kline they lie in', () => {
    const rows = Array.from({ length: 60 }, (_, id) => {
      return { id, time: FROM + id * 20_000, price: 60_000 + id, quantity: 1, takerSold: id % 2 === 0 };
    });
    const trades = klinesFromTrades(tradeColumnsFromRows('BTCUSDT', rows), '5m');
    const turned = withOtherPrices({ ...marketOf(), trades }, FROM + 5 * MINUTE_MS, 4).trades;
    expect([...(turned?.trades.price.subarray(0, 15) ?? [])]).toEqual([...trades.trades.price.subarray(0, 15)]);
    expect([...(turned?.trades.price.subarray(15) ?? [])]).not.toEqual([...trades.trades.price.subarray(15)]);
    expect(trades.trades.price[20]).toBe(60_020);
  });
});

describe('cuts', () => {
  const times = Array.from({ length: 100 }, (_, index) => FROM + (index + 1) * MINUTE_MS);
  const first = FROM + 40 * MINUTE_MS;

  test('lie at the first intents and before them, and anywhere', () => {
    const cuts = chooseCuts({ times, intentTimes: [[first, first + 30 * MINUTE_MS]], count: 10, seed: 1 });
    expect(cuts).toHaveLength(10);
    expect(cuts.map(({ time }) => time)).toEqual(expect.arrayContaining([first - MINUTE_MS, first]));
    expect(cuts.filter(({ atIntent }) => atIntent).map(({ time }) => time)).toEqual([first, first + 30 * MINUTE_MS]);
    expect(cuts.map(({ time }) => time)).toEqual(cuts.map(({ time }) => time).toSorted((a, b) => a - b));
  });

  test('leave an intent that was emitted between two closes in the data', () => {
    const [, cut] = chooseCuts({ times, intentTimes: [[first - 1]], count: 2, seed: 1 });
    expect(cut).toEqual({ time: first, atIntent: true });
  });

  test.each([[0], [3], [500]])('are no more than there is room for: %i', (count) => {
    const cuts = chooseCuts({ times, intentTimes: [[]], count, seed: 1 });
    expect(new Set(cuts.map(({ time }) => time)).size).toBe(Math.min(count, 100));
  });
});

describe('a difference', () => {
  const said = (instant: number, text = 'a') => ({ time: FROM + instant, instant, text });

  test.each([
    ['none', [said(1), said(2)], [said(1), said(2)], undefined],
    ['none up to the last instant of both', [said(1), said(9)], [said(1)], undefined],
    ['another text', [said(1), said(2)], [said(1), said(2, 'b')], [2, 'a', 'b']],
    ['too much', [said(1)], [said(1), said(2)], [2, undefined, 'a']],
    ['too little', [said(1), said(2)], [said(1)], [2, 'a', undefined]],
    ['another instant', [said(1), said(4)], [said(1), said(3)], [3, undefined, 'a']],
  ])('is found: %s', (_, whole, other, expected) => {
    const found = firstDifference(whole, other, 5);
    const shown = found === undefined ? undefined : [found.time - FROM, found.whole?.text, found.other?.text];
    expect(shown).toEqual(expected);
  });
});

describe('two starts', () => {
  const at = (minute: number, intent: object) => ({ time: FROM + minute, instant: minute, text: exactText(intent) });
  const entry = (quantity: number, ref?: string) => ({
    kind: 'open',
    side: 'long',
    quantity,
    ...(ref === undefined ? {} : { ref }),
  });

  test.each([
    ['sizes within a millionth and other names are alike', entry(1, 'a-7'), entry(1 + 5e-7, 'a-1'), 0],
    ['a size that differs by more is another', entry(1), entry(1 + 5e-6), 1],
    ['another side is another', entry(1), { ...entry(1), side: 'short' }, 1],
    [
      'orders that are kept are alike whatever their names',
      { kind: 'keepOrders', orders: { a: { price: 10 } } },
      { kind: 'keepOrders', orders: { b: { price: 10 } } },
      0,
    ],
  ])('%s', (_, one, other, differing) => {
    const found = compareFromStart([at(1, one)], [at(1, other)], FROM);
    expect([found.differing, found.same]).toEqual([differing, 1 - differing]);
  });

  test('are compared from the later on, and their last difference is told', () => {
    const whole = [at(1, entry(9)), at(20, entry(1)), at(30, entry(1)), at(40, entry(1))];
    const later = [at(25, entry(1)), at(30, entry(1)), at(40, entry(1))];
    const found = compareFromStart(whole, later, FROM + 10);
    expect([found.firstTime, found.lastTime, found.same, found.differing, found.sameAfter]).toEqual([
      ...[FROM + 20, FROM + 25, 2, 2, 2],
    ]);
  });
});

describe('bets', () => {
  const { klines } = generated('5m', 24 * 60);
  const closing = (row: number): number => klines.close[row] ?? 0;
  const bet = (row: number, side: 'long' | 'short') => {
    return { time: FROM + (row + 1) * 5 * MINUTE_MS, instant: row, text: exactText(open({ side, quantity: 1 })) };
  };
  const settle = (sides: (row: number) => 'long' | 'short') => {
    const said = Array.from({ length: 200 }, (_, row) => bet(row, sides(row)));
    return settleBets(
      betsOf(said, () => 'BTCUSDT'),
      () => klines,
    );
  };

  test('that are always right lie far beyond chance', () => {
    const [next] = settle((row) => (closing(row + 1) > closing(row) ? 'long' : 'short'));
    expect(next?.right).toBe(next?.bets);
    expect(next?.deviations).toBeGreaterThan(8);
  });

  test('that always go the same way are as right as the market rises', () => {
    for (const { deviations } of settle(() => 'long')) expect(Math.abs(deviations)).toBeLessThan(3);
  });

  test('are entries at market, each leg by its own market', () => {
    const texts = [
      close(),
      open({ side: 'long', quantity: 1, type: 'limit', price: 5 }),
      together(open({ market: 'a', side: 'long', quantity: 1 }), open({ market: 'b', side: 'short', quantity: 1 })),
    ].map(exactText);
    const said = texts.map((text) => ({ time: FROM, instant: 1, text }));
    expect(betsOf(said, (role) => role?.toUpperCase()).map(({ symbol, direction }) => [symbol, direction])).toEqual([
      ['A', 1],
      ['B', -1],
    ]);
  });
});

describe('what a file brings along', () => {
  const { klines } = generated('5m', 24 * 60);
  const prices = Array.from(klines.close.subarray(0, 40));
  const file = (text: string) => [{ path: '/s/table.ts', text }];

  test.each([
    ['a table of prices', `export const table = ${JSON.stringify(prices)};`, [40, 0]],
    ['a table of prices as texts', `export const table = ${JSON.stringify(prices.map(String))};`, [40, 0]],
    ['times in milliseconds', JSON.stringify(Array.from(klines.openTime.subarray(0, 40))), [0, 40]],
    ['times in seconds', JSON.stringify(Array.from(klines.openTime.subarray(0, 40), (time) => time / 1000)), [0, 40]],
    [
      'times as texts',
      Array.from(klines.openTime.subarray(0, 40), (time) => new Date(time).toISOString()).join(),
      [0, 40],
    ],
  ])('is seen: %s', (_, text, [count, times]) => {
    const [found] = findCarriedData(file(text), [klines]);
    expect([Math.round((found?.prices ?? 0) / 40), found?.times]).toEqual([(count ?? 0) / 40, times]);
  });

  test.each([
    ['a few numbers', 'const levels = [60000.1, 61000.2];'],
    ['a table of weights', JSON.stringify(Array.from({ length: 90 }, (_, index) => 1 / (index + 3)))],
    ['dates that are not of the data', Array.from({ length: 60 }, (_, day) => `19${10 + day}-01-01`).join()],
  ])('is not: %s', (_, text) => {
    expect(findCarriedData(file(text), [klines])).toEqual([]);
  });
});

describe('ways out', () => {
  const own = (text: string) => [{ path: '/s/strategy.ts', text }];

  test.each([
    ["import { readFileSync } from 'node:fs';", ['fs', 'path'], ['node:fs']],
    ["await fetch('https://example.org')", [], ['fetch']],
    ["globalThis.fetch ('x')", [], ['fetch']],
    ['new WebSocket(url)', [], ['WebSocket']],
    ["process.getBuiltinModule('fs')", [], ['process.getBuiltinModule']],
    ['await import(name)', [], ['import() of a name made at run time']],
    ["eval('1')", [], ['eval']],
  ])('are seen in: %s', (text, builtins, expected) => {
    expect(waysOut(builtins, own(text))).toEqual(expected);
  });

  test.each([
    ["// fetch('x')\n/* eval('x') */", ['crypto', 'path']],
    ['store.fetch(1); prefetch(2); const medieval = (x: number) => x; medieval(1)', []],
    ["await import('./other.ts')", []],
  ])('are not seen in: %s', (text, builtins) => {
    expect(waysOut(builtins, own(text))).toEqual([]);
  });

  test('are looked for in the files of the author alone', () => {
    const inputs = new Map([
      ['/s/strategy.ts', Buffer.from('1')],
      ['/s/node_modules/lib/main.js', Buffer.from("fetch('x')")],
    ]);
    expect(authorTexts(inputs)).toEqual([{ path: '/s/strategy.ts', text: '1' }]);
    expect(withoutComments("const url = 'https://x'; // no")).toBe("const url = 'https://x'; ");
  });
});
