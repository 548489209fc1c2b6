// By which prices a bracket's exits are judged: the average its relative levels lead away from, and the market they would
// be triggered by. A resting entry that is not filled yet will meet both at its own price.
import { formatClientOrderId } from '../domain/client-order-id.ts';
import { type Decimal, toDecimal } from '../domain/decimal.ts';
import { assumedPrice } from '../orders/reservations.ts';
import { markOf } from './exposure.ts';
import type { JudgedOrder } from './judged-order.ts';
import type { RiskView } from './risk-view.ts';

export interface BracketPrices {
  readonly average: Decimal;
  readonly last: Decimal;
  readonly mark: Decimal;
}

/** Of an entry that is judged: a market order meets the market as it is, another order waits for its own price. */
export function entryPrices({ order, referencePrice }: JudgedOrder, view: RiskView): BracketPrices {
  return order.type === 'MARKET' ? marketPrices(order.symbol, view) : unfilledPrices(referencePrice);
}

/** Of a bracket whose exits are changed; null where its entry is no longer known, and nothing can be said. */
export function exitChangePrices(bracketId: string, symbol: string, view: RiskView): BracketPrices | null {
  const entry = view.order(formatClientOrderId(bracketId, { part: 'entry' }));
  if (entry === undefined) return null;
  if (entry.averagePrice !== null) return { ...marketPrices(symbol, view), average: entry.averagePrice };
  return unfilledPrices(assumedPrice(entry, markOf(view, symbol)));
}

function unfilledPrices(price: Decimal): BracketPrices {
  return { average: price, last: price, mark: price };
}

function marketPrices(symbol: string, view: RiskView): BracketPrices {
  const { last: lastClose } = view.market(symbol);
  const mark = markOf(view, symbol);
  const last = lastClose === null ? mark : toDecimal(lastClose);
  return { average: last, last, mark };
}
