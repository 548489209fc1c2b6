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
export { adx } from './indicators/adx.ts';
export { align, type AlignedRow } from './indicators/align.ts';
export { atr } from './indicators/atr.ts';
export { bollinger } from './indicators/bollinger.ts';
export { crossesAbove, crossesBelow, crossing } from './indicators/crossing.ts';
export { donchian } from './indicators/donchian.ts';
export { ema } from './indicators/ema.ts';
export { highest } from './indicators/highest.ts';
export { createIndicator, type Indicator, type Step } from './indicators/indicator.ts';
export { lowest } from './indicators/lowest.ts';
export { macd } from './indicators/macd.ts';
export { rateOfChange } from './indicators/rate-of-change.ts';
export { rsi } from './indicators/rsi.ts';
export { sma } from './indicators/sma.ts';
export { standardDeviation } from './indicators/standard-deviation.ts';
export { stochastic } from './indicators/stochastic.ts';
export { studies, type StudyRow } from './indicators/studies.ts';
export { vwap } from './indicators/vwap.ts';
export { wma } from './indicators/wma.ts';
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
