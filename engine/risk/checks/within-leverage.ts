// Truth: leverage stays within four bounds. The account's effective leverage (positions and orders by the larger side over
// equity) within the settings; the symbol's leverage within the settings and its highest bracket; the symbol's notional
// within what its leverage allows (NOTES 6.1). What does not enlarge the exposure passes.
import { notionalMaxAt } from '../../domain/leverage-bracket.ts';
import type { Plan } from '../../domain/plan.ts';
import { PASS, type Verdict } from '../../domain/verdict.ts';
import { effectiveLeverage } from '../../portfolio/margin.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { type Exposure, exposureOf, otherReservations } from '../exposure.ts';
import { openingOrders } from '../judged-order.ts';
import type { RiskView } from '../risk-view.ts';
import type { RiskSettings } from '../settings.ts';

export const withinLeverage: RiskCheck = (plan, view, settings) => {
  const { setting } = plan;
  if (setting?.setting === 'leverage') return leverageAllowed(plan, view, settings, setting.leverage);
  if (openingOrders(plan, view).length === 0) return PASS;
  const exposure = exposureOf(plan, view);
  if (exposure.after.exposure.lte(exposure.before.exposure)) return PASS;
  const judges = [
    () => leverageAllowed(plan, view, settings, view.setting(plan.symbol).leverage),
    () => bracketAllows(plan, view, exposure),
    () => accountAllows(plan, view, settings, exposure),
  ];
  return judges.reduce<Verdict>((verdict, judge) => (verdict.kind === 'pass' ? judge() : verdict), PASS);
};

function leverageAllowed(plan: Plan, view: RiskView, settings: RiskSettings, leverage: number): Verdict {
  const { symbolLeverageMax } = settings;
  if (symbolLeverageMax !== null && leverage > symbolLeverageMax) {
    return refuse('SYMBOL_LEVERAGE_ABOVE_MAX', { leverage, leverageMax: symbolLeverageMax });
  }
  const { brackets } = view.market(plan.symbol);
  const leverageMax = brackets === null ? null : Math.max(...brackets.map((bracket) => bracket.leverageMax));
  if (leverageMax === null || leverage <= leverageMax) return PASS;
  return refuse('BRACKET_LEVERAGE_ABOVE_MAX', { leverage, leverageMax });
}

function bracketAllows(plan: Plan, view: RiskView, { after }: Exposure): Verdict {
  const { brackets } = view.market(plan.symbol);
  const { leverage } = view.setting(plan.symbol);
  const notionalMax = brackets === null ? undefined : notionalMaxAt(brackets, leverage);
  if (notionalMax === undefined || after.exposure.lte(notionalMax)) return PASS;
  return refuse('BRACKET_NOTIONAL_ABOVE_MAX', { notional: after.exposure, notionalMax, leverage });
}

function accountAllows(plan: Plan, view: RiskView, { leverageMax }: RiskSettings, { after }: Exposure): Verdict {
  if (leverageMax === null) return PASS;
  const { equity } = view.account;
  const exposure = after.exposure.plus(otherReservations(plan, view).exposure);
  const leverage = effectiveLeverage(exposure, equity);
  if (leverage?.lte(leverageMax) === true) return PASS;
  return refuse('LEVERAGE_ABOVE_MAX', { exposure, equity, leverage, leverageMax });
}
