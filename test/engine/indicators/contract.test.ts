// What is promised of every indicator alike, one table of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Kline } from '../../../engine/domain/kline.ts';
import { adx } from '../../../engine/indicators/adx.ts';
import { atr } from '../../../engine/indicators/atr.ts';
import { bollinger } from '../../../engine/indicators/bollinger.ts';
import { donchian } from '../../../engine/indicators/donchian.ts';
import { ema } from '../../../engine/indicators/ema.ts';
import { highest } from '../../../engine/indicators/highest.ts';
import type { Indicator } from '../../../engine/indicators/indicator.ts';
import { lowest } from '../../../engine/indicators/lowest.ts';
import { macd } from '../../../engine/indicators/macd.ts';
import { rateOfChange } from '../../../engine/indicators/rate-of-change.ts';
import { rsi } from '../../../engine/indicators/rsi.ts';
import { sma } from '../../../engine/indicators/sma.ts';
import { standardDeviation } from '../../../engine/indicators/standard-deviation.ts';
import { stochastic } from '../../../engine/indicators/stochastic.ts';
import { vwap } from '../../../engine/indicators/vwap.ts';
import { wma } from '../../../engine/indicators/wma.ts';
import { klines, makeKline, operate, stepAll } from './support.ts';

interface Case {
  readonly name: string;
  readonly indicator: Indicator<Kline, unknown>;
  /** Bars after which it has its first value. */
  readonly warmAfter: number;
  /** Its value on bars of which open, high, low and close are 100. */
  readonly flat: unknown;
}

const cases: readonly Case[] = [
  { name: 'sma(5)', indicator: sma(5), warmAfter: 5, flat: 100 },
  { name: 'sma(1)', indicator: sma(1), warmAfter: 1, flat: 100 },
  { name: 'ema(5)', indicator: ema(5), warmAfter: 5, flat: 100 },
  { name: 'ema(1)', indicator: ema(1), warmAfter: 1, flat: 100 },
  { name: 'wma(5)', indicator: wma(5), warmAfter: 5, flat: 100 },
  { name: 'wma(1)', indicator: wma(1), warmAfter: 1, flat: 100 },
  { name: 'rsi(5)', indicator: rsi(5), warmAfter: 6, flat: 50 },
  { name: 'rsi(1)', indicator: rsi(1), warmAfter: 2, flat: 50 },
  {
    name: 'macd(3, 6, 4)',
    indicator: macd({ fast: 3, slow: 6, signal: 4 }),
    warmAfter: 9,
    flat: { macd: 0, signal: 0, histogram: 0 },
  },
  {
    name: 'macd(1, 2, 1)',
    indicator: macd({ fast: 1, slow: 2, signal: 1 }),
    warmAfter: 2,
    flat: { macd: 0, signal: 0, histogram: 0 },
  },
  { name: 'bollinger(5)', indicator: bollinger(5), warmAfter: 5, flat: { upper: 100, middle: 100, lower: 100 } },
  { name: 'bollinger(1)', indicator: bollinger(1), warmAfter: 1, flat: { upper: 100, middle: 100, lower: 100 } },
  { name: 'standardDeviation(5)', indicator: standardDeviation(5), warmAfter: 5, flat: 0 },
  { name: 'standardDeviation(1)', indicator: standardDeviation(1), warmAfter: 1, flat: 0 },
  { name: 'atr(5)', indicator: atr(5), warmAfter: 5, flat: 0 },
  { name: 'atr(1)', indicator: atr(1), warmAfter: 1, flat: 0 },
  { name: 'adx(5)', indicator: adx(5), warmAfter: 10, flat: { adx: 0, plusDi: 0, minusDi: 0 } },
  { name: 'adx(1)', indicator: adx(1), warmAfter: 2, flat: { adx: 0, plusDi: 0, minusDi: 0 } },
  { name: 'stochastic(5)', indicator: stochastic(5), warmAfter: 7, flat: { k: 50, d: 50 } },
  {
    name: 'stochastic(5, slow)',
    indicator: stochastic(5, { slowing: 3, signal: 4 }),
    warmAfter: 10,
    flat: { k: 50, d: 50 },
  },
  { name: 'stochastic(1)', indicator: stochastic(1, { signal: 1 }), warmAfter: 1, flat: { k: 50, d: 50 } },
  { name: 'donchian(5)', indicator: donchian(5), warmAfter: 5, flat: { upper: 100, middle: 100, lower: 100 } },
  { name: 'donchian(1)', indicator: donchian(1), warmAfter: 1, flat: { upper: 100, middle: 100, lower: 100 } },
  { name: 'highest(5)', indicator: highest(5), warmAfter: 5, flat: 100 },
  { name: 'highest(1)', indicator: highest(1), warmAfter: 1, flat: 100 },
  { name: 'lowest(5)', indicator: lowest(5), warmAfter: 5, flat: 100 },
  { name: 'lowest(1)', indicator: lowest(1), warmAfter: 1, flat: 100 },
  { name: 'rateOfChange(5)', indicator: rateOfChange(5), warmAfter: 6, flat: 0 },
  { name: 'rateOfChange(1)', indicator: rateOfChange(1), warmAfter: 2, flat: 0 },
  { name: 'vwap()', indicator: vwap(), warmAfter: 1, flat: 100 },
  { name: "vwap({ reset: 'never' })", indicator: vwap({ reset: 'never' }), warmAfter: 1, flat: 100 },
  { name: 'vwap({ period: 5 })', indicator: vwap({ period: 5 }), warmAfter: 5, flat: 100 },
];

const flatBars = Array.from({ length: 40 }, (_, index) => makeKline({ openTime: index * 60_000 }));

describe.each(cases)('$name', ({ indicator, warmAfter, flat }) => {
  it(`is warm after ${warmAfter} bars and has a value at each bar from then on`, () => {
    const answers = stepAll(indicator, flatBars);
    expect(answers.map((answer) => answer !== undefined)).toEqual(flatBars.map((_, index) => index >= warmAfter - 1));
  });

  it('answers its defined value on a flat series, to the last digit', () => {
    const answers = stepAll(indicator, flatBars).slice(warmAfter - 1);
    expect(answers).toEqual(answers.map(() => flat));
  });

  it('emits as an operator what it answers as a step', () => {
    fc.assert(
      fc.property(klines({ minLength: 0, maxLength: 60 }), (bars) => {
        const answers = stepAll(indicator, bars).filter((answer) => answer !== undefined);
        expect(operate(indicator, bars)).toEqual(answers);
      }),
      { numRuns: 30 },
    );
  });

  it('answers only finite numbers', () => {
    fc.assert(
      fc.property(klines({ minLength: 20, maxLength: 60 }), (bars) => {
        const numbers = operate(indicator, bars).flatMap((answer) =>
          typeof answer === 'object' && answer !== null ? Object.values(answer) : [answer],
        );
        expect(numbers.filter((number) => !Number.isFinite(number))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('passes over bars that hold no number and goes on as if they had not been', () => {
    const invalid = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    const place = fc.nat({ max: 40 });
    fc.assert(
      fc.property(klines({ minLength: 20, maxLength: 40 }), fc.array(fc.tuple(place, invalid)), (bars, bad) => {
        const step = indicator.start();
        const told: unknown[] = [];
        const answers = bars.map((bar, index) => {
          for (const [, number] of bad.filter(([at]) => at === index)) {
            told.push(step(makeKline({ open: number, high: number, low: number, close: number })));
          }
          return step(bar);
        });
        expect(told.filter((answer) => answer !== undefined)).toEqual([]);
        expect(answers).toEqual(stepAll(indicator, bars));
      }),
      { numRuns: 30 },
    );
  });

  it('keeps nothing from one start to the next', () => {
    fc.assert(
      fc.property(klines({ minLength: 20, maxLength: 40 }), klines({ minLength: 20, maxLength: 40 }), (bars, other) => {
        const alone = stepAll(indicator, bars);
        const step = indicator.start();
        const beside = indicator.start();
        const interleaved = bars.map((bar, index) => {
          beside(other[index] ?? makeKline());
          return step(bar);
        });
        expect(interleaved).toEqual(alone);
      }),
      { numRuns: 20 },
    );
  });
});

const WHOLE = 'must be a whole number from 1 to 1000000, got';

describe('parameters', () => {
  it.each<[string, () => unknown, string]>([
    ['sma of no bars', () => sma(0), `sma: period ${WHOLE} 0`],
    ['sma of a fraction', () => sma(2.5), `sma: period ${WHOLE} 2.5`],
    ['sma of NaN', () => sma(Number.NaN), `sma: period ${WHOLE} NaN`],
    ['sma beyond the longest window', () => sma(1_000_001), `sma: period ${WHOLE} 1000001`],
    ['ema', () => ema(-1), `ema: period ${WHOLE} -1`],
    ['wma', () => wma(0), `wma: period ${WHOLE} 0`],
    ['rsi', () => rsi(0), `rsi: period ${WHOLE} 0`],
    ['macd, fast', () => macd({ fast: 0 }), `macd: fast ${WHOLE} 0`],
    ['macd, slow', () => macd({ slow: Infinity }), `macd: slow ${WHOLE} Infinity`],
    ['macd, signal', () => macd({ signal: 0 }), `macd: signal ${WHOLE} 0`],
    ['macd, order', () => macd({ fast: 26 }), 'macd: fast must be shorter than slow, got 26 and 26'],
    ['bollinger', () => bollinger(0), `bollinger: period ${WHOLE} 0`],
    [
      'bollinger, deviations',
      () => bollinger(20, { deviations: 0 }),
      'bollinger: deviations must be a number above 0, got 0',
    ],
    ['standardDeviation', () => standardDeviation(0), `standardDeviation: period ${WHOLE} 0`],
    ['atr', () => atr(0), `atr: period ${WHOLE} 0`],
    ['adx', () => adx(0), `adx: period ${WHOLE} 0`],
    ['stochastic', () => stochastic(0), `stochastic: period ${WHOLE} 0`],
    ['stochastic, slowing', () => stochastic(14, { slowing: 0 }), `stochastic: slowing ${WHOLE} 0`],
    ['stochastic, signal', () => stochastic(14, { signal: 0 }), `stochastic: signal ${WHOLE} 0`],
    ['donchian', () => donchian(0), `donchian: period ${WHOLE} 0`],
    ['highest', () => highest(0), `highest: period ${WHOLE} 0`],
    ['lowest', () => lowest(0), `lowest: period ${WHOLE} 0`],
    ['rateOfChange', () => rateOfChange(0), `rateOfChange: period ${WHOLE} 0`],
    ['vwap', () => vwap({ period: 0 }), `vwap: period ${WHOLE} 0`],
  ])('are checked when the indicator is made: %s', (_, make, message) => {
    expect(make).toThrow(new RangeError(message));
  });

  it('name an unknown price source and the known ones', () => {
    const options = JSON.parse('{ "source": "median" }');
    expect(() => sma(5, options)).toThrow(
      new RangeError('sma: source must be one of open, high, low, close, hl2, hlc3, ohlc4, got median'),
    );
  });

  it('name an unknown reset of vwap', () => {
    const options = JSON.parse('{ "reset": "week" }');
    expect(() => vwap(options)).toThrow(new RangeError('vwap: reset must be day or never, got week'));
  });
});

describe('price sources', () => {
  const bar = makeKline({ open: 101, high: 108, low: 94, close: 104 });

  it.each([
    ['open', 101],
    ['high', 108],
    ['low', 94],
    ['close', 104],
    ['hl2', 101],
    ['hlc3', 102],
    ['ohlc4', 101.75],
  ] as const)('%s reads its price from the bar', (source, price) => {
    expect(sma(1, { source }).start()(bar)).toBe(price);
  });

  it('is the close unless told otherwise', () => {
    expect(highest(1).start()(bar)).toBe(104);
  });

  it('does not matter for plain numbers', () => {
    expect(sma(1, { source: 'open' }).start()(7)).toBe(7);
  });
});
