// Binds the roles a strategy names to the symbols its configuration gives them.
import type { Complaint } from '../config/complaint.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { nearestName } from '../config/nearest-name.ts';
import { DEFAULT_ROLE, type StrategyDefinition } from '../engine/strategy/define-strategy.ts';
import type { BoundMarket } from '../engine/strategy/resolve-market.ts';
import { complaintAt } from './complaint-at.ts';

/** The markets of `strategies[index]` in the order in which its definition names the roles; adds what is wrong to `complaints`. */
export function bindMarkets(
  definition: StrategyDefinition,
  index: number,
  loaded: LoadedConfig,
  complaints: Complaint[],
): readonly BoundMarket[] {
  const given = loaded.config.strategies[index]?.markets ?? {};
  const path = ['strategies', index, 'markets'];
  const roles = definition.markets;
  const [onlyRole, secondRole] = roles;
  const single = given[DEFAULT_ROLE];
  // A symbol alone is meant for the one market the strategy has, whatever it calls it.
  if (onlyRole !== undefined && secondRole === undefined && single !== undefined && Object.keys(given).length === 1) {
    return [{ role: onlyRole, symbol: single }];
  }
  const unknown = Object.keys(given).filter((role) => !roles.includes(role));
  const missing = roles.filter((role) => given[role] === undefined);
  const needed = roles.map((role) => `${role}: <symbol>`).join(', ');
  for (const role of unknown) {
    // A symbol alone has the name `main`, which nobody wrote.
    if (role === DEFAULT_ROLE) continue;
    const near = nearestName(role, missing);
    const hint = near === undefined ? '' : `, did you mean ${near}?`;
    const sentence = `"${definition.name}" has no such role${hint || ','} allowed: ${roles.join(', ')}`;
    complaints.push(complaintAt(loaded, [...path, role], sentence, 'key'));
  }
  if (missing.length > 0 && unknown.every((role) => role === DEFAULT_ROLE)) {
    const sentence = `"${definition.name}" has no symbol for ${missing.join(', ')}, needed: { ${needed} }`;
    complaints.push(complaintAt(loaded, path, sentence));
  }
  return roles.flatMap((role) => {
    const symbol = given[role];
    return symbol === undefined ? [] : [{ role, symbol }];
  });
}
