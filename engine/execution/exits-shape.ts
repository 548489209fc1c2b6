// Exits as a strategy said them, checked and brought into the form a bracket holds. Prices stay unresolved here: they are
// reckoned from the average fill when the legs are made. Whether a stop lies on its side is a question for risk.
import { type DecimalInput, ONE, ZERO, parseDecimal } from '../domain/decimal.ts';
import type { ExitChanges, ExitLevel, Exits, TakeProfit } from '../domain/intent.ts';
import type { OrderType } from '../domain/order.ts';
import type { BracketExits } from '../domain/plan.ts';
import { type Planning, type Refused, refused } from './planning.ts';

export const NO_EXITS: BracketExits = { stop: null, targets: [], trailing: null, breakEven: null, maxHoldingMs: null };

/** Whether anything of what an intent says is an exit. */
export function hasExits(exits: Exits): boolean {
  const { stop, targets, trailing, breakEven, maxHoldingMs } = exits;
  return [stop, trailing, breakEven, maxHoldingMs].some((one) => one !== undefined) || (targets?.length ?? 0) > 0;
}

/** The exits an intent asks for. */
export function shapeExits(planning: Planning, exits: Exits): BracketExits | Refused {
  return changeExits(planning, NO_EXITS, exits);
}

/** Exits after changes: null removes one, what is not said stays the very same object. */
export function changeExits(planning: Planning, before: BracketExits, changes: ExitChanges): BracketExits | Refused {
  const refusal = invalidMember(changes) ?? unsupportedType(planning, changes);
  if (refusal !== undefined) return refusal;
  return {
    stop: changes.stop === undefined ? before.stop : changes.stop,
    targets: changes.targets === undefined ? before.targets : (changes.targets ?? []),
    trailing: changes.trailing === undefined ? before.trailing : changes.trailing,
    breakEven: changes.breakEven === undefined ? before.breakEven : changes.breakEven,
    maxHoldingMs: changes.maxHoldingMs === undefined ? before.maxHoldingMs : changes.maxHoldingMs,
  };
}

function invalidMember(changes: ExitChanges): Refused | undefined {
  const { stop, targets, trailing, breakEven, maxHoldingMs } = asked(changes);
  const checks = [
    () => stop && (invalidLevel(stop, 'stop') ?? notPositive(stop.limitPrice, 'stop.limitPrice')),
    () => targets && invalidLadder(targets),
    () => trailing && invalidRatio(trailing.callbackRatio, 'trailing.callbackRatio'),
    () => trailing?.activation && invalidLevel(trailing.activation, 'trailing.activation'),
    () => breakEven && invalidLevel(breakEven.trigger, 'breakEven.trigger'),
    () => (breakEven?.offsetRatio === undefined ? undefined : invalidOffset(breakEven.offsetRatio)),
    () => (maxHoldingMs === undefined || maxHoldingMs > 0 ? undefined : invalid('maxHoldingMs', maxHoldingMs)),
  ];
  return checks.reduce<Refused | undefined>((found, check) => found ?? check(), undefined);
}

/** What the changes ask for: an exit that is removed needs no check. */
function asked({ stop, targets, trailing, breakEven, maxHoldingMs }: ExitChanges): {
  readonly [M in keyof ExitChanges]-?: NonNullable<ExitChanges[M]> | undefined;
} {
  return {
    stop: stop ?? undefined,
    targets: targets ?? undefined,
    trailing: trailing ?? undefined,
    breakEven: breakEven ?? undefined,
    maxHoldingMs: maxHoldingMs ?? undefined,
  };
}

/** One way of saying where, with a positive figure. */
function invalidLevel(level: ExitLevel, field: string): Refused | undefined {
  const said = [level.price, level.distance, level.ratio].filter((value) => value !== undefined);
  if (said.length !== 1) return refused('EXITS_INVALID', { field, said: said.length });
  return notPositive(said[0], field);
}

/** Shares lie above 0 and do not come to more than the whole; what is left over is the last rung's. */
function invalidLadder(targets: readonly TakeProfit[]): Refused | undefined {
  let sum = 0;
  for (const [index, target] of targets.entries()) {
    const field = `targets[${index}]`;
    const level = invalidLevel(target, field);
    if (level !== undefined) return level;
    if (target.share === undefined) continue;
    if (!(target.share > 0 && target.share <= 1)) return invalid(`${field}.share`, target.share);
    sum += target.share;
  }
  const hasOpen = targets.some((target) => target.share === undefined);
  return sum > 1 + 1e-9 || (hasOpen && sum >= 1) ? invalid('targets.share', sum) : undefined;
}

function invalidRatio(value: DecimalInput, field: string): Refused | undefined {
  const ratio = parseDecimal(value);
  return ratio?.gt(ZERO) === true && ratio.lt(ONE) ? undefined : invalid(field, String(value));
}

function invalidOffset(value: DecimalInput): Refused | undefined {
  const ratio = parseDecimal(value);
  return ratio !== undefined && ratio.abs().lt(ONE) ? undefined : invalid('breakEven.offsetRatio', String(value));
}

function notPositive(value: DecimalInput | undefined, field: string): Refused | undefined {
  if (value === undefined) return undefined;
  return parseDecimal(value)?.gt(ZERO) === true ? undefined : invalid(field, String(value));
}

function invalid(field: string, value: string | number): Refused {
  return refused('EXITS_INVALID', { field, value });
}

/** A position must not be opened with an exit the venue has no order for. */
function unsupportedType(planning: Planning, changes: ExitChanges): Refused | undefined {
  const missing = legTypes(planning, changes).find((type) => !planning.capabilities.orderTypes.includes(type));
  return missing === undefined ? undefined : refused('ORDER_TYPE_UNSUPPORTED', { orderType: missing });
}

function legTypes(planning: Planning, changes: ExitChanges): readonly OrderType[] {
  const { stop, targets = [], trailing, breakEven } = asked(changes);
  const types: OrderType[] = [];
  if (stop) types.push(stop.limitPrice === undefined ? 'STOP_MARKET' : 'STOP');
  if (trailing) types.push(trailing.by === 'venue' ? 'TRAILING_STOP_MARKET' : 'STOP_MARKET');
  if (breakEven) types.push('STOP_MARKET');
  if (targets.length > 0) types.push(planning.settings.takeProfitType === 'limit' ? 'LIMIT' : 'TAKE_PROFIT_MARKET');
  return types;
}
