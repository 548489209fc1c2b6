import { describe, expect, it } from 'vitest';
import { readYaml } from '../../config/read-yaml.ts';
import { complaintsOf } from './complaints-of.ts';

const read = (text: string, environment: Record<string, string> = {}) => readYaml('run.yaml', text, environment);

describe('readYaml', () => {
  it('gives plain values', () => {
    expect(read('a: 1\nb: [x, "2"]\nc: { d: true, e: null, f: }\n').values).toEqual({
      a: 1,
      b: ['x', '2'],
      c: { d: true, e: null, f: null },
    });
  });

  it.each([
    { name: 'nothing', text: '' },
    { name: 'only a comment', text: '# later\n' },
    { name: 'a list', text: '- a\n' },
    { name: 'a text', text: 'hello' },
  ])('complains about a file that holds $name', ({ text }) => {
    expect(complaintsOf(() => read(text))).toEqual([
      'run.yaml:1:1: config: found no settings, needed: lines of the form `name: value`',
    ]);
  });

  it.each([
    { name: 'a name twice', text: 'a: 1\nb: 2\na: 3\n', line: 'run.yaml:3:1: not YAML: Map keys must be unique' },
    { name: 'an open bracket', text: 'a: [1, 2\nb: 3\n', line: 'run.yaml:2:1: not YAML: ' },
    { name: 'a tab', text: 'a:\n\tb: 1\n', line: 'run.yaml:2:1: not YAML: ' },
    { name: 'an unknown anchor', text: 'a: *b\n', line: 'run.yaml:1:4: not YAML: ' },
    { name: 'an anchor within itself', text: 'a: &b\n  c: *b\n', line: 'not YAML: ' },
    { name: 'an unknown tag', text: 'a: !secret b\n', line: 'run.yaml:1:4: not YAML: ' },
    { name: 'a second document', text: 'a: 1\n---\nb: 2\n', line: 'run.yaml:2:1: not YAML: ' },
  ])('says where $name makes it no YAML', ({ text, line }) => {
    expect(complaintsOf(() => read(text))[0]).toContain(line);
  });

  it.each([
    [5, []],
    [6, ['run.yaml: not YAML: … and 1 more']],
    [40, ['run.yaml: not YAML: … and 35 more']],
  ])('tells the first five of %i errors and how many there are', (count, more) => {
    const text = `a: 1\n${'a: 2\n'.repeat(count)}`;
    const first = [2, 3, 4, 5, 6].map((line) => `run.yaml:${line}:1: not YAML: Map keys must be unique`);
    expect(complaintsOf(() => read(text))).toEqual([...first, ...more]);
  });

  it('knows where each value and each name stands', () => {
    const { placeOf } = read('a: 1\nsection:\n  b: text\n  list:\n    - x\n    - c: 7\n');
    const placeText = (...path: readonly (string | number)[]) => placeOf(path).text;
    expect(placeText('a')).toBe('run.yaml:1:4');
    expect(placeOf(['a'], 'key').text).toBe('run.yaml:1:1');
    expect(placeText('section', 'b')).toBe('run.yaml:3:6');
    expect(placeText('section')).toBe('run.yaml:2:1');
    expect(placeText('section', 'list')).toBe('run.yaml:4:3');
    expect(placeText('section', 'list', 0)).toBe('run.yaml:5:7');
    expect(placeText('section', 'list', 1, 'c')).toBe('run.yaml:6:10');
  });

  it('shows for what is missing the section it is missing in', () => {
    const { placeOf } = read('a: 1\nsection:\n  b: text\n  list:\n    - c: 7\n');
    expect(placeOf(['other']).text).toBe('run.yaml:1:1');
    expect(placeOf(['section', 'other', 'deeper']).text).toBe('run.yaml:2:1');
    expect(placeOf(['section', 'list', 0, 'id']).text).toBe('run.yaml:5:7');
  });

  it('follows an alias to its values', () => {
    const source = read('a: &shared { b: 1 }\nc: *shared\n');
    expect(source.values).toEqual({ a: { b: 1 }, c: { b: 1 } });
    expect(source.placeOf(['c', 'b']).text).toBe('run.yaml:2:1');
  });

  it('does not let a name reach into the objects themselves', () => {
    const { values } = read('__proto__: { polluted: true }\n');
    expect(Object.hasOwn(values as object, '__proto__')).toBe(true);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('variables of the environment', () => {
  it('are put in wherever a value names them', () => {
    const text = 'a: ${DIR}/x\nb: ["${DIR}${NAME}"]\n';
    expect(read(text, { DIR: '/data', NAME: 'btc' }).values).toEqual({ a: '/data/x', b: ['/databtc'] });
  });

  it('become numbers where they are not quoted', () => {
    const values = read('a: ${N}\nb: "${N}"\nc: ${FLAG}\nd: ${NOT_YAML}\ne: ${EMPTY}\n', {
      N: '12',
      FLAG: 'true',
      NOT_YAML: 'a: [',
      EMPTY: '',
    }).values;
    expect(values).toEqual({ a: 12, b: '12', c: true, d: 'a: [', e: '' });
  });

  it('are not looked for in names, and not in what was put in', () => {
    expect(read('"${A}": ${B}\n', { B: '${A}' }).values).toEqual({ '${A}': '${A}' });
  });

  it('can be written about', () => {
    expect(read('a: $${HOME} and $HOME\n').values).toEqual({ a: '${HOME} and $HOME' });
  });

  it('are complained about where they are missing or badly named, all at once', () => {
    const text = 'a: ${MISSING}\nb:\n  - x\n  - c: "${1st} ${open"\n';
    const allowed = 'allowed: ${NAME} for a variable of the environment, $${ for these two characters';
    expect(complaintsOf(() => read(text))).toEqual([
      'run.yaml:1:4: a: the environment has no variable MISSING, which ${MISSING} stands for',
      `run.yaml:4:8: b[1].c: found "\${1st}", ${allowed}`,
      `run.yaml:4:8: b[1].c: found "\${open", ${allowed}`,
    ]);
  });
});
