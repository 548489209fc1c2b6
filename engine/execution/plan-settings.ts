// setLeverage and setMarginMode: settings of the symbol, and so of everybody who trades it; refused while anything is held
// or works there (SEMANTICS 4).
import type { IntentOf } from '../domain/intent.ts';
import type { PositionSide } from '../domain/side.ts';
import { type PlanOutcome, type Planning, type Refused, dropped, planned, refused } from './planning.ts';

export function planSetLeverage(planning: Planning, intent: IntentOf<'setLeverage'>): PlanOutcome {
  const { leverage } = intent;
  if (!Number.isInteger(leverage) || leverage < 1) return refused('LEVERAGE_INVALID', { leverage });
  if (planning.view.setting(planning.symbol).leverage === leverage) return dropped('NOTHING_TO_CHANGE', { leverage });
  return inUse(planning) ?? planned(planning, intent, { setting: { setting: 'leverage', leverage } });
}

export function planSetMarginMode(planning: Planning, intent: IntentOf<'setMarginMode'>): PlanOutcome {
  const { marginMode } = intent;
  if (planning.view.setting(planning.symbol).marginMode === marginMode) {
    return dropped('NOTHING_TO_CHANGE', { marginMode });
  }
  return inUse(planning) ?? planned(planning, intent, { setting: { setting: 'marginMode', marginMode } });
}

function inUse({ view, symbol }: Planning): Refused | undefined {
  const sides: readonly PositionSide[] = view.account.positionMode === 'one-way' ? ['both'] : ['long', 'short'];
  for (const positionSide of sides) {
    const { quantity } = view.position(symbol, positionSide);
    if (!quantity.isZero()) return refused('POSITION_EXISTS', { symbol, quantity });
  }
  const orders = [...view.workingOrders(symbol)].length;
  return orders === 0 ? undefined : refused('OPEN_ORDERS_EXIST', { symbol, orders });
}
