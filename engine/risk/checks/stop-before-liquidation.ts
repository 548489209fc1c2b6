// Truth: a stop-loss is reached before the position would be liquidated. Each entry is judged as if it alone were filled at
// its price on top of what is held; the liquidation price is the engine's own, at the marks of now (NOTES 6.2).
import { type Decimal, toDecimal } from '../../domain/decimal.ts';
import type { PlannedBracket } from '../../domain/plan.ts';
import { type Direction, directionOf, oppositeDirection, type PositionSide } from '../../domain/side.ts';
import { PASS, type Verdict } from '../../domain/verdict.ts';
import { entryPrices, exitChangePrices } from '../bracket-prices.ts';
import { refuse, type RiskCheck } from '../check.ts';
import { firstStopPrice } from '../exit-prices.ts';
import { openingOrders, type JudgedOrder } from '../judged-order.ts';
import { type PositionAfter, asHeld, filledAt, liquidationPriceAfter } from '../liquidation-after.ts';
import type { RiskView } from '../risk-view.ts';

export const stopBeforeLiquidation: RiskCheck = (plan, view, settings) => {
  if (!settings.requireStopBeforeLiquidation) return PASS;
  const bufferRatio = settings.liquidationBufferRatio;
  for (const judged of openingOrders(plan, view)) {
    const bracket = judged.planned?.bracket ?? null;
    const verdict = bracket === null ? PASS : judgeEntry(judged, bracket, view, bufferRatio);
    if (verdict.kind !== 'pass') return verdict;
  }
  for (const { bracketId, direction, exits } of plan.exitChanges) {
    const prices = exitChangePrices(bracketId, plan.symbol, view);
    const stopPrice = prices === null ? null : firstStopPrice(exits, direction, prices.average);
    const held = asHeld(view, plan.symbol, sideOf(view, direction));
    const verdict = stopPrice === null ? PASS : judge(bracketId, direction, stopPrice, held, view, bufferRatio);
    if (verdict.kind !== 'pass') return verdict;
  }
  return PASS;
};

function judgeEntry(judged: JudgedOrder, bracket: PlannedBracket, view: RiskView, bufferRatio: number): Verdict {
  const { bracketId, direction, exits } = bracket;
  const { average } = entryPrices(judged, view);
  const stopPrice = firstStopPrice(exits, direction, average);
  if (stopPrice === null) return PASS;
  return judge(bracketId, direction, stopPrice, filledAt(view, judged.order, average), view, bufferRatio);
}

function judge(
  bracket: string,
  direction: Direction,
  stopPrice: Decimal,
  after: PositionAfter,
  view: RiskView,
  bufferRatio: number,
): Verdict {
  // Where more is held the other way, by other strategies or on the other side of a cross account in hedge mode, the net
  // loses on the other side, and this stop is not the one to judge.
  if (directionOf(netAfter(view, after)) !== direction) return PASS;
  const liquidationPrice = liquidationPriceAfter(view, after);
  if (liquidationPrice === null) return PASS;
  const buffer = liquidationPrice.times(toDecimal(bufferRatio));
  // At one price the liquidation comes first (SEMANTICS 3), so equal is too late.
  const isBefore =
    direction === 'long' ? stopPrice.gt(liquidationPrice.plus(buffer)) : stopPrice.lt(liquidationPrice.minus(buffer));
  return isBefore ? PASS : refuse('STOP_BEHIND_LIQUIDATION', { bracket, stopPrice, liquidationPrice, bufferRatio });
}

/** The signed quantity whose loss would liquidate: in hedge mode the two sides of a cross symbol stand and fall together. */
function netAfter(view: RiskView, { position }: PositionAfter): Decimal {
  const { symbol, positionSide, quantity } = position;
  if (positionSide === 'both' || view.setting(symbol).marginMode === 'isolated') return quantity;
  return quantity.plus(view.position(symbol, oppositeDirection(positionSide)).quantity);
}

function sideOf(view: RiskView, direction: Direction): PositionSide {
  return view.account.positionMode === 'hedge' ? direction : 'both';
}
