// What should rest for a bracket now: sized to what is filled, priced from its average fill, rounded for the venue
// (SEMANTICS 5). Pure: what does rest, and how the two are brought together, is bracket-step.ts.
import { type Decimal, ZERO, maxDecimal, toDecimal } from '../domain/decimal.ts';
import { resolveExitLevel } from '../domain/exit-level.ts';
import type { Instrument, LotRule } from '../domain/instrument.ts';
import type { StopLoss, TakeProfit, TrailingStop } from '../domain/intent.ts';
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
  return legSpec(rules, {
    slot: 'stop',
    reason: level.reason,
    type,
    quantity: stopQuantity(remainingOf(bracket), lotOf(type, rules)),
    price: limitPrice === undefined ? null : exitPrice(bracket, rules, toDecimal(limitPrice), 'limit'),
    triggerPrice: exitPrice(bracket, rules, level.price, 'stop'),
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
  return legSpec(rules, {
    slot: 'trailing',
    reason: 'trailing',
    type: 'TRAILING_STOP_MARKET',
    quantity: stopQuantity(remainingOf(bracket), rules.instrument.marketLot),
    activationPrice: activationOf(trailing, bracket, average, rules),
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
  const lot = isLimit ? rules.instrument.lot : rules.instrument.marketLot;
  const fill = {
    filled: bracket.filled.minus(bracket.exitedBeforeLadder),
    remaining: remainingOf(bracket),
    rungFilled: bracket.rungFilled,
  };
  const quantities = targetQuantities(fill, ladderShares(targets), lot);
  return targets.map((target, index) => {
    const quantity = quantities[index];
    if (quantity === undefined) throw new Error(`bracket ${bracket.bracketId} has no quantity for rung ${index + 1}`);
    return targetSpec(bracket, rules, { target, rung: index + 1, quantity, average, isLimit });
  });
}

interface Rung {
  readonly target: TakeProfit;
  readonly rung: number;
  readonly quantity: Decimal;
  readonly average: Decimal;
  readonly isLimit: boolean;
}

function targetSpec(bracket: Bracket, rules: LegRules, rung: Rung): LegSpec | undefined {
  const level = resolveExitLevel(rung.target, bracket.direction, rung.average, 'target');
  const price = exitPrice(bracket, rules, level, rung.isLimit ? 'limit' : 'take-profit');
  return legSpec(rules, {
    slot: rung.rung,
    reason: 'take-profit',
    type: rung.isLimit ? 'LIMIT' : 'TAKE_PROFIT_MARKET',
    quantity: rung.quantity,
    ...(rung.isLimit ? { price } : { triggerPrice: price }),
    workingType: rung.target.workingType,
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

function lotOf(type: LegSpec['type'], rules: LegRules): LotRule {
  return executesAtMarket(type) ? rules.instrument.marketLot : rules.instrument.lot;
}

function isSame(a: Decimal | null, b: Decimal | null): boolean {
  return a === null || b === null ? a === b : a.eq(b);
}
