// Takes reports, after the order table and the books have taken them: fills go to the fill desk, and where an order stands
// now is read from the table, so that it does not matter by which of several reports it got there.
import { type Order, isEnded } from '../domain/order.ts';
import type { Report } from '../domain/report.ts';
import type { BracketBook } from './bracket-book.ts';
import type { BracketKeeper } from './bracket-keeper.ts';
import type { ExecutionCounters } from './execution-events.ts';
import type { FillDesk } from './fill-desk.ts';
import type { IntentDesk } from './intent-desk.ts';
import type { KeptOrders } from './kept-orders.ts';
import type { OrderDesk } from './order-desk.ts';
import { keepAfter } from './plan-keep-orders.ts';
import type { PlannerView } from './planner-view.ts';
import type { Reductions } from './reductions.ts';

export interface ReportDesk {
  take(report: Report): void;
}

export interface ReportDeskParts {
  readonly view: PlannerView;
  readonly book: BracketBook;
  readonly keeper: BracketKeeper;
  readonly desk: OrderDesk;
  readonly fills: FillDesk;
  readonly intents: IntentDesk;
  readonly reductions: Reductions;
  readonly kept: KeptOrders;
  readonly counters: ExecutionCounters;
}

export function createReportDesk(parts: ReportDeskParts): ReportDesk {
  const { view, book, keeper, desk, reductions, kept, counters } = parts;

  const follow = (clientOrderId: string): void => {
    const order = view.order(clientOrderId);
    if (order === undefined || desk.attributionOf(clientOrderId) === undefined) return;
    if (isEnded(order.status)) end(order);
    else followLeg(order);
  };

  const followLeg = ({ clientOrderId, status, role }: Order): void => {
    const bracket = role === 'entry' ? undefined : book.ofOrder(clientOrderId);
    if (bracket === undefined || status === 'pending') return;
    keeper.feed(bracket.bracketId, { kind: status === 'unknown' ? 'legUnknown' : 'legAccepted', clientOrderId });
  };

  const end = (order: Order): void => {
    const { clientOrderId, status } = order;
    if (!desk.endsNow(order)) return;
    kept.ended(clientOrderId, order.filledQuantity);
    endInBracket(order);
    for (const { bracketId, quantity } of reductions.end(clientOrderId)) {
      keeper.feed(bracketId, { kind: 'reductionEnded', quantity });
    }
    parts.intents.orderEnded(clientOrderId, status === 'filled');
  };

  const endInBracket = ({ clientOrderId, status, role, endCode }: Order): void => {
    const bracket = book.ofOrder(clientOrderId);
    if (bracket === undefined || !isEnded(status)) return;
    if (role === 'entry') {
      keeper.feed(bracket.bracketId, { kind: 'entryEnded' });
      return;
    }
    const before = bracket.closing;
    keeper.feed(bracket.bracketId, { kind: 'legEnded', clientOrderId, status, code: endCode });
    const after = book.get(bracket.bracketId)?.closing;
    if (before !== null) return;
    if (after === 'would-trigger') counters.legsBeyondTrigger += 1;
    if (after === 'unprotectable') counters.stopsNotPlaced += 1;
  };

  /** A kept order that could not be amended stands where the strategy does not want it: it goes, and the set is planned anew. */
  const replaceKept = (clientOrderId: string): void => {
    const place = kept.placeOf(clientOrderId);
    const order = view.order(clientOrderId);
    if (place === undefined || order === undefined || isEnded(order.status)) return;
    const orders = kept.lastSet(place.strategyId, place.symbol);
    if (orders === undefined) return;
    desk.cancel(clientOrderId);
    const intent = { kind: 'keepOrders', orders } as const;
    const wish = { symbol: place.symbol, intent };
    parts.intents.wait(place.strategyId, { wish, followUp: keepAfter(intent, [clientOrderId]) });
  };

  return {
    take: (report) => {
      desk.handleReport(report);
      switch (report.kind) {
        case 'filled':
          parts.fills.take(report.fill);
          if (report.fill.clientOrderId !== null) follow(report.fill.clientOrderId);
          break;
        case 'orderAccepted':
        case 'orderRejected':
        case 'orderTriggered':
        case 'orderAmended':
        case 'orderCancelled':
        case 'orderState':
        case 'outcomeUnknown':
          follow(report.clientOrderId);
          break;
        case 'amendRejected':
          if (report.code !== 'UNKNOWN_ORDER' && report.code !== 'NOTHING_TO_CHANGE') replaceKept(report.clientOrderId);
          break;
        default:
      }
    },
  };
}
