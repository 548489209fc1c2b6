// What an account is worth when its run is over.
import type { Decimal } from '../engine/domain/decimal.ts';
import type { Backtest } from './compose-backtest.ts';

/** Wallets plus unrealised result at the last mark; the wallet alone where a held asset has no price. */
export function finalEquityOf({ engine: { account, markOf } }: Pick<Backtest, 'engine'>): Decimal {
  return account.equity(markOf) ?? account.crossWallet();
}
