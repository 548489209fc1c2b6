import { debounceTime, interval, Subject, take, timer } from 'rxjs';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../engine/clock/virtual-clock.ts';

describe('virtual clock', () => {
  it('stands still until it is moved', () => {
    const clock = createVirtualClock(1000);
    const ran: number[] = [];
    clock.at(2000, () => ran.push(clock.now()));
    expect(clock.now()).toBe(1000);
    expect(clock.nextTimerTime()).toBe(2000);
    expect(ran).toEqual([]);
  });

  it('runs timers due before the new time at their own time, and leaves those due at it for runDue', () => {
    const clock = createVirtualClock(0);
    const ran: string[] = [];
    clock.at(20, () => ran.push(`b@${clock.now()}`));
    clock.at(10, () => ran.push(`a@${clock.now()}`));
    clock.at(30, () => ran.push(`c@${clock.now()}`));
    clock.advanceTo(30);
    expect(ran).toEqual(['a@10', 'b@20']);
    expect(clock.now()).toBe(30);
    clock.runDue();
    expect(ran).toEqual(['a@10', 'b@20', 'c@30']);
  });

  it('never goes backwards', () => {
    const clock = createVirtualClock(50);
    clock.advanceTo(10);
    expect(clock.now()).toBe(50);
  });

  it('runs a timer set for the past as soon as possible', () => {
    const clock = createVirtualClock(50);
    const ran: number[] = [];
    clock.at(10, () => ran.push(clock.now()));
    clock.runDue();
    expect(ran).toEqual([50]);
  });

  it('does not run a cancelled timer', () => {
    const clock = createVirtualClock(0);
    const ran: string[] = [];
    const handle = clock.at(10, () => ran.push('cancelled'));
    clock.at(10, () => ran.push('kept'));
    handle.cancel();
    clock.advanceTo(11);
    expect(ran).toEqual(['kept']);
  });

  property.prop([fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 200 })])(
    'runs timers by time, and those of one instant in the order they were set',
    (times) => {
      const clock = createVirtualClock(0);
      const ran: { time: number; index: number }[] = [];
      for (const [index, time] of times.entries()) clock.at(time, () => ran.push({ time, index }));
      clock.advanceTo(51);
      const expected = times
        .map((time, index) => ({ time, index }))
        .toSorted((a, b) => a.time - b.time || a.index - b.index);
      expect(ran).toEqual(expected);
    },
  );
});

describe('the scheduler of a virtual clock', () => {
  it('drives timer and interval on virtual time', () => {
    const clock = createVirtualClock(0);
    const seen: string[] = [];
    timer(100, clock.scheduler).subscribe(() => seen.push(`timer@${clock.now()}`));
    interval(40, clock.scheduler)
      .pipe(take(3))
      .subscribe((n) => seen.push(`interval${n}@${clock.now()}`));
    clock.advanceTo(1000);
    expect(seen).toEqual(['interval0@40', 'interval1@80', 'timer@100', 'interval2@120']);
    expect(clock.nextTimerTime()).toBeUndefined();
  });

  it('drives debounceTime, which reschedules from within', () => {
    const clock = createVirtualClock(0);
    const source = new Subject<string>();
    const seen: string[] = [];
    source.pipe(debounceTime(10, clock.scheduler)).subscribe((value) => seen.push(`${value}@${clock.now()}`));
    source.next('a');
    clock.advanceTo(5);
    source.next('b');
    clock.advanceTo(100);
    source.next('c');
    clock.advanceTo(200);
    expect(seen).toEqual(['b@15', 'c@110']);
  });

  it('forgets the timers of what was unsubscribed', () => {
    const clock = createVirtualClock(0);
    const seen: number[] = [];
    const subscription = interval(10, clock.scheduler).subscribe((n) => seen.push(n));
    clock.advanceTo(25);
    subscription.unsubscribe();
    clock.advanceTo(100);
    expect(seen).toEqual([0, 1]);
    expect(clock.nextTimerTime()).toBeUndefined();
  });
});
