// The door for whoever judges strategies by running them: one configuration, loaded once and run as often as wanted, in
// memory, over data as the judge hands it in. Each run has strategies from modules of their own and writes no files.
import type { ReplayMarket } from '../backtest/replay/replay.ts';
import { createUniformSource } from '../backtest/synthetic/uniform-source.ts';
import { loadConfig, parseConfig } from '../config/load-config.ts';
import type { Override } from '../config/overrides.ts';
import type { Intent } from '../engine/domain/intent.ts';
import type { Log } from '../engine/ports/log.ts';
import type { BoundMarket } from '../engine/strategy/resolve-market.ts';
import type { StrategyInstance } from '../engine/trader/strategy-instance.ts';
import type { StopSignal } from './backtest-request.ts';
import type { Backtest } from './compose-backtest.ts';
import { tapIntents } from './intent-tap.ts';
import type { StrategySource } from './load-strategies.ts';
import { loadRunOf, type LoadedRun } from './load-run.ts';
import { takeOverMachine } from './machine-guard.ts';
import type { MachineUse } from './machine-calls.ts';
import { makeRun } from './make-run.ts';
import { placeText } from './strategy-errors.ts';

export interface LabRequest {
  /** Config file as the user typed it; null where there is none and `overrides` say everything. */
  readonly configPath: string | null;
  readonly overrides: readonly Override[];
}

export interface LabStrategy extends StrategySource {
  readonly strategyId: string;
  readonly name: string;
  readonly markets: readonly BoundMarket[];
}

export interface StrategyLab {
  /** The data as it was loaded, in config order. */
  readonly markets: readonly ReplayMarket[];
  /** Epoch ms; from when to when the configuration wants to run. */
  readonly fromTime: number;
  readonly toTime: number;
  /** What one should know of the data, one sentence each. */
  readonly notes: readonly string[];
  /** In config order. */
  readonly strategies: readonly LabStrategy[];
  run(request: LabRunRequest, hooks: LabHooks): Promise<LabRun>;
}

export interface LabRunRequest {
  readonly markets: readonly ReplayMarket[];
  readonly fromTime: number;
  readonly toTime: number;
  /** Seed of another time and another chance of the machine; null runs with the machine's own. */
  readonly otherMachine: number | null;
  /** Ends the run after that many instants; null with the data. */
  readonly instantsMax: number | null;
}

export interface LabHooks {
  readonly signal: StopSignal;
  /** Klines of this run that were told so far. */
  onProgress(klines: number): void;
  /** Intents in the order in which the strategies emitted them, before planner and risk, without those of warm-up. */
  onIntent(emission: Emission): void;
}

export interface Emission {
  readonly strategyId: string;
  readonly intent: Intent;
  /** Epoch ms. */
  readonly time: number;
  /** Number of the instant whose walk or telling it answers, from 1; 0 where it was emitted before the first. */
  readonly instant: number;
}

export interface LabRun {
  /** Instants that were replayed. */
  readonly instants: number;
  /** What strategies tried to say when they were ended. */
  readonly atEnd: readonly Pick<Emission, 'strategyId' | 'intent' | 'time'>[];
  readonly fills: readonly LabFill[];
  readonly stopped: readonly StoppedStrategy[];
  readonly machineUses: readonly MachineUse[];
  /** Names that stand on globalThis since the lab was opened. */
  readonly globals: readonly string[];
  /** Epoch ms at which equity was gone; null where it never was. */
  readonly bustTime: number | null;
  readonly interrupted: boolean;
}

export interface LabFill {
  readonly strategyId: string;
  readonly symbol: string;
  readonly time: number;
  /** Base asset, positive when bought. */
  readonly quantity: number;
}

export interface StoppedStrategy {
  readonly strategyId: string;
  readonly time: number;
  /** What it did, with the author's place. */
  readonly message: string;
}

/** The other machine's clock is about three years on, at another time of day. */
const SHIFT_MS = 1_108 * 86_400_000 + 31_234_567;

const SILENT: Log = { write: () => undefined };

/** Loads everything; rejects with an expected failure as a backtest does. */
export async function openStrategyLab({ configPath, overrides }: LabRequest): Promise<StrategyLab> {
  // A file may leave something behind as soon as it is loaded.
  const known = new Set(globalNames());
  const request = { path: configPath ?? 'check-strategy', overrides, environment: process.env };
  const loaded = await loadRunOf(configPath === null ? parseConfig('{}', request) : loadConfig(request));
  const { data, strategies } = loaded;
  return {
    markets: data.markets,
    ...data.span,
    notes: data.notes.flatMap(({ faults, remarks }) => [...faults, ...remarks]),
    strategies: strategies.instances.map(({ strategyId, definition, markets }) => {
      const { path, inputs, builtins } = strategies.sourceOf(strategyId);
      return { strategyId, name: definition.name, markets, path, inputs, builtins };
    }),
    run: async (runRequest, hooks) => {
      const run = await runOnce(loaded, runRequest, hooks);
      return { ...run, globals: globalNames().filter((name) => !known.has(name)) };
    },
  };
}

/** What stands on globalThis by a name; the engine itself keeps what it keeps there under a symbol. */
function globalNames(): readonly string[] {
  return Object.getOwnPropertyNames(globalThis);
}

async function runOnce(loaded: LoadedRun, request: LabRunRequest, hooks: LabHooks): Promise<Omit<LabRun, 'globals'>> {
  const release = request.otherMachine === null ? () => undefined : takeOverMachine(otherMachine(request.otherMachine));
  try {
    // What a file asks of the machine while it is loaded, the other machine answers too.
    return await runTapped(loaded, await loaded.strategies.fresh(), request, hooks);
  } finally {
    release();
  }
}

function otherMachine(seed: number): { readonly shiftMs: number; readonly random: () => number } {
  const chance = createUniformSource(seed, "another machine's chance");
  return { shiftMs: SHIFT_MS, random: chance.next };
}

async function runTapped(
  { config, data, strategies }: LoadedRun,
  instances: readonly StrategyInstance[],
  { markets, fromTime, toTime, instantsMax }: LabRunRequest,
  { signal, onIntent, onProgress }: LabHooks,
): Promise<Omit<LabRun, 'globals'>> {
  const machineUses: MachineUse[] = [];
  const atEnd: Pick<Emission, 'strategyId' | 'intent' | 'time'>[] = [];
  let instant = 0;
  let joined: Backtest | undefined;
  const warmupDrops = (strategyId: string): number =>
    joined?.engine.strategies().find((strategy) => strategy.strategyId === strategyId)?.warmupIntentsDropped ?? 0;

  const tap = tapIntents(instances, {
    emits(strategyId, intent, time, hand) {
      const drops = warmupDrops(strategyId);
      hand();
      if (warmupDrops(strategyId) === drops) onIntent({ strategyId, intent, time, instant });
    },
    emitsAtEnd: (strategyId, intent, time) => void atEnd.push({ strategyId, intent, time }),
  });
  try {
    const run = await makeRun({
      config: { ...config, results: { ...config.results, closeAtEnd: false } },
      data: { ...data, markets, span: { fromTime, toTime } },
      strategies,
      instances: tap.instances,
      hooks: { onProgress, signal, log: SILENT },
      watch: {
        begins: (backtest) => {
          joined = backtest;
        },
        instantBegins: () => {
          if (instantsMax !== null && instant >= instantsMax) return true;
          instant += 1;
          return false;
        },
        machineAsked: (use) => void machineUses.push(use),
      },
    });
    const { recorder } = run;
    return {
      instants: instant,
      atEnd,
      fills: recorder.fills().flatMap(({ strategyId, symbol, time, side, quantity }) => {
        const signed = side === 'buy' ? quantity.toNumber() : -quantity.toNumber();
        return strategyId === null ? [] : [{ strategyId, symbol, time, quantity: signed }];
      }),
      stopped: recorder.quarantines().map((quarantine) => ({
        strategyId: quarantine.strategyId,
        time: quarantine.time,
        message: `${quarantine.message} (${placeText(strategies, quarantine)})`,
      })),
      machineUses,
      bustTime: recorder.isBust() ? (recorder.equitySeries(fromTime, 0).time.at(-1) ?? fromTime) : null,
      interrupted: run.interrupted,
    };
  } finally {
    tap.release();
  }
}
