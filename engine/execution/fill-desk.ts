// Gives every fill to whom it belongs. A fill first takes from what the strategy holds the other way, then it opens. What it
// takes is charged to the bracket whose order it was; the fill of an order outside of brackets takes from what is held
// outside of them first; then come the other brackets, oldest first. What an exit filled beyond all that is held is excess:
// closed at market and counted.
import { type Decimal, ZERO, maxDecimal, minDecimal, sumDecimals } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import { signOf, signedQuantity } from '../domain/side.ts';
import { type Bracket, remainingOf } from './bracket.ts';
import type { BracketBook } from './bracket-book.ts';
import type { BracketKeeper } from './bracket-keeper.ts';
import type { ExecutionCounters, ExecutionEvent, ExecutionNote } from './execution-events.ts';
import type { Attribution, OrderDesk } from './order-desk.ts';
import type { PlannerView } from './planner-view.ts';
import { type Claim, type Reductions, spread } from './reductions.ts';

export interface FillDesk {
  /** A fill of an order of ours, after the books have taken it. */
  take(fill: Fill): void;
  /** The strategy's share of a fill the venue forced, after the books have taken it: oldest brackets first. */
  takeForced(strategyId: string, fill: Fill, quantity: Decimal): void;
}

export interface FillDeskParts {
  readonly view: PlannerView;
  readonly book: BracketBook;
  readonly keeper: BracketKeeper;
  readonly desk: OrderDesk;
  readonly reductions: Reductions;
  readonly counters: ExecutionCounters;
  readonly tell: (event: ExecutionEvent) => void;
  readonly note: (note: ExecutionNote) => void;
}

export function createFillDesk(parts: FillDeskParts): FillDesk {
  const { view, book, keeper, desk, reductions, counters } = parts;

  const tellPart = (bracket: Bracket, fill: Fill, quantity: Decimal, part: 'entry' | 'exit'): void => {
    const { fillId, clientOrderId, price, time } = fill;
    const { bracketId, strategyId, symbol } = bracket;
    const reason = clientOrderId === null ? 'forced' : (desk.attributionOf(clientOrderId)?.reason ?? 'forced');
    const told = { bracketId, strategyId, symbol, fillId, clientOrderId, part, quantity, price, reason, time };
    parts.tell({ kind: 'bracketFilled', ...told });
  };

  /** Brackets that hold what a fill of this side takes from, oldest first. */
  const takenFrom = (strategyId: string, { symbol, positionSide, side }: Fill): readonly Bracket[] =>
    book
      .ofMarket(strategyId, symbol)
      .filter(
        (bracket) =>
          bracket.positionSide === positionSide &&
          signOf(bracket.direction) !== signOf(side) &&
          remainingOf(bracket).gt(ZERO),
      );

  const takeShare = (fill: Fill, bracketId: string, quantity: Decimal): void => {
    const bracket = book.get(bracketId);
    if (bracket === undefined) return;
    tellPart(bracket, fill, quantity, 'exit');
    const { clientOrderId } = fill;
    // The leg's own bracket has taken its fill already.
    if (clientOrderId !== null && bracket.legs.some((leg) => leg.clientOrderId === clientOrderId)) return;
    const isClaimed =
      clientOrderId !== null && reductions.of(clientOrderId).some((share) => share.bracketId === bracketId);
    if (isClaimed) {
      reductions.take(clientOrderId, { bracketId, quantity });
      keeper.feed(bracketId, { kind: 'reductionFilled', quantity });
    } else {
      keeper.feed(bracketId, { kind: 'exited', quantity, isForced: clientOrderId === null });
    }
  };

  const takeEntry = (fill: Fill, bracket: Bracket, quantity: Decimal): void => {
    if (bracket.closing !== null) counters.lateFills += 1;
    tellPart(bracket, fill, quantity, 'entry');
    keeper.feed(bracket.bracketId, { kind: 'entryFilled', quantity, price: fill.price });
  };

  const closeExcess = (fill: Fill, { strategyId, ref }: Attribution, quantity: Decimal): void => {
    const { symbol, positionSide, side, time } = fill;
    counters.excessExits += 1;
    const isDust = quantity.lt(view.market(symbol).instrument.marketLot.quantityMin);
    const code = isDust ? 'EXCESS_IS_DUST' : 'EXCESS_CLOSED';
    parts.note({ code, strategyId, symbol, bracketId: null, time, operands: { quantity: quantity.toString() } });
    if (isDust) return;
    const direction = side === 'buy' ? 'long' : 'short';
    const whose = { strategyId, symbol, positionSide, bracketId: null, ref };
    keeper.closeAtMarket({ ...whose, direction, quantity, reason: 'excess' });
  };

  return {
    take: (fill) => {
      if (fill.clientOrderId === null) return;
      const attribution = desk.attributionOf(fill.clientOrderId);
      if (attribution === undefined) return;
      const { strategyId, role } = attribution;
      const own = book.ofOrder(fill.clientOrderId);
      const held = heldBefore(view, strategyId, fill);
      const claims = claimsOn(takenFrom(strategyId, fill), {
        held,
        own: role === 'entry' ? undefined : own,
        shares: reductions.of(fill.clientOrderId),
      });
      const { shares, rest } = spread(minDecimal(held, fill.quantity), claims);
      if (own !== undefined && role !== 'entry') {
        keeper.feed(own.bracketId, { kind: 'legFilled', clientOrderId: fill.clientOrderId, quantity: fill.quantity });
      }
      for (const { bracketId, quantity } of shares) if (bracketId !== null) takeShare(fill, bracketId, quantity);
      const opens = maxDecimal(ZERO, fill.quantity.minus(held)).plus(rest);
      if (opens.isZero()) return;
      if (role !== 'entry') closeExcess(fill, attribution, opens);
      else if (own !== undefined) takeEntry(fill, own, opens);
    },
    takeForced: (strategyId, fill, quantity) => {
      const brackets = takenFrom(strategyId, fill);
      const { shares } = spread(quantity, claimsOn(brackets, { held: ZERO, own: undefined, shares: [] }));
      for (const { bracketId, quantity: taken } of shares) if (bracketId !== null) takeShare(fill, bracketId, taken);
    },
  };
}

/** What the strategy held before the fill and the fill took from; zero where the fill only opened. */
function heldBefore(view: PlannerView, strategyId: string, fill: Fill): Decimal {
  const signed = signedQuantity(fill.side, fill.quantity);
  const before = view.book(strategyId, fill.symbol, fill.positionSide).quantity.minus(signed);
  return before.isNegative() === signed.isNegative() ? ZERO : before.abs();
}

interface ClaimOrder {
  /** All that is held, brackets included. */
  readonly held: Decimal;
  /** The bracket whose leg filled. */
  readonly own: Bracket | undefined;
  /** What the order was sent to take. */
  readonly shares: readonly { readonly bracketId: string; readonly quantity: Decimal }[];
}

/** Who gives, in this order: the leg's bracket, the shares of a reduction, what is held outside of brackets, the others. */
function claimsOn(brackets: readonly Bracket[], { held, own, shares }: ClaimOrder): readonly Claim[] {
  const free = new Map(brackets.map((bracket) => [bracket.bracketId, remainingOf(bracket)]));
  const outside = maxDecimal(ZERO, held.minus(sumDecimals(free.values())));
  const claims: Claim[] = [];
  const claim = (bracketId: string, asked?: Decimal): void => {
    const left = free.get(bracketId);
    if (left === undefined) return;
    const quantity = asked === undefined ? left : minDecimal(asked, left);
    free.set(bracketId, left.minus(quantity));
    claims.push({ bracketId, quantity });
  };
  if (own !== undefined) claim(own.bracketId);
  for (const share of shares) claim(share.bracketId, share.quantity);
  claims.push({ bracketId: null, quantity: outside });
  for (const bracket of brackets) claim(bracket.bracketId);
  return claims;
}
