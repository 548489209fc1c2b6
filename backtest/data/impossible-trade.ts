// Which trades cannot have happened.
import type { TradeColumns } from './trade-columns.ts';

/** Why row `row` cannot be a trade, or undefined if it can. */
export function impossibleTrade(columns: TradeColumns, row: number): string | undefined {
  const price = columns.price[row] ?? NaN;
  const quantity = columns.quantity[row] ?? NaN;
  const id = columns.id[row] ?? NaN;
  if (!(price > 0 && price < Infinity)) return `price is ${price}`;
  if (!(quantity > 0 && quantity < Infinity)) return `quantity is ${quantity}`;
  if (!Number.isSafeInteger(id) || id < 0) return `id is ${id}`;
  if (columns.tradeCount[row] === 0) return 'its last trade id is below its first';
  return undefined;
}
