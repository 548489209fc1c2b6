import { describe, expect, it } from 'vitest';
import { recordedSeries, syntheticSeries } from '../../app/data-series.ts';
import { fundingColumnsFromRows } from '../../backtest/data/funding-columns.ts';
import { klineColumnsFromRows } from '../../backtest/data/kline-columns.ts';

const FROM = Date.UTC(2025, 0, 1);

describe('a series a run was made on', () => {
  it('tells what was found in words, with the first of it, and what was done', () => {
    const finding = { where: '/home/ann/btc.csv:7', timeMs: FROM + 300_000, bars: 2, detail: 'two are missing' };
    const series = recordedSeries(
      'BTCUSDT klines',
      { symbol: 'BTCUSDT', interval: '5m' },
      {
        source: '/home/ann/btc.csv',
        subject: 'BTCUSDT 5m klines',
        rows: 10,
        fromMs: FROM,
        toMs: FROM + 3_300_000,
        groups: [
          { code: 'GAP', count: 1, bars: 2, listed: [finding] },
          { code: 'DUPLICATE', count: 3, bars: 3, listed: [] },
          { code: 'DISORDER', count: 0, bars: 0, listed: [] },
        ],
      },
      [{ code: 'DUPLICATE', rows: 3, what: 'duplicates dropped, the first kept: 3' }],
    );
    expect(series).toEqual({
      series: 'BTCUSDT klines',
      symbol: 'BTCUSDT',
      source: 'recorded',
      interval: '5m',
      rows: 10,
      fromTime: FROM,
      toTime: FROM + 3_300_000,
      findings: [
        { code: 'GAP', count: 1, rows: 2, text: '1 gap (2 bars missing)', firstTime: FROM + 300_000 },
        { code: 'DUPLICATE', count: 3, rows: 3, text: '3 duplicates', firstTime: null },
      ],
      repairs: ['duplicates dropped, the first kept: 3'],
    });
    // What is written is the same on every machine.
    expect(JSON.stringify(series)).not.toContain('/home');
  });

  it('belongs to no market where it has none', () => {
    const nothing = { source: 'x', subject: 'x', rows: 5, fromMs: null, toMs: null, groups: [] };
    expect(recordedSeries('leverage brackets', null, nothing, [])).toMatchObject({ symbol: null, interval: null });
  });

  it('is known from its columns where it was made on the spot', () => {
    const prices = { open: 1, high: 1, low: 1, close: 1, volume: 1 };
    const rows = [0, 60_000].map((at) => ({ openTime: FROM + at, ...prices }));
    expect(syntheticSeries('klines', klineColumnsFromRows('BTCUSDT', '1m', rows))).toMatchObject({
      ...{ series: 'BTCUSDT klines', source: 'synthetic', interval: '1m', rows: 2 },
      ...{ fromTime: FROM, toTime: FROM + 60_000, findings: [], repairs: [] },
    });
    expect(syntheticSeries('funding', fundingColumnsFromRows('BTCUSDT', []))).toMatchObject({
      ...{ interval: null, rows: 0, fromTime: null, toTime: null },
    });
  });
});
