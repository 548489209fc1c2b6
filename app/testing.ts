// The door for tests of strategies, `sluice/testing`: hand-made klines, marble diagrams, runs whose results are plain values.
// It stands in app/ and not in engine/, because a run joins what only app/ may join: replay, exchange, engine, loader.
export type { HandMadeKline, KlinePrices } from './testing/hand-made-klines.ts';
export { marbleKlines } from './testing/hand-made-klines.ts';
export { isLike } from './testing/is-like.ts';
export { loadStrategy } from './testing/load-strategy.ts';
export { type Alphabet, marble, toMarble } from './testing/marbles.ts';
export type { Plain } from './testing/plain.ts';
export type { RunOptions, TestMarket, TestMarkets } from './testing/run-options.ts';
export { backtestKlines, runStrategy } from './testing/run-strategy.ts';
export { stepThrough } from './testing/step-through.ts';
export type {
  RunFill,
  RunIntent,
  RunLog,
  RunOrder,
  RunQuarantine,
  RunRefusal,
  RunTrade,
  StrategyRun,
} from './testing/strategy-run.ts';
export type { TestRules } from './testing/test-rules.ts';
