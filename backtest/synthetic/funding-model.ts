// Funding of a synthetic symbol: settlements every eight hours, from the premium since the one before.
import { fundingColumnsFromRows, type FundingColumns, type FundingRow } from '../data/funding-columns.ts';
import { FUNDING_INTERVAL_HOURS, FUNDING_INTERVAL_MS, fundingRate } from './funding-rule.ts';

export interface FundingModel {
  /** Takes note of a bar's premium and settles every instant after its open and up to its close. */
  addBar(openTime: number, closeTime: number, premiumRatio: number): void;
  columns(): FundingColumns;
}

export function createFundingModel(symbol: string): FundingModel {
  const rows: FundingRow[] = [];
  let premiumSum = 0;
  let premiumCount = 0;

  return {
    addBar(openTime, closeTime, premiumRatio) {
      premiumSum += premiumRatio;
      premiumCount++;
      let time = (Math.floor(openTime / FUNDING_INTERVAL_MS) + 1) * FUNDING_INTERVAL_MS;
      for (; time <= closeTime; time += FUNDING_INTERVAL_MS) {
        // A bar longer than eight hours settles more than once, each time by its own premium.
        const meanPremium = premiumCount === 0 ? premiumRatio : premiumSum / premiumCount;
        rows.push({ time, rateRatio: fundingRate(meanPremium), intervalHours: FUNDING_INTERVAL_HOURS });
        premiumSum = 0;
        premiumCount = 0;
      }
    },
    columns: () => fundingColumnsFromRows(symbol, rows),
  };
}
