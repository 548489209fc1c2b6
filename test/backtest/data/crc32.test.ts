import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { crc32, crc32ByTable } from '../../../backtest/data/crc32.ts';

describe('CRC-32', () => {
  test('of the check string is the published value', () => {
    expect(crc32ByTable(Buffer.from('123456789'), 0)).toBe(0xcbf43926);
    expect(crc32(Buffer.from('123456789'), 0)).toBe(0xcbf43926);
  });

  property.prop([fc.uint8Array(), fc.uint8Array()])(
    'goes on over chunks, and both ways of it agree',
    (first, second) => {
      const whole = crc32(Buffer.concat([first, second]), 0);
      expect(crc32ByTable(second, crc32ByTable(first, 0))).toBe(whole);
      expect(crc32(second, crc32(first, 0))).toBe(whole);
    },
  );
});
