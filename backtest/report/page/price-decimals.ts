// How many decimals a market's prices have, found in the prices themselves: recordings are printed finer than today's tick
// where the tick was finer once, and no price is altered for being shown.

/** Finer than any venue prints. */
const DECIMALS_MAX = 12;

/** Whole numbers up to here keep their last digit through a multiplication and a division, and doubled still fit 53 bits. */
const WHOLE_MAX = 2 ** 50;

/**
 * The fewest decimals that keep each of the prices exactly; where none do, as many as whole numbers have room for, which
 * rounds in the twelfth decimal or the fifteenth digit.
 */
export function priceDecimals(...columns: readonly ArrayLike<number>[]): number {
  const decimalsMax = decimalsWithRoom(columns);
  let decimals = 0;
  let scale = 1;
  for (const prices of columns) {
    for (let index = 0; index < prices.length; index++) {
      const price = prices[index] ?? 0;
      while (Math.round(price * scale) / scale !== price && decimals < decimalsMax) {
        decimals += 1;
        scale = 10 ** decimals;
      }
    }
  }
  return decimals;
}

/** Whether each of the prices is the same with so many decimals. */
export function keepsAll(prices: Float64Array, decimals: number): boolean {
  return prices.every((price) => roundPrice(price, decimals) === price);
}

/** A price as a reader of the packed klines has it. */
export function roundPrice(price: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(price * scale) / scale;
}

function decimalsWithRoom(columns: readonly ArrayLike<number>[]): number {
  let greatest = 0;
  for (const prices of columns) {
    for (let index = 0; index < prices.length; index++) greatest = Math.max(greatest, Math.abs(prices[index] ?? 0));
  }
  let decimals = 0;
  while (decimals < DECIMALS_MAX && greatest * 10 ** (decimals + 1) <= WHOLE_MAX) decimals += 1;
  return decimals;
}
