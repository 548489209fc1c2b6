// Binds the roles a strategy names to the symbols its configuration gives them.
import type { Complaint } from '../config/complaint.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { nearestName } from '../engine/domain/nearest-name.ts';
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
  const names = Object.keys(given);
  // A symbol alone has the name `main`, which nobody wrote; it is meant for the one market the strategy has.
  const alone = names.length === 1 ? given[DEFAULT_ROLE] : undefined;
  const [onlyRole, secondRole] = roles;
  if (alone !== undefined && onlyRole !== undefined && secondRole === undefined) {
    return [{ role: onlyRole, symbol: alone }];
  }
  const unknown = alone === undefined ? names.filter((role) => !roles.includes(role)) : [];
  const missing = roles.filter((role) => given[role] === undefined);
  for (const role of unknown) {
    const near = nearestName(role, missing);
    const hint = near === undefined ? '' : `, did you mean ${near}?`;
    const sentence = `"${definition.name}" has no such role${hint || ','} allowed: ${roles.join(', ')}`;
    complaints.push(complaintAt(loaded, [...path, role], sentence, 'key'));
  }
  // A role that was misspelt is missing too, and said enough about.
  if (missing.length > 0 && unknown.length === 0) {
    const needed = roles.map((role) => `${role}: <symbol>`).join(', ');
    const sentence = `"${definition.name}" has no symbol for ${missing.join(', ')}, needed: { ${needed} }`;
    complaints.push(complaintAt(loaded, path, sentence));
  }
  return roles.flatMap((role) => {
    const symbol = given[role];
    return symbol === undefined ? [] : [{ role, symbol }];
  });
}
