// Brings the state machine of brackets to life: feeds events to them, carries out what they answer, and keeps their
// timers. Nothing here asks risk: protective commands are not intents (DESIGN law 6).
import { formatClientOrderId } from '../domain/client-order-id.ts';
import { type Decimal, ZERO, minDecimal } from '../domain/decimal.ts';
import type { Kline } from '../domain/kline.ts';
import type { Clock, TimerHandle } from '../ports/clock.ts';
import { type Bracket, type BracketFoundation, type ClosingReason, foundBracket, phaseOf } from './bracket.ts';
import type { BracketBook } from './bracket-book.ts';
import type { BracketAction } from './bracket-settle.ts';
import { type BracketEvent, stepBracket } from './bracket-step.ts';
import { bestOfKline, watchPrice } from './engine-exits.ts';
import type { ExecutionNote } from './execution-events.ts';
import { type ProtectiveClose, closeOrder, legOrder } from './exit-orders.ts';
import type { OrderIds } from './ids.ts';
import type { OrderDesk, OrderReason } from './order-desk.ts';
import { isExitNotionalExempt } from './order-shape.ts';
import type { PlannerView } from './planner-view.ts';
import type { Reductions } from './reductions.ts';
import type { ExecutionSettings } from './settings.ts';

export interface BracketKeeper {
  found(foundation: BracketFoundation): void;
  /** An event for a bracket; ignored when it is not remembered any more. */
  feed(bracketId: string, event: BracketEvent): void;
  /** Moves stops by a closed kline; returns at once when nobody has stops to be moved. */
  watchKline(kline: Kline): void;
  /** Moves stops by a trade or mark price. */
  watchPrice(symbol: string, price: number): void;
  /** A market order that takes a quantity from a position without asking anybody. */
  closeAtMarket(close: ProtectiveClose): void;
}

export interface BracketKeeperParts {
  readonly view: PlannerView;
  readonly settings: ExecutionSettings;
  readonly clock: Clock;
  readonly ids: OrderIds;
  readonly book: BracketBook;
  readonly desk: OrderDesk;
  readonly reductions: Reductions;
  readonly replacesBeforeCancel: () => boolean;
  /** Called when a bracket's phase or protection changed. */
  readonly changed: (bracket: Bracket) => void;
  readonly note: (note: ExecutionNote) => void;
}

export function createBracketKeeper(parts: BracketKeeperParts): BracketKeeper {
  const { view, settings, clock, book, desk } = parts;
  const holdingTimers = new Map<string, { readonly time: number; readonly handle: TimerHandle }>();

  const feed = (bracketId: string, event: BracketEvent): void => {
    const before = book.get(bracketId);
    if (before === undefined) return;
    const { instrument, mark } = view.market(before.symbol);
    const { bracket, actions } = stepBracket(before, event, {
      instrument,
      settings,
      notionalMin: isExitNotionalExempt(view.account) ? ZERO : instrument.notionalMin,
      mark,
      replaceBeforeCancel: parts.replacesBeforeCancel(),
      now: clock.now(),
    });
    book.put(bracket);
    for (const action of actions) carryOut(bracket, action);
    limitHolding(bracket);
    if (phaseOf(before) !== phaseOf(bracket) || before.isProtected !== bracket.isProtected) parts.changed(bracket);
  };

  const feedLater = (bracketId: string, event: BracketEvent, afterMs: number): void => {
    clock.at(clock.now() + afterMs, () => {
      feed(bracketId, event);
    });
  };

  const carryOut = (bracket: Bracket, action: BracketAction): void => {
    const { bracketId } = bracket;
    switch (action.kind) {
      case 'placeLeg':
        desk.place([legOrder(bracket, action.spec, action.clientOrderId, view.account)], 1);
        break;
      case 'cancelOrder':
        desk.cancel(action.clientOrderId);
        break;
      case 'closeAtMarket':
        closeAtMarket(closeOf(bracket, action.quantity, closeReason(action.reason)));
        break;
      case 'resizeLater':
        feedLater(bracketId, { kind: 'resizeDue' }, action.afterMs);
        break;
      case 'retryLater':
        feedLater(bracketId, { kind: 'retryDue' }, action.afterMs);
        break;
      case 'spendStopBudget':
        feedLater(bracketId, { kind: 'stopBudgetSpent', clientOrderId: action.clientOrderId }, action.afterMs);
        break;
      case 'note':
        parts.note(bracketNote(bracket, action, clock.now()));
        break;
    }
  };

  const closeAtMarket = (close: ProtectiveClose): void => {
    const { quantityMax } = view.market(close.symbol).instrument.marketLot;
    for (let left = close.quantity; left.gt(ZERO); left = left.minus(quantityMax)) {
      const quantity = minDecimal(left, quantityMax);
      const clientOrderId = formatClientOrderId(parts.ids.nextStem(close.strategyId), { part: 'reduce' });
      const { bracketId } = close;
      if (bracketId !== null) parts.reductions.start(clientOrderId, [{ bracketId, quantity }]);
      desk.place([closeOrder(close, clientOrderId, quantity, view.account)], 1);
    }
  };

  /** Keeps one timer for the longest holding of a bracket, as its exits stand now. */
  const limitHolding = (bracket: Bracket): void => {
    const { bracketId, firstFillTime, closing } = bracket;
    const { maxHoldingMs } = bracket.exits;
    const isOpen = closing === null && phaseOf(bracket) !== 'closed';
    const time = isOpen && maxHoldingMs !== null && firstFillTime !== null ? firstFillTime + maxHoldingMs : undefined;
    const timer = holdingTimers.get(bracketId);
    if (timer?.time === time) return;
    timer?.handle.cancel();
    holdingTimers.delete(bracketId);
    if (time === undefined) return;
    const handle = clock.at(time, () => {
      holdingTimers.delete(bracketId);
      feed(bracketId, { kind: 'closeAsked', reason: 'held-too-long' });
    });
    holdingTimers.set(bracketId, { time, handle });
  };

  const see = (bracket: Bracket, price: number): void => {
    const watch = watchPrice(bracket, price);
    if (watch !== bracket.watch) feed(bracket.bracketId, { kind: 'priceSeen', watch });
  };

  const watched = (symbol: string): readonly Bracket[] => {
    const brackets: Bracket[] = [];
    for (const bracketId of book.watching(symbol) ?? []) {
      const bracket = book.get(bracketId);
      if (bracket !== undefined) brackets.push(bracket);
    }
    return brackets;
  };

  return {
    feed,
    closeAtMarket,
    found: (foundation) => {
      const bracket = foundBracket(foundation);
      book.put(bracket);
      parts.changed(bracket);
    },
    watchKline: (kline) => {
      if (book.watching(kline.symbol) === undefined || kline.warmup) return;
      for (const bracket of watched(kline.symbol)) {
        const finest = view.finestInterval(bracket.strategyId, kline.symbol);
        if (bracket.firstFillTime === null || (finest !== undefined && finest !== kline.interval)) continue;
        see(bracket, bestOfKline(kline, bracket.direction, bracket.firstFillTime));
      }
    },
    watchPrice: (symbol, price) => {
      if (book.watching(symbol) === undefined) return;
      for (const bracket of watched(symbol)) see(bracket, price);
    },
  };
}

/** A close that goes on after the one asked for is of what the entry filled late. */
function closeReason(reason: ClosingReason): OrderReason {
  return reason === 'asked' ? 'late-fill' : reason;
}

function closeOf(bracket: Bracket, quantity: Decimal, reason: OrderReason): ProtectiveClose {
  const { strategyId, symbol, positionSide, direction, bracketId, ref } = bracket;
  return { strategyId, symbol, positionSide, direction, bracketId, ref, quantity, reason };
}

function bracketNote(
  { strategyId, symbol, bracketId }: Bracket,
  { code, detail }: Extract<BracketAction, { kind: 'note' }>,
  time: number,
): ExecutionNote {
  return { code, strategyId, symbol, bracketId, time, operands: { detail } };
}
