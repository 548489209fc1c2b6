// What the oracle remembers: orders in one array, settings by symbol, and everything it has told.
import type { Command } from '../../engine/domain/command.ts';
import { Decimal, ZERO } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';
import type { OrderRequest } from '../../engine/domain/order.ts';
import type { MarginMode } from '../../engine/domain/side.ts';
import type { ExchangeSettings } from '../../backtest/exchange/settings.ts';
import { copyNaiveAccount, openNaiveAccount, type NaiveAccount } from './naive-books.ts';
import type { NaiveReport } from './naive-report.ts';

export interface NaiveOrder {
  readonly request: OrderRequest;
  /** Order of arrival; an amendment is a new arrival. */
  arrival: number;
  quantity: Decimal | null;
  price: Decimal | null;
  filled: Decimal;
  /** `asleep`: waits for its trigger. `resting`: a limit that makes. `short-of-volume`: took what there was, its rest takes at the next open. */
  phase: 'asleep' | 'resting' | 'short-of-volume';
  /** The extreme a trailing stop follows; null until it is active. */
  extreme: number | null;
  /** Open time of the kline in which price protection held it back. */
  heldBackIn: number | null;
  ended: boolean;
}

export interface NaiveSymbol {
  readonly instrument: Instrument;
  readonly brackets: LeverageBrackets;
  leverage: number;
  marginMode: MarginMode;
  /** Last walked prices; null before the first kline. */
  last: number | null;
  mark: number | null;
  countdownEnd: number | null;
}

export interface PendingCommand {
  readonly arrivesAt: number;
  readonly sequence: number;
  readonly command: Command;
}

export interface NaiveState {
  readonly settings: ExchangeSettings;
  readonly symbols: NaiveSymbol[];
  readonly account: NaiveAccount;
  readonly orders: NaiveOrder[];
  arrivals: number;
  isBust: boolean;
  liquidations: number;
  /** Tells a report; a trial keeps it to itself. */
  readonly tell: (report: NaiveReport) => void;
}

export interface NaiveParts {
  readonly settings: ExchangeSettings;
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly brackets: ReadonlyMap<string, LeverageBrackets>;
  readonly startBalance: Decimal;
  /** Milliseconds from sending to arrival. */
  readonly latency: (command: Command) => number;
}

export function openNaiveState(parts: NaiveParts, tell: (report: NaiveReport) => void): NaiveState {
  const symbols = [...parts.instruments].map(([symbol, instrument]): NaiveSymbol => {
    const brackets = parts.brackets.get(symbol);
    if (brackets === undefined) throw new Error(`the oracle needs leverage brackets of ${symbol}`);
    const own = parts.settings.symbols[symbol];
    return {
      instrument,
      brackets,
      leverage: own?.leverage ?? parts.settings.leverage,
      marginMode: own?.marginMode ?? parts.settings.marginMode,
      last: null,
      mark: null,
      countdownEnd: null,
    };
  });
  return {
    settings: parts.settings,
    symbols,
    account: openNaiveAccount('USDT', parts.startBalance),
    orders: [],
    arrivals: 0,
    isBust: false,
    liquidations: 0,
    tell,
  };
}

/** A state of its own with the same content, for trials. */
export function copyNaiveState(state: NaiveState, tell: (report: NaiveReport) => void): NaiveState {
  return {
    ...state,
    symbols: state.symbols.map((symbol) => ({ ...symbol })),
    account: copyNaiveAccount(state.account),
    orders: state.orders.map((order) => ({ ...order })),
    tell,
  };
}

export function symbolOf(state: NaiveState, name: string): NaiveSymbol {
  const found = state.symbols.find((symbol) => symbol.instrument.symbol === name);
  if (found === undefined) throw new Error(`the oracle does not know ${name}`);
  return found;
}

/** Open orders of a symbol by arrival. */
export function openOrdersOf(state: NaiveState, symbol: string): NaiveOrder[] {
  return state.orders
    .filter((order) => !order.ended && order.request.symbol === symbol)
    .toSorted((a, b) => a.arrival - b.arrival);
}

export function restOf(order: NaiveOrder): Decimal {
  return order.quantity === null ? ZERO : order.quantity.minus(order.filled);
}

/** A market price as a decimal: the one that prints as the double prints. */
export function decimalOf(price: number): Decimal {
  return new Decimal(String(price));
}

/** The mark a rule reckons with; a symbol without any kline yet has none. */
export function markOf(symbol: NaiveSymbol): Decimal {
  if (symbol.mark === null) throw new Error(`${symbol.instrument.symbol} has not been walked yet`);
  return decimalOf(symbol.mark);
}
