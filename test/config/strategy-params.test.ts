import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { explainParams } from '../../config/load-config.ts';
import { settingSchemaOf } from '../../config/setting-schema.ts';
import { parseStrategyParams } from '../../config/strategy-params.ts';
import { unknownKeys } from '../../config/unknown-keys.ts';
import { complaintsOf } from './complaints-of.ts';
import { MINIMAL, parse } from './minimal.ts';

const pairParams = z.object({
  entry: z.number().gt(0).default(2),
  exit: z.number().min(0).default(0.5),
  lookback: z.number().int().min(2).default(100),
});

describe('parseStrategyParams', () => {
  it('gives the parameters with their defaults', () => {
    const loaded = parse(MINIMAL, { set: ['strategies.ma1.params={ entry: 3 }'] });
    expect(parseStrategyParams(loaded, 0, pairParams)).toEqual({ entry: 3, exit: 0.5, lookback: 100 });
    expect(parseStrategyParams(parse(MINIMAL), 0, pairParams)).toEqual({ entry: 2, exit: 0.5, lookback: 100 });
  });

  it.each([
    { name: 'a schema that drops unknown keys', schema: pairParams },
    { name: 'a strict one', schema: pairParams.strict() },
  ])('complains where they were written, unknown keys included, with $name', ({ schema }) => {
    const text = `${MINIMAL}    params:\n      entry: wide\n      lookbck: 5\n`;
    const loaded = parse(text, { path: 'run.yaml', set: ['strategies.ma1.params.exit=-1'] });
    expect(complaintsOf(() => parseStrategyParams(loaded, 0, schema))).toEqual([
      'run.yaml:12:14: strategies[0].params.entry: found "wide", allowed: a number above 0',
      'run.yaml:13:7: strategies[0].params.lookbck: unknown key, did you mean lookback? allowed: entry, exit, lookback',
      '--set strategies.ma1.params.exit=-1: strategies[0].params.exit: found -1, allowed: a number from 0',
    ]);
  });

  it('complains about nothing but an unknown key', () => {
    const loaded = parse(MINIMAL, { set: ['strategies.ma1.params.colour=red'] });
    expect(complaintsOf(() => parseStrategyParams(loaded, 0, pairParams))).toEqual([
      '--set strategies.ma1.params.colour=red: strategies[0].params.colour: unknown key, allowed: entry, exit, lookback',
    ]);
  });

  it('shows the strategy for a parameter that is missing', () => {
    const loaded = parse(MINIMAL, { path: 'run.yaml' });
    expect(complaintsOf(() => parseStrategyParams(loaded, 0, z.object({ fast: z.number() })))).toEqual([
      'run.yaml:8:5: strategies[0].params.fast: missing, needed: a number',
    ]);
  });

  it('says what a refinement over several parameters says', () => {
    const ordered = z
      .object({ fast: z.number().default(10), slow: z.number().default(30) })
      .refine(({ fast, slow }) => fast < slow, { message: 'a number below slow', path: ['fast'] });
    const loaded = parse(MINIMAL, { set: ['strategies.ma1.params.fast=50'] });
    expect(complaintsOf(() => parseStrategyParams(loaded, 0, ordered))).toEqual([
      '--set strategies.ma1.params.fast=50: strategies[0].params.fast: found 50, allowed: a number below slow',
    ]);
  });

  const judged = z
    .object({ fast: z.number().min(1).default(10), slow: z.number().max(99).default(30) })
    .refine(({ fast, slow }) => fast < slow, { message: 'a number below slow', path: ['fast'] });

  it('says of a parameter that was left out what it is by default', () => {
    const loaded = parse(MINIMAL, { set: ['strategies.ma1.params={ slow: 5 }'] });
    expect(complaintsOf(() => parseStrategyParams(loaded, 0, judged))).toEqual([
      '--set strategies.ma1.params={ slow: 5 }: strategies[0].params.fast: found 10 by default, allowed: a number below slow',
    ]);
  });

  it('says that all were left out where a rule over all of them fails', () => {
    const strict = z.object({ fast: z.number().default(9) }).refine(() => false, { message: 'something else' });
    expect(complaintsOf(() => parseStrategyParams(parse(MINIMAL, { path: 'run.yaml' }), 0, strict))).toEqual([
      'run.yaml:8:5: strategies[0].params: found nothing but defaults, allowed: something else',
    ]);
  });

  it.each([
    { given: '{ slow: -1e9, fast: 5 }', about: ['fast'] },
    { given: '{ slow: 1e9 }', about: ['slow'] },
    { given: '{ fast: 0, slow: -1 }', about: ['fast', 'fast'] },
    { given: '{ fast: -5 }', about: ['fast'] },
  ])('blames for $given what is wrong by itself, and no default', ({ given, about }) => {
    const loaded = parse(MINIMAL, { set: [`strategies.ma1.params=${given}`] });
    const lines = complaintsOf(() => parseStrategyParams(loaded, 0, judged));
    expect(lines.map((line) => /params\.(\w+): found/.exec(line)?.[1])).toEqual(about);
  });

  it('blames the key that is wrong by itself, and not the default it goes against', () => {
    const capped = z
      .object({ part: z.number().max(0.1).default(0.01), most: z.number().default(0.04) })
      .refine(({ part, most }) => part <= most, { message: 'a ratio not below part', path: ['most'] });
    const loaded = parse(MINIMAL, { set: ['strategies.ma1.params={ part: 0.5 }'] });
    expect(complaintsOf(() => parseStrategyParams(loaded, 0, capped))).toEqual([
      '--set strategies.ma1.params={ part: 0.5 }: strategies[0].params.part: found 0.5, allowed: a number up to 0.1',
    ]);
  });

  it('says the same as explainParams of what the schema itself finds', () => {
    const loaded = parse(MINIMAL, { set: ['strategies.ma1.params.entry=0'] });
    const { error } = pairParams.safeParse(loaded.config.strategies[0]?.params);
    expect(error && explainParams(loaded, 0, pairParams, error).message).toBe(
      complaintsOf(() => parseStrategyParams(loaded, 0, pairParams)).join('\n'),
    );
  });

  it('takes a strategy without parameters', () => {
    expect(parseStrategyParams(parse(MINIMAL), 0, z.object({}))).toEqual({});
  });
});

interface UnknownCase {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly paths: readonly (readonly (string | number)[])[];
}

describe('unknownKeys', () => {
  it.each<UnknownCase>([
    { name: 'a plain section', schema: z.object({ a: z.number() }), value: { a: 1, b: 2 }, paths: [['b']] },
    {
      name: 'a section within',
      schema: z.object({ a: z.object({ b: z.number() }) }),
      value: { a: { c: 1 } },
      paths: [['a', 'c']],
    },
    {
      name: 'entries of a list',
      schema: z.object({ a: z.array(z.object({ b: z.number() })) }),
      value: { a: [{ b: 1 }, { c: 1 }] },
      paths: [['a', 1, 'c']],
    },
    {
      name: 'one of several alternatives',
      schema: z.union([z.object({ a: z.number() }), z.object({ b: z.number() })]),
      value: { b: 1, c: 1 },
      paths: [['c']],
    },
    { name: 'names of any kind', schema: z.record(z.string(), z.number()), value: { a: 1 }, paths: [] },
    { name: 'a loose section', schema: z.looseObject({ a: z.number() }), value: { b: 1 }, paths: [] },
    { name: 'no section', schema: z.number(), value: { a: 1 }, paths: [] },
    {
      name: 'what every object has',
      schema: z.object({ a: z.number() }),
      value: { toString: 1 },
      paths: [['toString']],
    },
  ])('in $name', ({ schema, value, paths }) => {
    expect(unknownKeys(value, settingSchemaOf(schema))).toEqual(paths);
  });
});
