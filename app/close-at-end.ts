// Closes what is held when the data is over: at the last close of each symbol, as market orders on a flat kline that follows it.
import type { SimulatedExchange } from '../backtest/exchange/simulated-exchange-face.ts';
import type { Replay } from '../backtest/replay/replay.ts';
import type { WalkKline } from '../backtest/replay/walk-instant.ts';
import type { Engine } from '../engine/trader/engine-face.ts';

/** Volume enough for whatever is held. */
const ENDLESS_VOLUME = 1e15;

export interface ClosingParts {
  readonly engine: Pick<Engine, 'closeAll' | 'markOf'>;
  readonly exchange: Pick<SimulatedExchange, 'walk'>;
  readonly replay: Pick<Replay, 'lastClose' | 'finestInterval'>;
  readonly symbols: readonly string[];
  /** Epoch ms of the last instant. */
  readonly time: number;
  readonly latencyMs: number;
}

/** Ends the strategies and closes what they hold; fees and slippage are paid as ever. */
export function closeAtEnd({ engine, exchange, replay, symbols, time, latencyMs }: ClosingParts): void {
  engine.closeAll();
  // The close has to arrive, and after its fill the cancelling of what protected the position.
  const closeTime = time + 2 * latencyMs + 1;
  const klines = symbols.flatMap((symbol): readonly WalkKline[] => {
    const close = replay.lastClose(symbol);
    const interval = replay.finestInterval(symbol);
    if (close === undefined || interval === undefined) return [];
    const ratio = (engine.markOf(symbol) ?? close) / close;
    const prices = { open: close, high: close, low: close, close, volume: ENDLESS_VOLUME };
    return [{ symbol, interval, openTime: time, closeTime, ...prices, mark: { kind: 'ratio', ratio } }];
  });
  exchange.walk({ time: closeTime, klines, funding: [] });
}
