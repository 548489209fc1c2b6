import { describe, expect, it } from 'vitest';
import { applyOverrides, overrideOf, parseOverride } from '../../config/overrides.ts';
import { readYaml } from '../../config/read-yaml.ts';
import { complaintsOf } from './complaints-of.ts';

const TEXT = 'account:\n  leverage: 1\nstrategies:\n  - id: ma1\n    params: { fast: 10 }\n  - id: grid\nempty:\n';
const apply = (...assignments: readonly string[]) =>
  applyOverrides(readYaml('run.yaml', TEXT, {}), assignments.map(parseOverride));

describe('parseOverride', () => {
  it.each([
    ['a.b=5', ['a', 'b'], 5],
    ['a=true', ['a'], true],
    ['a=text', ['a'], 'text'],
    ['a="5"', ['a'], '5'],
    ['a=[1, 2]', ['a'], [1, 2]],
    ['a={ b: 1 }', ['a'], { b: 1 }],
    ['a=null', ['a'], null],
    ['a=', ['a'], null],
    ['a=b=c', ['a'], 'b=c'],
    ['a=-0.5', ['a'], -0.5],
  ])('%s', (assignment, path, value) => {
    expect(parseOverride(assignment)).toEqual({ option: `--set ${assignment}`, path, value });
  });

  it.each(['', 'a', '=5', 'a..b=5'])('complains about %j, which names no setting', (assignment) => {
    expect(complaintsOf(() => parseOverride(assignment))).toEqual([
      `--set ${assignment}: found no setting, allowed: path=value, for instance account.leverage=5 or strategies[0].params.fast=10`,
    ]);
  });

  it('complains about a value that is not YAML', () => {
    expect(complaintsOf(() => parseOverride('a.b=[1'))[0]).toContain('--set a.b=[1: a.b: not a YAML value: ');
  });
});

describe('applyOverrides', () => {
  it('lays values over the file, by path, by place in a list, by id', () => {
    expect(
      apply('account.leverage=5', 'strategies[0].params.fast=20', 'strategies.grid.params.levels=3', 'empty.a.b=1')
        .values,
    ).toEqual({
      account: { leverage: 5 },
      strategies: [
        { id: 'ma1', params: { fast: 20 } },
        { id: 'grid', params: { levels: 3 } },
      ],
      empty: { a: { b: 1 } },
    });
  });

  it('takes the last of several values for one setting', () => {
    expect(apply('account.leverage=5', 'account.leverage=7').values).toMatchObject({ account: { leverage: 7 } });
  });

  it('leaves the file’s own values as they are', () => {
    const source = readYaml('run.yaml', TEXT, {});
    applyOverrides(source, [parseOverride('account.leverage=5')]);
    expect(source.values).toMatchObject({ account: { leverage: 1 } });
  });

  it('names the option as the place of what it set, and of nothing else', () => {
    const { placeOf } = apply('account={ leverage: 5 }', 'strategies.grid.id=grid2');
    expect(placeOf(['account', 'leverage']).text).toBe('--set account={ leverage: 5 }');
    expect(placeOf(['strategies', 1, 'id']).text).toBe('--set strategies.grid.id=grid2');
    expect(placeOf(['strategies', 0, 'id']).text).toBe('run.yaml:4:9');
  });

  it('takes options that stand for a setting', () => {
    const source = applyOverrides(readYaml('run.yaml', TEXT, {}), [overrideOf('--seed 7', ['seed'], 7)]);
    expect(source.values).toMatchObject({ seed: 7 });
    expect(source.placeOf(['seed']).text).toBe('--seed 7');
  });

  it.each(['account.leverage.deep=1', 'strategies[2].id=x', 'strategies.nobody.id=x', '__proto__.a=1'])(
    'complains about %s, which leads nowhere',
    (assignment) => {
      const [path] = assignment.split('=');
      expect(complaintsOf(() => apply(assignment))).toEqual([
        `--set ${assignment}: ${path}: leads nowhere, allowed: the path of a setting, with a number or an id for an entry of a list`,
      ]);
      expect({}).not.toHaveProperty('a');
    },
  );
});
