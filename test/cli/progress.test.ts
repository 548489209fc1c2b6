import { describe, expect, it } from 'vitest';
import { createProgress } from '../../cli/progress.ts';
import { createFakeWorld } from './fake-world.ts';

const CLEARED = '\u001B[2K';

describe('createProgress', () => {
  it('draws nothing where nobody looks, and lets lines through', () => {
    const fake = createFakeWorld();
    const progress = createProgress(fake.world.stderr);
    progress.update(1, 2);
    progress.above('a line\n');
    progress.stop();
    expect(fake.stderr()).toBe('a line\n');
  });

  it('estimates the time left from the way so far', () => {
    let nowMs = 1_000;
    const fake = createFakeWorld({ isTerminal: true });
    const progress = createProgress(fake.world.stderr, () => nowMs);
    progress.update(0, 4_000_000);
    expect(fake.stderr()).toContain('0 %  0 of 4,000,000 klines');
    expect(fake.stderr()).not.toContain('left');
    nowMs += 30_000;
    progress.update(1_000_000, 4_000_000);
    progress.stop();
    expect(fake.stderr()).toContain('25 %  1,000,000 of 4,000,000 klines, about 1 min 30 s left');
  });

  it('counts from where it began, not from zero', () => {
    let nowMs = 0;
    const fake = createFakeWorld({ isTerminal: true });
    const progress = createProgress(fake.world.stderr, () => nowMs);
    progress.update(50, 100);
    nowMs += 10_000;
    progress.update(75, 100);
    progress.stop();
    expect(fake.stderr()).toContain('about 10 s left');
  });

  it('gives way to a line and is drawn again below it', () => {
    const fake = createFakeWorld({ isTerminal: true });
    const progress = createProgress(fake.world.stderr);
    progress.update(25, 100);
    progress.above('a line\n');
    const [before = '', after = ''] = fake.stderr().split('a line\n');
    expect(before.endsWith(CLEARED)).toBe(true);
    expect(after).toContain('25 %');
    progress.stop();
    expect(fake.stderr().endsWith(CLEARED)).toBe(true);
  });

  it('does nothing when it is stopped twice, or was never drawn', () => {
    const fake = createFakeWorld({ isTerminal: true });
    const progress = createProgress(fake.world.stderr);
    progress.stop();
    progress.above('a line\n');
    progress.stop();
    expect(fake.stderr()).toBe('a line\n');
  });
});
