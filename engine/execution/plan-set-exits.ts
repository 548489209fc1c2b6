// setExits: new exits for brackets; null removes one, what is not said stays as it is (SEMANTICS 4).
import type { IntentOf } from '../domain/intent.ts';
import type { BracketExits, PlannedExitChange } from '../domain/plan.ts';
import { changeExits } from './exits-shape.ts';
import { isKnownRef, ownBrackets, positionSideOf } from './holdings.ts';
import { type PlanOutcome, type Planning, dropped, isRefused, planned, refused } from './planning.ts';

export function planSetExits(planning: Planning, intent: IntentOf<'setExits'>): PlanOutcome {
  const { of, side } = intent;
  const positionSide = positionSideOf(planning, side);
  if (isRefused(positionSide)) return positionSide;
  if (of !== undefined && !isKnownRef(planning, of)) return refused('UNKNOWN_REF', { of });
  const brackets = ownBrackets(planning, positionSide).filter(
    (bracket) =>
      bracket.closing === null &&
      (of === undefined || bracket.ref === of) &&
      (side === undefined || bracket.direction === side),
  );
  if (brackets.length === 0) return dropped('NOTHING_HELD', { of: of ?? null });
  const exitChanges: PlannedExitChange[] = [];
  for (const { bracketId, direction, exits: before } of brackets) {
    const exits = changeExits(planning, before, intent);
    if (isRefused(exits)) return exits;
    if (!isSameExits(before, exits)) exitChanges.push({ bracketId, direction, before, exits });
  }
  return exitChanges.length === 0 ? dropped('NOTHING_TO_CHANGE') : planned(planning, intent, { exitChanges });
}

/** Whether two sets of exits ask for the same, in the same words. */
export function isSameExits(a: BracketExits, b: BracketExits): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
