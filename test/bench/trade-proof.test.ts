import { describe, expect, it } from 'vitest';
import { disagreement, proofOf } from '../../bench/data/trade-proof.ts';

const MINUTE_MS = 60_000;
const entries = [1, 5, 9].map((minute) => minute * MINUTE_MS);
const proof = proofOf(entries, 10_000);

describe('the proof that two lines did the same', () => {
  it('holds for the same trades and the same equity', () => {
    expect(disagreement(proof, proofOf([...entries], 10_000))).toBeNull();
  });

  it('allows for the rounding of postings', () => {
    expect(disagreement(proof, proofOf(entries, 10_000.00000003))).toBeNull();
  });

  it.each([
    { name: 'a trade more', other: proofOf([...entries, 12 * MINUTE_MS], 10_000), says: '3 trades and 4' },
    {
      name: 'an entry a bar later',
      other: proofOf(
        [1, 5, 10].map((m) => m * MINUTE_MS),
        10_000,
      ),
      says: 'other bars',
    },
    { name: 'a cent', other: proofOf(entries, 10_000.01), says: 'equity 10000 and 10000.01' },
    { name: 'equity that is no number', other: proofOf(entries, Number.NaN), says: 'equity 10000 and NaN' },
  ])('fails for $name', ({ other, says }) => {
    expect(disagreement(proof, other)).toContain(says);
  });
});
