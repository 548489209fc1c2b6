import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { complaintText } from '../../config/complaint.ts';
import { describeAllowed } from '../../config/describe-allowed.ts';
import { describeFound } from '../../config/describe-found.ts';
import { explainIssues } from '../../config/explain-issues.ts';
import { readYaml } from '../../config/read-yaml.ts';
import { settingSchemaOf } from '../../config/setting-schema.ts';

/** What is said of a YAML text by a schema. */
function explain(schema: z.ZodType, text: string): string[] {
  const source = readYaml('run.yaml', text, {});
  const issues = schema.safeParse(source.values).error?.issues ?? [];
  return explainIssues(issues, { source, schema: settingSchemaOf(schema), under: [] }).map(complaintText);
}

describe('explainIssues', () => {
  it.each([
    {
      name: 'a text for a number',
      schema: z.strictObject({ leverage: z.number().int().min(1).max(125).default(1) }),
      text: 'leverage: many',
      expected: ['run.yaml:1:11: leverage: found "many", allowed: a whole number from 1 to 125'],
    },
    {
      name: 'a number out of range',
      schema: z.strictObject({ ratio: z.number().gt(0).lt(1) }),
      text: 'ratio: 1',
      expected: ['run.yaml:1:8: ratio: found 1, allowed: a number above 0 and below 1'],
    },
    {
      name: 'a fraction for a whole number',
      schema: z.strictObject({ count: z.number().int().min(0) }),
      text: 'count: 0.5',
      expected: ['run.yaml:1:8: count: found 0.5, allowed: a whole number from 0'],
    },
    {
      name: 'no number at all',
      schema: z.strictObject({ count: z.number() }),
      text: 'count: .nan',
      expected: ['run.yaml:1:8: count: found NaN, allowed: a number'],
    },
    {
      name: 'a word that is none of those known',
      schema: z.strictObject({ mode: z.enum(['cross', 'isolated']).nullable() }),
      text: 'mode: crossed',
      expected: ['run.yaml:1:7: mode: found "crossed", allowed: cross or isolated, or null'],
    },
    {
      name: 'a text of another form',
      schema: z.strictObject({ id: z.string().regex(/^[a-z]{1,3}$/, 'one to three of a-z') }),
      text: 'id: LONG',
      expected: ['run.yaml:1:5: id: found "LONG", allowed: one to three of a-z'],
    },
    {
      name: 'an empty section',
      schema: z.strictObject({ risk: z.strictObject({ a: z.number().default(1) }).prefault({}) }),
      text: 'risk:',
      expected: ['run.yaml:1:6: risk: found nothing (null), allowed: a section with a'],
    },
    {
      name: 'what is missing',
      schema: z.strictObject({ list: z.array(z.strictObject({ id: z.string() })), other: z.boolean() }),
      text: 'list:\n  - {}\n',
      expected: [
        'run.yaml:2:5: list[0].id: missing, needed: a text',
        'run.yaml:1:1: other: missing, needed: true or false',
      ],
    },
    {
      name: 'an empty list',
      schema: z.strictObject({ list: z.array(z.string()).min(1) }),
      text: 'list: []',
      expected: ['run.yaml:1:1: list: found an empty list, allowed: a list that is not empty, each entry a text'],
    },
    {
      name: 'an unknown key near a known one',
      schema: z.strictObject({
        risk: z.strictObject({ ordersMax: z.number().default(1), notionalMax: z.number().default(1) }),
      }),
      text: 'risk:\n  orderMax: 5\n',
      expected: ['run.yaml:2:3: risk.orderMax: unknown key, did you mean ordersMax? allowed: ordersMax, notionalMax'],
    },
    {
      name: 'an unknown key near none, and another',
      schema: z.strictObject({ seed: z.number().default(1) }),
      text: 'colour: red\nsed: 1\n',
      expected: [
        'run.yaml:1:1: colour: unknown key, allowed: seed',
        'run.yaml:2:1: sed: unknown key, did you mean seed? allowed: seed',
      ],
    },
    {
      name: 'a secret',
      schema: z.strictObject({ seed: z.number().default(1) }),
      text: 'apiKey: abc\n',
      expected: [
        'run.yaml:1:1: apiKey: unknown key, and secrets never stand in a config; they come from the environment or a file named there',
      ],
    },
    {
      name: 'a wrong entry of one alternative',
      schema: z.strictObject({ markets: z.union([z.string(), z.record(z.string(), z.string())]) }),
      text: 'markets:\n  base: BTCUSDT\n  hedge: 5\n',
      expected: ['run.yaml:3:10: markets.hedge: found 5, allowed: a text'],
    },
    {
      name: 'none of the alternatives',
      schema: z.strictObject({ markets: z.union([z.string(), z.record(z.string(), z.string())]) }),
      text: 'markets: 5',
      expected: ['run.yaml:1:10: markets: found 5, allowed: a text or a section of named entries, each a text'],
    },
    {
      name: 'what a refinement says in its own words',
      schema: z.strictObject({ a: z.number().refine((value) => value % 2 === 0, 'an even number') }),
      text: 'a: 3',
      expected: ['run.yaml:1:4: a: found 3, allowed: an even number'],
    },
  ])('says place, field, what was found and what is allowed: $name', ({ schema, text, expected }) => {
    expect(explain(schema, text)).toEqual(expected);
  });

  it('speaks of a part of the config by its whole path', () => {
    const schema = z.strictObject({ fast: z.number().int().min(1) });
    const source = readYaml('run.yaml', 'strategies:\n  - id: ma1\n    params:\n      fast: 0\n      slo: 3\n', {});
    const issues = schema.safeParse({ fast: 0, slo: 3 }).error?.issues ?? [];
    const parts = { source, schema: settingSchemaOf(schema), under: ['strategies', 0, 'params'] };
    expect(explainIssues(issues, parts).map(complaintText)).toEqual([
      'run.yaml:4:13: strategies[0].params.fast: found 0, allowed: a whole number from 1',
      'run.yaml:5:7: strategies[0].params.slo: unknown key, allowed: fast',
    ]);
  });
});

describe('describeAllowed', () => {
  it.each([
    [z.boolean(), 'true or false'],
    [z.string().min(1), 'a text that is not empty'],
    [z.literal('none'), 'none'],
    [z.union([z.number(), z.string()]), 'a number or a text'],
    [z.number().max(5), 'a number up to 5'],
    [z.number().gt(0).max(1), 'a number above 0 and up to 1'],
    [z.number().int().nullable(), 'a whole number, or null'],
    [z.string().regex(/^a+$/), 'a text of the form ^a+$'],
    [z.unknown(), 'anything'],
    [z.record(z.string(), z.unknown()), 'a section'],
    [z.string().meta({ allowed: 'a file' }), 'a file'],
    [z.array(z.enum(['a', 'b'])), 'a list, each entry a or b'],
  ])('%#', (schema, words) => {
    expect(describeAllowed(settingSchemaOf(schema))).toBe(words);
  });
});

describe('describeFound', () => {
  it.each([
    [null, 'nothing (null)'],
    [true, 'true'],
    [1.5, '1.5'],
    ['a\nb', '"a\\nb"'],
    ['x'.repeat(100), `"${'x'.repeat(60)}…"`],
    [[], 'an empty list'],
    [[1], 'a list'],
    [{}, 'an empty section'],
    [{ a: 1, b: 2 }, 'a section with a, b'],
  ])('of %j is %s', (value, words) => {
    expect(describeFound(value)).toBe(words);
  });
});
