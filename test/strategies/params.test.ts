import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../app/package-root.ts';
import { EXAMPLES, openWorkshop } from '../app/workshop.ts';

/** What the user is told of a run with these parameters, which stand in line 10. */
function complaintOf(strategy: string, params: string, markets: string): Promise<string> {
  const config = `
data:
  synthetic: { interval: 5m, from: 2025-01-01, to: 2025-01-02, symbols: { BTCUSDT: {}, ETHUSDT: {} } }
  instruments: ${join(EXAMPLES, 'instruments.json')}
  brackets: ${join(EXAMPLES, 'leverage-brackets.json')}
strategies:
  - id: s1
    file: ${join(packageRoot(), 'strategies', `${strategy}.ts`)}
    markets: ${markets}
    params: { ${params} }
`;
  return openWorkshop(config).problem();
}

describe('a wrong parameter', () => {
  it.each([
    [
      'moving-average-cross',
      'fast: 30, slow: 30',
      '21: strategies[0].params.fast: found 30, allowed: a number below slow',
    ],
    [
      'moving-average-cross',
      'fastt: 5',
      '15: strategies[0].params.fastt: unknown key, did you mean fast? allowed: interval, fast, slow, riskRatio, stopRatio, targetRatio',
    ],
    ['breakout', 'interval: 3m', '25: strategies[0].params.interval: found "3m", allowed: 5m, 15m, 1h, 4h or 1d'],
    ['breakout', 'period: 1.5', '23: strategies[0].params.period: found 1.5, allowed: a whole number from 2 to 500'],
    [
      'breakout',
      'trailRatio: 2 %',
      '27: strategies[0].params.trailRatio: found "2 %", allowed: a number above 0 and up to 0.2',
    ],
    ['rsi-reversion', 'oversold: 70', '25: strategies[0].params.oversold: found 70, allowed: a number from 1 to 49'],
    [
      'rsi-reversion',
      'targetRatios: []',
      '15: strategies[0].params.targetRatios: found an empty list, allowed: a list that is not empty, each entry a number above 0 and up to 1',
    ],
    [
      'rsi-reversion',
      'targetRatios: [0.01, -0.02]',
      '36: strategies[0].params.targetRatios[1]: found -0.02, allowed: a number above 0 and up to 1',
    ],
    [
      'momentum',
      'slow: daily',
      '21: strategies[0].params.slow: found "daily", allowed: 5m, 15m, 30m, 1h, 2h, 4h, 6h, 12h or 1d',
    ],
    ['momentum', 'patienceMs: 0', '27: strategies[0].params.patienceMs: found 0, allowed: a whole number above 0'],
    ['grid', 'levels: 0', '23: strategies[0].params.levels: found 0, allowed: a whole number from 1 to 100'],
    [
      'funding-carry',
      'entryRatio: 0.0001, exitRatio: 0.0002',
      '46: strategies[0].params.exitRatio: found 0.0002, allowed: a ratio below entryRatio',
    ],
    [
      'funding-carry',
      'leverage: 2.5',
      '25: strategies[0].params.leverage: found 2.5, allowed: a whole number from 1 to 20',
    ],
    ['pair', 'period: 1', '23: strategies[0].params.period: found 1, allowed: a whole number from 2'],
    ['volatility-trend', 'fast: 60, slow: 20', '21: strategies[0].params.fast: found 60, allowed: a number below slow'],
    [
      'volatility-trend',
      'riskRatio: 0.05, riskRatioMax: 0.02',
      '46: strategies[0].params.riskRatioMax: found 0.02, allowed: a ratio not below riskRatio',
    ],
  ])('of %s, { %s }, is a sentence with its place', async (strategy, params, sentence) => {
    const markets = strategy === 'pair' ? '{ base: ETHUSDT, hedge: BTCUSDT }' : 'BTCUSDT';
    expect(await complaintOf(strategy, params, markets)).toBe(`run.yaml:10:${sentence}`);
  });
});

describe('a market without funding rates', () => {
  it('is refused to the strategy that lives on them, before anything runs', async () => {
    const workshop = openWorkshop(
      {
        data: {
          markets: { BTCUSDT: { klines: 'BTCUSDT-1h.csv', funding: 'none' } },
          instruments: join(EXAMPLES, 'instruments.json'),
          brackets: 'none',
        },
        strategies: [{ id: 's1', file: join(packageRoot(), 'strategies', 'funding-carry.ts'), markets: 'BTCUSDT' }],
      },
      {
        'BTCUSDT-1h.csv':
          '1735689600000,100,101,99,100,10,1735693199999,0,0,0,0,0\n1735693200000,100,101,99,100,10,1735696799999,0,0,0,0,0\n',
      },
    );
    expect(await workshop.problem()).toMatch(
      /^run\.yaml:\d+:5: strategies\[0\]: "funding-carry" needs the funding stream, which the data of BTCUSDT does not have$/,
    );
  });
});
