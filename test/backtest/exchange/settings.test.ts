// Each setting of the simulated exchange matters: two values of it, two results.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { defaultExchangeSettings, exchangeSettingsSchema } from '../../../backtest/exchange/settings.ts';
import { createStand, limit, market, order, stop, target } from './stand.ts';

const OUT = { reduceOnly: true };

/** What the exchange tells of one small market under settings. */
function told(settings: Record<string, unknown>): string[] {
  const stand = createStand({ settings, balance: 40_000 });
  const side = settings['positionMode'] === 'hedge' ? ({ positionSide: 'long' } as const) : {};
  stand.send({ kind: 'setMarginMode', symbol: 'BTCUSDT', marginMode: 'isolated' });
  stand.send({
    kind: 'setMarginMode',
    symbol: 'BTCUSDT',
    marginMode: settings['marginMode'] === 'isolated' ? 'isolated' : 'cross',
  });
  stand.send(market('e', 'buy', 300, side), limit('touched', 'buy', 1, 98, side));
  stand.send(stop('s', 'sell', 1, 96, { ...OUT, ...side }), target('t', 'sell', 1, 104, { ...OUT, ...side }));
  stand.send(order('flip', 'sell', 'STOP_MARKET', 400, { trigger: 95, ...side }));
  stand.bar(100, 102, 98, 100, { volume: 5_000 });
  stand.bar(100, 105, 94, 100, { volume: 5_000 });
  stand.bar(100, 100, 40, 45, { volume: 5_000 });
  const fees = stand.fills().map((fill) => `fee ${fill.fee.toString()}`);
  const { isolatedWallet } = stand.exchange.books().positions[0] ?? {};
  return [
    ...stand.told(),
    ...fees,
    `isolated wallet ${isolatedWallet?.toString()}`,
    JSON.stringify(stand.exchange.accountSettings()),
  ];
}

const OTHER: { readonly [K in keyof z.input<typeof exchangeSettingsSchema>]-?: readonly [unknown, unknown] } = {
  walk: ['worst-first', 'best-first'],
  limitFill: ['through', 'touch'],
  participationRatio: [0.1, 0.01],
  latencyMs: [0, 5_000],
  makerFeeRatio: [0.0002, 0.0003],
  takerFeeRatio: [0.0005, 0.0006],
  slippageTicks: [1, 20],
  slippageRatio: [0.0001, 0.002],
  liquidation: ['full', 'staged'],
  positionMode: ['one-way', 'hedge'],
  multiAssets: [false, true],
  leverage: [1, 2],
  marginMode: ['cross', 'isolated'],
  symbols: [{}, { BTCUSDT: { leverage: 3 } }],
};

describe('the settings of the simulated exchange', () => {
  it('have the documented defaults', () => {
    expect(defaultExchangeSettings()).toEqual({
      walk: 'worst-first',
      limitFill: 'through',
      participationRatio: 0.1,
      latencyMs: 0,
      makerFeeRatio: 0.0002,
      takerFeeRatio: 0.0005,
      slippageTicks: 1,
      slippageRatio: 0.0001,
      liquidation: 'full',
      positionMode: 'one-way',
      multiAssets: false,
      leverage: 1,
      marginMode: 'cross',
      symbols: {},
    });
  });

  it('each say what they mean', () => {
    for (const [name, member] of Object.entries(exchangeSettingsSchema.shape)) {
      expect(`${name}: ${member.description}`).toMatch(/: .{20,}\.$/);
    }
  });

  it.each([
    [{ walk: 'random' }],
    [{ participationRatio: 0 }],
    [{ latencyMs: -1 }],
    [{ leverage: 1.5 }],
    [{ symbols: { BTCUSDT: { leverag: 3 } } }],
    [{ unknown: 1 }],
  ])('refuse %j', (settings) => {
    expect(exchangeSettingsSchema.safeParse(settings).success).toBe(false);
  });

  it.each(Object.entries(OTHER).filter(([name]) => name !== 'liquidation'))(
    '%s changes what happens',
    (name, [first, second]) => {
      const base = { ...defaultExchangeSettings(), leverage: 2 };
      const [one, two] = [told({ ...base, [name]: first }), told({ ...base, [name]: second })];
      expect(one).not.toEqual(two);
    },
  );

  it('liquidation changes what happens', () => {
    const fills = (liquidation: string): string[] => {
      const stand = createStand({ balance: 7_000, settings: { liquidation, leverage: 10 } });
      stand.send(market('e', 'buy', 600));
      stand.bar(100, 100, 100, 100);
      stand.bar(100, 100, 85, 85);
      return stand.fills().map((fill) => `${fill.quantity.toString()} @ ${fill.price.toString()}`);
    };
    expect(fills('full')).toHaveLength(2);
    expect(fills('staged').length).toBeGreaterThan(2);
  });

  it('participationRatio null is no limit', () => {
    const filled = (participationRatio: number | null): string | undefined => {
      const stand = createStand({ settings: { participationRatio } });
      stand.send(market('e', 'buy', 10));
      stand.bar(100, 100, 100, 100, { volume: 10 });
      return stand.fills()[0]?.quantity.toString();
    };
    expect([filled(null), filled(0.5)]).toEqual(['10', '5']);
  });
});
