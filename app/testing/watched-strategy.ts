// A strategy whose intents are seen on their way to the engine: the same function, with an ear on its stream.
import { Observable } from 'rxjs';
import type { Intent } from '../../engine/domain/intent.ts';
import type { StrategyDefinition } from '../../engine/strategy/define-strategy.ts';

export interface IntentWatch {
  /** How many intents the host has dropped as answers to warm-up so far. */
  warmupIntentsDropped(): number;
  /** Whether the host still takes intents. */
  isRunning(): boolean;
  /** The host has taken an intent at `time` (epoch ms). */
  taken(intent: Intent, time: number): void;
}

/** The strategy, telling `watch` of each intent that the host takes. */
export function watchedStrategy(strategy: StrategyDefinition, watch: IntentWatch): StrategyDefinition {
  return {
    ...strategy,
    run(context, params) {
      const intents = strategy.run(context, params);
      // What is no stream is for the host to complain of.
      if (!isObservable(intents)) return intents;
      return new Observable((subscriber) =>
        intents.subscribe({
          next(intent) {
            const before = watch.warmupIntentsDropped();
            const time = context.clock.now();
            subscriber.next(intent);
            if (watch.isRunning() && watch.warmupIntentsDropped() === before) watch.taken(intent, time);
          },
          error: (error: unknown) => {
            subscriber.error(error);
          },
          complete: () => {
            subscriber.complete();
          },
        }),
      );
    },
  };
}

function isObservable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'subscribe' in value;
}
