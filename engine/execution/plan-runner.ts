// Carries out a plan that has passed: cancels, amends, orders, exit changes, setting, in this order.
import type { Command } from '../domain/command.ts';
import type { Plan, PlannedOrder } from '../domain/plan.ts';
import { unclaimedOf } from './bracket.ts';
import type { BracketBook } from './bracket-book.ts';
import type { BracketKeeper } from './bracket-keeper.ts';
import type { KeptOrders } from './kept-orders.ts';
import type { OrderDesk } from './order-desk.ts';
import type { Planned } from './planning.ts';
import type { PlannerView } from './planner-view.ts';
import type { RefBook } from './ref-book.ts';
import { type Claim, type Reductions, type Share, spread } from './reductions.ts';

export interface PlanRunnerParts {
  readonly view: PlannerView;
  readonly book: BracketBook;
  readonly keeper: BracketKeeper;
  readonly desk: OrderDesk;
  readonly reductions: Reductions;
  readonly refs: RefBook;
  readonly kept: KeptOrders;
  readonly batchMax: () => number;
  readonly send: (command: Command) => void;
}

export interface PlanRunner {
  /** `plan` is what risk let pass of `planned.plan`. */
  run(planned: Planned, plan: Plan): void;
  /** Cancels an order of ours; the bracket it belongs to takes note. */
  cancel(clientOrderId: string): void;
}

export function createPlanRunner(parts: PlanRunnerParts): PlanRunner {
  const { book, keeper, desk, reductions, refs, kept } = parts;

  const cancel = (clientOrderId: string): void => {
    const bracket = book.ofOrder(clientOrderId);
    desk.cancel(clientOrderId);
    if (bracket !== undefined) keeper.feed(bracket.bracketId, { kind: 'cancelAsked', clientOrderId });
  };

  const foundBracketOf = (plan: Plan, order: PlannedOrder): void => {
    const { bracket, request, ref } = order;
    if (bracket === null) return;
    keeper.found({
      bracketId: bracket.bracketId,
      strategyId: plan.strategyId,
      symbol: plan.symbol,
      positionSide: request.positionSide,
      direction: bracket.direction,
      ref,
      intent: plan.intent,
      entryId: request.clientOrderId,
      exits: bracket.exits,
    });
  };

  /** Each order claims what of the brackets the orders before it have left. */
  const claimShares = (planned: Planned, order: PlannedOrder): void => {
    const { clientOrderId, quantity } = order.request;
    const reduction = planned.reductions.find((one) => one.clientOrderId === clientOrderId);
    if (reduction === undefined || quantity === null) return;
    const claims: Claim[] = [];
    for (const bracketId of reduction.bracketIds) {
      const bracket = book.get(bracketId);
      if (bracket !== undefined) claims.push({ bracketId, quantity: unclaimedOf(bracket) });
    }
    const shares: Share[] = [];
    for (const share of spread(quantity, claims).shares) {
      if (share.bracketId === null) continue;
      shares.push({ bracketId: share.bracketId, quantity: share.quantity });
      keeper.feed(share.bracketId, { kind: 'reductionStarted', quantity: share.quantity });
    }
    reductions.start(clientOrderId, shares);
  };

  const place = (planned: Planned, plan: Plan): void => {
    const { strategyId, symbol, intent } = plan;
    for (const order of plan.orders) {
      foundBracketOf(plan, order);
      if (order.ref === null) continue;
      const isKept = planned.kept !== null || kept.of(strategyId, symbol).has(order.ref);
      if (isKept) kept.placed(strategyId, symbol, order.ref, order.request.clientOrderId);
      refs.spend(strategyId, order.ref, isKept ? 'kept' : 'intent');
    }
    const orders = plan.orders.map(({ request, role, ref, bracket, reducesBracketId }) => ({
      request,
      attribution: {
        strategyId,
        symbol,
        bracketId: bracket?.bracketId ?? reducesBracketId,
        ref,
        role,
        reason: intent,
      },
    }));
    desk.place(orders, parts.batchMax());
  };

  const setSymbol = ({ symbol, setting }: Plan): void => {
    if (setting === null) return;
    if (setting.setting === 'leverage') parts.send({ kind: 'setLeverage', symbol, leverage: setting.leverage });
    else parts.send({ kind: 'setMarginMode', symbol, marginMode: setting.marginMode });
  };

  return {
    cancel,
    run: (planned, plan) => {
      const { strategyId, symbol } = plan;
      if (plan.ref !== null) refs.spend(strategyId, plan.ref, 'intent');
      if (planned.kept !== null) kept.wanted(strategyId, symbol, planned.kept);
      // Claims come first: a bracket that is to close by this plan neither closes by itself nor puts back what is cancelled.
      for (const order of plan.orders) claimShares(planned, order);
      for (const bracketId of planned.closes) keeper.feed(bracketId, { kind: 'closeAsked', reason: 'asked' });
      for (const clientOrderId of plan.cancels) cancel(clientOrderId);
      for (const amend of plan.amends) desk.amend(amend);
      place(planned, plan);
      const lastPrice = parts.view.market(symbol).last;
      for (const { bracketId, exits } of plan.exitChanges) {
        keeper.feed(bracketId, { kind: 'exitsChanged', exits, lastPrice });
      }
      setSymbol(plan);
    },
  };
}
