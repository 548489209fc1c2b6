import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { mergeRiskSettings } from '../../../engine/risk/merge-settings.ts';
import {
  defaultRiskSettings,
  type RiskOverrides,
  riskOverridesSchema,
  riskSettingsSchema,
} from '../../../engine/risk/settings.ts';
import { settingsWith } from './some-plan.ts';

describe('the risk settings', () => {
  it('have a default for every member, by which only what protects everybody is on', () => {
    expect(defaultRiskSettings()).toEqual({
      requireStop: true,
      requireStopBeforeLiquidation: true,
      liquidationBufferRatio: 0,
      reduceOnlyExcess: 'clip',
      limitExcess: 'refuse',
      leverageMax: null,
      symbolLeverageMax: null,
      orderNotionalMax: null,
      positionNotionalMax: null,
      netPositionNotionalMax: null,
      openOrdersMax: null,
      priceDeviationRatioMax: null,
      staleAfterIntervals: 3,
      orderRateMax: null,
      accountOrderRateMax: null,
      orderRateWindowMs: 60_000,
      dailyLossMax: null,
      dailyLossRatioMax: null,
      drawdownRatioMax: null,
      cooldownMs: 0,
    });
  });

  it.each([riskSettingsSchema, riskOverridesSchema])('say of every member what it means (%#)', ({ shape }) => {
    const untold = Object.entries(shape).filter(([, { description }]) => !/^[A-Z].{20,}\.$/.test(description ?? ''));
    expect(untold).toEqual([]);
  });

  it.each([
    [{ leverageMax: 0 }],
    [{ dailyLossRatioMax: 1.5 }],
    [{ openOrdersMax: 2.5 }],
    [{ cooldownMs: -1 }],
    [{ liquidationBufferRatio: 1 }],
    [{ reduceOnlyExcess: 'ignore' }],
    [{ maxNotional: 5 }],
  ])('refuse %j', (found) => {
    expect(riskSettingsSchema.safeParse(found).success).toBe(false);
    expect(riskOverridesSchema.safeParse(found).success).toBe(false);
  });

  it('of a strategy default to nothing, and have all but what is the account’s alone', () => {
    expect(riskOverridesSchema.parse({})).toEqual({});
    const missing = Object.keys(riskSettingsSchema.shape).filter((member) => !(member in riskOverridesSchema.shape));
    expect(missing).toEqual(['netPositionNotionalMax', 'accountOrderRateMax', 'orderRateWindowMs']);
  });
});

describe('mergeRiskSettings', () => {
  it('leaves the account’s settings where a strategy says nothing', () => {
    const account = settingsWith({ leverageMax: 3, cooldownMs: 5 });
    expect(mergeRiskSettings(account)).toEqual(account);
    expect(mergeRiskSettings(account, {})).toEqual(account);
  });

  it.each<[string, Partial<ReturnType<typeof settingsWith>>, RiskOverrides, Partial<ReturnType<typeof settingsWith>>]>([
    ['a tighter limit', { leverageMax: 3 }, { leverageMax: 2 }, { leverageMax: 2 }],
    ['no wider limit', { leverageMax: 3 }, { leverageMax: 5 }, { leverageMax: 3 }],
    ['no lifted limit', { leverageMax: 3 }, { leverageMax: null }, { leverageMax: 3 }],
    ['a limit where the account has none', {}, { orderNotionalMax: 5 }, { orderNotionalMax: 5 }],
    ['a longer cooldown', { cooldownMs: 10 }, { cooldownMs: 20 }, { cooldownMs: 20 }],
    ['no shorter cooldown', { cooldownMs: 10 }, { cooldownMs: 5 }, { cooldownMs: 10 }],
    [
      'no smaller buffer',
      { liquidationBufferRatio: 0.1 },
      { liquidationBufferRatio: 0 },
      { liquidationBufferRatio: 0.1 },
    ],
    ['no stop', {}, { requireStop: false }, { requireStop: false }],
    ['clipping', {}, { limitExcess: 'clip' }, { limitExcess: 'clip' }],
  ])('gives a strategy %s', (_name, account, strategy, merged) => {
    expect(mergeRiskSettings(settingsWith(account), strategy)).toEqual(settingsWith({ ...account, ...merged }));
  });

  it('never widens a limit of the account', () => {
    const limits = [
      'leverageMax',
      'symbolLeverageMax',
      'orderNotionalMax',
      'positionNotionalMax',
      'openOrdersMax',
      'priceDeviationRatioMax',
      'staleAfterIntervals',
      'orderRateMax',
      'dailyLossMax',
      'dailyLossRatioMax',
      'drawdownRatioMax',
    ] as const;
    const limit = fc.option(fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.constantFrom(...limits), limit, limit, (member, account, strategy) => {
        const merged = mergeRiskSettings(settingsWith({ [member]: account }), { [member]: strategy })[member];
        const all = [account, strategy].filter((value) => value !== null);
        expect(merged).toBe(all.length === 0 ? null : Math.min(...all));
      }),
    );
  });
});
