import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createFifo } from '../../../engine/orders/fifo.ts';

describe('createFifo', () => {
  it('behaves like an array that is pushed and shifted', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer()), { maxLength: 200 }), (steps) => {
        const fifo = createFifo<number>();
        const model: number[] = [];
        for (const step of steps) {
          const taken = step === null ? [fifo.shift(), model.shift()] : [fifo.push(step), void model.push(step)];
          expect(taken[0]).toBe(taken[1]);
          expect(fifo.size).toBe(model.length);
        }
      }),
    );
  });

  it('keeps its order over many thousands of items', () => {
    const fifo = createFifo<number>();
    for (let index = 0; index < 100; index += 1) fifo.push(index);
    for (let index = 100; index < 10_000; index += 1) {
      fifo.push(index);
      expect(fifo.shift()).toBe(index - 100);
    }
    expect(fifo.size).toBe(100);
  });
});
