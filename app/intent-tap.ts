// Listens to what strategies emit, before planner and risk make anything of it: also to what they try to say when they are
// ended, which no run takes.
import { config, Observable, type ObservableNotification } from 'rxjs';
import type { Intent } from '../engine/domain/intent.ts';
import type { StrategyClock } from '../engine/strategy/contract.ts';
import type { StrategyDefinition } from '../engine/strategy/define-strategy.ts';
import { isIntent } from '../engine/strategy/intents.ts';
import type { StrategyInstance } from '../engine/trader/strategy-instance.ts';

export interface IntentListener {
  /** An intent is about to be handed to the engine, which `hand` does; `time` is epoch ms. */
  emits(strategyId: string, intent: Intent, time: number, hand: () => void): void;
  /** An intent came out of the teardown of a strategy's stream. */
  emitsAtEnd(strategyId: string, intent: Intent, time: number): void;
}

export interface TappedStrategies {
  readonly instances: readonly StrategyInstance[];
  /** Ends the listening. */
  release(): void;
}

interface Tapped {
  readonly strategyId: string;
  readonly clock: Pick<StrategyClock, 'now'>;
}

/** The same strategies with a listener between them and the engine. */
export function tapIntents(instances: readonly StrategyInstance[], listener: IntentListener): TappedStrategies {
  let ending: Tapped | undefined;
  const tapped = (strategy: Tapped, intents: unknown): unknown => {
    if (!(intents instanceof Observable)) return intents;
    return new Observable((engine) => {
      const subscription = intents.subscribe({
        next: (intent: unknown) => {
          const { strategyId, clock } = strategy;
          if (isIntent(intent)) listener.emits(strategyId, intent, clock.now(), () => engine.next(intent));
          else engine.next(intent);
        },
        error: (error: unknown) => engine.error(error),
        complete: () => engine.complete(),
      });
      return () => {
        ending = strategy;
        subscription.unsubscribe();
        ending = undefined;
      };
    });
  };

  // What is said to a subscriber that has stopped is dropped by RxJS, which tells of it here.
  const { onStoppedNotification } = config;
  config.onStoppedNotification = (notification: ObservableNotification<unknown>) => {
    if (ending === undefined || notification.kind !== 'N' || !isIntent(notification.value)) return;
    listener.emitsAtEnd(ending.strategyId, notification.value, ending.clock.now());
  };
  return {
    instances: instances.map((instance) => {
      const { strategyId, definition } = instance;
      const run: StrategyDefinition['run'] = (context, params) =>
        // What is no stream is handed on as it is, for the host to say so.
        tapped({ strategyId, clock: context.clock }, definition.run(context, params)) as ReturnType<
          StrategyDefinition['run']
        >;
      return { ...instance, definition: { ...definition, run } };
    }),
    release() {
      config.onStoppedNotification = onStoppedNotification;
    },
  };
}
