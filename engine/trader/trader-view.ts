// The window through which planner and checks see the engine: always the present, nothing to write to. Money that takes
// reckoning is reckoned when it is asked for, so a bar without intents costs nothing.
import type { PositionBook, SymbolSetting } from '../domain/account.ts';
import { Decimal, ZERO } from '../domain/decimal.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { Interval } from '../domain/interval.ts';
import type { LeverageBrackets } from '../domain/leverage-bracket.ts';
import type { PlannerView, StrategyCapital } from '../execution/planner-view.ts';
import type { MarketStates } from '../market/market-state.ts';
import type { OrderTable } from '../orders/order-table.ts';
import type { AccountBook } from '../portfolio/account-book.ts';
import { availableMargin, type MarginPosition } from '../portfolio/margin.ts';
import type { StrategyBooks } from '../portfolio/strategy-books.ts';
import type { Clock } from '../ports/clock.ts';
import type { RiskAccount, RiskHistory, RiskMarket, RiskView } from '../risk/risk-view.ts';

export type TraderView = RiskView & PlannerView;

export interface TraderViewParts {
  readonly clock: Pick<Clock, 'now'>;
  /** In config order. */
  readonly symbols: readonly string[];
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly brackets: ReadonlyMap<string, LeverageBrackets>;
  readonly sharing: 'exclusive' | 'shared';
  readonly takerFeeRatio: Decimal;
  readonly makerFeeRatio: Decimal;
  readonly markets: MarketStates;
  readonly account: AccountBook;
  readonly books: StrategyBooks;
  readonly orders: OrderTable;
  readonly history: RiskHistory;
  /** Share of the initial balance a strategy sizes by; undefined sizes by the account's equity. */
  readonly capitalRatioOf: (strategyId: string) => Decimal | undefined;
  readonly initialBalance: () => Decimal;
  readonly finestInterval: (strategyId: string, symbol: string) => Interval | undefined;
}

export function createTraderView(parts: TraderViewParts): TraderView {
  const { clock, markets, account, books, orders } = parts;
  return {
    get time() {
      return clock.now();
    },
    symbols: parts.symbols,
    account: createAccountView(parts),
    history: parts.history,
    market: (symbol) => marketOf(parts, symbol),
    setting: (symbol): SymbolSetting => account.setting(symbol),
    position: (symbol, positionSide): PositionBook => account.position(symbol, positionSide),
    book: (strategyId, symbol, positionSide) => books.book(strategyId, symbol, positionSide),
    workingOrders: (symbol) => (symbol === undefined ? orders.working() : orders.workingOfSymbol(symbol)),
    order: (clientOrderId) => orders.order(clientOrderId),
    capital: (strategyId): StrategyCapital | null => {
      const capitalRatio = parts.capitalRatioOf(strategyId);
      if (capitalRatio === undefined) return null;
      const unrealised = new Decimal(books.unrealisedNumber(strategyId, markets.markOf));
      const ownResult = books.realisedResult(strategyId).plus(unrealised);
      return { capitalRatio, initialBalance: parts.initialBalance(), ownResult };
    },
    finestInterval: parts.finestInterval,
  };
}

function createAccountView({ markets, account, sharing, takerFeeRatio, makerFeeRatio }: TraderViewParts): RiskAccount {
  return {
    sharing,
    takerFeeRatio,
    makerFeeRatio,
    get asset() {
      return account.asset();
    },
    get positionMode() {
      return account.positionMode();
    },
    get equity() {
      // An asset without a price leaves equity undefined; nothing may then be sized by it or bound.
      return account.equity(markets.markOf) ?? ZERO;
    },
    get crossWallet() {
      return account.crossWallet();
    },
    get availableMargin() {
      return availableMargin(account.crossWallet(), marginPositions(account, markets));
    },
  };
}

function marginPositions(account: AccountBook, markets: MarketStates): readonly MarginPosition[] {
  return account.positions().map((position) => {
    const mark = markets.markOf(position.symbol);
    const { leverage, marginMode } = account.setting(position.symbol);
    // Before its first mark a position counts at what it cost.
    const price = mark === null ? position.cost.div(position.quantity.abs()) : new Decimal(mark);
    return { position, mark: price, leverage, marginMode };
  });
}

function marketOf({ instruments, brackets, markets }: TraderViewParts, symbol: string): RiskMarket {
  const instrument = instruments.get(symbol);
  if (instrument === undefined) throw new Error(`${symbol} has no instrument rules`);
  const { last, mark, lastEventTime, feed, liveIntervalMs } = markets.of(symbol);
  return { instrument, brackets: brackets.get(symbol) ?? null, last, mark, lastEventTime, feed, liveIntervalMs };
}
