// Truth: the margin that is free covers what the plan adds, on top of what every resting and in-flight order has reserved.
// A plan that reserves no more than before passes.
import { PASS } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { exposureOf, otherReservations } from '../exposure.ts';
import { openingOrders } from '../judged-order.ts';

export const marginCoversOrder: RiskCheck = (plan, view) => {
  if (openingOrders(plan, view).length === 0) return PASS;
  const { before, after } = exposureOf(plan, view);
  const needed = after.reservedMargin.minus(before.reservedMargin);
  if (needed.lte(0)) return PASS;
  const available = view.account.availableMargin;
  const reserved = otherReservations(plan, view).reservedMargin.plus(before.reservedMargin);
  const free = available.minus(reserved);
  return needed.gt(free) ? refuse('MARGIN_SHORT', { needed, free, reserved, available }) : PASS;
};
