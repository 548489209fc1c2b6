import { describe, expect, it } from 'vitest';
import { defineStrategy, type Intent, open, together, z } from '../../../engine/index.ts';
import { flat, runStrategy } from './bench.ts';
import { said } from './script.ts';

type Role = 'base' | 'hedge';

/** A pair that says `intents` together at the close of kline 0. */
const run = (intents: readonly Intent<Role>[], input = {}) =>
  runStrategy({
    klines: { BTCUSDT: flat(4, 100), ETHUSDT: flat(4, 50) },
    strategy: {
      pair: {
        strategy: defineStrategy({
          name: 'pair',
          markets: ['base', 'hedge'],
          params: z.object({}),
          run: ({ markets }) => said<Role>(markets.base.klines('1m'), { 0: together(...intents) }),
        }),
        markets: { base: 'BTCUSDT', hedge: 'ETHUSDT' },
      },
    },
    ...input,
  });

const base = (quantity: number) => open({ market: 'base', side: 'long', quantity, ref: 'b' });
const hedge = (quantity: number) => open({ market: 'hedge', side: 'short', quantity, ref: 'h' });

describe('together', () => {
  it('sends all where all pass', () => {
    const result = run([base(1), hedge(2)]);
    expect(result.fills.map(({ symbol }) => symbol)).toEqual(['BTCUSDT', 'ETHUSDT']);
    expect(result.fillLines()).toEqual(['k1 entry buy 1 @ 100 taker', 'k1 entry sell 2 @ 50 taker']);
  });

  it('sends none where the planner refuses one, and tells both', () => {
    // 0.09 · 50 = 4.5 < 5
    const result = run([base(1), hedge(0.09)]);
    expect(result.refusalLines()).toEqual(['refused NOTIONAL_TOO_SMALL of h', 'refused TOGETHER_REFUSED of b']);
    expect(result.refusals[1]?.operands).toEqual({ because: 'NOTIONAL_TOO_SMALL' });
    expect(result.orders()).toEqual([]);
  });

  it('sends none where risk refuses one', () => {
    const result = run([base(1), hedge(300)]);
    expect(result.refusalLines()).toEqual(['refused MARGIN_SHORT of h', 'refused TOGETHER_REFUSED of b']);
    expect(result.orders()).toEqual([]);
  });

  it('reserves margin for all: what each could have alone both cannot have', () => {
    // 6,000 each on a balance of 10,000 at leverage 1.
    expect(run([base(60)]).fills).toHaveLength(1);
    expect(run([hedge(120)]).fills).toHaveLength(1);
    expect(run([base(60), hedge(120)]).refusalLines()).toEqual([
      'refused MARGIN_SHORT of h',
      'refused TOGETHER_REFUSED of b',
    ]);
  });

  it('does not promise that they fill together', () => {
    const limit = open({ market: 'hedge', side: 'short', type: 'limit', price: 60, quantity: 2 });
    expect(run([base(1), limit]).orderLines()).toEqual(['entry MARKET buy 1 filled', 'entry LIMIT sell 2 @ 60 open']);
  });

  it('refuses a ref that it says twice', () => {
    const again = open({ market: 'hedge', side: 'short', quantity: 2, ref: 'b' });
    expect(run([base(1), again]).refusalLines()).toEqual([
      'refused DUPLICATE_REF of b',
      'refused TOGETHER_REFUSED of b',
    ]);
  });

  it('refuses all where one names no market', () => {
    const nowhere: Intent = open({ side: 'short', quantity: 2, ref: 'n' });
    const result = run([base(1), nowhere as Intent<Role>]);
    expect(result.refusals.map(({ code, by }) => [code, by])).toEqual([
      ['MARKET_NOT_NAMED', 'host'],
      ['TOGETHER_REFUSED', 'host'],
    ]);
    expect(result.orders()).toEqual([]);
  });
});
