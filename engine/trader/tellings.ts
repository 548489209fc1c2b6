// What strategies and observers are to be told of an event, kept until its handling is over: nobody looks while state is
// half changed (DESIGN law 1).
import type { Order } from '../domain/order.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { PositionSide } from '../domain/side.ts';
import type { StrategyBooks } from '../portfolio/strategy-books.ts';
import type { MarketStreams } from '../strategy/market-streams.ts';
import type { ToldReason } from './exit-cause.ts';
import type { OwnedFill } from './fill-booking.ts';
import type { EngineObserver } from './observer.ts';
import type { RunningStrategy } from './strategy-runtime.ts';

export interface Tellings {
  order(order: Order): void;
  /** `order` is undefined for a fill without an order of ours, told to the observer alone. */
  fill(owned: OwnedFill, order: Order | undefined): void;
  position(strategyId: string, symbol: string, positionSide: PositionSide): void;
  refusal(refusal: Refusal): void;
  /** Tells everything, in the order in which it came about. */
  flush(): void;
}

export function createTellings(
  strategies: readonly RunningStrategy[],
  books: Pick<StrategyBooks, 'book'>,
  observer: EngineObserver,
  reasonOf: (clientOrderId: string) => ToldReason | null,
): Tellings {
  let waiting: (() => void)[] = [];
  const streamsOf = (strategyId: string | null, symbol: string): readonly MarketStreams[] => {
    const strategy = strategies.find(({ instance }) => instance.strategyId === strategyId);
    return strategy?.markets.filter((streams) => streams.symbol === symbol) ?? [];
  };

  return {
    order: (order) => {
      waiting.push(() => {
        observer.orderChanged(order, reasonOf(order.clientOrderId));
        for (const streams of streamsOf(order.strategyId, order.symbol)) streams.tellOrder(order);
      });
    },
    fill: ({ fill, strategyId, parts }, order) => {
      waiting.push(() => {
        // What is added stands before the spread: behind it each new member costs V8 a microsecond.
        const strategyFill = {
          ref: order?.ref ?? null,
          bracketId: order?.bracketId ?? null,
          role: order?.role ?? ('foreign' as const),
          ...fill,
        };
        // By now the trades have taken their parts.
        observer.filled({ strategyId, parts, ...strategyFill });
        for (const streams of streamsOf(strategyId, fill.symbol)) streams.tellFill(strategyFill);
      });
    },
    position: (strategyId, symbol, positionSide) => {
      waiting.push(() => {
        // Read when it is told: of several changes in one event only the last state is a present.
        const position = books.book(strategyId, symbol, positionSide);
        for (const streams of streamsOf(strategyId, symbol)) streams.tellPosition(position);
      });
    },
    refusal: (refusal) => {
      waiting.push(() => {
        observer.refused(refusal);
        for (const streams of streamsOf(refusal.strategyId, refusal.symbol)) streams.tellRefusal(refusal);
      });
    },
    flush() {
      while (waiting.length > 0) {
        const now = waiting;
        waiting = [];
        for (const tell of now) tell();
      }
    },
  };
}
