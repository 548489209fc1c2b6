// Where orders leave and cancels are kept up. Every order is registered before it is sent, so that it counts as reserved
// and can be reported on; every cancel is sent once, and again only while the order is known to work on.
import type { Command } from '../domain/command.ts';
import { type Decimal, ZERO } from '../domain/decimal.ts';
import type { IntentKind } from '../domain/intent.ts';
import { type Order, type OrderRequest, type OrderRole, isEnded } from '../domain/order.ts';
import type { PlannedAmend } from '../domain/plan.ts';
import type { Report } from '../domain/report.ts';
import { createFifo } from '../orders/fifo.ts';
import { newOrder } from '../orders/new-order.ts';
import type { Clock } from '../ports/clock.ts';
import type { ClosingReason, LegReason } from './bracket.ts';
import type { PlannerView } from './planner-view.ts';
import type { ExecutionSettings } from './settings.ts';

/** Why an order was sent: the intent that asked for it, the kind of leg it is, or why we closed. */
export type OrderReason = IntentKind | LegReason | Exclude<ClosingReason, 'asked'> | 'late-fill' | 'excess';

/** Whose an order is and what it is for. */
export interface Attribution {
  readonly strategyId: string;
  readonly symbol: string;
  readonly bracketId: string | null;
  readonly ref: string | null;
  readonly role: OrderRole;
  readonly reason: OrderReason;
}

export interface NewOrder {
  readonly request: OrderRequest;
  readonly attribution: Attribution;
}

export interface OrderDesk {
  /** Registers the orders, then sends them, in batches where the venue takes those. */
  place(orders: readonly NewOrder[], batchMax: number): void;
  cancel(clientOrderId: string): void;
  amend(amend: PlannedAmend): void;
  /** The change of an order that was sent and is not answered yet. */
  amending(clientOrderId: string): Pick<PlannedAmend, 'price' | 'quantity'> | undefined;
  attributionOf(clientOrderId: string): Attribution | undefined;
  /** Takes note of answers to cancels and amends. */
  handleReport(report: Report): void;
  /** True the first time an order is found to have ended, with all the fills the venue says it had. */
  endsNow(order: Order): boolean;
}

export interface OrderDeskParts {
  readonly view: PlannerView;
  readonly settings: Pick<ExecutionSettings, 'retryMs' | 'retryMaxMs'>;
  readonly clock: Clock;
  readonly register: (order: Order) => void;
  readonly send: (command: Command) => void;
}

/** What is remembered of orders that ended, as long as the order table remembers them. */
const ENDED_MAX = 10_000;

export function createOrderDesk({ view, settings, clock, register, send }: OrderDeskParts): OrderDesk {
  const attributions = new Map<string, Attribution>();
  const ended = new Set<string>();
  const endedIds = createFifo<string>();
  const amends = new Map<string, PlannedAmend>();
  /** Failed tries of each cancel that was sent for an order that works. */
  const cancels = new Map<string, number>();
  /** What the venue says an ended order has filled, where its fills have not all been told. */
  const filledByVenue = new Map<string, Decimal>();

  const isWorking = (clientOrderId: string): boolean => {
    const order = view.order(clientOrderId);
    return order !== undefined && !isEnded(order.status);
  };

  const sendCancel = (clientOrderId: string): void => {
    const order = view.order(clientOrderId);
    if (order !== undefined) send({ kind: 'cancel', clientOrderId, symbol: order.symbol });
  };

  /** A cancel may be said again: it can do nothing twice. An order that ended meanwhile needs none. */
  const cancelAgain = (clientOrderId: string): void => {
    const failures = cancels.get(clientOrderId);
    if (failures === undefined || !isWorking(clientOrderId)) return;
    cancels.set(clientOrderId, failures + 1);
    const waitMs = Math.min(settings.retryMaxMs, settings.retryMs * 2 ** failures);
    clock.at(clock.now() + waitMs, () => {
      if (isWorking(clientOrderId)) sendCancel(clientOrderId);
    });
  };

  return {
    place: (orders, batchMax) => {
      for (const { request, attribution } of orders) {
        attributions.set(request.clientOrderId, attribution);
        register(newOrder(request, attribution, clock.now()));
      }
      const requests = orders.map((order) => order.request);
      for (const batch of batchesOf(requests, batchMax)) {
        const [first] = batch;
        if (first === undefined) continue;
        send(batch.length === 1 ? { kind: 'place', order: first } : { kind: 'placeBatch', orders: batch });
      }
    },
    cancel: (clientOrderId) => {
      if (cancels.has(clientOrderId) || !isWorking(clientOrderId)) return;
      cancels.set(clientOrderId, 0);
      sendCancel(clientOrderId);
    },
    amend: (amend) => {
      const order = view.order(amend.clientOrderId);
      if (order === undefined) return;
      amends.set(amend.clientOrderId, amend);
      const { clientOrderId, quantity, price } = amend;
      send({ kind: 'amend', clientOrderId, symbol: order.symbol, quantity, price });
    },
    amending: (clientOrderId) => amends.get(clientOrderId),
    attributionOf: (clientOrderId) => attributions.get(clientOrderId),
    handleReport: (report) => {
      switch (report.kind) {
        case 'cancelRejected':
          cancelAgain(report.clientOrderId);
          break;
        case 'outcomeUnknown':
          if (report.command === 'cancel') cancelAgain(report.clientOrderId);
          if (report.command === 'amend') amends.delete(report.clientOrderId);
          break;
        case 'orderAmended':
        case 'amendRejected':
          amends.delete(report.clientOrderId);
          break;
        case 'orderCancelled':
          if (report.filledQuantity.gt(ZERO)) filledByVenue.set(report.clientOrderId, report.filledQuantity);
          break;
        default:
      }
    },
    endsNow: ({ clientOrderId, status, filledQuantity }) => {
      if (!isEnded(status) || ended.has(clientOrderId)) return false;
      if (filledByVenue.get(clientOrderId)?.gt(filledQuantity) === true) return false;
      ended.add(clientOrderId);
      endedIds.push(clientOrderId);
      amends.delete(clientOrderId);
      cancels.delete(clientOrderId);
      filledByVenue.delete(clientOrderId);
      const forgotten = endedIds.size > ENDED_MAX ? endedIds.shift() : undefined;
      if (forgotten !== undefined) {
        ended.delete(forgotten);
        attributions.delete(forgotten);
      }
      return true;
    },
  };
}

function batchesOf<T>(items: readonly T[], batchMax: number): readonly (readonly T[])[] {
  const size = Math.max(1, batchMax);
  const batches: T[][] = [];
  for (let from = 0; from < items.length; from += size) batches.push(items.slice(from, from + size));
  return batches;
}
