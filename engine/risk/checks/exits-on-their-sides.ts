// Truth: a stop lies on the losing side and a target on the winning side, so that no exit is triggered at once. Exits of a
// resting entry are judged against its own price; exits of a market entry, or of what is held, against the market.
import { type Decimal, ZERO } from '../../domain/decimal.ts';
import { PASS, type Verdict } from '../../domain/verdict.ts';
import type { BracketExits } from '../../domain/plan.ts';
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
  for (const { bracketId, direction, exits } of plan.exitChanges) {
    const prices = exitChangePrices(bracketId, plan.symbol, view);
    const verdict = prices === null ? PASS : judge(bracketId, direction, exits, prices);
    if (verdict.kind !== 'pass') return verdict;
  }
  return PASS;
};

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
