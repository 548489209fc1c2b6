// The price of a fill: from the place where the walk stands, and what slippage makes of it (PRICE-2, PRICE-3).
import { ceilToMultiple, Decimal, floorToMultiple, maxDecimal, minDecimal } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { Side } from '../../engine/domain/side.ts';
import type { SlippageModel } from './models.ts';
import type { Walk } from './walk.ts';

/** A price nearer to a tick than this share of itself lies on it: doubles between two points are not exact. */
const TICK_TOLERANCE_RATIO = 1e-9;

/** The last price of the present place, for an order of this side: brought to the tick where it lies between points. */
export function placePrice(walk: Walk, side: Side): Decimal {
  const price = new Decimal(walk.market.last);
  if (!walk.isBetween) return price;
  return clampToKline(walk, toTick(price, walk.market.instrument.priceTick, side));
}

/** The price brought into the kline's [L, H]. */
export function clampToKline({ kline }: Walk, price: Decimal): Decimal {
  return maxDecimal(new Decimal(kline.low), minDecimal(new Decimal(kline.high), price));
}

/** The price moved by slippage against the order and rounded to the tick against it; a sell stays at a tick at least. */
export function slippedPrice(
  model: SlippageModel,
  instrument: Instrument,
  side: Side,
  price: Decimal,
  quantity: Decimal,
): Decimal {
  const distance = model({ instrument, side, price, quantity });
  const tick = instrument.priceTick;
  if (side === 'buy') return ceilToMultiple(price.plus(distance), tick);
  return maxDecimal(tick, floorToMultiple(price.minus(distance), tick));
}

/** To the tick against an order of this side; a price within the tolerance of a tick is that tick. */
export function toTick(price: Decimal, tick: Decimal, side: Side): Decimal {
  const nearest = price.div(tick).round().times(tick);
  if (nearest.minus(price).abs().lte(price.abs().times(TICK_TOLERANCE_RATIO))) return nearest;
  return side === 'buy' ? ceilToMultiple(price, tick) : floorToMultiple(price, tick);
}
