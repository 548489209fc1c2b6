import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { ruleAt } from '../../../backtest/data/dated-rules.ts';
import { parseInstruments, readInstruments } from '../../../backtest/data/instruments-file.ts';
import { findJsonMistake } from '../../../backtest/data/json-error-line.ts';
import { parseJson, readJsonFile } from '../../../backtest/data/json-file.ts';
import { parseLeverageBrackets, readLeverageBrackets } from '../../../backtest/data/leverage-brackets-file.ts';
import { Decimal } from '../../../engine/domain/decimal.ts';
import { maintenanceMargin } from '../../../engine/domain/leverage-bracket.ts';
import { scratchFile, scratchFolder } from './scratch-folder.ts';
import { sentenceOf } from './sentence-of.ts';

type Json = Record<string, unknown>;

const FILTERS: readonly Json[] = [
  { filterType: 'PRICE_FILTER', minPrice: '0.10', maxPrice: '10000000', tickSize: '0.10' },
  { filterType: 'LOT_SIZE', minQty: '0.001', maxQty: '1000', stepSize: '0.001' },
  { filterType: 'MARKET_LOT_SIZE', minQty: '0.001', maxQty: '120', stepSize: '0.001' },
  { filterType: 'MAX_NUM_ORDERS', limit: 200 },
  { filterType: 'MIN_NOTIONAL', notional: '100' },
  { filterType: 'PERCENT_PRICE', multiplierUp: '1.0500', multiplierDown: '0.9500', multiplierDecimal: '4' },
];

function symbol(more: Json = {}, filters: readonly Json[] = FILTERS): Json {
  return {
    symbol: 'BTCUSDT',
    baseAsset: 'BTC',
    quoteAsset: 'USDT',
    marginAsset: 'USDT',
    triggerProtect: '0.0500',
    liquidationFee: '0.012500',
    marketTakeBound: '0.05',
    filters,
    ...more,
  };
}

function withFilter(type: string, more: Json): readonly Json[] {
  return FILTERS.map((filter) => (filter['filterType'] === type ? { ...filter, ...more } : filter));
}

describe('an instruments file', () => {
  test.each([
    ['an exchangeInfo answer', { timezone: 'UTC', symbols: [symbol()] }],
    ['an array', [symbol()]],
    ['one symbol', symbol()],
    [
      'numbers for strings and strings for numbers',
      [symbol({ liquidationFee: 0.0125 }, withFilter('MAX_NUM_ORDERS', { limit: '200' }))],
    ],
    [
      'the spot spelling of the smallest notional',
      [symbol({}, withFilter('MIN_NOTIONAL', { notional: undefined, minNotional: 100 }))],
    ],
  ])('may be %s', (_, content) => {
    const dated = parseInstruments(content, 'i.json').get('BTCUSDT');
    expect(dated?.rules).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(dated?.rules[0].rule))).toEqual({
      symbol: 'BTCUSDT',
      baseAsset: 'BTC',
      quoteAsset: 'USDT',
      marginAsset: 'USDT',
      priceTick: '0.1',
      priceMin: '0.1',
      priceMax: '10000000',
      lot: { quantityMin: '0.001', quantityMax: '1000', quantityStep: '0.001' },
      marketLot: { quantityMin: '0.001', quantityMax: '120', quantityStep: '0.001' },
      notionalMin: '100',
      priceRatioMax: '1.05',
      priceRatioMin: '0.95',
      openOrdersMax: 200,
      triggerProtectRatio: '0.05',
      marketTakeRatioMax: '0.05',
      liquidationFeeRatio: '0.0125',
    });
  });

  test('may hold symbols nobody asked for, whatever they look like', () => {
    const rules = parseInstruments([{ symbol: 'ODD_250627' }, symbol()], 'i.json', ['BTCUSDT']);
    expect([...rules.keys()]).toEqual(['BTCUSDT']);
  });

  test('may have the rules of several times, each in force from its day', () => {
    const tick = (tickSize: string) => withFilter('PRICE_FILTER', { tickSize });
    const rules = parseInstruments(
      [
        symbol({ validFrom: '2022-04-01' }, tick('0.1')),
        symbol({}, tick('0.01')),
        symbol({ validFrom: '2024-01-01T12:00' }, tick('0.5')),
      ],
      'i.json',
    ).get('BTCUSDT');
    const tickAt = (iso: string): string | undefined => rules && ruleAt(rules, Date.parse(iso)).priceTick.toString();
    expect(
      ['2019-01-01', '2022-03-31T23:59:59Z', '2022-04-01', '2024-01-01T11:59:59Z', '2024-01-01T12:00:00Z'].map(tickAt),
    ).toEqual(['0.01', '0.01', '0.1', '0.1', '0.5']);
  });

  test('rules of a first day hold before it too, there being no others', () => {
    const rules = parseInstruments([symbol({ validFrom: '2022-04-01' })], 'i.json').get('BTCUSDT');
    expect(rules && ruleAt(rules, 0).symbol).toBe('BTCUSDT');
  });

  test.each<readonly [string, unknown, string]>([
    ['no symbol', [{ ...symbol(), symbol: undefined }], 'i.json: entry 1: "symbol" is missing'],
    ['an entry that is no object', [7], 'i.json: entry 1: "7" is not an object'],
    ['a filter missing', [symbol({}, FILTERS.slice(1))], 'i.json: BTCUSDT: filter PRICE_FILTER is missing'],
    ['no filters', [symbol({ filters: 'none' })], 'i.json: BTCUSDT: "filters" is "none", an array is needed'],
    ['a filter that is no object', [symbol({ filters: [1] })], 'i.json: BTCUSDT: filter 1: "1" is not an object'],
    [
      'a tick that is no number',
      [symbol({}, withFilter('PRICE_FILTER', { tickSize: 'abc' }))],
      'i.json: BTCUSDT PRICE_FILTER: "tickSize" is "abc", a number above 0 is needed',
    ],
    [
      'a tick of zero',
      [symbol({}, withFilter('PRICE_FILTER', { tickSize: 0 }))],
      'i.json: BTCUSDT PRICE_FILTER: "tickSize" is "0", a number above 0 is needed',
    ],
    [
      'a negative smallest quantity',
      [symbol({}, withFilter('LOT_SIZE', { minQty: '-1' }))],
      'i.json: BTCUSDT LOT_SIZE: "minQty" is "-1", a number of at least 0 is needed',
    ],
    [
      'a greatest quantity below the smallest',
      [symbol({}, withFilter('LOT_SIZE', { minQty: '2', maxQty: '1' }))],
      'i.json: BTCUSDT LOT_SIZE: "maxQty" 1 is below "minQty" 2',
    ],
    [
      'a fraction of an order',
      [symbol({}, withFilter('MAX_NUM_ORDERS', { limit: 1.5 }))],
      'i.json: BTCUSDT MAX_NUM_ORDERS: "limit" is "1.5", a whole number above 0 is needed',
    ],
    ['an asset that is no text', [symbol({ baseAsset: 5 })], 'i.json: BTCUSDT: "baseAsset" is "5", a text is needed'],
    ['a fee missing', [symbol({ liquidationFee: undefined })], 'i.json: BTCUSDT: "liquidationFee" is missing'],
    [
      'a day that is none',
      [symbol({ validFrom: '2022-13-01' })],
      'i.json: BTCUSDT: "validFrom" is "2022-13-01", an ISO date or time is needed',
    ],
    [
      'a day in words',
      [symbol({ validFrom: 'April' })],
      'i.json: BTCUSDT: "validFrom" is "April", an ISO date or time is needed',
    ],
    ['a symbol twice', [symbol(), symbol()], 'i.json: BTCUSDT: two entries begin at the same time'],
    ['nothing of what is wanted', [symbol({ symbol: 'ETHUSDT' })], 'i.json: has no BTCUSDT; it has ETHUSDT'],
  ])('with %s is refused in one sentence', async (what, content, sentence) => {
    const wanted = what.startsWith('nothing') ? ['BTCUSDT'] : undefined;
    expect(await sentenceOf(() => parseInstruments(content, 'i.json', wanted))).toBe(sentence);
  });

  test('without any symbol says so', async () => {
    expect(await sentenceOf(() => parseInstruments([], 'i.json', ['BTCUSDT']))).toBe(
      'i.json: has no BTCUSDT; it has no symbol at all',
    );
  });

  test('of many symbols names the first ten when a wanted one is not there', async () => {
    const many = Array.from({ length: 12 }, (_, index) => symbol({ symbol: `S${index}` }));
    expect(await sentenceOf(() => parseInstruments(many, 'i.json', ['BTCUSDT']))).toBe(
      'i.json: has no BTCUSDT; it has S0, S1, S2, S3, S4, S5, S6, S7, S8, S9 and 2 more',
    );
  });

  test('without a wanted symbol says which it has', async () => {
    const path = scratchFile('i.json', JSON.stringify([symbol()]));
    expect(await sentenceOf(() => readInstruments(path, ['BTCUSDT', 'DOGEUSDT']))).toBe(
      `${path}: has no DOGEUSDT; it has BTCUSDT`,
    );
  });
});

const BRACKETS: readonly Json[] = [
  { bracket: 1, initialLeverage: 125, notionalFloor: 0, notionalCap: 50000, maintMarginRatio: 0.004, cum: 0 },
  { bracket: 2, initialLeverage: 100, notionalFloor: 50000, notionalCap: 250000, maintMarginRatio: 0.005, cum: 50 },
  { bracket: 3, initialLeverage: 50, notionalFloor: 250000, notionalCap: 1e6, maintMarginRatio: 0.01, cum: 1300 },
];
const entry = (brackets: readonly Json[] = BRACKETS, more: Json = {}): Json => ({
  symbol: 'BTCUSDT',
  brackets,
  ...more,
});
const changed = (index: number, more: Json): Json =>
  entry(BRACKETS.map((bracket, at) => (at === index ? { ...bracket, ...more } : bracket)));

describe('a leverage bracket file', () => {
  test.each([
    ['an array of symbols', [entry()]],
    ['one symbol', entry()],
    ['symbols in an object', { symbols: [entry()] }],
    [
      'strings for numbers',
      changed(1, { initialLeverage: '100', notionalFloor: '50000.0', maintMarginRatio: '0.0050' }),
    ],
  ])('may be %s', (_, content) => {
    const { bySymbol, findings } = parseLeverageBrackets(content, 'b.json');
    const [rule] = bySymbol.get('BTCUSDT')?.rules ?? [];
    expect(JSON.parse(JSON.stringify(rule?.rule))).toEqual([
      {
        leverageMax: 125,
        notionalFloor: '0',
        notionalCap: '50000',
        maintenanceRatio: '0.004',
        maintenanceDeduction: '0',
      },
      {
        leverageMax: 100,
        notionalFloor: '50000',
        notionalCap: '250000',
        maintenanceRatio: '0.005',
        maintenanceDeduction: '50',
      },
      {
        leverageMax: 50,
        notionalFloor: '250000',
        notionalCap: '1000000',
        maintenanceRatio: '0.01',
        maintenanceDeduction: '1300',
      },
    ]);
    expect(findings).toMatchObject({ rows: 3, subject: 'leverage brackets of 1 symbol', groups: [{ count: 0 }] });
  });

  test('whose deductions join has a maintenance margin without jumps', () => {
    const rules = parseLeverageBrackets(entry(), 'b.json').bySymbol.get('BTCUSDT');
    const marginAt = (notional: string): number | undefined =>
      rules && maintenanceMargin(ruleAt(rules, 0), new Decimal(notional)).toNumber();
    expect(marginAt('249999.99999999')).toBeCloseTo(1200, 9);
    expect(marginAt('250000')).toBe(1200);
  });

  test('whose deduction does not join is taken, and the bracket is a finding', () => {
    expect(parseLeverageBrackets(changed(1, { cum: 60 }), 'b.json').findings.groups).toEqual([
      {
        code: 'DEDUCTION_MISMATCH',
        count: 2,
        bars: 2,
        listed: [
          {
            where: 'b.json: BTCUSDT bracket 2',
            timeMs: null,
            bars: 1,
            detail: 'cum is 60, 50 joins it to the bracket before',
          },
          {
            where: 'b.json: BTCUSDT bracket 3',
            timeMs: null,
            bars: 1,
            detail: 'cum is 1300, 1310 joins it to the bracket before',
          },
        ],
      },
    ]);
  });

  test.each<readonly [string, unknown, string]>([
    ['no brackets', entry([]), 'b.json: BTCUSDT: "brackets" is empty'],
    [
      'a first floor above 0',
      entry(BRACKETS.slice(1)),
      'b.json: BTCUSDT: bracket 1: "notionalFloor" is 50000, the first floor is 0',
    ],
    [
      'a hole between brackets',
      changed(2, { notionalFloor: 300000 }),
      'b.json: BTCUSDT: bracket 3: "notionalFloor" is 300000, the cap before it is 250000',
    ],
    [
      'a cap below its floor',
      changed(1, { notionalCap: 10 }),
      'b.json: BTCUSDT: bracket 2: "notionalCap" is 10, more than its floor is needed',
    ],
    [
      'a ratio above 1',
      changed(0, { maintMarginRatio: 1.2 }),
      'b.json: BTCUSDT: bracket 1: "maintMarginRatio" is "1.2", a number above 0 and below 1 is needed',
    ],
    [
      'a leverage of 12.5',
      changed(0, { initialLeverage: 12.5 }),
      'b.json: BTCUSDT: bracket 1: "initialLeverage" is "12.5", a whole number above 0 is needed',
    ],
    ['a field missing', changed(0, { cum: undefined }), 'b.json: BTCUSDT: bracket 1: "cum" is missing'],
  ])('with %s is refused in one sentence', async (_, content, sentence) => {
    expect(await sentenceOf(() => parseLeverageBrackets(content, 'b.json'))).toBe(sentence);
  });

  test('is read from disk', async () => {
    const path = scratchFile('b.json', JSON.stringify([entry()]));
    expect([...(await readLeverageBrackets(path, ['BTCUSDT'])).bySymbol.keys()]).toEqual(['BTCUSDT']);
  });
});

describe('a JSON file', () => {
  test.each([
    ['{\n "a": 1,\n "b": oops\n}', 'x.json:3: is not JSON: "oops" at column 7 is unexpected'],
    ['{"a": 1,}', 'x.json:1: is not JSON: "}" at column 9 is unexpected'],
    ['{"a": 1', 'x.json:1: is not JSON: it ends too early'],
    ['[1, 2 3]', 'x.json:1: is not JSON: "3" at column 7 is unexpected'],
    ['[1] // all', 'x.json:1: is not JSON: "//" at column 5 is unexpected'],
    ["{\n'a': 1}", 'x.json:2: is not JSON: "\'a\':" at column 1 is unexpected'],
    ['', 'x.json:1: is not JSON: it ends too early'],
  ])('that reads %j is refused with its line', async (text, sentence) => {
    expect(await sentenceOf(() => parseJson(text, 'x.json'))).toBe(sentence);
  });

  property.prop([fc.json(), fc.nat(), fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '0', 'a', '\\', ' ', '\n')])(
    'has a mistake exactly where the language finds one',
    (text, place, character) => {
      const at = place % (text.length + 1);
      const edited = text.slice(0, at) + character + text.slice(at);
      let isJson = true;
      try {
        JSON.parse(edited);
      } catch {
        isJson = false;
      }
      expect(findJsonMistake(edited) === undefined).toBe(isJson);
      expect(findJsonMistake(text)).toBeUndefined();
    },
  );

  test('that is absent, or a folder, is refused', async () => {
    const folder = scratchFolder();
    expect(await sentenceOf(() => readJsonFile(`${folder}/none.json`))).toBe(`${folder}/none.json: no such file`);
    expect(await sentenceOf(() => readJsonFile(folder))).toMatch(/: cannot be read \(/);
  });
});
