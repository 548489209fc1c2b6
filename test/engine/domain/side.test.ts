import { describe, expect, test } from 'vitest';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import {
  closingSide,
  type Direction,
  directionOf,
  openingSide,
  oppositeDirection,
  oppositeSide,
  type Side,
  signedQuantity,
  signOf,
} from '../../../engine/domain/side.ts';

const SIDES: readonly Side[] = ['buy', 'sell'];
const DIRECTIONS: readonly Direction[] = ['long', 'short'];

describe('sides and directions', () => {
  test.each<[Side | Direction, number]>([
    ['buy', 1],
    ['long', 1],
    ['sell', -1],
    ['short', -1],
  ])('%s has the sign %d', (side, sign) => {
    expect(signOf(side)).toBe(sign);
  });

  test.each<[Direction, Side, Side]>([
    ['long', 'buy', 'sell'],
    ['short', 'sell', 'buy'],
  ])('a %s position is opened by a %s and closed by a %s', (direction, opening, closing) => {
    expect([openingSide(direction), closingSide(direction)]).toEqual([opening, closing]);
  });

  test.each(SIDES)('the opposite of %s has the other sign, and its opposite is itself', (side) => {
    expect(signOf(oppositeSide(side))).toBe(-signOf(side));
    expect(oppositeSide(oppositeSide(side))).toBe(side);
  });

  test.each(DIRECTIONS)('the opposite of %s has the other sign, and its opposite is itself', (direction) => {
    expect(signOf(oppositeDirection(direction))).toBe(-signOf(direction));
    expect(oppositeDirection(oppositeDirection(direction))).toBe(direction);
  });

  test.each(DIRECTIONS)('what closes a %s position opens the opposite one', (direction) => {
    expect(closingSide(direction)).toBe(openingSide(oppositeDirection(direction)));
  });

  test.each(DIRECTIONS)('a quantity signed by what opens a %s position has that direction', (direction) => {
    const quantity = toDecimal('0.001');
    expect(directionOf(signedQuantity(openingSide(direction), quantity))).toBe(direction);
    expect(directionOf(signedQuantity(closingSide(direction), quantity))).toBe(oppositeDirection(direction));
    expect(signedQuantity(openingSide(direction), quantity).eq(quantity.times(signOf(direction)))).toBe(true);
  });

  test.each(['0', '-0'])('%s has no direction', (text) => {
    expect(directionOf(toDecimal(text))).toBeUndefined();
  });
});
