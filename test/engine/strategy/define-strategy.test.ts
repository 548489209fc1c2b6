import { EMPTY, of } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { StrategyOptions } from '../../../engine/strategy/contract.ts';
import { DEFAULT_ROLE, defineStrategy } from '../../../engine/strategy/define-strategy.ts';
import { close } from '../../../engine/strategy/intents.ts';
import { STRATEGY_BRAND } from '../../../engine/strategy/strategy-brand.ts';

type Options = StrategyOptions<z.ZodType, string>;

const options: Options = { name: 'tested', params: z.object({}), run: () => EMPTY };

/** Options as a strategy file in plain JavaScript may have them. */
const untyped = (changes: Readonly<Record<string, unknown>>): Options => ({ ...options, ...changes });

describe('a strategy', () => {
  test('has one market and needs nothing when it does not say otherwise', () => {
    expect(defineStrategy(options)).toMatchObject({ name: 'tested', markets: [DEFAULT_ROLE], needs: [] });
  });

  test('has the markets it names in their order, and what it needs', () => {
    const strategy = defineStrategy({ ...options, markets: ['hedge', 'base'], needs: ['trade', 'funding'] });
    expect(strategy).toMatchObject({ markets: ['hedge', 'base'], needs: ['trade', 'funding'] });
  });

  test('carries the mark by which a loader knows it', () => {
    expect(STRATEGY_BRAND in defineStrategy(options)).toBe(true);
    expect(STRATEGY_BRAND).toBe(Symbol.for('sluice.strategy'));
  });

  test('keeps its schema and its function as they are, and calls neither', () => {
    const params = z.object({ period: z.number().int().default(10) });
    const run: Options['run'] = () => of(close());
    const strategy = defineStrategy({ ...options, params, run });
    expect(strategy.params).toBe(params);
    expect(strategy.params.parse({})).toEqual({ period: 10 });
    expect(strategy.run).toBe(run);
  });

  test.each([
    ['an empty name', { name: '' }, 'defineStrategy: "name" must be a text that is not empty'],
    ['a blank name', { name: ' \n' }, 'defineStrategy: "name" must be a text that is not empty'],
    ['no name', { name: undefined }, 'defineStrategy: "name" must be a text that is not empty'],
    ['a name that is no text', { name: 5 }, 'defineStrategy: "name" must be a text that is not empty'],
    [
      'no schema',
      { params: undefined },
      'defineStrategy("tested"): "params" must be a zod schema, such as z.object({ … })',
    ],
    [
      'values in place of a schema',
      { params: { period: 10 } },
      'defineStrategy("tested"): "params" must be a zod schema, such as z.object({ … })',
    ],
    [
      'no function',
      { run: undefined },
      'defineStrategy("tested"): "run" must be a function (context, params) => Observable<Intent>',
    ],
    [
      'a stream in place of a function',
      { run: EMPTY },
      'defineStrategy("tested"): "run" must be a function (context, params) => Observable<Intent>',
    ],
    ['no market', { markets: [] }, 'defineStrategy("tested"): "markets" must name at least one role, each once'],
    [
      'a role twice',
      { markets: ['base', 'base'] },
      'defineStrategy("tested"): "markets" must name at least one role, each once',
    ],
    [
      'a text in place of a list of roles',
      { markets: 'base' },
      'defineStrategy("tested"): "markets" must be a list of role names',
    ],
    [
      'a role without a name',
      { markets: ['base', ''] },
      'defineStrategy("tested"): "markets" must be a list of role names',
    ],
    [
      'a role that is no text',
      { markets: ['base', 5] },
      'defineStrategy("tested"): "markets" must be a list of role names',
    ],
  ])('is refused with %s', (_name, changes, message) => {
    expect(() => defineStrategy(untyped(changes))).toThrow(new TypeError(message));
  });
});
