// All that the exchange holds: wallets, positions and orders, one market per symbol. A trial of a walk runs on a copy of
// it; positions are values that are replaced, so that a copy shares them until it changes one.
import type { AccountBooks, AccountSettings } from '../../engine/domain/account.ts';
import { type Decimal, ZERO } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';
import type { MarginMode, PositionMode, PositionSide } from '../../engine/domain/side.ts';
import type { LiquidationRange } from './liquidation-price.ts';
import { FLAT, type Position } from './position.ts';
import { copyOrders, createRestingOrders, type RestingOrders } from './resting-orders.ts';
import type { ExchangeSettings } from './settings.ts';

export interface Market {
  /** Place in config order. */
  readonly index: number;
  readonly symbol: string;
  readonly instrument: Instrument;
  readonly brackets: LeverageBrackets;
  /** `both`, or `long` and `short` in hedge mode; `positions` has the same order. */
  readonly sides: readonly PositionSide[];
  readonly positions: Position[];
  orders: RestingOrders;
  /** In a trial: true while the orders are those of the original, which must not be touched. */
  sharesOrders: boolean;
  leverage: number;
  marginMode: MarginMode;
  /** Epoch ms at which the countdown ends; Infinity when it is not armed. */
  countdownTime: number;
  /** Last and mark price where the walk stands; NaN before the first kline. */
  last: number;
  mark: number;
  /** Lowest and highest last price where a walk has stood since they were asked for; what is walked at a look is not in them. */
  walkedLow: number;
  walkedHigh: number;
  /** Marks that liquidate, by position side; undefined when they have to be reckoned anew. */
  liquidation: readonly LiquidationRange[] | undefined;
}

export interface ExchangeState {
  readonly asset: string;
  readonly positionMode: PositionMode;
  readonly multiAssets: boolean;
  readonly markets: readonly Market[];
  crossWallet: Decimal;
  feesPaid: Decimal;
  fundingReceived: Decimal;
  realised: Decimal;
  insuranceCleared: Decimal;
  isBust: boolean;
}

/** The state before the first event; throws RangeError where the settings contradict themselves or the brackets. */
export function createState(
  settings: ExchangeSettings,
  instruments: ReadonlyMap<string, Instrument>,
  brackets: ReadonlyMap<string, LeverageBrackets>,
  startBalance: Decimal,
  asset: string,
): ExchangeState {
  const sides: readonly PositionSide[] = settings.positionMode === 'hedge' ? ['long', 'short'] : ['both'];
  const markets = [...instruments.values()].map((instrument, index): Market => {
    const { symbol } = instrument;
    const own = settings.symbols[symbol];
    const ownBrackets = brackets.get(symbol);
    if (ownBrackets === undefined) throw new RangeError(`${symbol} has no leverage brackets`);
    const leverage = own?.leverage ?? settings.leverage;
    const marginMode = own?.marginMode ?? settings.marginMode;
    const leverageMax = greatestLeverage(ownBrackets);
    if (leverage > leverageMax) throw new RangeError(`${symbol} allows a leverage of ${leverageMax}, not ${leverage}`);
    if (marginMode === 'isolated' && settings.multiAssets) {
      throw new RangeError(`${symbol} cannot be isolated: multi-assets margin is cross only`);
    }
    return {
      index,
      symbol,
      instrument,
      brackets: ownBrackets,
      sides,
      positions: sides.map(() => FLAT),
      orders: createRestingOrders(),
      sharesOrders: false,
      leverage,
      marginMode,
      countdownTime: Infinity,
      last: Number.NaN,
      mark: Number.NaN,
      walkedLow: Infinity,
      walkedHigh: -Infinity,
      liquidation: undefined,
    };
  });
  return {
    asset,
    positionMode: settings.positionMode,
    multiAssets: settings.multiAssets,
    markets,
    crossWallet: startBalance,
    feesPaid: ZERO,
    fundingReceived: ZERO,
    realised: ZERO,
    insuranceCleared: ZERO,
    isBust: false,
  };
}

/** A copy on which the walk of one market can be tried; the other markets share their orders until one has to be ended. */
export function copyForTrial(state: ExchangeState, index: number): ExchangeState {
  const markets = state.markets.map((market) => {
    const isWalked = market.index === index;
    const orders = isWalked ? copyOrders(market.orders) : market.orders;
    return { ...market, positions: market.positions.slice(), orders, sharesOrders: !isWalked };
  });
  return { ...state, markets };
}

/** The market's orders as its own, to be changed. */
export function ownOrdersOf(market: Market): RestingOrders {
  if (market.sharesOrders) {
    market.orders = copyOrders(market.orders);
    market.sharesOrders = false;
  }
  return market.orders;
}

/** Whether any side of the market is held. */
export function isHeld(market: Market): boolean {
  for (const position of market.positions) if (!position.quantity.isZero()) return true;
  return false;
}

/** Index of a position side in the market's lists; −1 where the position mode has no such side. */
export function sideIndex(market: Market, positionSide: PositionSide): number {
  return market.sides.indexOf(positionSide);
}

export function greatestLeverage(brackets: LeverageBrackets): number {
  return Math.max(...brackets.map((bracket) => bracket.leverageMax));
}

/** Liquidation prices are reckoned anew everywhere: in cross mode each hangs on all the others. */
export function forgetLiquidationPrices(state: ExchangeState): void {
  for (const market of state.markets) market.liquidation = undefined;
}

/** Lowest and highest last price at the places walked since this was asked before, the present one among them. */
export function takeWalked(market: Market): { readonly low: number; readonly high: number; readonly last: number } {
  const { last, walkedLow, walkedHigh } = market;
  market.walkedLow = last;
  market.walkedHigh = last;
  return { low: Math.min(walkedLow, last), high: Math.max(walkedHigh, last), last };
}

export function booksOf(state: ExchangeState): AccountBooks {
  const { asset, crossWallet, feesPaid, fundingReceived, realised, insuranceCleared } = state;
  const positions = state.markets.flatMap((market) =>
    market.sides.flatMap((positionSide, index) => {
      const position = market.positions[index] ?? FLAT;
      return position.quantity.isZero() ? [] : [{ symbol: market.symbol, positionSide, ...position }];
    }),
  );
  return { asset, crossWallet, positions, feesPaid, fundingReceived, realised, insuranceCleared };
}

export function accountSettingsOf(state: ExchangeState): AccountSettings {
  const { positionMode, multiAssets } = state;
  const symbols = state.markets.map(({ symbol, leverage, marginMode }) => ({ symbol, leverage, marginMode }));
  return { positionMode, multiAssets, symbols };
}
