// Funding: what held positions pay or receive at an instant, and what that leaves of them (MONEY-2, MONEY-3).
import { Decimal, roundPosting } from '../../engine/domain/decimal.ts';
import { liquidationRangesOf } from './cross-account.ts';
import type { Desk } from './desk.ts';
import { liquidate, settleBust } from './liquidation.ts';
import { postFunding } from './postings.ts';
import { isHeld, type Market } from './state.ts';

/** Settles one symbol's rate at its last walked mark. */
export function settleFunding(desk: Desk, market: Market, rateRatioNumber: number, time: number): void {
  const { symbol, sides, positions } = market;
  if (!isHeld(market)) return;
  const rateRatio = new Decimal(rateRatioNumber);
  for (const [index, position] of positions.entries()) {
    if (position.quantity.isZero()) continue;
    const markPrice = new Decimal(market.mark);
    const amount = roundPosting(position.quantity.times(markPrice).times(rateRatio).neg());
    postFunding(desk.state, market, index, amount);
    desk.counts.fundingSettlements += 1;
    const positionSide = sides[index] ?? 'both';
    desk.sink.emit({ kind: 'fundingSettled', symbol, positionSide, rateRatio, markPrice, amount }, time);
  }
  while (isLiquidated(desk, market)) {
    liquidate(desk, market, { time, priceFor: () => new Decimal(market.last) });
  }
  settleBust(desk, time);
}

function isLiquidated({ state }: Desk, market: Market): boolean {
  return liquidationRangesOf(state, market).some(({ below, above }) => market.mark <= below || market.mark >= above);
}
