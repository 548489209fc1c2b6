// What a fill costs in the engine's own books: account, strategy, ledger of trades.
import { Decimal } from '../../engine/domain/decimal.ts';
import type { Fill } from '../../engine/domain/fill.ts';
import { createAccountBook } from '../../engine/portfolio/account-book.ts';
import { createStrategyBooks } from '../../engine/portfolio/strategy-books.ts';
import { createTradeLedger } from '../../engine/portfolio/trade-ledger.ts';
import { createPriceExits } from '../../engine/trader/declared-prices.ts';
import { randomKlines } from '../data/random-klines.ts';
import { benchRules, SYMBOL } from '../data/rules.ts';
import { timePasses } from '../time-passes.ts';
import type { Measured } from '../sample.ts';

const TAKER_FEE_RATIO = 0.0005;

/** Turns from long to short and back, each fill a close and an open. */
export async function portfolioPart(count: number): Promise<Measured> {
  const { instrument } = await benchRules();
  const fills = randomKlines(count).map(({ open, openTime }, index) => fillOf(index, open, openTime));
  return timePasses(count, () => {
    const account = createAccountBook();
    const books = createStrategyBooks();
    const ledger = createTradeLedger(createPriceExits(new Map([[SYMBOL, instrument]])));
    let ended = 0;
    return () => {
      for (const fill of fills) {
        account.applyFill(fill);
        books.applyFill('s1', fill);
        const origin = { strategyId: 's1', ref: null, cause: null, bracketId: null, exits: null, closes: [] };
        ended += ledger.record(fill, { ...origin, feeValue: fill.fee }).ended.length;
      }
      if (ended !== count - 1) throw new Error(`${ended} trades ended`);
    };
  });
}

function fillOf(index: number, price: number, time: number): Fill {
  const quantity = new Decimal(index === 0 ? '0.05' : '0.1');
  return {
    fillId: `f${index}`,
    clientOrderId: `o${index}`,
    venueOrderId: `v${index}`,
    ...{ symbol: SYMBOL, positionSide: 'both', feeAsset: 'USDT', liquidity: 'taker', cause: 'trade', time },
    side: index % 2 === 0 ? 'buy' : 'sell',
    price: new Decimal(price),
    quantity,
    fee: quantity.times(price).times(TAKER_FEE_RATIO).toDecimalPlaces(8),
    slippage: null,
  };
}
