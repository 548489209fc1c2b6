// The funding rate as perpetual futures reckon it: rate = P + clamp(interest − P, ±0.05 %), P the mean premium of the
// interval, so that a small premium leaves the plain interest and a large one shows.

export const FUNDING_INTERVAL_HOURS = 8;
export const FUNDING_INTERVAL_MS = FUNDING_INTERVAL_HOURS * 3_600_000;
/** Interest of one interval, paid by longs. */
export const INTEREST_RATIO = 0.0001;
const CLAMP_RATIO = 0.0005;
const RATE_MAX_RATIO = 0.0075;
const RATE_DECIMALS = 1e8;

/** The settled rate for a mean premium (last over index − 1), rounded to eight decimals as it is published. */
export function fundingRate(premiumRatio: number): number {
  const towardsInterest = Math.max(-CLAMP_RATIO, Math.min(CLAMP_RATIO, INTEREST_RATIO - premiumRatio));
  const rate = Math.max(-RATE_MAX_RATIO, Math.min(RATE_MAX_RATIO, premiumRatio + towardsInterest));
  return Math.round(rate * RATE_DECIMALS) / RATE_DECIMALS;
}
