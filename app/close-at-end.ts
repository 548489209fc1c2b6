// Closes what is held when the data is over: at market, at the last close of each symbol.
import type { SimulatedExchange } from '../backtest/exchange/simulated-exchange-face.ts';
import type { Replay } from '../backtest/replay/replay.ts';
import type { WalkKline } from '../backtest/replay/walk-instant.ts';
import type { Engine } from '../engine/trader/engine-face.ts';

export interface ClosingParts {
  readonly engine: Pick<Engine, 'account' | 'closeAll' | 'markOf'>;
  readonly exchange: Pick<SimulatedExchange, 'walk'>;
  readonly replay: Pick<Replay, 'lastClose' | 'finestInterval'>;
  readonly symbols: readonly string[];
  /** Epoch ms of the last instant. */
  readonly time: number;
  readonly latencyMs: number;
}

/** Volume enough for whatever is held. */
const ENDLESS_VOLUME = 1e15;

/** Rounds of closing in which an answer may lead to another order before it is given up; one is the rule. */
const ROUNDS_MAX = 8;

/**
 * Ends the strategies and closes what they hold; fees and slippage are paid as ever. First a flat kline without volume, in
 * which nothing fills: entries sent at the last instant arrive there and are cancelled. Then one in which the closing
 * orders fill where they arrived, and what the fills lead to, such as the cancelling of stops, arrives too. In a shared
 * account orders that crossed on their way may have closed too much, which takes a kline more to set right.
 */
export function closeAtEnd(parts: ClosingParts): void {
  const { engine, exchange, latencyMs } = parts;
  let { time } = parts;
  const walk = (volume: number): void => {
    const endTime = time + latencyMs + 1;
    exchange.walk({ time: endTime, klines: flatKlines(parts, time, endTime, volume), funding: [] });
    // Klines overlap by their last millisecond: what arrives then meets the open of the next.
    time = endTime - 1;
  };
  engine.closeAll();
  walk(0);
  walk(ENDLESS_VOLUME);
  for (let round = 1; round < ROUNDS_MAX && engine.account.positions().length > 0; round += 1) walk(ENDLESS_VOLUME);
}

/** A kline of each symbol that stands at its last close. */
function flatKlines(
  { engine, replay, symbols }: ClosingParts,
  openTime: number,
  closeTime: number,
  volume: number,
): readonly WalkKline[] {
  return symbols.flatMap((symbol) => {
    const close = replay.lastClose(symbol);
    const interval = replay.finestInterval(symbol);
    if (close === undefined || interval === undefined) return [];
    const ratio = (engine.markOf(symbol) ?? close) / close;
    const prices = { open: close, high: close, low: close, close, volume };
    return [{ symbol, interval, openTime, closeTime, ...prices, mark: { kind: 'ratio', ratio } } as const];
  });
}
