import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import { type ExitPurpose, resolveExitLevel } from '../../../engine/domain/exit-level.ts';
import type { ExitLevel } from '../../../engine/domain/intent.ts';
import type { Direction } from '../../../engine/domain/side.ts';

describe('resolveExitLevel', () => {
  const cases: readonly [ExitLevel, Direction, ExitPurpose, string][] = [
    [{ price: '93.5' }, 'long', 'stop', '93.5'],
    [{ price: '93.5' }, 'short', 'target', '93.5'],
    [{ distance: 2 }, 'long', 'stop', '98'],
    [{ distance: 2 }, 'long', 'target', '102'],
    [{ distance: 2 }, 'short', 'stop', '102'],
    [{ distance: 2 }, 'short', 'target', '98'],
    [{ ratio: 0.01 }, 'long', 'stop', '99'],
    [{ ratio: 0.01 }, 'long', 'target', '101'],
    [{ ratio: 0.01 }, 'short', 'stop', '101'],
    [{ ratio: '0.01' }, 'short', 'target', '99'],
  ];

  it.each(cases)(
    'puts %j of a %s position as its %s at %s when the reference is 100',
    (level, direction, purpose, at) => {
      expect(resolveExitLevel(level, direction, toDecimal(100), purpose).toString()).toBe(at);
    },
  );

  it('does not round', () => {
    expect(resolveExitLevel({ ratio: '0.003' }, 'long', toDecimal('1.2345'), 'stop').toString()).toBe('1.2307965');
  });

  it('throws on a level that is not a number', () => {
    expect(() => resolveExitLevel({ distance: 'far' }, 'long', toDecimal(100), 'stop')).toThrow(RangeError);
  });

  it('lays stop and target of one ratio equally far from the reference, on its two sides', () => {
    const directions = fc.constantFrom<Direction>('long', 'short');
    const ticks = fc.integer({ min: 1, max: 1_000_000 });
    const milles = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(directions, ticks, milles, (direction, tick, mille) => {
        const reference = toDecimal(tick).div(100);
        const level = { ratio: toDecimal(mille).div(1000) };
        const stop = resolveExitLevel(level, direction, reference, 'stop');
        const target = resolveExitLevel(level, direction, reference, 'target');
        expect(stop.plus(target).eq(reference.times(2))).toBe(true);
        expect(direction === 'long' ? stop.lt(target) : stop.gt(target)).toBe(true);
      }),
    );
  });
});
