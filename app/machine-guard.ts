// The machine's time and chance, which no engine can repeat, for as long as a run goes: who asks for them is noted, and a
// check may have the machine answer otherwise. A strategy finds `Date`, `Math` and `performance` as globals, so that is where
// they are taken over; nothing else costs anything while nobody asks.

export type MachineCall = 'Date.now()' | 'new Date()' | 'Math.random()' | 'performance.now()';

export interface MachineHooks {
  /** Called before each answer; `trace` is an error whose stack begins at the caller. */
  readonly onCall?: (call: MachineCall, trace: Error) => void;
  /** How far the machine's clock is put on, in ms. */
  readonly shiftMs?: number;
  /** Answers in place of Math.random. */
  readonly random?: () => number;
}

/** Frames that are kept of a caller: some stand for functions of the language itself, such as Array.from. */
const FRAMES = 4;

/** Takes over the machine's time and chance until the returned function is called; take-overs nest. */
export function takeOverMachine({ onCall, shiftMs = 0, random }: MachineHooks): () => void {
  const before = { Date, now: Object.getOwnPropertyDescriptor(performance, 'now'), random: Math.random };
  const performanceNow = performance.now.bind(performance);
  const call = (name: MachineCall, called: (...args: never[]) => unknown): void => {
    if (onCall !== undefined) onCall(name, traceFrom(called));
  };

  const dateNow = (): number => {
    call('Date.now()', dateNow);
    return before.Date.now() + shiftMs;
  };
  const construct = (real: DateConstructor, args: unknown[], newTarget: NewableFunction): object => {
    if (args.length > 0) return Reflect.construct(real, args, newTarget) as object;
    call('new Date()', construct);
    return Reflect.construct(real, [real.now() + shiftMs], newTarget) as object;
  };
  const apply = (real: DateConstructor): string => {
    call('new Date()', apply);
    return new real(real.now() + shiftMs).toString();
  };
  const get = (real: DateConstructor, key: string | symbol): unknown =>
    key === 'now' ? dateNow : Reflect.get(real, key);
  const mathRandom = (): number => {
    call('Math.random()', mathRandom);
    return random === undefined ? before.random() : random();
  };
  const shiftedNow = (): number => {
    call('performance.now()', shiftedNow);
    return performanceNow() + shiftMs;
  };

  globalThis.Date = new Proxy(before.Date, { construct, apply, get });
  Math.random = mathRandom;
  Object.defineProperty(performance, 'now', { value: shiftedNow, configurable: true, writable: true });
  return () => {
    globalThis.Date = before.Date;
    Math.random = before.random;
    if (before.now === undefined) Reflect.deleteProperty(performance, 'now');
    else Object.defineProperty(performance, 'now', before.now);
  };
}

/** An error that names the place `called` was called from, and nothing further out. */
function traceFrom(called: (...args: never[]) => unknown): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const trace = new Error('asked the machine');
  Error.captureStackTrace(trace, called);
  Error.stackTraceLimit = limit;
  return trace;
}

/** The frame of the caller itself: further out stand those who called the caller, who asked for nothing. */
export function callerAlone(trace: Error): Error {
  const [head = '', ...frames] = (trace.stack ?? '').split('\n');
  const caller = frames.find((frame) => !frame.includes('<anonymous>)') && !/at (?:new )?Proxy\b/.test(frame));
  const alone = new Error(trace.message);
  alone.stack = caller === undefined ? head : `${head}\n${caller}`;
  return alone;
}
