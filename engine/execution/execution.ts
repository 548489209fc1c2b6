// Execution: intents become plans, passed plans become orders, and what was filled is kept protected until it is gone. This
// file joins the parts and is the room's face; each part says in its own file what it is for.
//
// A call of the engine is carried out to its end before it returns: orders are registered and commands handed on in order,
// nothing is awaited. Reports come after the order table and the portfolio have taken them (DESIGN law 1).
import type { Command } from '../domain/command.ts';
import type { Decimal } from '../domain/decimal.ts';
import type { Fill } from '../domain/fill.ts';
import type { Kline } from '../domain/kline.ts';
import type { MarkPrice, Trade } from '../domain/market-event.ts';
import type { Order } from '../domain/order.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Report, VenueCapabilities } from '../domain/report.ts';
import type { PositionSide } from '../domain/side.ts';
import type { Clock } from '../ports/clock.ts';
import { createBracketBook } from './bracket-book.ts';
import { createBracketKeeper } from './bracket-keeper.ts';
import {
  type BracketView,
  type ExecutionCounters,
  type ExecutionEvent,
  type ExecutionNote,
  viewOf,
} from './execution-events.ts';
import { createFillDesk } from './fill-desk.ts';
import { type SymbolledIntent, createFollowUps } from './follow-ups.ts';
import type { OrderIds } from './ids.ts';
import { createIntentDesk, type IntentOrigin } from './intent-desk.ts';
import type { Judge } from './judgement.ts';
import { createKeptOrders } from './kept-orders.ts';
import { type Attribution, createOrderDesk } from './order-desk.ts';
import { createPlanRunner } from './plan-runner.ts';
import type { Planning } from './planning.ts';
import type { PlannerView } from './planner-view.ts';
import { type Protection, protectionOf } from './protection.ts';
import { createReductions } from './reductions.ts';
import { createRefBook } from './ref-book.ts';
import { createReportDesk } from './report-desk.ts';
import type { ExecutionSettings } from './settings.ts';

export interface Execution {
  /** Takes one intent, or several said together, with their markets resolved. */
  handleIntent(strategyId: string, wishes: SymbolledIntent | readonly SymbolledIntent[], from?: IntentOrigin): void;
  /** Takes any report, after the order table and the portfolio have taken it. */
  handleReport(report: Report): void;
  /** A strategy's share of a fill without an order of ours (a liquidation), after the portfolio has taken it. */
  handleForcedFill(strategyId: string, fill: Fill, quantity: Decimal): void;
  /** Moves break-even and trailing stops by a closed kline; each setting of `exitsWatch` listens to its own kind of price. */
  handleKline(kline: Kline): void;
  handleTrade(trade: Trade): void;
  handleMark(mark: MarkPrice): void;
  /** Cancels the strategy's entries and takes nothing more from it; its exits stay managed. */
  quarantine(strategyId: string): void;
  /** Brackets that may still hold or bring something, oldest first within a market. */
  brackets(): readonly BracketView[];
  /** A bracket by its id; undefined too when it closed too long ago. */
  bracket(bracketId: string): BracketView | undefined;
  attributionOf(clientOrderId: string): Attribution | undefined;
  protectionOf(strategyId: string, symbol: string, positionSide: PositionSide): Protection;
  counters(): Readonly<ExecutionCounters>;
}

export interface ExecutionParts {
  readonly view: PlannerView;
  readonly settings: ExecutionSettings;
  readonly clock: Clock;
  readonly ids: OrderIds;
  readonly judge: Judge;
  /** Puts an order into the order table; called before the order is sent. */
  readonly register: (order: Order) => void;
  /** Hands a command on. It must not be answered before the engine is quiet. */
  readonly send: (command: Command) => void;
  readonly refuse: (refusal: Refusal) => void;
  readonly note: (note: ExecutionNote) => void;
  readonly tell: (event: ExecutionEvent) => void;
}

/** What is assumed of a venue that has not spoken yet: nothing is taken for granted. */
const UNKNOWN_VENUE: VenueCapabilities = {
  orderTypes: [],
  amend: false,
  batchMax: 1,
  countdown: false,
  hedgeMode: false,
  clientOrderIds: true,
  replaceBeforeCancel: false,
};

export function createExecution(parts: ExecutionParts): Execution {
  const { view, settings, clock, ids, tell, note } = parts;
  let capabilities = UNKNOWN_VENUE;
  const counters: ExecutionCounters = { excessExits: 0, lateFills: 0, stopsNotPlaced: 0, legsBeyondTrigger: 0 };
  const book = createBracketBook();
  const reductions = createReductions();
  const refs = createRefBook();
  const kept = createKeptOrders();
  const desk = createOrderDesk(parts);
  const keeper = createBracketKeeper({
    view,
    settings,
    clock,
    ids,
    book,
    desk,
    reductions,
    replacesBeforeCancel: () => capabilities.replaceBeforeCancel,
    changed: (bracket) => {
      tell({ kind: 'bracketChanged', bracket: viewOf(bracket), time: clock.now() });
    },
    note,
  });
  const batchMax = (): number => capabilities.batchMax;
  const runner = createPlanRunner({ view, book, keeper, desk, reductions, refs, kept, batchMax, send: parts.send });
  const planningOf = (strategyId: string, symbol: string): Planning => ({
    strategyId,
    symbol,
    view,
    settings,
    capabilities,
    ids,
    brackets: book,
    refs,
    kept,
    amending: (clientOrderId) => desk.amending(clientOrderId),
  });
  const intents = createIntentDesk({
    view,
    planningOf,
    judge: parts.judge,
    runner,
    followUps: createFollowUps(),
    refuse: parts.refuse,
  });
  const fills = createFillDesk({ view, book, keeper, desk, reductions, counters, tell, note });
  const reports = createReportDesk({ view, book, keeper, desk, fills, intents, reductions, kept, counters });

  return {
    handleIntent: (strategyId, wishes, from) => {
      intents.handle(strategyId, 'intent' in wishes ? [wishes] : wishes, from);
    },
    handleReport: (report) => {
      if (report.kind === 'capabilities') capabilities = report.capabilities;
      else reports.take(report);
    },
    handleForcedFill: (strategyId, fill, quantity) => {
      fills.takeForced(strategyId, fill, quantity);
    },
    handleKline: (kline) => {
      if (settings.exitsWatch === 'kline') keeper.watchKline(kline);
    },
    handleTrade: (trade) => {
      if (settings.exitsWatch === 'trade') keeper.watchPrice(trade.symbol, trade.price);
    },
    handleMark: (mark) => {
      if (settings.exitsWatch === 'mark') keeper.watchPrice(mark.symbol, mark.price);
    },
    quarantine: (strategyId) => {
      intents.quarantine(strategyId);
      for (const order of [...view.workingOrders()]) {
        if (order.strategyId === strategyId && order.role === 'entry') runner.cancel(order.clientOrderId);
      }
    },
    brackets: () => book.open().map((bracket) => viewOf(bracket)),
    bracket: (bracketId) => {
      const bracket = book.get(bracketId);
      return bracket === undefined ? undefined : viewOf(bracket);
    },
    attributionOf: (clientOrderId) => desk.attributionOf(clientOrderId),
    protectionOf: (strategyId, symbol, positionSide) =>
      protectionOf(book.ofMarket(strategyId, symbol).filter((bracket) => bracket.positionSide === positionSide)),
    counters: () => counters,
  };
}
