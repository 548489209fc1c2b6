import { describe, expect, it } from 'vitest';
import { readOptions } from '../../bench/options.ts';

describe('the options of the bench', () => {
  it('are five runs of the lengths the goals are stated for, where nothing is said', () => {
    expect(readOptions([])).toMatchObject({ only: [], runs: 5, bars: 500_000, largeBars: 2_600_000, json: null });
  });

  it('narrow to the lines that are named', () => {
    const options = readOptions(['--only', 'engine,limit', '--runs', '3', '--bars', '2000', '--json', 'out.json']);
    expect(options).toMatchObject({ only: ['engine', 'limit'], runs: 3, bars: 2000, json: 'out.json' });
  });

  it('let a quick run be longer where that is said', () => {
    expect(readOptions(['--quick', '--bars', '5000'])).toMatchObject({ runs: 1, bars: 5000, largeBars: 30_000 });
  });

  it.each([
    { args: ['--runs', '0'], says: '--runs 0: a whole number from 1 is needed' },
    { args: ['--bars', '2.5'], says: '--bars 2.5: a whole number from 1000 is needed' },
    { args: ['--large-bars', 'many'], says: '--large-bars many: a whole number from 1000 is needed' },
  ])('refuse $args', ({ args, says }) => {
    expect(() => readOptions(args)).toThrow(says);
  });

  it('refuse what they do not know', () => {
    expect(() => readOptions(['--fast'])).toThrow('--fast');
  });
});
