// What a trade brought on average.
import { type Decimal, roundPosting, sumDecimals } from '../../engine/domain/decimal.ts';

/**
 * Mean result of a trade, in the account's asset, rounded as money is; null without trades.
 * Source: Tharp, Trade Your Way to Financial Freedom (1998), "expectancy", in money rather than multiples of risk.
 */
export function expectancy(results: readonly Decimal[]): Decimal | null {
  return results.length === 0 ? null : roundPosting(sumDecimals(results).div(results.length));
}
