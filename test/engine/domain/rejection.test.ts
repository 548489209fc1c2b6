import { expect, test } from 'vitest';
import { REJECTION_CODES } from '../../../engine/domain/rejection.ts';

test('every rejection code stands once, in capitals', () => {
  expect(new Set(REJECTION_CODES).size).toBe(REJECTION_CODES.length);
  expect(REJECTION_CODES.filter((code) => !/^[A-Z]+(_[A-Z]+)*$/.test(code))).toEqual([]);
});
