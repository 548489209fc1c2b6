// One trader, joined around the mailbox: market source and venue at the rim; order table, books, brackets, risk and
// strategies in between, each in the one fixed order of DESIGN law 1. It knows no mode: what differs is handed in.
import type { Subscription } from 'rxjs';
import { timersInTurn } from './clock/timers-in-turn.ts';
import type { Command } from './domain/command.ts';
import { ZERO } from './domain/decimal.ts';
import type { Intent } from './domain/intent.ts';
import type { Interval } from './domain/interval.ts';
import type { MarketEvent } from './domain/market-event.ts';
import type { Order } from './domain/order.ts';
import type { Report, ReportOf } from './domain/report.ts';
import type { PositionSide } from './domain/side.ts';
import { createExecution } from './execution/execution.ts';
import { createOrderIds } from './execution/ids.ts';
import { createKlineFeed } from './market/kline-feed.ts';
import { createMarketStates } from './market/market-state.ts';
import { createOrderTable } from './orders/order-table.ts';
import { createAccountBook, type AccountBook } from './portfolio/account-book.ts';
import { createStrategyBooks } from './portfolio/strategy-books.ts';
import { createTradeLedger } from './portfolio/trade-ledger.ts';
import type { MarketSource } from './ports/market-source.ts';
import { createRiskRecord } from './risk/risk-record.ts';
import type { Quarantine } from './strategy/host.ts';
import type { Engine, EngineParts } from './trader/engine-face.ts';
import { createPriceExits } from './trader/declared-prices.ts';
import type { ToldReason } from './trader/exit-cause.ts';
import { createFillBooking } from './trader/fill-booking.ts';
import { createFinestIntervals } from './trader/finest-intervals.ts';
import { createHistoryDesk } from './trader/history-desk.ts';
import { createIntentTurn } from './trader/intent-turn.ts';
import { createJudge } from './trader/judge-plans.ts';
import { createKlineRouter } from './trader/kline-router.ts';
import { createMailbox } from './trader/mailbox.ts';
import { createMarketTurn } from './trader/market-turn.ts';
import { createReportTurn } from './trader/report-turn.ts';
import { createSettingRequests } from './trader/setting-requests.ts';
import type { StrategyInstance } from './trader/strategy-instance.ts';
import { createStrategies } from './trader/strategy-runtime.ts';
import { createTellings } from './trader/tellings.ts';
import { createTraderView } from './trader/trader-view.ts';

export type { Engine, EngineParts, EngineSettings, StrategyStatus } from './trader/engine-face.ts';

type EngineEvent =
  | { readonly kind: 'market'; readonly event: MarketEvent }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'intent'; readonly strategyId: string; readonly intent: Intent }
  | { readonly kind: 'quarantine'; readonly quarantine: Quarantine }
  /** Something that happens inside: a timer, the start, a wish of the operator. */
  | { readonly kind: 'turn'; readonly run: () => void };

const SNAPSHOT_AT_START = 'start';

/** Joins an engine; nothing moves before `start`. Throws RangeError where a market lacks rules or klines. */
export function createEngine(parts: EngineParts): Engine {
  const { clock, source, venue, log, instruments, settings, observer } = parts;
  const symbols = [...instruments.keys()];
  const sharedClock = timersInTurn(clock, (run) => {
    mailbox.post({ kind: 'turn', run });
  });

  // State.
  const markets = createMarketStates(symbols);
  const feeds = symbols.map((symbol) => createKlineFeed(symbol, finestOf(source, symbol)));
  const feedOf = new Map(feeds.map((feed) => [feed.symbol, feed]));
  const router = createKlineRouter(feeds);
  const desk = createHistoryDesk(source, feeds);
  const account = createAccountBook();
  const orders = createOrderTable();
  const books = createStrategyBooks();
  const ledger = createTradeLedger(createPriceExits(instruments));
  const risk = createRiskRecord(settings.risk);
  const settingRequests = createSettingRequests();
  const finest = createFinestIntervals();
  const outbox: Command[] = [];
  /** Orders that close what the end left. */
  const endIds = new Set<string>();
  let isEnding = false;
  let initialBalance = ZERO;
  let hasStarted = false;

  const instances = new Map(parts.strategies.map((instance) => [instance.strategyId, instance]));
  const instanceOf = (strategyId: string): StrategyInstance => {
    const instance = instances.get(strategyId);
    if (instance === undefined) throw new Error(`strategy ${strategyId} is not part of this run`);
    return instance;
  };
  const instanceAt = (strategyOrder: number): StrategyInstance => {
    const instance = parts.strategies[strategyOrder];
    if (instance === undefined) throw new Error(`there is no strategy number ${strategyOrder}`);
    return instance;
  };
  const view = createTraderView({
    clock,
    symbols,
    instruments,
    brackets: parts.brackets,
    sharing: settings.sharing,
    takerFeeRatio: settings.takerFeeRatio,
    makerFeeRatio: settings.makerFeeRatio,
    markets,
    account,
    books,
    orders,
    history: risk,
    capitalRatioOf: (strategyId) => instanceOf(strategyId).capitalRatio ?? undefined,
    initialBalance: () => initialBalance,
    finestInterval: finest.of,
  });

  // Strategies and what they are told.
  const strategies = createStrategies({
    instances: parts.strategies,
    instruments,
    clock: sharedClock,
    log,
    source,
    randomOf: parts.randomOf,
    isTurn: () => settings.asyncIntents === 'allowed' || mailbox.inTurn(),
    openInterval: (symbol, interval) => {
      const missing = feedOf.get(symbol)?.build(interval, clock.now()) ?? 0;
      if (missing > 0) desk.ask(symbol, finestOf(source, symbol), missing);
    },
    addChannel: (strategyOrder, channel) => {
      router.add(strategyOrder, channel);
      desk.add(channel);
      const { strategyId } = instanceAt(strategyOrder);
      finest.note(strategyId, channel.symbol, channel.interval);
    },
    askHistory: desk.ask,
    readFeed: (symbol) => markets.of(symbol).feed,
    readPositions: (strategyId, symbol) =>
      sidesOf(account).map((positionSide) => books.book(strategyId, symbol, positionSide)),
    readWorkingOrders: (strategyId, symbol) =>
      orders.workingOfSymbol(symbol).filter((order) => order.strategyId === strategyId),
    readEquity: () => ({ time: clock.now(), equity: account.equityNumber(markets.markOf) }),
    post: (strategyId, intent) => {
      mailbox.post({ kind: 'intent', strategyId, intent });
    },
    onQuarantine: (quarantine) => {
      mailbox.post({ kind: 'quarantine', quarantine });
    },
  });
  const reasonOf = (clientOrderId: string): ToldReason | null =>
    endIds.has(clientOrderId) ? 'end-of-data' : (execution.attributionOf(clientOrderId)?.reason ?? null);
  const tellings = createTellings(strategies, books, observer, reasonOf);

  // Execution and the turns.
  let nextNumber = 0;
  const execution = createExecution({
    view,
    settings: settings.execution,
    clock: sharedClock,
    ids: createOrderIds({
      prefix: settings.execution.idPrefix,
      epoch: 1,
      codeOf: (strategyId) => strategyId,
      nextNumber: () => (nextNumber += 1),
    }),
    judge: createJudge(view, settings.riskOf),
    register: (order) => {
      orders.add(order);
      if (order.strategyId !== null) risk.orderSent(order.strategyId, order.placedTime);
      if (isEnding && execution.attributionOf(order.clientOrderId)?.reason === 'close') endIds.add(order.clientOrderId);
      tellings.order(order);
    },
    send: (command) => {
      if (command.kind === 'amend') noteAmend(orders.order(command.clientOrderId));
      if (command.kind === 'setLeverage' || command.kind === 'setMarginMode') settingRequests.sent(command);
      outbox.push(command);
    },
    refuse: tellings.refusal,
    note: ({ code, ...fields }) => {
      log.write('warn', code, fields);
    },
    tell: (event) => {
      if (event.kind === 'bracketFilled') booking.partOfBracket(event);
    },
  });
  const noteAmend = (order: Order | undefined): void => {
    if (order !== undefined && order.strategyId !== null) risk.orderSent(order.strategyId, clock.now());
  };
  const booking = createFillBooking({
    books,
    ledger,
    instruments,
    feeValue: ({ fee }) => fee,
    reasonOf,
    exitsOf: (bracketId) => execution.bracket(bracketId)?.exits ?? null,
    onTrade: (trade) => {
      risk.tradeEnded(trade.strategyId, trade.exitTime, trade.result.toNumber());
      observer.tradeEnded(trade);
    },
  });
  const takeMarket = createMarketTurn({
    markets,
    router,
    desk,
    strategies,
    markToMarket: (time) => {
      const equity = account.equityNumber(markets.markOf);
      risk.equityMarked(time, equity);
      observer.instant(time, equity);
      return equity;
    },
    beforeTelling: (kline) => {
      execution.handleKline(kline);
    },
    onTrade: (trade) => {
      execution.handleTrade(trade);
    },
    onMark: (mark) => {
      execution.handleMark(mark);
    },
  });
  const takeReport = createReportTurn({
    orders,
    account,
    booking,
    execution,
    settingRequests,
    tellings,
    observer,
    onSnapshot: (report) => {
      begin(report);
    },
    onTransfer: ({ amount }) => {
      risk.transferred(amount.toNumber());
    },
    onForeignFill: ({ fill }) => {
      const scope = { symbol: fill.symbol };
      risk.tradingStates.impose({ scope, state: 'halted', cause: 'external-fill', since: fill.time });
      log.write('error', 'a fill that no order of ours caused; the symbol is halted', {
        fillId: fill.fillId,
        ...scope,
      });
    },
    warn: (message) => {
      log.write('warn', message);
    },
  });
  const takeIntent = createIntentTurn({
    now: () => clock.now(),
    instanceOf,
    execution,
    settingRequests,
    refuse: tellings.refusal,
  });

  /** The venue has said how things stand: the books begin there, and only now do strategies look. */
  const begin = ({ requestId, snapshot }: ReportOf<'snapshot'>): void => {
    if (requestId !== SNAPSHOT_AT_START || hasStarted) return;
    hasStarted = true;
    account.seed(snapshot);
    books.seed(snapshot.books.positions);
    initialBalance = account.equity(markets.markOf) ?? account.crossWallet();
    risk.equityMarked(clock.now(), initialBalance.toNumber());
    mailbox.post({
      kind: 'turn',
      run: () => {
        for (const { host } of strategies) host.start();
      },
    });
  };

  const handle = (event: EngineEvent): void => {
    switch (event.kind) {
      case 'market':
        takeMarket(event.event);
        break;
      case 'report':
        takeReport(event.report);
        break;
      case 'intent':
        takeIntent(event.strategyId, event.intent);
        break;
      case 'quarantine':
        execution.quarantine(event.quarantine.strategyId);
        observer.quarantined(event.quarantine);
        break;
      case 'turn':
        event.run();
        break;
    }
    tellings.flush();
  };
  const onQuiet = (): void => {
    desk.sendWants(clock.now());
    for (let index = 0; index < outbox.length; index += 1) venue.send(outbox[index] as Command);
    outbox.length = 0;
  };
  const mailbox = createMailbox<EngineEvent>(handle, onQuiet);
  /** Closes what a strategy holds in a market, and cancels what could lead to more. */
  const closeBooks = (strategyId: string, symbol: string): void => {
    for (const positionSide of sidesOf(account)) {
      const isWorking = orders
        .workingOfSymbol(symbol)
        .some((order) => order.strategyId === strategyId && order.positionSide === positionSide);
      if (!isWorking && books.book(strategyId, symbol, positionSide).quantity.isZero()) continue;
      const side = positionSide === 'both' ? {} : { side: positionSide };
      execution.handleIntent(strategyId, { symbol, intent: { kind: 'close', ...side } }, 'engine');
    }
  };
  const subscriptions: Subscription[] = [];

  return {
    account,
    execution,
    openTrades: () => ledger.open(markets.markOf, clock.now()),
    markOf: markets.markOf,
    strategies: () =>
      strategies.map(({ host }) => ({
        strategyId: host.strategyId,
        state: host.state(),
        warmupIntentsDropped: host.warmupIntentsDropped(),
      })),
    start() {
      subscriptions.push(
        source.event$.subscribe((event) => {
          mailbox.post({ kind: 'market', event });
        }),
        venue.report$.subscribe((report) => {
          mailbox.post({ kind: 'report', report });
        }),
      );
      venue.start();
      mailbox.post({
        kind: 'turn',
        run: () => {
          outbox.push({ kind: 'querySnapshot', requestId: SNAPSHOT_AT_START });
        },
      });
    },
    closeAll() {
      isEnding = true;
      for (const { host } of strategies) host.stop();
      for (const { strategyId, markets: bound } of parts.strategies) {
        for (const symbol of new Set(bound.map((market) => market.symbol))) {
          mailbox.post({ kind: 'turn', run: () => closeBooks(strategyId, symbol) });
        }
      }
    },
    fail(strategyId, error) {
      strategies.find(({ host }) => host.strategyId === strategyId)?.host.fail(error);
    },
    stop() {
      for (const { host } of strategies) host.stop();
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}

function finestOf(source: Pick<MarketSource, 'finestInterval'>, symbol: string): Interval {
  const interval = source.finestInterval(symbol);
  if (interval === undefined) throw new RangeError(`the market source has no klines of ${symbol}`);
  return interval;
}

function sidesOf(account: AccountBook): readonly PositionSide[] {
  return account.positionMode() === 'hedge' ? ['long', 'short'] : ['both'];
}
