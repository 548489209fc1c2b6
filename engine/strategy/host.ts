// Runs one strategy: hands it its context, takes its intents, and keeps its failures to itself. A strategy that throws,
// runs away or acts outside the order of events is quarantined: nothing more is taken from it, its exits stay managed.
import { type Observable, Subject, type Subscription, concat, defer, of } from 'rxjs';
import type { Intent } from '../domain/intent.ts';
import type { EquityPoint } from '../domain/position.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { MarketView, StrategyClock, StrategyContext } from './contract.ts';
import type { StrategyDefinition } from './define-strategy.ts';
import { isIntent } from './intents.ts';
import type { MarketStreams } from './market-streams.ts';

export type QuarantineCode =
  'THREW_AT_START' | 'THREW' | 'NO_OBSERVABLE' | 'NOT_AN_INTENT' | 'ASYNC_INTENT' | 'RUNAWAY_STRATEGY';

export interface Quarantine {
  readonly strategyId: string;
  readonly code: QuarantineCode;
  readonly message: string;
  /** What was thrown, with its stack; undefined where nothing was. */
  readonly cause: unknown;
  /** Epoch ms. */
  readonly time: number;
}

export type StrategyState = 'created' | 'running' | 'done' | 'quarantined' | 'stopped';

export interface StrategyHost {
  readonly strategyId: string;
  readonly markets: readonly MarketStreams[];
  state(): StrategyState;
  quarantine(): Quarantine | undefined;
  /** Intents dropped because they answered a warm-up kline. */
  warmupIntentsDropped(): number;
  start(): void;
  tellEquity(point: EquityPoint): void;
  /** Whether anybody listens to equity. */
  watchesEquity(): boolean;
  /** Runs `tell` while what the strategy emits counts as warm-up. */
  duringWarmup(tell: () => void): void;
  /** Quarantines it for an error that it threw past its own stream. */
  fail(error: unknown): void;
  /** Ends by unsubscribing; what teardown emits is dropped. */
  stop(): void;
}

export interface StrategyHostParts {
  readonly strategyId: string;
  readonly definition: StrategyDefinition;
  /** Already parsed by the definition's own schema. */
  readonly params: unknown;
  readonly markets: readonly MarketStreams[];
  readonly clock: StrategyClock;
  readonly random: Random;
  readonly log: Log;
  readonly readEquity: () => EquityPoint;
  readonly post: (intent: Intent) => void;
  /** Whether an event is being handled now. On virtual time an intent outside a turn has no place in the order of events. */
  readonly isTurn: () => boolean;
  readonly onQuarantine: (quarantine: Quarantine) => void;
}

const INTENTS_PER_INSTANT_MAX = 1000;

export function createStrategyHost(parts: StrategyHostParts): StrategyHost {
  const { strategyId, definition } = parts;
  const equity = new Subject<EquityPoint>();
  let state: StrategyState = 'created';
  let quarantined: Quarantine | undefined;
  let subscription: Subscription | undefined;
  let isWarmup = false;
  let warmupIntentsDropped = 0;
  let instant = Number.NaN;
  let intentsThisInstant = 0;

  const quarantine = (code: QuarantineCode, message: string, cause?: unknown): void => {
    if (state === 'quarantined' || state === 'stopped') return;
    state = 'quarantined';
    quarantined = { strategyId, code, message, cause, time: parts.clock.now() };
    subscription?.unsubscribe();
    for (const market of parts.markets) market.silence();
    parts.onQuarantine(quarantined);
  };

  const receive = (intent: unknown): void => {
    if (state !== 'running') return;
    if (!isIntent(intent)) {
      quarantine(
        'NOT_AN_INTENT',
        `emitted ${describe(intent)}; a strategy emits what open, close, place and their kin return`,
      );
      return;
    }
    if (isWarmup) {
      warmupIntentsDropped += 1;
      return;
    }
    if (!parts.isTurn()) {
      quarantine(
        'ASYNC_INTENT',
        'emitted an intent outside the order of events (from a Promise or a timer of the machine); use context.clock.scheduler',
      );
      return;
    }
    const now = parts.clock.now();
    if (now !== instant) {
      instant = now;
      intentsThisInstant = 0;
    }
    intentsThisInstant += 1;
    if (intentsThisInstant > INTENTS_PER_INSTANT_MAX) {
      quarantine('RUNAWAY_STRATEGY', `emitted more than ${INTENTS_PER_INSTANT_MAX} intents at one instant`);
      return;
    }
    parts.post(intent);
  };

  const context = createContext(parts, equity);

  return {
    strategyId,
    markets: parts.markets,
    state: () => state,
    quarantine: () => quarantined,
    warmupIntentsDropped: () => warmupIntentsDropped,
    start() {
      state = 'running';
      const intents = tryRun(() => definition.run(context, parts.params));
      if (intents.threw) {
        quarantine('THREW_AT_START', messageOf(intents.error), intents.error);
        return;
      }
      if (!isObservable(intents.value)) {
        quarantine('NO_OBSERVABLE', `"run" returned ${describe(intents.value)}, an Observable of intents is needed`);
        return;
      }
      let isStarting = true;
      // A strategy that fails while it subscribes is quarantined before `subscription` is assigned.
      const started = intents.value.subscribe({
        next: receive,
        error: (error: unknown) => {
          quarantine(isStarting ? 'THREW_AT_START' : 'THREW', messageOf(error), error);
        },
        complete: () => {
          if (state === 'running') state = 'done';
        },
      });
      isStarting = false;
      if (quarantined === undefined) subscription = started;
      else started.unsubscribe();
    },
    tellEquity: (point) => {
      equity.next(point);
    },
    watchesEquity: () => equity.observed,
    duringWarmup(tell) {
      const was = isWarmup;
      isWarmup = true;
      tell();
      isWarmup = was;
    },
    fail: (error) => {
      quarantine('THREW', messageOf(error), error);
    },
    stop() {
      if (state !== 'quarantined') state = 'stopped';
      subscription?.unsubscribe();
      for (const market of parts.markets) market.silence();
    },
  };
}

function createContext(parts: StrategyHostParts, equity: Subject<EquityPoint>): StrategyContext<string> {
  const [first] = parts.markets;
  if (first === undefined) throw new Error(`strategy ${parts.strategyId} has no market`);
  const markets: Record<string, MarketView> = {};
  for (const market of parts.markets) markets[market.view.role] = market.view;
  return {
    ...first.view,
    markets,
    equity$: defer(() => concat(of(parts.readEquity()), equity)),
    clock: parts.clock,
    random: parts.random,
    log: (message, fields) => {
      parts.log.write('info', message, { strategy: parts.strategyId, ...fields });
    },
  };
}

function tryRun<T>(run: () => T): { threw: false; value: T } | { threw: true; error: unknown } {
  try {
    return { threw: false, value: run() };
  } catch (error) {
    return { threw: true, error };
  }
}

function isObservable(value: unknown): value is Observable<unknown> {
  return typeof value === 'object' && value !== null && 'subscribe' in value && typeof value.subscribe === 'function';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function describe(value: unknown): string {
  switch (typeof value) {
    case 'object':
      if (value === null) return 'null';
      return 'kind' in value ? `a plain object of kind ${String(value.kind)}` : 'an object';
    case 'undefined':
      return 'undefined';
    case 'function':
      return 'a function';
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'symbol':
      return `the ${typeof value} ${String(value)}`;
  }
}
