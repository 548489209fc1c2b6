// The one door for strategy files: everything a strategy may import comes from here.
export { z } from 'zod';
export { Decimal, type DecimalInput } from './domain/decimal.ts';
export type { Fill } from './domain/fill.ts';
export type { Instrument } from './domain/instrument.ts';
export type {
  BreakEven,
  ExitChanges,
  ExitLevel,
  Exits,
  Intent,
  KeptOrder,
  StopLoss,
  TakeProfit,
  TrailingStop,
} from './domain/intent.ts';
export { intervalMs, type Interval } from './domain/interval.ts';
export type { Kline } from './domain/kline.ts';
export type { FeedState, Funding, FundingEstimate, MarkPrice, TopOfBook, Trade } from './domain/market-event.ts';
export type { Order } from './domain/order.ts';
export type { EquityPoint, StrategyPosition } from './domain/position.ts';
export type { Refusal } from './domain/refusal.ts';
export type { Direction, MarginMode, PositionSide, Side } from './domain/side.ts';
export type {
  KlineStreamOptions,
  MarketView,
  NeededStream,
  StrategyClock,
  StrategyContext,
  StrategyFill,
  StrategyOptions,
} from './strategy/contract.ts';
export { defineStrategy, type StrategyDefinition } from './strategy/define-strategy.ts';
export {
  amend,
  cancel,
  cancelAll,
  close,
  keepOrders,
  open,
  place,
  reduce,
  reverse,
  setExits,
  setLeverage,
  setMarginMode,
  target,
  together,
} from './strategy/intents.ts';
