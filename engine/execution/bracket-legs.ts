// What should rest for a bracket now: sized to what is filled, priced from its average fill, rounded for the venue
// (SEMANTICS 5). Pure: what does rest, and how the two are brought together, is bracket-step.ts.
import { type Decimal, ZERO, ceilToMultiple, maxDecimal, toDecimal } from '../domain/decimal.ts';
import { resolveExitLevel } from '../domain/exit-level.ts';
import type { Instrument, LotRule } from '../domain/instrument.ts';
import type { StopLoss, TrailingStop } from '../domain/intent.ts';
import { executesAtMarket } from '../domain/order.ts';
import { closingSide } from '../domain/side.ts';
import { type Bracket, type LegReason, type LegSlot, type LegSpec, averageEntryOf, remainingOf } from './bracket.ts';
import { isTighter, movedStop } from './engine-exits.ts';
import { ladderShares, stopQuantity, targetQuantities } from './leg-sizing.ts';
import { type PriceUse, roundPrice } from './rounding.ts';
import type { ExecutionSettings } from './settings.ts';

export interface LegRules {
  readonly instrument: Instrument;
  readonly settings: Pick<ExecutionSettings, 'takeProfitType' | 'workingType'>;
  /** Least worth of an exit, in quote asset: zero where the venue knows that it reduces, and takes it at any worth. */
  readonly notionalMin: Decimal;
}

/** The legs that should rest: the stop first, then a trailing stop of the venue's, then the targets. Empty when nothing is held. */
export function legSpecs(bracket: Bracket, rules: LegRules): readonly LegSpec[] {
  const average = averageEntryOf(bracket);
  if (average === null || remainingOf(bracket).lte(ZERO)) return [];
  const specs = [stopSpec(bracket, average, rules), venueTrailingSpec(bracket, average, rules)];
  specs.push(...targetSpecs(bracket, average, rules));
  return specs.filter((spec) => spec !== undefined);
}

/** Whether two specs ask for the same order, whatever it is called. */
export function isSameSpec(a: LegSpec, b: LegSpec): boolean {
  return (
    a.slot === b.slot &&
    a.type === b.type &&
    a.workingType === b.workingType &&
    a.quantity.eq(b.quantity) &&
    isSame(a.price, b.price) &&
    isSame(a.triggerPrice, b.triggerPrice) &&
    isSame(a.activationPrice, b.activationPrice) &&
    isSame(a.callbackRatio, b.callbackRatio)
  );
}

function stopSpec(bracket: Bracket, average: Decimal, rules: LegRules): LegSpec | undefined {
  const level = stopLevel(bracket, average);
  if (level === undefined) return undefined;
  const declared = bracket.exits.stop;
  const limitPrice = declared?.limitPrice;
  const type = limitPrice === undefined ? 'STOP_MARKET' : 'STOP';
  const triggerPrice = exitPrice(bracket, rules, level.price, 'stop');
  return legSpec(rules, {
    slot: 'stop',
    reason: level.reason,
    type,
    quantity: stopQuantity(remainingOf(bracket), placeableLot(type, rules, triggerPrice)),
    price: limitPrice === undefined ? null : exitPrice(bracket, rules, toDecimal(limitPrice), 'limit'),
    triggerPrice,
    workingType: declared?.workingType,
  });
}

/** The tightest of what was asked for and what the engine has moved it to. */
function stopLevel(bracket: Bracket, average: Decimal): { price: Decimal; reason: LegReason } | undefined {
  const declared = bracket.exits.stop;
  const moved = movedStop(bracket);
  const asked = declared === null ? undefined : stopPriceOf(declared, bracket, average);
  if (moved === undefined) return asked === undefined ? undefined : { price: asked, reason: 'stop-loss' };
  if (asked !== undefined && isTighter(asked, moved.level, bracket.direction)) {
    return { price: asked, reason: 'stop-loss' };
  }
  return { price: moved.level, reason: moved.reason };
}

function stopPriceOf(stop: StopLoss, bracket: Bracket, average: Decimal): Decimal {
  return resolveExitLevel(stop, bracket.direction, average, 'stop');
}

function venueTrailingSpec(bracket: Bracket, average: Decimal, rules: LegRules): LegSpec | undefined {
  const trailing = bracket.exits.trailing;
  if (trailing?.by !== 'venue') return undefined;
  const type = 'TRAILING_STOP_MARKET';
  const activationPrice = activationOf(trailing, bracket, average, rules);
  return legSpec(rules, {
    slot: 'trailing',
    reason: 'trailing',
    type,
    quantity: stopQuantity(remainingOf(bracket), placeableLot(type, rules, activationPrice ?? average)),
    activationPrice,
    callbackRatio: toDecimal(trailing.callbackRatio),
  });
}

function activationOf(trailing: TrailingStop, bracket: Bracket, average: Decimal, rules: LegRules): Decimal | null {
  if (trailing.activation === undefined) return null;
  const price = resolveExitLevel(trailing.activation, bracket.direction, average, 'target');
  return exitPrice(bracket, rules, price, 'activation');
}

function targetSpecs(bracket: Bracket, average: Decimal, rules: LegRules): (LegSpec | undefined)[] {
  const { targets } = bracket.exits;
  const isLimit = rules.settings.takeProfitType === 'limit';
  const prices = targets.map((target) => {
    const level = resolveExitLevel(target, bracket.direction, average, 'target');
    return exitPrice(bracket, rules, level, isLimit ? 'limit' : 'take-profit');
  });
  const lowest = prices.reduce<Decimal | undefined>((least, price) => (least?.lt(price) ? least : price), undefined);
  if (lowest === undefined) return [];
  const type = isLimit ? 'LIMIT' : 'TAKE_PROFIT_MARKET';
  const lot = placeableLot(type, rules, lowest);
  const fill = {
    filled: bracket.filled.minus(bracket.exitedBeforeLadder),
    remaining: remainingOf(bracket),
    rungFilled: bracket.rungFilled,
  };
  const quantities = targetQuantities(fill, ladderShares(targets), lot);
  return targets.map((target, index) => {
    const quantity = quantities[index];
    const price = prices[index];
    if (quantity === undefined || price === undefined) {
      throw new Error(`bracket ${bracket.bracketId} has no quantity or price for rung ${index + 1}`);
    }
    const workingType = target.workingType;
    const at = isLimit ? { price } : { triggerPrice: price };
    return legSpec(rules, { slot: index + 1, reason: 'take-profit', type, quantity, workingType, ...at });
  });
}

interface SpecParts {
  readonly slot: LegSlot;
  readonly reason: LegReason;
  readonly type: LegSpec['type'];
  readonly quantity: Decimal;
  readonly price?: Decimal | null;
  readonly triggerPrice?: Decimal | null;
  readonly activationPrice?: Decimal | null;
  readonly callbackRatio?: Decimal | null;
  readonly workingType?: LegSpec['workingType'] | undefined;
}

function legSpec(rules: LegRules, parts: SpecParts): LegSpec | undefined {
  if (parts.quantity.isZero()) return undefined;
  return {
    slot: parts.slot,
    reason: parts.reason,
    type: parts.type,
    quantity: parts.quantity,
    price: parts.price ?? null,
    triggerPrice: parts.triggerPrice ?? null,
    activationPrice: parts.activationPrice ?? null,
    callbackRatio: parts.callbackRatio ?? null,
    workingType: parts.workingType ?? rules.settings.workingType,
  };
}

/** A leg's price on the tick; a distance beyond zero ends at the lowest price there is. */
function exitPrice(bracket: Bracket, rules: LegRules, price: Decimal, use: PriceUse): Decimal {
  const { priceTick, priceMin } = rules.instrument;
  return maxDecimal(roundPrice(price, priceTick, closingSide(bracket.direction), use), maxDecimal(priceMin, priceTick));
}

/** The lot rule of a leg at a price; its smallest quantity is also worth the least notional. */
function placeableLot(type: LegSpec['type'], { instrument, notionalMin }: LegRules, price: Decimal): LotRule {
  const lot = executesAtMarket(type) ? instrument.marketLot : instrument.lot;
  if (notionalMin.isZero()) return lot;
  const worthIt = ceilToMultiple(notionalMin.div(price), lot.quantityStep);
  return { ...lot, quantityMin: maxDecimal(lot.quantityMin, worthIt) };
}

function isSame(a: Decimal | null, b: Decimal | null): boolean {
  return a === null || b === null ? a === b : a.eq(b);
}
