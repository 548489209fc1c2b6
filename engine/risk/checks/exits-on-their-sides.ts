// Truth: a stop lies on the losing side and a target on the winning side, so that no exit is triggered at once. Exits of a
// resting entry are judged against its own price; exits of a market entry, or of what is held, against the market. A change
// is judged by what it says anew: a target that has filled or a break-even that was reached lies behind the price by right.
import { type Decimal, ZERO } from '../../domain/decimal.ts';
import { PASS, type Verdict } from '../../domain/verdict.ts';
import type { BracketExits, PlannedExitChange } from '../../domain/plan.ts';
import type { Direction } from '../../domain/side.ts';
import { type BracketPrices, entryPrices, exitChangePrices } from '../bracket-prices.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { type ExitPrice, exitPrices } from '../exit-prices.ts';
import { openingOrders } from '../judged-order.ts';

export const exitsOnTheirSides: RiskCheck = (plan, view) => {
  for (const judged of openingOrders(plan, view)) {
    const bracket = judged.planned?.bracket ?? null;
    if (bracket === null) continue;
    const verdict = judge(bracket.bracketId, bracket.direction, bracket.exits, entryPrices(judged, view));
    if (verdict.kind !== 'pass') return verdict;
  }
  for (const change of plan.exitChanges) {
    const { bracketId, direction } = change;
    const prices = exitChangePrices(bracketId, plan.symbol, view);
    const verdict = prices === null ? PASS : judge(bracketId, direction, saidAnew(change), prices);
    if (verdict.kind !== 'pass') return verdict;
  }
  return PASS;
};

/** The exits of a change without those that were there before, in the same words. */
function saidAnew({ before, exits }: PlannedExitChange): BracketExits {
  const isNew = (member: keyof BracketExits): boolean =>
    exits[member] !== before[member] && JSON.stringify(exits[member]) !== JSON.stringify(before[member]);
  return {
    ...exits,
    stop: isNew('stop') ? exits.stop : null,
    targets: isNew('targets') ? exits.targets : [],
    breakEven: isNew('breakEven') ? exits.breakEven : null,
  };
}

function judge(bracket: string, direction: Direction, exits: BracketExits, prices: BracketPrices): Verdict {
  for (const exit of exitPrices(exits, direction, prices.average)) {
    const referencePrice = exit.workingType === 'mark' ? prices.mark : prices.last;
    if (!isOnItsSide(exit, direction, referencePrice)) {
      return refuse('EXIT_ON_WRONG_SIDE', {
        bracket,
        exit: exit.name,
        direction,
        exitPrice: exit.price,
        referencePrice,
      });
    }
  }
  return PASS;
}

function isOnItsSide({ price, purpose }: ExitPrice, direction: Direction, reference: Decimal): boolean {
  const liesBelow = (direction === 'long') === (purpose === 'stop');
  return price.gt(ZERO) && (liesBelow ? price.lt(reference) : price.gt(reference));
}
