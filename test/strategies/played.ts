// A run of a configuration with a witness: every intent its strategies emitted, beside the orders and noes it led to.
import { basename } from 'node:path';
import { tap } from 'rxjs';
import { loadRun } from '../../app/load-run.ts';
import { makeRun, type Run } from '../../app/make-run.ts';
import type { Intent } from '../../engine/domain/intent.ts';
import type { StrategyDefinition } from '../../engine/strategy/define-strategy.ts';
import type { StrategyInstance } from '../../engine/trader/strategy-instance.ts';

export interface Said {
  readonly strategyId: string;
  /** Epoch ms. */
  readonly time: number;
  readonly intent: Intent;
}

export interface Played {
  readonly said: readonly Said[];
  /** Name of a strategy's file. */
  readonly files: (strategyId: string) => string;
  readonly run: Run;
}

/** Makes one run of the configuration; nothing is written. */
export async function play(configPath: string): Promise<Played> {
  const loaded = await loadRun({ configPath, overrides: [], outFolder: null });
  const said: Said[] = [];
  const instances = loaded.strategies.instances.map((instance) => witnessed(instance, said));
  const hooks = { onProgress: () => undefined, signal: { aborted: false }, log: { write: () => undefined } };
  const files = (strategyId: string): string => basename(loaded.strategies.fileOf(strategyId));
  return { said, files, run: await makeRun({ ...loaded, instances, hooks }) };
}

function witnessed(instance: StrategyInstance, said: Said[]): StrategyInstance {
  const { strategyId, definition } = instance;
  const run: StrategyDefinition['run'] = (context, params) =>
    definition.run(context, params).pipe(
      tap((intent) => {
        said.push({ strategyId, time: context.clock.now(), intent });
      }),
    );
  return { ...instance, definition: { ...definition, run } };
}
