// What waits for orders to end before it goes on: the delta of a target, the open of a reversal, the rest of a kept set.
// What began together goes on together: all of it is planned and judged at once, when the last awaited order has ended.
import type { SingleIntent } from '../domain/intent.ts';
import type { FollowUp } from './planning.ts';

/** An intent and the market it speaks of, resolved from its role. */
export interface SymbolledIntent {
  readonly symbol: string;
  readonly intent: SingleIntent;
}

export interface WaitingPart {
  readonly wish: SymbolledIntent;
  readonly followUp: FollowUp;
}

export interface WaitingGroup {
  readonly strategyId: string;
  readonly parts: readonly WaitingPart[];
}

/** A group that need wait no longer. */
export interface ReadyGroup extends WaitingGroup {
  /** Parts that needed their orders filled wholly and did not get it. */
  readonly shortOf: readonly WaitingPart[];
}

export type Standing = 'working' | 'filled' | 'gone';

export interface FollowUps {
  /** Begins to wait; the group itself where there is nothing to wait for. */
  add(group: WaitingGroup, standingOf: (clientOrderId: string) => Standing): ReadyGroup | undefined;
  /** An order ended; the groups that waited for it alone. */
  ended(clientOrderId: string, isFilled: boolean): readonly ReadyGroup[];
  /** Takes out the groups a later intent makes void. */
  voidedBy(strategyId: string, later: SymbolledIntent): readonly WaitingGroup[];
  /** Takes out all of a strategy's. */
  dropAll(strategyId: string): readonly WaitingGroup[];
}

interface Waiting {
  readonly group: WaitingGroup;
  readonly awaits: Set<string>;
  readonly unfilled: Set<string>;
}

export function createFollowUps(): FollowUps {
  const waiting = new Set<Waiting>();

  const takeOut = (isMeant: (group: WaitingGroup) => boolean): readonly WaitingGroup[] => {
    const taken: WaitingGroup[] = [];
    for (const one of waiting) {
      if (!isMeant(one.group)) continue;
      waiting.delete(one);
      taken.push(one.group);
    }
    return taken;
  };

  return {
    add: (group, standingOf) => {
      const ids = [...new Set(group.parts.flatMap((part) => part.followUp.awaits))];
      const awaits = new Set(ids.filter((clientOrderId) => standingOf(clientOrderId) === 'working'));
      const unfilled = new Set(ids.filter((clientOrderId) => standingOf(clientOrderId) === 'gone'));
      const one: Waiting = { group, awaits, unfilled };
      if (awaits.size === 0) return readyOf(one);
      waiting.add(one);
      return undefined;
    },
    ended: (clientOrderId, isFilled) => {
      if (waiting.size === 0) return [];
      const ready: ReadyGroup[] = [];
      for (const one of waiting) {
        if (!one.awaits.delete(clientOrderId)) continue;
        if (!isFilled) one.unfilled.add(clientOrderId);
        if (one.awaits.size > 0) continue;
        waiting.delete(one);
        ready.push(readyOf(one));
      }
      return ready;
    },
    voidedBy: (strategyId, later) =>
      waiting.size === 0
        ? []
        : takeOut(
            (group) =>
              group.strategyId === strategyId &&
              group.parts.some(
                ({ wish, followUp }) => wish.symbol === later.symbol && followUp.isVoidedBy(later.intent),
              ),
          ),
    dropAll: (strategyId) => takeOut((group) => group.strategyId === strategyId),
  };
}

function readyOf({ group, unfilled }: Waiting): ReadyGroup {
  const shortOf = group.parts.filter(
    ({ followUp }) => followUp.needsFill && followUp.awaits.some((clientOrderId) => unfilled.has(clientOrderId)),
  );
  return { ...group, shortOf };
}
