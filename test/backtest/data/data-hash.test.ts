import { gzipSync } from 'node:zlib';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { combineHashes, hashColumns, hashFunding } from '../../../backtest/data/data-hash.ts';
import { fundingColumnsFromRows } from '../../../backtest/data/funding-columns.ts';
import { KLINE_FIELDS, pickKlines, sliceKlines } from '../../../backtest/data/kline-columns.ts';
import { readKlines } from '../../../backtest/data/read-klines.ts';
import { writeKlineCsv } from '../../../backtest/data/write-kline-csv.ts';
import { anyKlines, candle, minutes } from './kline-rows.ts';
import { scratchFile } from './scratch-folder.ts';
import { zipArchive } from './zip-archive.ts';

const columns = minutes(candle(0), candle(1, { close: 99.5, tradeCount: 4 }), candle(2));
const text = [...writeKlineCsv(columns)].join('');
const bare = [...writeKlineCsv(columns, { header: false })].join('');

describe('the hash of klines', () => {
  test('is this one, on every machine', () => {
    expect(hashColumns(columns)).toBe('f4c73ee4e608c8c5f2d89adad4e94b966c48482ea18cef8592e63d1e0c889f80');
  });

  test.each<readonly [string, string | Uint8Array]>([
    ['plain', text],
    ['without header', bare],
    ['with CRLF', text.replaceAll('\n', '\r\n')],
    ['in microseconds', bare.replaceAll(/^(\d+)/gm, '$1000')],
    ['in gzip', gzipSync(text)],
    ['in a zip', zipArchive([{ name: 'a.csv', text }])],
  ])('is the same for a file %s', async (_, content) => {
    const files = [scratchFile('BTCUSDT-1m.csv', content)];
    expect(hashColumns((await readKlines({ files })).columns)).toBe(hashColumns(columns));
  });

  test('does not depend on the memory the columns lie in', () => {
    const wide = minutes(candle(-1), candle(0), candle(1, { close: 99.5, tradeCount: 4 }), candle(2), candle(3));
    expect(hashColumns(sliceKlines(wide, 1, 4))).toBe(hashColumns(columns));
  });

  property.prop([anyKlines, fc.nat(), fc.constantFrom(...KLINE_FIELDS)])(
    'changes with any value',
    (klines, row, field) => {
      const changed = pickKlines(
        klines,
        Array.from({ length: klines.length }, (_, index) => index),
      );
      expect(hashColumns(changed)).toBe(hashColumns(klines));
      const at = row % klines.length;
      changed[field][at] = (changed[field][at] ?? 0) + 1e12;
      expect(hashColumns(changed)).not.toBe(hashColumns(klines));
    },
  );

  test('changes with symbol and interval', () => {
    const hashes = [columns, { ...columns, symbol: 'ETHUSDT' }, { ...columns, interval: '5m' as const }].map(
      hashColumns,
    );
    expect(new Set(hashes).size).toBe(3);
  });
});

describe('the hash of funding', () => {
  const rows = [{ time: 0, rateRatio: 0.0001, intervalHours: 8 }];

  test('is this one, on every machine, and changes with a rate', () => {
    expect(hashFunding(fundingColumnsFromRows('BTCUSDT', rows))).toBe(
      'ee17214844721cad4a9003d73414462b9d823c3039c686ad6349f4cf5eef02f5',
    );
    const other = rows.map((row) => ({ ...row, rateRatio: 0.0002 }));
    expect(hashFunding(fundingColumnsFromRows('BTCUSDT', other))).not.toBe(
      'ee17214844721cad4a9003d73414462b9d823c3039c686ad6349f4cf5eef02f5',
    );
  });
});

describe('the hash of several', () => {
  test('does not depend on their order, but on each', () => {
    expect(combineHashes(['b', 'a'])).toBe(combineHashes(['a', 'b']));
    expect(combineHashes(['a', 'b', 'c'])).not.toBe(combineHashes(['a', 'b']));
  });
});
