import { describe, expect, it } from 'vitest';
import { defaultExchangeSettings } from '../../backtest/exchange/settings.ts';
import { MARKET_RUN_DEFAULTS, MARKET_TRAITS_DEFAULTS } from '../../backtest/synthetic/market-options.ts';
import { exchangeSettingsOf } from '../../config/exchange-settings.ts';
import { listSettings } from '../../config/reference/list-settings.ts';
import { configSchema } from '../../config/schema.ts';
import { settingSchemaOf } from '../../config/setting-schema.ts';
import { defaultExecutionSettings } from '../../engine/execution/settings.ts';
import { defaultRiskSettings } from '../../engine/risk/settings.ts';
import { MINIMAL, parse } from './minimal.ts';

const settings = listSettings(settingSchemaOf(configSchema));

describe('every setting', () => {
  it('has a default, unless a run cannot be thought of without it', () => {
    const withoutDefault = settings
      .filter(({ path, schema }) => !('default' in schema) && !path.startsWith('strategies[].risk.'))
      .map(({ path }) => path);
    expect(withoutDefault).toEqual([
      'data',
      'data.markets.<symbol>.klines',
      'data.markets.<symbol>.funding',
      'data.synthetic.symbols',
      'data.instruments',
      'data.brackets',
      'strategies',
      'strategies[].id',
      'strategies[].file',
      'strategies[].markets',
    ]);
  });

  it('must be stated exactly where it has no default', () => {
    for (const { path, schema, required } of settings) {
      if (path.startsWith('strategies[].risk.')) continue;
      expect({ path, required }).toEqual({ path, required: !('default' in schema) });
    }
  });

  it('says what it means, in a sentence', () => {
    for (const { path, schema } of settings) {
      expect({ path, text: schema.description ?? '' }).toEqual({ path, text: expect.stringMatching(/^\S.*\.$/s) });
    }
  });

  it('of a strategy’s own limits is one of the account’s too', () => {
    const own = settings.filter(({ path }) => path.startsWith('strategies[].risk.'));
    const paths = new Set(settings.map(({ path }) => path));
    expect(own.length).toBeGreaterThan(10);
    for (const { path } of own) expect(paths).toContain(path.replace('strategies[].', ''));
  });

  it('with a unit or a kind says so at the end of its name', () => {
    const misnamed = settings.filter(({ path }) => /(percent|pct|millis|seconds|bps)/i.test(path));
    expect(misnamed).toEqual([]);
  });
});

describe('the defaults', () => {
  const { config } = parse(MINIMAL);

  it('are those of SEMANTICS 8', () => {
    expect(config.exchange).toMatchObject({
      walk: 'worst-first',
      makerFeeRatio: 0.0002,
      takerFeeRatio: 0.0005,
      slippageTicks: 1,
      slippageRatio: 0.0001,
      latencyMs: 0,
      participationRatio: 0.1,
      leverage: 1,
      marginMode: 'cross',
      positionMode: 'one-way',
    });
    expect(config.account).toMatchObject({ sharing: 'exclusive', multiAssets: false, leverage: 1 });
    expect(config.account.balance.toString()).toBe('10000');
    expect(config.data).toMatchObject({ quality: 'refuse', from: null, to: null });
    expect(config.results).toMatchObject({ band: true, closeAtEnd: false, riskFreeRatio: 0, trials: 1 });
    expect(config.results).toMatchObject({ trialsSharpeVariance: null, shuffles: 1000, report: true });
  });

  it('are those of each room', () => {
    expect(config.exchange).toEqual(defaultExchangeSettings());
    expect(config.execution).toEqual(defaultExecutionSettings());
    expect(config.risk).toEqual(defaultRiskSettings());
    expect(config.data.synthetic).toMatchObject(MARKET_RUN_DEFAULTS);
    const { volatilityPerDayRatio, turnoverPerDay } = MARKET_TRAITS_DEFAULTS;
    expect(config.data.synthetic?.symbols['BTCUSDT']).toMatchObject({ volatilityPerDayRatio, turnoverPerDay });
  });
});

describe('exchangeSettingsOf', () => {
  it('gives a symbol what it says itself and else the account’s', () => {
    const { config } = parse(MINIMAL, {
      set: ['account.leverage=5', 'account.symbols={ BTCUSDT: { marginMode: isolated } }', 'exchange.latencyMs=7'],
    });
    const { walk: _, ...section } = config.exchange;
    expect(exchangeSettingsOf({ ...section, walk: 'best-first' }, config.account)).toMatchObject({
      walk: 'best-first',
      latencyMs: 7,
      leverage: 5,
      marginMode: 'cross',
      symbols: { BTCUSDT: { leverage: 5, marginMode: 'isolated' } },
    });
  });
});
