// Closes what is held when the data is over: at market, at the last close of each symbol.
import type { SimulatedExchange } from '../backtest/exchange/simulated-exchange-face.ts';
import type { Replay } from '../backtest/replay/replay.ts';
import type { WalkKline } from '../backtest/replay/walk-instant.ts';
import type { Engine } from '../engine/trader/engine-face.ts';

export interface ClosingParts {
  readonly engine: Pick<Engine, 'closeAll' | 'markOf'>;
  readonly exchange: Pick<SimulatedExchange, 'walk'>;
  readonly replay: Pick<Replay, 'lastClose' | 'finestInterval'>;
  readonly symbols: readonly string[];
  /** Epoch ms of the last instant. */
  readonly time: number;
  readonly latencyMs: number;
}

/** Volume enough for whatever is held. */
const ENDLESS_VOLUME = 1e15;

/**
 * Ends the strategies and closes what they hold; fees and slippage are paid as ever. First a flat kline without volume, in
 * which nothing fills: entries sent at the last instant arrive there and are cancelled. Then one in which the closing
 * orders fill where they arrived.
 */
export function closeAtEnd(parts: ClosingParts): void {
  const { engine, exchange, time, latencyMs } = parts;
  engine.closeAll();
  const arrivalTime = time + latencyMs;
  exchange.walk({ time: arrivalTime + 1, klines: flatKlines(parts, time, arrivalTime + 1, 0), funding: [] });
  // What the fills lead to, such as the cancelling of stops, has to arrive too.
  const endTime = arrivalTime + latencyMs + 1;
  exchange.walk({ time: endTime, klines: flatKlines(parts, arrivalTime, endTime, ENDLESS_VOLUME), funding: [] });
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
