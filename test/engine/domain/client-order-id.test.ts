import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  CLIENT_ORDER_ID_LENGTH_MAX,
  formatClientOrderId,
  formatStem,
  type IdPart,
  isStrategyCode,
  parseClientOrderId,
} from '../../../engine/domain/client-order-id.ts';

const STEM = 'slu-ma1-3-17';

const letters = fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz0123456789'));
const codes = fc.string({ unit: letters, minLength: 1, maxLength: 8 });
const stems = fc.record({
  prefix: fc.constantFrom('slu', 'x', 'a1b2'),
  strategyCode: codes,
  epoch: fc.nat({ max: 9999 }),
  number: fc.nat({ max: 99_999 }),
});
const revisions = fc.integer({ min: 1, max: 9999 });
const parts: fc.Arbitrary<IdPart> = fc.oneof(
  fc.constant({ part: 'entry' } as const),
  fc.constant({ part: 'reduce' } as const),
  fc.record({ part: fc.constant('stop-loss' as const), revision: revisions }),
  fc.record({ part: fc.constant('take-profit' as const), rung: fc.integer({ min: 1, max: 99 }), revision: revisions }),
);

const cases: readonly (readonly [IdPart, string])[] = [
  [{ part: 'entry' }, 'slu-ma1-3-17-M'],
  [{ part: 'reduce' }, 'slu-ma1-3-17-R'],
  [{ part: 'stop-loss', revision: 1 }, 'slu-ma1-3-17-SL'],
  [{ part: 'stop-loss', revision: 2 }, 'slu-ma1-3-17-SL.2'],
  [{ part: 'take-profit', rung: 1, revision: 1 }, 'slu-ma1-3-17-TP1'],
  [{ part: 'take-profit', rung: 12, revision: 3 }, 'slu-ma1-3-17-TP12.3'],
];

describe('a client order id', () => {
  test.each(cases)('for %j is %s', (part, id) => {
    expect(formatStem({ prefix: 'slu', strategyCode: 'ma1', epoch: 3, number: 17 })).toBe(STEM);
    expect(formatClientOrderId(STEM, part)).toBe(id);
  });

  test.each(cases)('gives back %j', (part, id) => {
    const of = { prefix: 'slu', strategyCode: 'ma1', epoch: 3, number: 17 };
    expect(parseClientOrderId(id, 'slu')).toEqual({ stem: STEM, of, part });
  });

  property.prop([stems, parts])('gives back every part it was made from', (of, part) => {
    const stem = formatStem(of);
    const id = formatClientOrderId(stem, part);
    expect(parseClientOrderId(id, of.prefix)).toEqual({ stem, of, part });
  });

  property.prop([stems, parts])('keeps to the alphabet and the length of the strictest venue', (of, part) => {
    expect(formatClientOrderId(formatStem(of), part)).toMatch(/^[.A-Z:/a-z0-9_-]{1,36}$/);
  });

  property.prop([stems, parts, stems, parts])('is another for another order', (of, part, otherOf, otherPart) => {
    const isSame = JSON.stringify([of, part]) === JSON.stringify([otherOf, otherPart]);
    expect(formatClientOrderId(formatStem(of), part) === formatClientOrderId(formatStem(otherOf), otherPart)).toBe(
      isSame,
    );
  });

  test('is refused when it is longer than the strictest venue takes', () => {
    const longest = 'slu-strategy-1234567890-123456789012';
    const stem = longest.slice(0, CLIENT_ORDER_ID_LENGTH_MAX - '-M'.length);
    expect(formatClientOrderId(stem, { part: 'entry' })).toHaveLength(36);
    expect(() => formatClientOrderId(stem, { part: 'stop-loss', revision: 1 })).toThrow(
      new RangeError(`client order id "${stem}-SL" is longer than 36 characters`),
    );
  });

  property.prop([fc.string({ minLength: 0, maxLength: 40 }), parts])(
    'never leaves here too long, whatever the stem',
    (stem, part) => {
      let id: string;
      try {
        id = formatClientOrderId(stem, part);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        return;
      }
      expect(id.length).toBeLessThanOrEqual(CLIENT_ORDER_ID_LENGTH_MAX);
    },
  );

  test.each([
    { name: 'another prefix', id: 'abc-ma1-3-17-M' },
    { name: 'a prefix that begins with ours', id: 'slug-ma1-3-17-M' },
    { name: 'our prefix in capitals', id: 'SLU-ma1-3-17-M' },
    { name: 'no prefix', id: 'ma1-3-17-M' },
    { name: 'nothing at all', id: '' },
    { name: 'a venue’s own id', id: 'web_Ff3kd9Wq2Xz' },
    { name: 'an id of a venue in digits', id: '8886774' },
    { name: 'a stem alone', id: 'slu-ma1-3-17' },
    { name: 'no part behind the dash', id: 'slu-ma1-3-17-' },
    { name: 'a part that is not one of ours', id: 'slu-ma1-3-17-X' },
    { name: 'an entry with a revision', id: 'slu-ma1-3-17-M.2' },
    { name: 'a reduction with a revision', id: 'slu-ma1-3-17-R.2' },
    { name: 'a first revision written out', id: 'slu-ma1-3-17-SL.1' },
    { name: 'a revision zero', id: 'slu-ma1-3-17-SL.0' },
    { name: 'a revision with a leading zero', id: 'slu-ma1-3-17-SL.02' },
    { name: 'a revision that is no number', id: 'slu-ma1-3-17-SL.a' },
    { name: 'a rung without its number', id: 'slu-ma1-3-17-TP' },
    { name: 'a rung zero', id: 'slu-ma1-3-17-TP0' },
    { name: 'a rung with a leading zero', id: 'slu-ma1-3-17-TP01' },
    { name: 'an epoch with a leading zero', id: 'slu-ma1-03-17-M' },
    { name: 'a number with a leading zero', id: 'slu-ma1-3-017-M' },
    { name: 'a negative number', id: 'slu-ma1-3--17-M' },
    { name: 'a number beyond exact whole numbers', id: 'slu-ma1-3-99999999999999999999-M' },
    { name: 'a code in capitals', id: 'slu-MA1-3-17-M' },
    { name: 'a code that is too long', id: 'slu-abcdefghi-3-17-M' },
    { name: 'more than was asked for', id: 'slu-ma1-3-17-M-M' },
    { name: 'space around it', id: ' slu-ma1-3-17-M' },
    { name: 'a line break behind it', id: 'slu-ma1-3-17-M\n' },
    { name: 'more characters than an id of ours has', id: 'slu-strategy-1234567890-123456789012-M' },
  ])('is not ours when it is $name', ({ id }) => {
    expect(parseClientOrderId(id, 'slu')).toBeUndefined();
  });

  property.prop([
    fc.oneof(fc.string(), fc.stringMatching(/^slu-[a-z0-9]{1,9}-\d{1,4}-\d{1,4}-(M|R|SL|TP\d{0,3})(\.\d{1,2})?$/)),
  ])('is ours only when it is what its own parts make', (id) => {
    const parsed = parseClientOrderId(id, 'slu');
    const again = parsed === undefined ? id : formatClientOrderId(formatStem(parsed.of), parsed.part);
    expect(again).toBe(id);
  });
});

describe('a strategy code', () => {
  test.each([
    ['ma1', true],
    ['a', true],
    ['12345678', true],
    ['', false],
    ['123456789', false],
    ['Ma1', false],
    ['ma-1', false],
    ['ma 1', false],
    ['mä1', false],
    ['ma1\n', false],
  ])('%j is one: %s', (text, expected) => {
    expect(isStrategyCode(text)).toBe(expected);
  });
});
