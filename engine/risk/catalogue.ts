// Every answer of risk that is not a plain pass: its meaning, the figures it was decided by with their units, and the
// settings that decide. The catalogue in the docs is generated from this table, and a check cannot answer with a code, or
// leave out a figure, that does not stand in it.
import type { Decimal } from '../domain/decimal.ts';
import type { Operands } from '../domain/refusal.ts';
import type { RiskSettings } from './settings.ts';

/** Units of operands, as the docs print them. */
export const OPERAND_UNITS = {
  text: 'text',
  yesNo: 'true or false',
  count: 'count',
  price: 'quote asset per base asset',
  quantity: 'base asset',
  signedQuantity: 'base asset, negative for short',
  notional: 'quote asset',
  money: 'account asset',
  ratio: 'ratio',
  leverage: 'multiple of equity or margin',
  milliseconds: 'milliseconds',
  epochMs: 'epoch milliseconds',
} as const;
export type OperandUnit = keyof typeof OPERAND_UNITS;

export interface CatalogueEntry {
  /** The check that gives it, named as the truth that must hold. */
  readonly check: string;
  /** What happened, as one sentence. */
  readonly meaning: string;
  readonly operands: Readonly<Record<string, OperandUnit>>;
  readonly settings: readonly (keyof RiskSettings)[];
}

const ORDER = { order: 'text' } as const;

export const RISK_CODES = {
  TRADING_HALTED: {
    check: 'trading-state-allows',
    meaning: 'Trading is halted: no intent passes.',
    operands: {},
    settings: [],
  },
  TRADING_REDUCING: {
    check: 'trading-state-allows',
    meaning: 'Only what makes positions smaller passes; what would open or enlarge is left out.',
    operands: { ordersLeftOut: 'count', amendsLeftOut: 'count' },
    settings: [],
  },
  MARKET_DATA_ABSENT: {
    check: 'market-data-fresh',
    meaning: 'The market has not been heard of yet.',
    operands: {},
    settings: [],
  },
  MARKET_DATA_UNRELIABLE: {
    check: 'market-data-fresh',
    meaning: 'The market data feed is stale or down.',
    operands: { feed: 'text' },
    settings: [],
  },
  MARKET_DATA_OLD: {
    check: 'market-data-fresh',
    meaning: 'The latest market data is older than allowed.',
    operands: { ageMs: 'milliseconds', ageMaxMs: 'milliseconds' },
    settings: ['staleAfterIntervals'],
  },
  PRICE_OFF_TICK: {
    check: 'price-on-tick',
    meaning: 'A price of the order is no multiple of the tick.',
    operands: { ...ORDER, member: 'text', price: 'price', priceTick: 'price' },
    settings: [],
  },
  PRICE_OUT_OF_RANGE: {
    check: 'price-on-tick',
    meaning: 'A price of the order lies outside what the instrument allows.',
    operands: { ...ORDER, member: 'text', price: 'price', priceMin: 'price', priceMax: 'price' },
    settings: [],
  },
  QUANTITY_OFF_STEP: {
    check: 'quantity-on-step',
    meaning: 'The quantity of the order is no multiple of the step.',
    operands: { ...ORDER, quantity: 'quantity', quantityStep: 'quantity' },
    settings: [],
  },
  QUANTITY_BELOW_MIN: {
    check: 'within-order-minimums',
    meaning: 'The quantity of the order is smaller than the instrument allows.',
    operands: { ...ORDER, quantity: 'quantity', quantityMin: 'quantity' },
    settings: [],
  },
  NOTIONAL_BELOW_MIN: {
    check: 'within-order-minimums',
    meaning: 'The order is worth less than the instrument allows.',
    operands: { ...ORDER, notional: 'notional', notionalMin: 'notional' },
    settings: [],
  },
  QUANTITY_ABOVE_MAX: {
    check: 'within-order-maximums',
    meaning: 'The quantity of the order is greater than the instrument allows.',
    operands: { ...ORDER, quantity: 'quantity', quantityMax: 'quantity' },
    settings: [],
  },
  REDUCES_MORE_THAN_HELD: {
    check: 'reduce-only-reduces',
    meaning: 'The order would reduce more than is left of the book to reduce.',
    operands: { ...ORDER, quantity: 'quantity', reducible: 'quantity', book: 'signedQuantity' },
    settings: ['reduceOnlyExcess'],
  },
  STOP_MISSING: {
    check: 'stop-present',
    meaning: 'What opens a position has to bring a stop-loss.',
    operands: { order: 'text' },
    settings: ['requireStop'],
  },
  EXIT_ON_WRONG_SIDE: {
    check: 'exits-on-their-sides',
    meaning: 'An exit lies on the wrong side of the price it is judged against, and would be triggered at once.',
    operands: { bracket: 'text', exit: 'text', direction: 'text', exitPrice: 'price', referencePrice: 'price' },
    settings: [],
  },
  PRICE_BEYOND_INSTRUMENT: {
    check: 'price-near-mark',
    meaning: 'The limit price lies further from mark than the instrument allows.',
    operands: { ...ORDER, price: 'price', mark: 'price', priceLimit: 'price' },
    settings: [],
  },
  PRICE_FAR_FROM_MARK: {
    check: 'price-near-mark',
    meaning: 'The price lies further from mark than the settings allow.',
    operands: { ...ORDER, price: 'price', mark: 'price', deviationRatio: 'ratio', deviationRatioMax: 'ratio' },
    settings: ['priceDeviationRatioMax'],
  },
  ORDER_NOTIONAL_ABOVE_MAX: {
    check: 'within-max-notional',
    meaning: 'The order is worth more than the settings allow.',
    operands: { ...ORDER, notional: 'notional', notionalMax: 'notional' },
    settings: ['orderNotionalMax', 'limitExcess'],
  },
  POSITION_ABOVE_MAX: {
    check: 'within-max-position',
    meaning: 'The strategy would hold more in the market than the settings allow, were its orders filled.',
    operands: { notional: 'notional', notionalMax: 'notional' },
    settings: ['positionNotionalMax', 'limitExcess'],
  },
  NET_POSITION_ABOVE_MAX: {
    check: 'within-max-position',
    meaning: 'The account would hold more in the market than the settings allow, were all orders filled.',
    operands: { notional: 'notional', notionalMax: 'notional' },
    settings: ['netPositionNotionalMax', 'limitExcess'],
  },
  OPEN_ORDERS_ABOVE_MAX: {
    check: 'within-max-open-orders',
    meaning: 'More orders would rest in the market than allowed.',
    operands: { openOrders: 'count', openOrdersMax: 'count', whose: 'text' },
    settings: ['openOrdersMax'],
  },
  ORDER_RATE_ABOVE_MAX: {
    check: 'within-order-rate',
    meaning: 'More orders would be sent within the window than allowed.',
    operands: { orders: 'count', ordersMax: 'count', windowMs: 'milliseconds', whose: 'text' },
    settings: ['orderRateMax', 'accountOrderRateMax', 'orderRateWindowMs'],
  },
  COOLING_DOWN: {
    check: 'after-cooldown',
    meaning: 'The strategy lost a short while ago and opens nothing for now.',
    operands: { lastLosingExitTime: 'epochMs', until: 'epochMs' },
    settings: ['cooldownMs'],
  },
  DAILY_LOSS_ABOVE_MAX: {
    check: 'within-daily-loss',
    meaning: 'The loss of the UTC day is greater than allowed.',
    operands: { loss: 'money', lossMax: 'money', dayStartEquity: 'money' },
    settings: ['dailyLossMax', 'dailyLossRatioMax'],
  },
  DRAWDOWN_ABOVE_MAX: {
    check: 'within-drawdown',
    meaning: 'Equity has fallen further from its peak than allowed.',
    operands: { drawdownRatio: 'ratio', drawdownRatioMax: 'ratio', peakEquity: 'money' },
    settings: ['drawdownRatioMax'],
  },
  LEVERAGE_ABOVE_MAX: {
    check: 'within-leverage',
    meaning:
      'The effective leverage of the account would be greater than allowed, were the larger side of all orders filled.',
    operands: { exposure: 'money', equity: 'money', leverage: 'leverage', leverageMax: 'leverage' },
    settings: ['leverageMax'],
  },
  SYMBOL_LEVERAGE_ABOVE_MAX: {
    check: 'within-leverage',
    meaning: 'The leverage of the symbol is, or would be set, higher than the settings allow.',
    operands: { leverage: 'leverage', leverageMax: 'leverage' },
    settings: ['symbolLeverageMax'],
  },
  BRACKET_LEVERAGE_ABOVE_MAX: {
    check: 'within-leverage',
    meaning: 'No leverage bracket of the symbol allows this leverage.',
    operands: { leverage: 'leverage', leverageMax: 'leverage' },
    settings: [],
  },
  BRACKET_NOTIONAL_ABOVE_MAX: {
    check: 'within-leverage',
    meaning:
      'The symbol’s leverage does not allow a position of this notional, were the larger side of all orders filled.',
    operands: { notional: 'notional', notionalMax: 'notional', leverage: 'leverage' },
    settings: [],
  },
  MARGIN_SHORT: {
    check: 'margin-covers-order',
    meaning: 'The margin that is free does not cover the order on top of what other orders have reserved.',
    operands: { needed: 'money', free: 'money', reserved: 'money', available: 'money' },
    settings: [],
  },
  STOP_BEHIND_LIQUIDATION: {
    check: 'stop-before-liquidation',
    meaning: 'The position would be liquidated before its stop-loss is reached.',
    operands: { bracket: 'text', stopPrice: 'price', liquidationPrice: 'price', bufferRatio: 'ratio' },
    settings: ['requireStopBeforeLiquidation', 'liquidationBufferRatio'],
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

export type RiskCode = keyof typeof RISK_CODES;

export type OperandValue = Operands[string] | Decimal;

/** The figures a code has to be told with. */
export type OperandsOf<Code extends RiskCode> = {
  readonly [Name in keyof (typeof RISK_CODES)[Code]['operands']]: OperandValue;
};

export function isRiskCode(code: string): code is RiskCode {
  return Object.hasOwn(RISK_CODES, code);
}
