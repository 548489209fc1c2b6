// What the engine does with a report of the venue, in the one fixed order: order table, books, brackets, and only then
// those who look on (DESIGN law 1).
import type { Fill } from '../domain/fill.ts';
import type { IntentKind } from '../domain/intent.ts';
import type { Order } from '../domain/order.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Report, ReportOf } from '../domain/report.ts';
import type { OrderAnswer, OrderTable } from '../orders/order-table.ts';
import type { AccountBook } from '../portfolio/account-book.ts';

/** What takes part in a report, each in its place; the joined trader hands them in. */
export interface ReportTurnParts {
  readonly orders: Pick<OrderTable, 'apply' | 'order'>;
  readonly account: AccountBook;
  /** Books a fill on strategies and trades: whose it was is known by its order, or is shared where it had none. */
  readonly bookFill: (fill: Fill, order: Order | undefined) => void;
  readonly bookFunding: (report: ReportOf<'fundingSettled'>) => void;
  readonly onSnapshot: (report: ReportOf<'snapshot'>) => void;
  /** Brackets and follow-ups; their commands are asked for here, before any strategy looks. */
  readonly execute: (report: Report) => void;
  readonly tellOrder: (order: Order) => void;
  readonly tellFill: (fill: Fill, order: Order | undefined) => void;
  readonly tellRefusal: (refusal: Refusal) => void;
  readonly tellReport: (report: Report) => void;
  readonly warn: (message: string) => void;
}

/** The function that handles one report. */
export function createReportTurn(parts: ReportTurnParts): (report: Report) => void {
  return (report) => {
    const answer = parts.orders.apply(report);
    if (answer?.kind === 'fillRepeated') return;
    if (answer?.kind === 'illegal') parts.warn(answer.message);
    const order = answer?.order;
    book(parts, report, order);
    parts.execute(report);
    if (answer?.kind === 'changed') parts.tellOrder(answer.order);
    if (report.kind === 'filled') parts.tellFill(report.fill, order);
    const refusal = rejectionOf(report, answer, parts.orders);
    if (refusal !== undefined) parts.tellRefusal(refusal);
    parts.tellReport(report);
  };
}

function book(parts: ReportTurnParts, report: Report, order: Order | undefined): void {
  const { account } = parts;
  switch (report.kind) {
    case 'snapshot':
      parts.onSnapshot(report);
      break;
    case 'filled':
      account.applyFill(report.fill);
      parts.bookFill(report.fill, order);
      break;
    case 'fundingSettled':
      account.applyFunding(report);
      parts.bookFunding(report);
      break;
    case 'insuranceCleared':
      account.applyInsurance(report);
      break;
    case 'transferred':
      account.applyTransfer(report);
      break;
    case 'leverageChanged':
      account.setLeverage(report.symbol, report.leverage);
      break;
    case 'marginModeChanged':
      account.setMarginMode(report.symbol, report.marginMode);
      break;
    default:
      break;
  }
}

const REJECTED_COMMAND = {
  orderRejected: null,
  amendRejected: 'amend',
  cancelRejected: 'cancel',
} as const satisfies Partial<Record<Report['kind'], IntentKind | null>>;

/** The venue's no in the shape of our own, for the strategy whose order it concerned; undefined for every other report. */
function rejectionOf(
  report: Report,
  answer: OrderAnswer | undefined,
  orders: Pick<OrderTable, 'order'>,
): Refusal | undefined {
  if (report.kind !== 'orderRejected' && report.kind !== 'amendRejected' && report.kind !== 'cancelRejected') {
    return undefined;
  }
  const order = answer?.kind === 'changed' ? answer.order : orders.order(report.clientOrderId);
  if (order === undefined || order.strategyId === null) return undefined;
  return {
    strategyId: order.strategyId,
    symbol: order.symbol,
    ref: order.ref,
    intent: REJECTED_COMMAND[report.kind],
    by: 'venue',
    outcome: 'rejected',
    code: report.code,
    message: report.message,
    operands: { clientOrderId: order.clientOrderId, role: order.role, type: order.type },
    time: report.time,
  };
}
