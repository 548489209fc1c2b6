// Truth: neither the strategy's position in a market nor the account's grows beyond what the settings allow, orders that
// may still be filled counted in. What does not enlarge either always passes.
import { type Decimal, minDecimal } from '../../domain/decimal.ts';
import type { Plan } from '../../domain/plan.ts';
import { PASS, type Verdict } from '../../domain/verdict.ts';
import { clip, refuse, type RiskCheck } from '../check.ts';
import { type Exposure, exposureOf, ownExposureOf } from '../exposure.ts';
import { openingOrders } from '../judged-order.ts';
import { floorToStep, withQuantity } from '../plan-clip.ts';
import type { RiskView } from '../risk-view.ts';
import type { RiskSettings } from '../settings.ts';

type PositionCode = 'POSITION_ABOVE_MAX' | 'NET_POSITION_ABOVE_MAX';

export const withinMaxPosition: RiskCheck = (plan, view, settings) => {
  const { positionNotionalMax, netPositionNotionalMax } = settings;
  if (positionNotionalMax !== null) {
    const verdict = judge(plan, view, settings, 'POSITION_ABOVE_MAX', ownExposureOf(plan, view), positionNotionalMax);
    if (verdict.kind !== 'pass') return verdict;
  }
  if (netPositionNotionalMax === null) return PASS;
  return judge(plan, view, settings, 'NET_POSITION_ABOVE_MAX', exposureOf(plan, view), netPositionNotionalMax);
};

function judge(
  plan: Plan,
  view: RiskView,
  settings: RiskSettings,
  code: PositionCode,
  { before, after }: Exposure,
  notionalMax: number,
): Verdict {
  const notional = after.exposure;
  if (notional.lte(notionalMax) || notional.lte(before.exposure)) return PASS;
  const smaller = settings.limitExcess === 'clip' ? cutDown(plan, view, notional.minus(notionalMax)) : undefined;
  const operands = { notional, notionalMax };
  return smaller === undefined ? refuse(code, operands) : clip(smaller, code, operands);
}

/** The plan with its one opening order smaller by so much notional; undefined where there are more, or nothing is left. */
function cutDown(plan: Plan, view: RiskView, excess: Decimal): Plan | undefined {
  const [only, ...others] = openingOrders(plan, view);
  if (only === undefined || others.length > 0 || only.planned === null) return undefined;
  const { order, planned, referencePrice } = only;
  if (order.quantity === null) return undefined;
  const wanted = order.quantity.minus(excess.div(referencePrice));
  const quantity = floorToStep(planned, minDecimal(wanted, order.quantity), view);
  return quantity.gt(0) ? withQuantity(plan, order.clientOrderId, quantity) : undefined;
}
