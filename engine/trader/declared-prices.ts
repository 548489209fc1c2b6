// Where the exits of a bracket lie, seen from an average entry price and rounded as the legs are.
import type { Instrument } from '../domain/instrument.ts';
import { resolveExitLevel } from '../domain/exit-level.ts';
import { closingSide } from '../domain/side.ts';
import { roundPrice } from '../execution/rounding.ts';
import type { PriceExits } from '../portfolio/running-trade.ts';
import { firstStopPrice } from '../risk/exit-prices.ts';

/**
 * The stop is the declared one, else a trailing stop that follows from the start. A limit
 * and a take-profit are rounded alike.
 */
export function createPriceExits(instruments: ReadonlyMap<string, Instrument>): PriceExits {
  return ({ exits, symbol, direction }, averagePrice) => {
    const instrument = instruments.get(symbol);
    if (exits === null || instrument === undefined) return { stopPrice: null, targetPrices: [] };
    const { priceTick } = instrument;
    const side = closingSide(direction);
    const stop = firstStopPrice(exits, direction, averagePrice);
    return {
      stopPrice: stop === null ? null : roundPrice(stop, priceTick, side, 'stop'),
      targetPrices: exits.targets.map((target) => {
        const level = resolveExitLevel(target, direction, averagePrice, 'target');
        return roundPrice(level, priceTick, side, 'take-profit');
      }),
    };
  };
}
