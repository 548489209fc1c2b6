import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { Decimal, sumDecimals } from '../../../engine/domain/decimal.ts';
import { klinesFromTrades } from '../../../backtest/data/klines-from-trades.ts';
import { checkKlines } from '../../../backtest/data/check-klines.ts';
import { FROM_MS, MINUTE_MS, minutes, plain } from './kline-rows.ts';
import { trade, trades } from './trade-rows.ts';

describe('klines made of trades', () => {
  test('open, reach, close and count as the trades of their time do', () => {
    const { klines, firstTrade } = klinesFromTrades(
      trades(
        trade(1, 5_000, { price: 100, quantity: 0.1, tradeCount: 2 }),
        trade(2, 6_000, { price: 103, quantity: 0.2, takerSold: true }),
        trade(3, MINUTE_MS - 1, { price: 99, quantity: 0.3, takerSold: true }),
        trade(4, MINUTE_MS, { price: 98, quantity: 1 }),
      ),
      '1m',
    );
    const volume = 0.6;
    const quoteVolume = 100 * 0.1 + 103 * 0.2 + 99 * 0.3;
    const first = { openTime: FROM_MS, open: 100, high: 103, low: 99, close: 99, volume, quoteVolume, tradeCount: 4 };
    const second = {
      openTime: FROM_MS + MINUTE_MS,
      open: 98,
      high: 98,
      low: 98,
      close: 98,
      volume: 1,
      quoteVolume: 98,
    };
    expect(plain(klines)).toEqual(
      plain(minutes({ ...first, takerBuyVolume: 0.1 }, { ...second, tradeCount: 1, takerBuyVolume: 1 })),
    );
    expect([...firstTrade]).toEqual([0, 3, 4]);
  });

  test('are flat at the last price and without volume where nothing was traded, as the exchange publishes them', () => {
    const { klines, firstTrade } = klinesFromTrades(
      trades(trade(1, 0, { price: 100 }), trade(2, 10, { price: 101 }), trade(3, 3 * MINUTE_MS, { price: 90 })),
      '1m',
    );
    expect([...klines.volume]).toEqual([4, 0, 0, 2]);
    for (const column of [klines.open, klines.high, klines.low]) expect([...column.subarray(1, 3)]).toEqual([101, 101]);
    expect([...firstTrade]).toEqual([0, 2, 2, 2, 3]);
  });

  test('begin on the grid of their interval, the months of the calendar among them', () => {
    const day = 86_400_000;
    const { klines } = klinesFromTrades(trades(trade(1, 40 * day), trade(2, 65 * day)), '1M');
    expect([...klines.openTime]).toEqual([Date.UTC(2024, 1, 1), Date.UTC(2024, 2, 1)]);
    expect(klinesFromTrades(trades(), '1m').klines.length).toBe(0);
  });

  const drawn = fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 100_000 }),
      price: fc.integer({ min: 1, max: 500 }),
      mills: fc.integer({ min: 1, max: 9_999 }),
    }),
    { minLength: 1, maxLength: 60 },
  );

  property.prop([drawn])('have all that was traded, to the last digit, and pass every check', (rows) => {
    let at = 0;
    const columns = trades(
      ...rows.map(({ after, price, mills }, index) =>
        trade(index, (at += after), { price: price / 10, quantity: mills / 1000, takerSold: mills % 2 === 0 }),
      ),
    );
    const { klines, firstTrade } = klinesFromTrades(columns, '1m');
    for (const { count, code } of checkKlines(klines, { name: 'made' }).groups) {
      if (!code.startsWith('ZERO_VOLUME')) expect([code, count]).toEqual([code, 0]);
    }
    for (let kline = 0; kline < klines.length; kline += 1) {
      const of = rows.slice(firstTrade[kline], firstTrade[kline + 1]);
      const volume = sumDecimals(of.map(({ mills }) => new Decimal(mills).div(1000)));
      expect(klines.volume[kline]).toBe(volume.toNumber());
      if (of.length > 0) expect(klines.high[kline]).toBe(Math.max(...of.map(({ price }) => price / 10)));
    }
  });
});
