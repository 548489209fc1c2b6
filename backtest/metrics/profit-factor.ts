// What was won for each unit lost.
import { type Decimal, ZERO } from '../../engine/domain/decimal.ts';

/**
 * Sum of the winning results / |sum of the losing ones|. Null where nothing was lost: no number stands for "only wins".
 * Source: gross profit / gross loss, as the strategy reports of MetaTrader and TradeStation define it.
 */
export function profitFactor(results: readonly Decimal[]): number | null {
  let won = ZERO;
  let lost = ZERO;
  for (const result of results) {
    if (result.isNegative()) lost = lost.minus(result);
    else won = won.plus(result);
  }
  return lost.isZero() ? null : won.div(lost).toNumber();
}
