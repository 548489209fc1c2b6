// The one place where prices meet the tick and quantities meet the step (DESIGN law 7).
//
// A number within 1e-9 (relative) of a multiple IS that multiple, so 0.7 + 0.1 is 0.8 and a price already on its tick
// stays. Only then is anything rounded, and always towards patience: an order never asks for more, and never acts at a
// price at which it was not meant to act.
//   quantity                                         down
//   limit price                 buy down,  sell up   (never pays more, never takes less than asked)
//   stop trigger                buy up,    sell down (the market has to come further, never less far)
//   take-profit trigger         buy down,  sell up
//   activation of a trailing    buy down,  sell up
import { type Decimal, ceilToMultiple, floorToMultiple } from '../domain/decimal.ts';
import type { Side } from '../domain/side.ts';

const SAME_RATIO = 1e-9;

/** The multiple of `unit` that `value` is meant to be, or `value` itself when none is within 1e-9 of it. */
export function snapToMultiple(value: Decimal, unit: Decimal): Decimal {
  const nearest = value.div(unit).round().times(unit);
  return nearest.minus(value).abs().lte(nearest.abs().times(SAME_RATIO)) ? nearest : value;
}

/** Base asset quantity, rounded down to the step. */
export function roundQuantity(quantity: Decimal, quantityStep: Decimal): Decimal {
  return floorToMultiple(snapToMultiple(quantity, quantityStep), quantityStep);
}

/** What a price is for; it decides which way is the patient one. */
export type PriceUse = 'limit' | 'stop' | 'take-profit' | 'activation';

/** A price in quote asset, rounded to the tick on the patient side of an order of this side. */
export function roundPrice(price: Decimal, priceTick: Decimal, side: Side, use: PriceUse): Decimal {
  const snapped = snapToMultiple(price, priceTick);
  const isDown = (side === 'buy') !== (use === 'stop');
  return isDown ? floorToMultiple(snapped, priceTick) : ceilToMultiple(snapped, priceTick);
}
