// Truth: what opens a position brings a stop-loss, and no change of exits takes the last one away. A trailing stop counts
// where it follows at once; one that waits for its activation protects nothing until then.
import type { BracketExits } from '../../domain/plan.ts';
import { PASS } from '../../domain/verdict.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { openingOrders } from '../judged-order.ts';

export const stopPresent: RiskCheck = (plan, view, settings) => {
  if (!settings.requireStop) return PASS;
  for (const { order, planned } of openingOrders(plan, view)) {
    // An amended entry keeps the exits of its bracket.
    if (planned !== null && !hasStop(planned.bracket?.exits ?? null)) {
      return refuse('STOP_MISSING', { order: order.clientOrderId });
    }
  }
  const stripped = plan.exitChanges.find(({ exits }) => !hasStop(exits));
  return stripped === undefined ? PASS : refuse('STOP_MISSING', { order: stripped.bracketId });
};

function hasStop(exits: BracketExits | null): boolean {
  if (exits === null) return false;
  return exits.stop !== null || (exits.trailing !== null && exits.trailing.activation === undefined);
}
