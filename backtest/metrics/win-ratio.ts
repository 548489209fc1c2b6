// How often a trade won.
import type { Decimal } from '../../engine/domain/decimal.ts';

/** Trades with a result above 0 / all trades; one that came out at exactly 0 did not win. Null without trades. */
export function winRatio(results: readonly Decimal[]): number | null {
  if (results.length === 0) return null;
  return results.filter((result) => !result.isNegative() && !result.isZero()).length / results.length;
}
