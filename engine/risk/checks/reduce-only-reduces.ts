// Truth: what is meant to reduce reduces, and never flips. An order that would take more than is left of the strategy's book
// is cut down to it, or refused by setting; where nothing is left it is refused in any case.
import { type Decimal, maxDecimal, ZERO } from '../../domain/decimal.ts';
import type { Order } from '../../domain/order.ts';
import type { Plan } from '../../domain/plan.ts';
import type { PositionSide, Side } from '../../domain/side.ts';
import { PASS, type Verdict } from '../../domain/verdict.ts';
import { restOf } from '../../orders/reservations.ts';
import { clip, refuse, type RiskCheck } from '../check.ts';
import { judgedOrders, type JudgedOrder } from '../judged-order.ts';
import { floorToStep, withQuantity } from '../plan-clip.ts';
import type { RiskView } from '../risk-view.ts';

export const reduceOnlyReduces: RiskCheck = (plan, view, settings) => {
  const reducing = judgedOrders(plan, view).filter(isMeantToReduce);
  // What earlier orders of the plan take is not there for later ones.
  const taken = new Map<string, Decimal>();
  let left = plan;
  let clipped: Verdict = PASS;
  for (const judged of reducing) {
    const { order, planned } = judged;
    const key = `${order.positionSide} ${order.side}`;
    const before = taken.get(key) ?? ZERO;
    const book = view.book(plan.strategyId, plan.symbol, order.positionSide).quantity;
    const reducible = maxDecimal(reducibleBy(order, plan, view).minus(before), ZERO);
    const rest = restOf(order) ?? reducible;
    const isTooMuch = rest.gt(reducible) || reducible.isZero();
    const quantity = isTooMuch && planned !== null ? floorToStep(planned, reducible, view) : rest;
    taken.set(key, before.plus(quantity));
    if (!isTooMuch) continue;
    const operands = { order: order.clientOrderId, quantity: rest, reducible, book };
    if (planned === null || settings.reduceOnlyExcess === 'refuse' || quantity.isZero()) {
      return refuse('REDUCES_MORE_THAN_HELD', operands);
    }
    left = withQuantity(left, order.clientOrderId, quantity);
    clipped = clip(left, 'REDUCES_MORE_THAN_HELD', operands);
  }
  return clipped;
};

function isMeantToReduce({ order, reduces }: JudgedOrder): boolean {
  return reduces || order.reduceOnly || order.closePosition;
}

/**
 * What an order may still take from the strategy's book. In a shared account no flag at the venue keeps it: there, what
 * the strategy's other reductions will take is not counted twice. Legs of brackets are cut down after every fill and do
 * not compete.
 */
function reducibleBy(order: Order, plan: Plan, view: RiskView): Decimal {
  const held = heldAgainst(order.side, view.book(plan.strategyId, plan.symbol, order.positionSide).quantity);
  if (view.account.sharing === 'exclusive') return held;
  const cancelled = new Set(plan.cancels);
  const amended = new Set(plan.amends.map(({ clientOrderId }) => clientOrderId));
  let claimed: Decimal = ZERO;
  for (const other of view.workingOrders(plan.symbol)) {
    if (!competes(other, plan.strategyId, order.side, order.positionSide)) continue;
    if (cancelled.has(other.clientOrderId) || amended.has(other.clientOrderId)) continue;
    claimed = claimed.plus(restOf(other) ?? ZERO);
  }
  return held.minus(claimed);
}

function heldAgainst(side: Side, book: Decimal): Decimal {
  return maxDecimal(side === 'sell' ? book : book.neg(), ZERO);
}

function competes(other: Order, strategyId: string, side: Side, positionSide: PositionSide): boolean {
  const isReduction = other.role === 'reduce' || (other.role === 'entry' && other.reduceOnly);
  const isSamePlace = other.side === side && other.positionSide === positionSide;
  return isReduction && isSamePlace && other.strategyId === strategyId;
}
