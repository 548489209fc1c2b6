// Takes intents: planned, judged, carried out, or told why not. What belongs together is judged together; what has to wait
// for orders to end waits together and comes back here.
import { isEnded } from '../domain/order.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { FollowUps, ReadyGroup, Standing, SymbolledIntent, WaitingGroup, WaitingPart } from './follow-ups.ts';
import type { Judge } from './judgement.ts';
import type { PlanRunner } from './plan-runner.ts';
import { planIntent } from './planner.ts';
import {
  type Dropped,
  type PlanOutcome,
  type Planned,
  type Planning,
  clipMessage,
  dropped,
  isEmptyPlan,
  refused,
} from './planning.ts';
import type { PlannerView } from './planner-view.ts';

/** Who wants something of a strategy's holdings. */
export type IntentOrigin = 'strategy' | 'engine';

export interface IntentDesk {
  /** One intent, or several that were said together. What the engine itself wishes of a strategy's holdings no quarantine drops. */
  handle(strategyId: string, wishes: readonly SymbolledIntent[], from?: IntentOrigin): void;
  /** An order ended: what waited for it goes on. */
  orderEnded(clientOrderId: string, isFilled: boolean): void;
  /** Nothing more is taken from the strategy, and what it had begun and not sent is given up. */
  quarantine(strategyId: string): void;
  /** Waits for these orders and then plans the wish anew. */
  wait(strategyId: string, part: WaitingPart): void;
}

export interface IntentDeskParts {
  readonly view: PlannerView;
  readonly planningOf: (strategyId: string, symbol: string) => Planning;
  readonly judge: Judge;
  readonly runner: PlanRunner;
  readonly followUps: FollowUps;
  readonly refuse: (refusal: Refusal) => void;
}

/** An answer that is no plan, as a strategy is told of it. */
interface Told extends Pick<Refusal, 'outcome' | 'code' | 'message' | 'operands'> {
  /** The planner's, unless it says otherwise. */
  readonly by?: Refusal['by'];
  /** The key of a kept set it is about. */
  readonly key?: string;
}

/** A wish and what planning it came to. */
interface PlannedWish {
  readonly wish: SymbolledIntent;
  readonly outcome: PlanOutcome;
}

interface RunnableWish {
  readonly wish: SymbolledIntent;
  readonly planned: Planned;
}

export function createIntentDesk(parts: IntentDeskParts): IntentDesk {
  const { view, followUps } = parts;
  const quarantined = new Set<string>();

  const tell = (strategyId: string, { symbol, intent }: SymbolledIntent, told: Told): void => {
    const { by = 'planner', outcome, code, message, operands, key } = told;
    const ref = key ?? intent.ref ?? null;
    const what = { by, outcome, code, message, operands };
    parts.refuse({ strategyId, symbol, ref, intent: intent.kind, time: view.time, ...what });
  };

  /** The others of a group fall with the one that was refused. */
  const tellOthers = (strategyId: string, wishes: readonly SymbolledIntent[], because: string): void => {
    for (const wish of wishes) tell(strategyId, wish, refused('TOGETHER_REFUSED', { because }));
  };

  const decide = (strategyId: string, wishes: readonly PlannedWish[]): void => {
    const refusals = wishes.filter(({ outcome }) => outcome.outcome === 'refused');
    const [first] = refusals;
    if (first?.outcome.outcome === 'refused') {
      for (const { wish, outcome } of refusals) if (outcome.outcome === 'refused') tell(strategyId, wish, outcome);
      const others = wishes.filter((one) => !refusals.includes(one)).map((one) => one.wish);
      tellOthers(strategyId, others, first.outcome.code);
      return;
    }
    const runnable: RunnableWish[] = [];
    for (const { wish, outcome } of wishes) {
      if (outcome.outcome === 'planned') runnable.push({ wish, planned: outcome });
      else if (outcome.outcome === 'dropped') dropWish(strategyId, wish, outcome);
    }
    judge(strategyId, runnable);
  };

  const dropWish = (strategyId: string, wish: SymbolledIntent, outcome: Dropped): void => {
    supersede(strategyId, wish);
    tell(strategyId, wish, outcome);
  };

  const judge = (strategyId: string, wishes: readonly RunnableWish[]): void => {
    const judged = wishes.filter(({ planned }) => !isEmptyPlan(planned.plan));
    const judgement = judged.length === 0 ? NOTHING_TO_JUDGE : parts.judge(judged.map(({ planned }) => planned.plan));
    if (judgement.kind === 'refused') {
      const { planIndex, code, message, operands } = judgement;
      const reason = judged[planIndex];
      if (reason !== undefined) {
        tell(strategyId, reason.wish, { by: 'risk', outcome: 'refused', code, message, operands });
      }
      const others = wishes.filter((one) => one !== reason).map((one) => one.wish);
      tellOthers(strategyId, others, code);
      return;
    }
    for (const { wish } of wishes) supersede(strategyId, wish);
    for (const { planIndex, ...clip } of judgement.clips) {
      const wish = judged[planIndex]?.wish;
      if (wish !== undefined) tell(strategyId, wish, { by: 'risk', outcome: 'clipped', ...clip });
    }
    for (const one of wishes) {
      tellClip(strategyId, one);
      parts.runner.run(one.planned, judgement.plans[judged.indexOf(one)] ?? one.planned.plan);
    }
    waitFor(strategyId, wishes);
  };

  const tellClip = (strategyId: string, { wish, planned }: RunnableWish): void => {
    if (planned.clip === null) return;
    const { code, operands } = planned.clip;
    tell(strategyId, wish, { outcome: 'clipped', code, message: clipMessage(code), operands });
  };

  const waitFor = (strategyId: string, wishes: readonly RunnableWish[]): void => {
    const waiting: WaitingPart[] = [];
    for (const { wish, planned } of wishes) {
      if (planned.followUp !== null) waiting.push({ wish, followUp: planned.followUp });
    }
    if (waiting.length > 0) addGroup({ strategyId, parts: waiting });
  };

  const addGroup = (group: WaitingGroup): void => {
    const ready = followUps.add(group, (clientOrderId) => standingOf(view, clientOrderId));
    if (ready !== undefined) goOn(ready);
  };

  /** What waited is planned anew. Where one part came short, its whole group ends here. */
  const goOn = ({ strategyId, parts: waiting, shortOf }: ReadyGroup): void => {
    if (shortOf.length > 0) {
      for (const { wish } of shortOf) tell(strategyId, wish, dropped('CLOSE_ENDED_SHORT'));
      const others = waiting.filter((part) => !shortOf.includes(part)).map((part) => part.wish);
      tellOthers(strategyId, others, 'CLOSE_ENDED_SHORT');
      return;
    }
    const outcomes = waiting.map(({ wish, followUp }) => ({
      wish,
      outcome: followUp.resume(parts.planningOf(strategyId, wish.symbol)),
    }));
    decide(strategyId, outcomes);
  };

  const supersede = (strategyId: string, later: SymbolledIntent): void => {
    for (const group of followUps.voidedBy(strategyId, later)) {
      for (const { wish } of group.parts) {
        // A kept set is said anew all the time; that the last word counts is what it is for.
        const isSameSet = wish.intent.kind === 'keepOrders' && later.intent.kind === 'keepOrders';
        if (!isSameSet) tell(strategyId, wish, dropped('SUPERSEDED', { by: later.intent.kind }));
      }
    }
  };

  return {
    handle: (strategyId, wishes, from = 'strategy') => {
      if (from === 'strategy' && quarantined.has(strategyId)) {
        for (const wish of wishes) tell(strategyId, wish, dropped('QUARANTINED'));
        return;
      }
      const spoken = new Set<string>();
      const outcomes = wishes.map((wish) => {
        const { ref } = wish.intent;
        const isSaidTwice = ref !== undefined && spoken.has(ref);
        if (ref !== undefined) spoken.add(ref);
        if (isSaidTwice) return { wish, outcome: refused('DUPLICATE_REF', { ref }) };
        return { wish, outcome: planIntent(parts.planningOf(strategyId, wish.symbol), wish.intent) };
      });
      decide(strategyId, outcomes);
    },
    orderEnded: (clientOrderId, isFilled) => {
      for (const group of followUps.ended(clientOrderId, isFilled)) goOn(group);
    },
    quarantine: (strategyId) => {
      quarantined.add(strategyId);
      for (const group of followUps.dropAll(strategyId)) {
        for (const { wish } of group.parts) tell(strategyId, wish, dropped('QUARANTINED'));
      }
    },
    wait: (strategyId, part) => {
      addGroup({ strategyId, parts: [part] });
    },
  };
}

const NOTHING_TO_JUDGE = { kind: 'passed', plans: [], clips: [] } as const;

function standingOf(view: PlannerView, clientOrderId: string): Standing {
  const order = view.order(clientOrderId);
  if (order === undefined) return 'gone';
  if (!isEnded(order.status)) return 'working';
  return order.status === 'filled' ? 'filled' : 'gone';
}
