import { describe, expect, it } from 'vitest';
import { parseIsoTime } from '../../config/iso-time.ts';

describe('parseIsoTime', () => {
  it.each([
    ['2025-01-31', Date.UTC(2025, 0, 31)],
    ['2025-01-31T12:30', Date.UTC(2025, 0, 31, 12, 30)],
    ['2025-01-31 12:30', Date.UTC(2025, 0, 31, 12, 30)],
    ['2025-01-31T12:30:15', Date.UTC(2025, 0, 31, 12, 30, 15)],
    ['2025-01-31T12:30:15.5', Date.UTC(2025, 0, 31, 12, 30, 15, 500)],
    ['2025-01-31T12:30:15Z', Date.UTC(2025, 0, 31, 12, 30, 15)],
    ['2025-01-31T12:30+02:00', Date.UTC(2025, 0, 31, 10, 30)],
    ['2025-01-31T12:30-0530', Date.UTC(2025, 0, 31, 18, 0)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
  ])('%s is UTC unless it says otherwise', (text, timeMs) => {
    expect(parseIsoTime(text)).toBe(timeMs);
  });

  it.each([
    '2025-02-29',
    '2025-13-01',
    '2025-01-32',
    '2025-01-31T24:00',
    '2025-01-31T12:60',
    '2025-01-31T12:30+15:00',
    '2025-01-31Z',
    '31.01.2025',
    '2025',
    '1735689600000',
    'yesterday',
    '',
  ])('%j is no time', (text) => {
    expect(parseIsoTime(text)).toBeUndefined();
  });
});
