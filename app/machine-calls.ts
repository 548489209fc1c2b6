// Which strategies ask the machine for time or chance during a run. A run that hangs on them can be made only once.
import type { LoadedStrategies } from './load-strategies.ts';
import { callerAlone, type MachineCall, takeOverMachine } from './machine-guard.ts';

export interface MachineUse {
  readonly strategyId: string;
  readonly call: MachineCall;
  /** Absolute, as editors and terminals follow it. */
  readonly place: string;
  /** The place by its path from the strategy file's folder. */
  readonly shown: string;
}

/** What stands in the context in its place. */
export const INSTEAD: Readonly<Record<MachineCall, string>> = {
  'Date.now()': 'context.clock.now()',
  'new Date()': 'new Date(context.clock.now())',
  'Math.random()': 'context.random()',
  'performance.now()': 'context.clock.now()',
};

/** A caller costs a stack trace: whoever asks that often without being a strategy is the log or a terminal. */
const LOOKS_MAX = 256;

/** Tells of each strategy and each call once, until the returned function is called. */
export function watchMachineCalls(
  { originsOf }: Pick<LoadedStrategies, 'originsOf'>,
  onUse: (use: MachineUse) => void,
): () => void {
  const looks = new Map<MachineCall, number>();
  const told = new Set<string>();
  return takeOverMachine({
    onCall(call, trace) {
      const looked = looks.get(call) ?? 0;
      if (looked >= LOOKS_MAX) return;
      looks.set(call, looked + 1);
      for (const { strategyId, place, shown } of originsOf(callerAlone(trace))) {
        const key = `${strategyId} ${call}`;
        if (told.has(key)) continue;
        told.add(key);
        onUse({ strategyId, call, place: `${place.file}:${place.line}:${place.column}`, shown });
      }
    },
  });
}
