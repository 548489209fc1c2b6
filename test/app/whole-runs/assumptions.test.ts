// What a result says it rests on: one fact a member, the same on every machine.
import { describe, expect, test } from 'vitest';
import { EXAMPLES, openWorkshop, strategyText, syntheticConfig } from '../workshop.ts';

const START = Date.UTC(2025, 0, 1);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const IDLE = strategyText('return EMPTY;');

/** Klines of `stepMs` from `fromMs` to `toMs` after the start, without those that open in `gap`. */
function klines(stepMs: number, fromMs: number, toMs: number, gap: readonly number[] = []): string {
  const lines: string[] = [];
  for (let time = START + fromMs; time < START + toMs; time += stepMs) {
    if (!gap.includes(time - START)) lines.push(`${time},1000,1001,999,1000,50,0,0,0,0,0,0`);
  }
  return lines.join('\n');
}

describe('the assumptions of a run', () => {
  test('on synthetic klines name the seed they were made from', async () => {
    const { summary } = await openWorkshop(syntheticConfig(), { 'strategy.ts': IDLE }).run({ to: '2025-01-02' });
    expect(summary.assumptions).toEqual({
      exchange: {
        walk: 'worst-first',
        limitFill: 'through',
        participationRatio: 0.1,
        latencyMs: 0,
        makerFeeRatio: 0.0002,
        takerFeeRatio: 0.0005,
        slippageTicks: 1,
        slippageRatio: 0.0001,
        liquidation: 'full',
      },
      account: {
        leverage: 5,
        marginMode: 'cross',
        positionMode: 'one-way',
        multiAssets: false,
        sharing: 'exclusive',
      },
      rules: 'one set of instruments and leverage brackets over the whole run',
      markets: {
        BTCUSDT: {
          klines: 'synthetic 5m (seed 1)',
          missing: 0,
          mark: '5m mark klines',
          funding: '3 settlements from 2025-01-01T08:00Z to 2025-01-02T00:00Z',
        },
      },
      unknowable: [
        'the order of prices inside a kline',
        'the queue ahead of a limit order',
        'how others would have answered these orders',
        'outages and delays of the exchange',
      ],
    });
  });

  test('on recorded klines say where each price and rate came from, and where it was missing', async () => {
    const config = {
      data: {
        markets: {
          BTCUSDT: {
            klines: 'btc-5m.csv',
            finer: 'btc-1m.csv',
            coarser: 'btc-1h.csv',
            mark: 'mark-1h.csv',
            funding: 'funding.csv',
          },
          ETHUSDT: { klines: 'eth-5m.csv', funding: 'none' },
        },
        instruments: `${EXAMPLES}/instruments.json`,
        brackets: `${EXAMPLES}/leverage-brackets.json`,
        quality: 'warn',
      },
      account: { symbols: { ETHUSDT: { leverage: 3, marginMode: 'isolated' } } },
      exchange: { participationRatio: null, limitFill: 'touch' },
      strategies: [{ id: 's1', file: 'strategy.ts', markets: 'BTCUSDT' }],
    };
    const files = {
      'strategy.ts': IDLE,
      'btc-5m.csv': klines(5 * MINUTE_MS, 0, 24 * HOUR_MS, [5 * HOUR_MS, 5 * HOUR_MS + 5 * MINUTE_MS]),
      'btc-1m.csv': klines(MINUTE_MS, 0, 4 * HOUR_MS),
      'btc-1h.csv': klines(HOUR_MS, -48 * HOUR_MS, 0),
      'mark-1h.csv': klines(HOUR_MS, 2 * HOUR_MS, 24 * HOUR_MS),
      'funding.csv': `calc_time,funding_interval_hours,last_funding_rate\n${START + 8 * HOUR_MS},8,0.0001\n`,
      'eth-5m.csv': klines(5 * MINUTE_MS, 6 * HOUR_MS, 20 * HOUR_MS),
    };
    const { summary } = await openWorkshop(config, files).run();
    const { exchange, account, markets, findings } = summary.assumptions;
    expect(exchange).toMatchObject({ participationRatio: null, limitFill: 'touch' });
    expect(account).toMatchObject({
      leverage: 1,
      marginMode: 'cross',
      ETHUSDT: { leverage: 3, marginMode: 'isolated' },
    });
    expect(markets).toEqual({
      BTCUSDT: {
        klines: 'recorded 5m',
        missing: 2,
        walkedIn: '1m',
        warmedUpBy: '1h',
        mark: 'last price × the ratio at the latest 1h mark kline; the last price 2025-01-01T00:00Z to 2025-01-01T03:00Z',
        funding: '1 settlement at 2025-01-01T08:00Z',
      },
      ETHUSDT: {
        klines: 'recorded 5m',
        from: '2025-01-01T06:00Z',
        to: '2025-01-01T20:00Z',
        missing: 0,
        mark: 'the last price (no mark price is recorded)',
        funding: 'none',
      },
    });
    expect(findings).toEqual(['BTCUSDT klines: 1 gap (2 bars missing), the first 2025-01-01T05:00:00Z']);
  });

  test('count what is missing in the run, not in the files', async () => {
    const config = {
      data: {
        markets: { BTCUSDT: { klines: 'klines.csv', funding: 'none' } },
        instruments: `${EXAMPLES}/instruments.json`,
        brackets: 'none',
        quality: 'warn',
      },
      strategies: [{ id: 's1', file: 'strategy.ts', markets: 'BTCUSDT' }],
    };
    const gapped = klines(HOUR_MS, 0, 24 * HOUR_MS, [5 * HOUR_MS, 15 * HOUR_MS]);
    const workshop = openWorkshop(config, { 'strategy.ts': IDLE, 'klines.csv': gapped });
    const { summary } = await workshop.run({ from: '2025-01-01T10:00Z' });
    expect(summary.assumptions).toMatchObject({ markets: { BTCUSDT: { missing: 1 } } });
  });
});
