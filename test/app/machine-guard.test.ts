// The machine's time and chance while somebody listens, or while another machine answers.
import { afterEach, describe, expect, test } from 'vitest';
import { callerAlone, type MachineCall, type MachineHooks, takeOverMachine } from '../../app/machine-guard.ts';

const DAY_MS = 86_400_000;
let release: (() => void) | undefined;

function take(hooks: MachineHooks): void {
  const inner = takeOverMachine(hooks);
  const outer = release;
  release = () => {
    inner();
    outer?.();
  };
}

afterEach(() => {
  release?.();
  release = undefined;
});

describe('a machine taken over', () => {
  test.each<[MachineCall, () => unknown]>([
    ['Date.now()', () => Date.now()],
    ['new Date()', () => new Date()],
    ['new Date()', () => Date()],
    ['Math.random()', () => Math.random()],
    ['performance.now()', () => performance.now()],
  ])('tells of a call of %s and of the place it came from', (call, ask) => {
    const told: (readonly [MachineCall, string])[] = [];
    take({ onCall: (name, trace) => void told.push([name, callerAlone(trace).stack ?? '']) });
    ask();
    release?.();
    release = undefined;
    expect(told).toEqual([[call, expect.stringContaining('machine-guard.test.ts')]]);
  });

  test('tells nothing of what asks for no present', () => {
    const told: MachineCall[] = [];
    take({ onCall: (name) => void told.push(name) });
    const day = new Date(DAY_MS);
    const facts = [
      day.toISOString(),
      day instanceof Date,
      Date.UTC(1970, 0, 2),
      Date.parse('1970-01-02'),
      Math.max(1, 2),
    ];
    expect([facts, told]).toEqual([['1970-01-02T00:00:00.000Z', true, DAY_MS, DAY_MS, 2], []]);
  });

  test('names the caller behind functions of the language', () => {
    const stacks: string[] = [];
    take({ onCall: (_, trace) => void stacks.push(callerAlone(trace).stack ?? '') });
    Array.from({ length: 1 }, Math.random);
    expect(stacks).toEqual([expect.stringContaining('machine-guard.test.ts')]);
  });

  test('answers as another machine: later, and with other chance', () => {
    const before = Date.now();
    take({ shiftMs: DAY_MS, random: () => 0.25 });
    const shifted = [Date.now(), new Date().getTime(), Date.parse(Date())];
    expect(shifted.every((time) => time >= before + DAY_MS - 1_000 && time < before + 2 * DAY_MS)).toBe(true);
    expect(Math.random()).toBe(0.25);
  });

  test('is given back as it was, also where one stood within another', () => {
    const [date, random, now] = [Date, Math.random, Object.getOwnPropertyDescriptor(performance, 'now')];
    take({ shiftMs: DAY_MS });
    take({ onCall: () => undefined });
    expect(Date).not.toBe(date);
    release?.();
    release = undefined;
    expect([Date, Math.random, Object.getOwnPropertyDescriptor(performance, 'now')]).toEqual([date, random, now]);
  });
});
