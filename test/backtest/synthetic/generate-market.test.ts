import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { checkFunding } from '../../../backtest/data/check-funding.ts';
import { checkKlines } from '../../../backtest/data/check-klines.ts';
import { combineHashes, hashColumns, hashFunding } from '../../../backtest/data/data-hash.ts';
import { fundingRows } from '../../../backtest/data/funding-columns.ts';
import { judgeFindings } from '../../../backtest/data/judge-findings.ts';
import { KLINE_FIELDS, sliceKlines, type KlineColumns } from '../../../backtest/data/kline-columns.ts';
import { generateMarket, generateMarkets, type SyntheticMarket } from '../../../backtest/synthetic/generate-market.ts';
import type { MarketRun, MarketsOptions, MarketTraits } from '../../../backtest/synthetic/market-options.ts';
import { Decimal, isMultipleOf } from '../../../engine/domain/decimal.ts';
import { INTERVALS, bucketStart } from '../../../engine/domain/interval.ts';
import { autocorrelation, correlation, deviation, kurtosis, logReturns, mean } from './statistics.ts';

const FROM = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
const RUN: MarketRun = { seed: 7, interval: '5m', from: FROM, bars: 500 };
const BTC: MarketTraits = { symbol: 'BTCUSDT', priceStart: 40_000, tickSize: '0.1' };
const ETH: MarketTraits = { symbol: 'ETHUSDT', priceStart: 2_000, tickSize: '0.01', volatilityPerDayRatio: 0.04 };
const SOL: MarketTraits = { symbol: 'SOLUSDT', priceStart: 100, tickSize: '0.01', volatilityPerDayRatio: 0.05 };

function hashOf({ klines, mark, funding }: SyntheticMarket): string {
  return combineHashes([hashColumns(klines), hashColumns(mark), hashFunding(funding)]);
}

describe('a synthetic market', () => {
  test('is this one for this seed, on every machine', () => {
    expect(hashOf(generateMarket({ ...RUN, ...BTC }))).toBe(
      '61d417452679cfdc655a78e47a2dd8653b7e937f49bbccec2dcd825793a7ec15',
    );
    const pair = generateMarkets({ ...RUN, symbols: [BTC, ETH], correlation: 0.8, spreadReversionMs: 5 * DAY_MS });
    expect(combineHashes(pair.map(hashOf))).toBe('586d22ac4d4d41d8ef0f495d2a5d660e74467522d1de714c5abd0f605a891fb7');
  });

  property.prop([fc.maxSafeInteger(), fc.maxSafeInteger()], { numRuns: 20 })('differs with the seed', (seed, other) => {
    fc.pre(seed !== other);
    const [a, b] = [seed, other].map((value) => hashOf(generateMarket({ ...RUN, ...BTC, bars: 20, seed: value })));
    expect(a).not.toBe(b);
  });

  property.prop([fc.integer(), fc.integer({ min: 0, max: 200 })], { numRuns: 10 })(
    'of more bars begins with the one of fewer',
    (seed, bars) => {
      const long = generateMarket({ ...RUN, ...BTC, seed, bars: 200 });
      const short = generateMarket({ ...RUN, ...BTC, seed, bars });
      expect(hashColumns(sliceKlines(long.klines, 0, bars))).toBe(hashColumns(short.klines));
      expect(hashColumns(sliceKlines(long.mark, 0, bars))).toBe(hashColumns(short.mark));
      expect(fundingRows(long.funding).slice(0, short.funding.length)).toEqual(fundingRows(short.funding));
    },
  );

  test('has as many bars as asked for, also none', () => {
    const { klines, mark, funding } = generateMarket({ ...RUN, ...BTC, bars: 0 });
    expect([klines.length, mark.length, funding.length]).toEqual([0, 0, 0]);
    expect(generateMarket({ ...RUN, ...BTC }).klines.length).toBe(500);
  });

  const anyMarket = fc.record({
    seed: fc.maxSafeInteger(),
    interval: fc.constantFrom(...INTERVALS),
    from: fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2060, 0, 1) }),
    tick: fc.constantFrom('0.1', '0.01', '0.5', '0.0001', '5', '0.00000025'),
    ticks: fc.integer({ min: 20, max: 1e6 }),
    step: fc.constantFrom('0.001', '1', '0.25', '1000'),
    zeroVolumeRatio: fc.constantFrom(0, 0.0005, 0.5),
    gapRatio: fc.constantFrom(0, 0.05, 1),
    volatilityPerDayRatio: fc.constantFrom(0, 0.03, 0.5),
  });

  property.prop([anyMarket], { numRuns: 50 })('passes every check of recorded data', (any) => {
    const { tick, ticks, step, from, ...rest } = any;
    const traits = {
      symbol: 'X',
      priceStart: new Decimal(tick).times(ticks).toNumber(),
      tickSize: tick,
      quantityStep: step,
      turnoverPerDay: new Decimal(tick).times(ticks).times(1e5).toNumber(),
    };
    const { klines, mark, funding } = generateMarket({
      ...rest,
      ...traits,
      from: bucketStart(any.interval, from),
      bars: 120,
    });
    for (const columns of [klines, mark]) {
      expect(judgeFindings(checkKlines(columns, { name: 'x' }), 'refuse').faults).toEqual([]);
    }
    expect(judgeFindings(checkFunding(funding, 'x'), 'refuse').faults).toEqual([]);
    expect(offGrid(klines, tick, step)).toEqual([]);
  });

  test('asks sense of its options', () => {
    const refused = (more: Partial<MarketRun & MarketTraits>): string => {
      try {
        generateMarket({ ...RUN, ...BTC, ...more });
      } catch (error) {
        return error instanceof RangeError ? error.message : String(error);
      }
      return 'taken';
    };
    expect(
      [
        { seed: 1.5 },
        { bars: -1 },
        { bars: 1.5 },
        { from: FROM + 1 },
        { from: -300_000 },
        { trendStrength: -1 },
        { regimeDurationMs: 0 },
        { zeroVolumeRatio: 1.1 },
        { gapRatio: -0.1 },
        { priceStart: 0 },
        { priceStart: 1.9 },
        { tickSize: 0 },
        { tickSize: 'abc' },
        { quantityStep: -1 },
        { volatilityPerDayRatio: 0.6 },
        { turnoverPerDay: 0 },
        { tickSize: '0.00000001' },
        { turnoverPerDay: 1e18 },
      ].map(refused),
    ).toEqual([
      'seed is 1.5, a whole number is needed',
      'bars is -1, a whole number from 0 is needed',
      'bars is 1.5, a whole number from 0 is needed',
      `from is ${FROM + 1}, the open time of a 5m kline is needed`,
      'from is -300000, the open time of a 5m kline is needed',
      'trendStrength is -1, 0 or more is needed',
      'regimeDurationMs is 0, above 0 is needed',
      'zeroVolumeRatio is 1.1, from 0 to 1 is needed',
      'gapRatio is -0.1, from 0 to 1 is needed',
      'priceStart is 0, a price above 0 is needed',
      'priceStart is 1.9, at least 20 ticks (2) is needed',
      'a step of 0 is not above 0',
      '"abc" is not a finite number',
      'a step of -1 is not above 0',
      'volatilityPerDayRatio is 0.6, from 0 to 0.5 is needed',
      'turnoverPerDay is 0, above 0 is needed',
      'tickSize is 1e-8, a coarser one for such a price is needed',
      'quantityStep is 0.001, a coarser one for such a turnover is needed',
    ]);
  });
});

/** Values that lie on no tick or step, or that contradict each other, as sentences. */
function offGrid(klines: KlineColumns, tick: string, step: string): readonly string[] {
  const wrong: string[] = [];
  const grids = { open: tick, high: tick, low: tick, close: tick, volume: step, takerBuyVolume: step } as const;
  for (const field of KLINE_FIELDS) {
    const grid = field in grids ? grids[field as keyof typeof grids] : '0.0001';
    for (const [bar, value] of klines[field].entries()) {
      if (!isMultipleOf(new Decimal(value), new Decimal(grid)))
        wrong.push(`bar ${bar}: ${field} ${value} is off ${grid}`);
    }
  }
  for (let bar = 0; bar < klines.length; bar++) {
    const [volume = 0, taker = 0, trades = 0] = [
      klines.volume[bar],
      klines.takerBuyVolume[bar],
      klines.tradeCount[bar],
    ];
    if (taker > volume || taker < 0) wrong.push(`bar ${bar}: takers bought ${taker} of ${volume}`);
    if ((volume === 0) !== (trades === 0)) wrong.push(`bar ${bar}: ${trades} trades for ${volume}`);
    if (volume === 0 && klines.high[bar] !== klines.low[bar]) wrong.push(`bar ${bar}: moved without a trade`);
  }
  return wrong;
}

describe('the returns of a synthetic market', () => {
  const bars = 60_000;
  const market = generateMarket({ ...RUN, ...BTC, bars });
  const returns = logReturns(market.klines.close);
  const sizes = returns.map(Math.abs);

  test('have about the volatility asked for', () => {
    expect(deviation(returns) * Math.sqrt(288)).toBeGreaterThan(0.03 * 0.8);
    expect(deviation(returns) * Math.sqrt(288)).toBeLessThan(0.03 * 1.25);
  });

  test('have fat tails', () => {
    expect(kurtosis(returns)).toBeGreaterThan(8);
  });

  test('cluster: their sizes are correlated over many bars, less and less', () => {
    for (const lag of [1, 2, 5, 10, 20]) expect(autocorrelation(sizes, lag)).toBeGreaterThan(0.08);
    expect(autocorrelation(sizes, 2000)).toBeLessThan(autocorrelation(sizes, 1) / 2);
  });

  test('tell next to nothing of the next return', () => {
    for (const lag of [1, 2, 5, 10]) expect(Math.abs(autocorrelation(returns, lag))).toBeLessThan(0.02);
  });

  test('hold trends: with strong ones, days follow days', () => {
    const daily = (trendStrength: number): number => {
      const { klines } = generateMarket({
        ...RUN,
        ...BTC,
        interval: '1d',
        bars: 5000,
        trendStrength,
        regimeDurationMs: 10 * DAY_MS,
      });
      return autocorrelation(logReturns(klines.close), 1);
    };
    expect(daily(1.5)).toBeGreaterThan(0.25);
    expect(Math.abs(daily(0))).toBeLessThan(0.05);
  });

  test('begin where the bar before ended, save for small gaps', () => {
    const { open, close } = market.klines;
    const gaps = Array.from({ length: bars - 1 }, (_, bar) =>
      Math.round(((open[bar + 1] ?? 0) - (close[bar] ?? 0)) * 10),
    );
    const gapped = gaps.filter((ticks) => ticks !== 0);
    expect(gapped.length / bars).toBeGreaterThan(0.04);
    expect(gapped.length / bars).toBeLessThan(0.06);
    expect(Math.max(...gapped.map(Math.abs))).toBe(3);
  });
});

describe('the volume of a synthetic market', () => {
  const { klines } = generateMarket({ ...RUN, ...BTC, bars: 60_000 });
  const volume = Array.from(klines.volume);
  const openHour = Array.from(klines.openTime, (time) => new Date(time).getUTCHours());
  const meanWhere = (holds: (bar: number) => boolean): number => mean(volume.filter((_, bar) => holds(bar)));

  test('goes with the size of the move', () => {
    expect(correlation(volume.slice(1), logReturns(klines.close).map(Math.abs))).toBeGreaterThan(0.4);
  });

  test('goes with the clock and the week', () => {
    expect(meanWhere((bar) => openHour[bar] === 14) / meanWhere((bar) => openHour[bar] === 5)).toBeGreaterThan(1.5);
    const isWeekend = (bar: number): boolean => [0, 6].includes(new Date(klines.openTime[bar] ?? 0).getUTCDay());
    expect(meanWhere(isWeekend) / meanWhere((bar) => !isWeekend(bar))).toBeLessThan(0.8);
  });

  test('adds up to about the turnover asked for', () => {
    const quote = Array.from(klines.quoteVolume).reduce((sum, value) => sum + value, 0);
    expect(quote / (60_000 / 288) / 1e9).toBeGreaterThan(0.75);
    expect(quote / (60_000 / 288) / 1e9).toBeLessThan(1.35);
  });

  test('is rarely nothing', () => {
    const zero = volume.filter((value) => value === 0).length / volume.length;
    expect(zero).toBeGreaterThan(0.0002);
    expect(zero).toBeLessThan(0.001);
  });

  test('is bought by takers when the price rises', () => {
    const bought = Array.from(klines.takerBuyVolume, (value, bar) => value / (klines.volume[bar] || 1)).slice(1);
    expect(correlation(bought, logReturns(klines.close))).toBeGreaterThan(0.4);
  });

  test('has a quote volume between its low and its high', () => {
    const outside = volume.filter((base, bar) => {
      const quote = klines.quoteVolume[bar] ?? 0;
      return quote < base * (klines.low[bar] ?? 0) - 1e-4 || quote > base * (klines.high[bar] ?? 0) + 1e-4;
    });
    expect(outside).toEqual([]);
  });
});

describe('the funding of a synthetic market', () => {
  const { klines, mark, funding } = generateMarket({ ...RUN, ...BTC, interval: '15m', bars: 60_000 });
  const rows = fundingRows(funding);
  const barsPerRow = 32;
  /** Mean of last over mark − 1 in the eight hours before each settlement. */
  const premiums = rows.map((_, row) => {
    const bars = Array.from({ length: barsPerRow }, (__, bar) => row * barsPerRow + bar);
    return mean(bars.map((bar) => (klines.close[bar] ?? 0) / (mark.close[bar] ?? 1) - 1));
  });

  test('settles every eight hours, at the end of a bar, the last bar included', () => {
    expect(rows).toHaveLength(60_000 / barsPerRow);
    expect(rows.map((row) => row.time)).toEqual(rows.map((_, row) => FROM + (row + 1) * 8 * 3_600_000));
    expect(rows.every((row) => row.intervalHours === 8)).toBe(true);
  });

  test('settles inside bars that are longer than eight hours', () => {
    const daily = generateMarket({ ...RUN, ...BTC, interval: '1d', bars: 3 }).funding;
    expect(fundingRows(daily).map((row) => (row.time - FROM) / 3_600_000)).toEqual([8, 16, 24, 32, 40, 48, 56, 64, 72]);
  });

  test('follows the premium of last over mark, in size and in sign', () => {
    expect(
      correlation(
        premiums,
        rows.map((row) => row.rateRatio),
      ),
    ).toBeGreaterThan(0.8);
    const clear = rows.filter((_, row) => Math.abs(premiums[row] ?? 0) > 0.0008);
    const sides = clear.map((row) => Math.sign(row.rateRatio) === Math.sign(premiums[rows.indexOf(row)] ?? 0));
    expect(sides.length).toBeGreaterThan(100);
    expect(sides.filter(Boolean).length / sides.length).toBeGreaterThan(0.97);
  });

  test('is the plain interest in quiet times and negative in falling ones', () => {
    const share = (holds: (rate: number) => boolean): number =>
      rows.filter((row) => holds(row.rateRatio)).length / rows.length;
    expect(share((rate) => rate === 0.0001)).toBeGreaterThan(0.4);
    expect(share((rate) => rate < 0)).toBeGreaterThan(0.1);
    expect(share((rate) => rate > 0.0001)).toBeGreaterThan(0.1);
  });

  test('goes with the trend of the days before', () => {
    const trend = rows
      .slice(6)
      .map((_, row) => Math.log((klines.close[(row + 6) * barsPerRow] ?? 1) / (klines.close[row * barsPerRow] ?? 1)));
    expect(
      correlation(
        trend,
        rows.slice(6).map((row) => row.rateRatio),
      ),
    ).toBeGreaterThan(0.4);
  });

  test('is paid at a mark price that stays near the last', () => {
    const off = Array.from(mark.close, (price, bar) => Math.abs(price / (klines.close[bar] ?? 1) - 1));
    expect(Math.max(...off)).toBeLessThan(0.02);
    expect(mean(off)).toBeLessThan(0.001);
    expect(mean(off)).toBeGreaterThan(0.0001);
  });
});

describe('several synthetic markets', () => {
  const options: MarketsOptions = { ...RUN, bars: 20_000, symbols: [BTC, ETH, SOL], correlation: 0.7 };
  const returnsOf = (markets: readonly SyntheticMarket[]) => markets.map(({ klines }) => logReturns(klines.close));

  test.each([0, 0.4, 0.9])('are correlated by %d, any two of them', (wanted) => {
    const [btc = [], eth = [], sol = []] = returnsOf(generateMarkets({ ...options, correlation: wanted }));
    for (const found of [correlation(btc, eth), correlation(btc, sol), correlation(eth, sol)]) {
      expect(Math.abs(found - wanted)).toBeLessThan(0.15);
    }
  });

  test('have open times in step', () => {
    const [btc, ...others] = generateMarkets(options);
    for (const other of others)
      expect(Array.from(other.klines.openTime)).toEqual(Array.from(btc?.klines.openTime ?? []));
  });

  test('do not depend on which others there are, nor on their order', () => {
    const [eth] = generateMarkets({ ...options, bars: 300, symbols: [ETH] });
    const [, , ethAgain] = generateMarkets({ ...options, bars: 300, symbols: [SOL, BTC, ETH] });
    expect(eth && hashOf(eth)).toBe(ethAgain && hashOf(ethAgain));
  });

  test('of one symbol without correlation are the market of that symbol', () => {
    const [alone] = generateMarkets({ ...RUN, symbols: [BTC], correlation: 0 });
    expect(alone && hashOf(alone)).toBe(hashOf(generateMarket({ ...RUN, ...BTC })));
  });

  test('come back to each other where a spread reverts, and drift apart where it does not', () => {
    const alike = [BTC, { ...BTC, symbol: 'TWIN' }];
    const spread = (spreadReversionMs: number | null): number => {
      const [a, b] = generateMarkets({
        ...options,
        symbols: alike,
        correlation: 0.8,
        trendStrength: 0,
        spreadReversionMs,
      });
      return deviation(
        Array.from(a?.klines.close ?? [], (price, bar) => Math.log(price / (b?.klines.close[bar] ?? 1))),
      );
    };
    expect(spread(DAY_MS)).toBeLessThan(spread(null) / 2);
  });

  test.each<readonly [string, Partial<MarketsOptions>, string]>([
    ['a correlation above 1', { correlation: 1.5 }, 'correlation is 1.5, from 0 to 1 is needed'],
    ['a symbol twice', { symbols: [BTC, BTC] }, 'symbols is BTCUSDT, BTCUSDT, each symbol once is needed'],
    ['no time to revert in', { spreadReversionMs: 0 }, 'spreadReversionMs is 0, null or above 0 is needed'],
  ])('with %s are refused', (_, more, sentence) => {
    expect(() => generateMarkets({ ...options, ...more })).toThrow(new RangeError(sentence));
  });
});

describe('making a synthetic market', () => {
  test('takes some microseconds a bar, not more for more bars', () => {
    const bars = 50_000;
    const start = performance.now();
    generateMarket({ ...RUN, ...BTC, bars });
    expect(((performance.now() - start) * 1000) / bars).toBeLessThan(30);
  });
});
