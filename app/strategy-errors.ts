// What strategies throw during a run, told with the author's place: to whoever reads the log, to whoever reads the result,
// and, where it was thrown past the strategy's own stream, to the engine.
import { watchUnhandledErrors } from '../engine/strategy/unhandled-errors.ts';
import type { Quarantine } from '../engine/strategy/host.ts';
import type { Engine } from '../engine/trader/engine-face.ts';
import type { ErrorOrigin, LoadedStrategies } from './load-strategies.ts';

type Sources = Pick<LoadedStrategies, 'originsOf' | 'fileOf'>;

function originOf({ originsOf }: Sources, { strategyId, cause }: Quarantine): ErrorOrigin | undefined {
  return originsOf(cause).find((origin) => origin.strategyId === strategyId);
}

/** `/home/ann/cross.ts:12:5`, or the file alone where nothing says the line. */
export function placeText(sources: Sources, quarantine: Quarantine): string {
  const place = originOf(sources, quarantine)?.place;
  return place === undefined ? sources.fileOf(quarantine.strategyId) : `${place.file}:${place.line}:${place.column}`;
}

/** What the strategy said, with the place as it is on every machine: `no luck (cross.ts:12:5)`. */
export function shownMessage(sources: Sources, quarantine: Quarantine): string {
  const shown = originOf(sources, quarantine)?.shown;
  return shown === undefined ? quarantine.message : `${quarantine.message} (${shown})`;
}

export interface ErrorWatch {
  /** Throws what nobody handled and no strategy threw: a bug of our own. */
  throwOurs(): void;
  /** Ends the watch. */
  release(): void;
}

/**
 * Quarantines strategies for what they throw in subscriptions of their own and for promises of theirs that are rejected; both
 * would end the process.
 */
export function watchErrors({ originsOf }: Sources, engine: Pick<Engine, 'fail'>): ErrorWatch {
  const ours: unknown[] = [];
  const onError = (error: unknown): void => {
    const origins = originsOf(error);
    if (origins.length === 0) ours.push(error);
    for (const { strategyId } of origins) engine.fail(strategyId, error);
  };
  const releaseStreams = watchUnhandledErrors(onError);
  process.on('unhandledRejection', onError);
  return {
    throwOurs() {
      if (ours.length > 0) throw ours[0];
    },
    release() {
      releaseStreams();
      process.off('unhandledRejection', onError);
    },
  };
}
