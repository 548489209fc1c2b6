// The only door to the exchange's books: fills, fees, funding and what the insurance fund clears, each rounded already.
import type { Decimal } from '../../engine/domain/decimal.ts';
import { FLAT, postFill } from './position.ts';
import { type ExchangeState, forgetLiquidationPrices, type Market } from './state.ts';

/** Posts a fill and its fee; returns the quantity by which it opened or enlarged the position. */
export function postToPosition(
  state: ExchangeState,
  market: Market,
  sideIndex: number,
  { signed, price, fee }: { readonly signed: Decimal; readonly price: Decimal; readonly fee: Decimal },
): Decimal {
  const isolatedLeverage = market.marginMode === 'isolated' ? market.leverage : null;
  const posting = postFill(market.positions[sideIndex] ?? FLAT, signed, price, isolatedLeverage);
  market.positions[sideIndex] = posting.position;
  state.crossWallet = state.crossWallet.plus(posting.crossWalletChange).minus(fee);
  state.realised = state.realised.plus(posting.realised);
  state.feesPaid = state.feesPaid.plus(fee);
  forgetLiquidationPrices(state);
  return posting.opened;
}

/** Funding of one position: to its isolated wallet in isolated mode, else to the cross wallet. */
export function postFunding(state: ExchangeState, market: Market, sideIndex: number, amount: Decimal): void {
  const position = market.positions[sideIndex] ?? FLAT;
  if (market.marginMode === 'isolated') {
    market.positions[sideIndex] = { ...position, isolatedWallet: position.isolatedWallet.plus(amount) };
  } else {
    state.crossWallet = state.crossWallet.plus(amount);
  }
  state.fundingReceived = state.fundingReceived.plus(amount);
  forgetLiquidationPrices(state);
}

/** What the insurance fund pays in (positive) or takes over (negative). */
export function postInsurance(state: ExchangeState, amount: Decimal): void {
  state.crossWallet = state.crossWallet.plus(amount);
  state.insuranceCleared = state.insuranceCleared.plus(amount);
  forgetLiquidationPrices(state);
}
