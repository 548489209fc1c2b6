// The end of an account in the oracle (rule MONEY-4).
import { crossWalletOf, postInsurance } from './naive-books.ts';
import { endOrder } from './naive-matching.ts';
import { openOrdersOf, type NaiveState } from './naive-state.ts';

/** Where nothing is held and nothing is left: orders end, a negative rest is paid, and the account is bust, once. */
export function payBust(state: NaiveState, time: number): void {
  const isHeld = state.account.positions.some((position) => !position.quantity.isZero());
  if (state.isBust || isHeld || crossWalletOf(state.account).gt(0)) return;
  for (const symbol of state.symbols) {
    for (const order of openOrdersOf(state, symbol.instrument.symbol)) endOrder(state, order, 'liquidation', time);
  }
  const wallet = crossWalletOf(state.account);
  if (wallet.lt(0)) {
    postInsurance(state.account, wallet.neg());
    state.tell({ kind: 'insuranceCleared', time, asset: state.account.asset, amount: wallet.neg() });
  }
  state.isBust = true;
  state.tell({ kind: 'bust', time });
}
