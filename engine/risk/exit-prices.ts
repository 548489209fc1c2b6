// A bracket's exits as prices: each level resolved against the average fill, or against the price an entry is judged by.
import { type Decimal, ONE, toDecimal } from '../domain/decimal.ts';
import { type ExitPurpose, resolveExitLevel } from '../domain/exit-level.ts';
import type { WorkingType } from '../domain/order.ts';
import type { BracketExits } from '../domain/plan.ts';
import { type Direction, signOf } from '../domain/side.ts';

export interface ExitPrice {
  /** `stop`, `target 1`, `break-even trigger`. */
  readonly name: string;
  readonly purpose: ExitPurpose;
  /** Unrounded, in quote asset per base asset. */
  readonly price: Decimal;
  /** The price that wakes it; null where the exit leaves it to the execution settings. */
  readonly workingType: WorkingType | null;
}

/** The exits that lie at a price from the start; a trailing stop moves, and lies on its side by itself. */
export function exitPrices(exits: BracketExits, direction: Direction, average: Decimal): readonly ExitPrice[] {
  const { stop, targets, breakEven } = exits;
  const prices: ExitPrice[] = [];
  if (stop !== null) {
    const price = resolveExitLevel(stop, direction, average, 'stop');
    prices.push({ name: 'stop', purpose: 'stop', price, workingType: stop.workingType ?? null });
  }
  for (const [index, target] of targets.entries()) {
    const price = resolveExitLevel(target, direction, average, 'target');
    const workingType = target.workingType ?? null;
    prices.push({ name: `target ${index + 1}`, purpose: 'target', price, workingType });
  }
  if (breakEven !== null) {
    const price = resolveExitLevel(breakEven.trigger, direction, average, 'target');
    prices.push({ name: 'break-even trigger', purpose: 'target', price, workingType: null });
  }
  return prices;
}

/** Where the position is given up to begin with: its stop, or a trailing stop that follows at once; null where neither is. */
export function firstStopPrice(exits: BracketExits, direction: Direction, average: Decimal): Decimal | null {
  const { stop, trailing } = exits;
  if (stop !== null) return resolveExitLevel(stop, direction, average, 'stop');
  if (trailing === null || trailing.activation !== undefined) return null;
  return average.times(ONE.minus(toDecimal(trailing.callbackRatio).times(signOf(direction))));
}
