// What the engine does with a report of the venue, in the one fixed order: order table, books, brackets, trades, and only
// then those who look on (DESIGN law 1).
import type { IntentKind } from '../domain/intent.ts';
import type { Order } from '../domain/order.ts';
import type { PositionSide } from '../domain/side.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Report, ReportOf } from '../domain/report.ts';
import type { Execution } from '../execution/execution.ts';
import type { OrderAnswer, OrderTable } from '../orders/order-table.ts';
import type { AccountBook } from '../portfolio/account-book.ts';
import type { FillBooking } from './fill-booking.ts';
import type { EngineObserver } from './observer.ts';
import type { SettingCommand, SettingRequests } from './setting-requests.ts';
import type { Tellings } from './tellings.ts';

/** What takes part in a report, each in its place. */
export interface ReportTurnParts {
  readonly orders: Pick<OrderTable, 'apply' | 'order'>;
  readonly account: AccountBook;
  readonly booking: FillBooking;
  readonly execution: Pick<Execution, 'handleReport' | 'handleForcedFill'>;
  readonly settingRequests: Pick<SettingRequests, 'answered'>;
  readonly tellings: Tellings;
  readonly observer: Pick<EngineObserver, 'reported' | 'fundingPaid'>;
  readonly onSnapshot: (report: ReportOf<'snapshot'>) => void;
  readonly onTransfer: (report: ReportOf<'transferred'>) => void;
  /** A fill that no order of ours caused and no liquidation either. */
  readonly onForeignFill: (report: ReportOf<'filled'>) => void;
  readonly warn: (message: string) => void;
}

/** The function that handles one report. */
export function createReportTurn(parts: ReportTurnParts): (report: Report) => void {
  const { orders, execution, tellings, observer } = parts;
  return (report) => {
    const answer = orders.apply(report);
    // A fill that was booked already is nobody's any more.
    if (answer?.kind === 'fillRepeated') return;
    if (answer?.kind === 'illegal') parts.warn(answer.message);
    // What the report says is told before what execution makes of it: nobody hears of an effect before its cause.
    if (answer?.kind === 'changed') tellings.order(answer.order);
    if (report.kind === 'filled') {
      takeFill(parts, report, answer?.order);
    } else {
      for (const { strategyId, symbol, positionSide } of book(parts, report)) {
        tellings.position(strategyId, symbol, positionSide);
      }
      const refusal = rejectionOf(report, answer, orders) ?? answerToSetting(report, parts.settingRequests);
      if (refusal !== undefined) tellings.refusal(refusal);
      execution.handleReport(report);
    }
    observer.reported(report);
  };
}

function takeFill(parts: ReportTurnParts, report: ReportOf<'filled'>, order: Order | undefined): void {
  const { account, booking, execution, tellings } = parts;
  const { fill } = report;
  account.applyFill(fill);
  const owned = booking.book(fill, order);
  // Streams of state before streams of events: what looks up the position at a fill finds the one after it.
  for (const one of owned) {
    const { strategyId, fill: share } = one;
    if (strategyId !== null) tellings.position(strategyId, share.symbol, share.positionSide);
    tellings.fill(one, order);
  }
  execution.handleReport(report);
  if (fill.cause === 'liquidation') {
    for (const { strategyId, fill: share } of owned) {
      if (strategyId !== null) execution.handleForcedFill(strategyId, share, share.quantity);
    }
  } else if (order === undefined) {
    parts.onForeignFill(report);
  }
  booking.recordTrades(owned, order);
}

interface Bearer {
  readonly strategyId: string;
  readonly symbol: string;
  readonly positionSide: PositionSide;
}

/** Posts what is no fill; gives the strategies whose books it changed. */
function book(parts: ReportTurnParts, report: Exclude<Report, { kind: 'filled' }>): readonly Bearer[] {
  const { account, booking, observer } = parts;
  switch (report.kind) {
    case 'snapshot':
      parts.onSnapshot(report);
      return [];
    case 'fundingSettled': {
      account.applyFunding(report);
      const { symbol, positionSide } = report;
      const bearers: Bearer[] = [];
      for (const payment of booking.bookFunding(report)) {
        observer.fundingPaid(payment);
        const { strategyId } = payment;
        if (strategyId !== null) bearers.push({ strategyId, symbol, positionSide });
      }
      return bearers;
    }
    case 'insuranceCleared':
      account.applyInsurance(report);
      return [];
    case 'transferred':
      account.applyTransfer(report);
      parts.onTransfer(report);
      return [];
    case 'leverageChanged':
      account.setLeverage(report.symbol, report.leverage);
      return [];
    case 'marginModeChanged':
      account.setMarginMode(report.symbol, report.marginMode);
      return [];
    default:
      return [];
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

/** Takes an answer about a setting to whoever asked for it; a refusal where it was no. */
function answerToSetting(report: Report, requests: Pick<SettingRequests, 'answered'>): Refusal | undefined {
  const { time } = report;
  switch (report.kind) {
    case 'leverageChanged':
      requests.answered('setLeverage', report.symbol);
      return undefined;
    case 'marginModeChanged':
      requests.answered('setMarginMode', report.symbol);
      return undefined;
    case 'settingRejected': {
      const { symbol, code, message } = report;
      const intent: SettingCommand['kind'] = report.setting === 'leverage' ? 'setLeverage' : 'setMarginMode';
      const request = requests.answered(intent, symbol);
      if (request === undefined) return undefined;
      return { ...request, symbol, intent, by: 'venue', outcome: 'rejected', code, message, operands: {}, time };
    }
    default:
      return undefined;
  }
}
