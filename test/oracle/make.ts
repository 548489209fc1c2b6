// Short ways to write markets, klines and orders in tests of the two exchanges.
import type { WalkInstant, WalkKline, WalkMark } from '../../backtest/exchange/walk-input.ts';
import type { ExchangeSettings } from '../../backtest/exchange/settings.ts';
import type { Command } from '../../engine/domain/command.ts';
import { Decimal, toDecimal, type DecimalInput } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { LeverageBracket, LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';
import type { OrderRequest } from '../../engine/domain/order.ts';
import type { Side } from '../../engine/domain/side.ts';
import type { Reaction, Scenario, ScenarioStep } from './scenario.ts';

export const MINUTE_MS = 60_000;
/** 2024-01-01T00:00Z, where every scenario begins. */
export const START_TIME = Date.UTC(2024, 0, 1);

/** An instrument of tick 0.1 and step 0.001 with wide filters, so that tests speak of one thing at a time. */
export function makeInstrument(symbol: string, overrides: Partial<Instrument> = {}): Instrument {
  const lot = { quantityMin: toDecimal('0.001'), quantityMax: toDecimal('100000'), quantityStep: toDecimal('0.001') };
  return {
    symbol,
    baseAsset: symbol.replace(/USDT$/, ''),
    quoteAsset: 'USDT',
    marginAsset: 'USDT',
    priceTick: toDecimal('0.1'),
    priceMin: toDecimal('0.1'),
    priceMax: toDecimal('1000000'),
    lot,
    marketLot: lot,
    notionalMin: toDecimal('5'),
    priceRatioMax: toDecimal('2'),
    priceRatioMin: toDecimal('0.2'),
    openOrdersMax: 200,
    triggerProtectRatio: toDecimal('0.05'),
    marketTakeRatioMax: toDecimal('0.5'),
    liquidationFeeRatio: toDecimal('0.0125'),
    ...overrides,
  };
}

/** Brackets from [cap, leverageMax, maintenanceRatio] rows; deductions follow so that maintenance has no jump (NOTES 6.1). */
export function makeBrackets(
  ...rows: readonly (readonly [cap: number, leverageMax: number, ratio: string])[]
): LeverageBrackets {
  const brackets: LeverageBracket[] = [];
  for (const [cap, leverageMax, ratio] of rows) {
    const below = brackets.at(-1);
    const notionalFloor = below?.notionalCap ?? new Decimal(0);
    const maintenanceRatio = toDecimal(ratio);
    const rise = maintenanceRatio.minus(below?.maintenanceRatio ?? maintenanceRatio);
    const maintenanceDeduction = (below?.maintenanceDeduction ?? new Decimal(0)).plus(notionalFloor.times(rise));
    brackets.push({
      leverageMax,
      notionalFloor,
      notionalCap: new Decimal(cap),
      maintenanceRatio,
      maintenanceDeduction,
    });
  }
  const [first, ...rest] = brackets;
  if (first === undefined) throw new Error('brackets need a row');
  return [first, ...rest];
}

export type Prices = readonly [open: number, high: number, low: number, close: number];

/** What the n-th minute of a scenario was; `mark` is its own kline, or a ratio of the last price. */
export interface Bar {
  readonly prices: Prices;
  readonly volume?: number;
  readonly mark?: Prices | number;
}

export function makeKline(symbol: string, minute: number, bar: Bar): WalkKline {
  const [open, high, low, close] = bar.prices;
  const openTime = START_TIME + minute * MINUTE_MS;
  const closeTime = openTime + MINUTE_MS;
  return {
    symbol,
    openTime,
    closeTime,
    open,
    high,
    low,
    close,
    volume: bar.volume ?? 1_000_000,
    mark: makeMark(bar.mark),
  };
}

function makeMark(mark: Prices | number | undefined): WalkMark {
  if (mark === undefined || typeof mark === 'number') return { kind: 'ratio', ratio: mark ?? 1 };
  const [open, high, low, close] = mark;
  return { kind: 'kline', open, high, low, close };
}

export type OrderTerms = Partial<
  Omit<OrderRequest, 'quantity' | 'price' | 'triggerPrice' | 'activationPrice' | 'callbackRatio'>
>;

function makeRequest(
  clientOrderId: string,
  side: Side,
  type: OrderRequest['type'],
  terms: Partial<OrderRequest>,
): OrderRequest {
  return {
    clientOrderId,
    symbol: 'AUSDT',
    side,
    positionSide: 'both',
    type,
    quantity: null,
    price: null,
    triggerPrice: null,
    activationPrice: null,
    callbackRatio: null,
    timeInForce: 'GTC',
    goodTillMs: null,
    workingType: 'last',
    priceProtect: false,
    reduceOnly: false,
    closePosition: false,
    ...terms,
  };
}

export function place(order: OrderRequest): Command {
  return { kind: 'place', order };
}

export function market(id: string, side: Side, quantity: DecimalInput, terms: OrderTerms = {}): Command {
  return place(makeRequest(id, side, 'MARKET', { quantity: toDecimal(quantity), ...terms }));
}

export function limit(
  id: string,
  side: Side,
  quantity: DecimalInput,
  price: DecimalInput,
  terms: OrderTerms = {},
): Command {
  return place(makeRequest(id, side, 'LIMIT', { quantity: toDecimal(quantity), price: toDecimal(price), ...terms }));
}

/** A conditional market order; quantity null closes the whole position. */
export function whenAt(
  id: string,
  type: 'STOP_MARKET' | 'TAKE_PROFIT_MARKET',
  side: Side,
  quantity: DecimalInput | null,
  trigger: DecimalInput,
  terms: OrderTerms = {},
): Command {
  const closing = quantity === null ? { closePosition: true } : { quantity: toDecimal(quantity), reduceOnly: true };
  return place(makeRequest(id, side, type, { triggerPrice: toDecimal(trigger), ...closing, ...terms }));
}

/** A conditional limit order, `trigger` first, then `price`. */
export function limitWhenAt(
  id: string,
  type: 'STOP' | 'TAKE_PROFIT',
  side: Side,
  quantity: DecimalInput,
  trigger: DecimalInput,
  price: DecimalInput,
  terms: OrderTerms = {},
): Command {
  const prices = { triggerPrice: toDecimal(trigger), price: toDecimal(price) };
  return place(makeRequest(id, side, type, { quantity: toDecimal(quantity), ...prices, ...terms }));
}

export function trailing(
  id: string,
  side: Side,
  quantity: DecimalInput,
  callbackRatio: DecimalInput,
  activation: DecimalInput | null = null,
  terms: OrderTerms = {},
): Command {
  const activationPrice = activation === null ? null : toDecimal(activation);
  return place(
    makeRequest(id, side, 'TRAILING_STOP_MARKET', {
      quantity: toDecimal(quantity),
      callbackRatio: toDecimal(callbackRatio),
      activationPrice,
      reduceOnly: true,
      ...terms,
    }),
  );
}

/** One minute of a hand-written scenario; `bars` by symbol, `send` before it. */
export interface Minute {
  readonly send?: readonly Command[];
  readonly bars: Readonly<Record<string, Bar>>;
  readonly funding?: Readonly<Record<string, number>>;
}

export interface HandWritten {
  readonly settings?: Partial<ExchangeSettings>;
  readonly instruments?: Readonly<Record<string, Partial<Instrument>>>;
  readonly brackets?: LeverageBrackets;
  readonly startBalance?: string;
  readonly minutes: readonly Minute[];
  readonly reactions?: readonly Reaction[];
}

/** No slippage, no limit of volume: what a hand-worked bar does not speak of is out of its way. */
const QUIET: Partial<ExchangeSettings> = { slippageTicks: 0, slippageRatio: 0, participationRatio: null };

/** A scenario of consecutive minutes; symbols are those of `instruments`, default AUSDT alone. */
export function makeScenario(written: HandWritten): Scenario {
  const overrides = Object.entries(written.instruments ?? { AUSDT: {} });
  const brackets = written.brackets ?? makeBrackets([1_000_000, 100, '0.01']);
  return {
    settings: { ...QUIET, ...written.settings },
    instruments: new Map(overrides.map(([symbol, own]) => [symbol, makeInstrument(symbol, own)])),
    brackets: new Map(overrides.map(([symbol]) => [symbol, brackets])),
    startBalance: written.startBalance ?? '1000',
    startTime: START_TIME,
    slownessMs: 0,
    steps: written.minutes.map(makeStep),
    reactions: written.reactions ?? [],
  };
}

function makeStep(minute: Minute, index: number): ScenarioStep {
  const instant: WalkInstant = {
    time: START_TIME + (index + 1) * MINUTE_MS,
    klines: Object.entries(minute.bars).map(([symbol, bar]) => makeKline(symbol, index, bar)),
    funding: Object.entries(minute.funding ?? {}).map(([symbol, rateRatio]) => ({ symbol, rateRatio })),
  };
  return { send: minute.send ?? [], timed: [], instant };
}
