// One recorded day of aggregate trades of APEUSDT: read, made into klines, and traded on, once by its trades and once by the
// klines made of them.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkTradeRecording } from '../../backtest/data/check-trades.ts';
import { klinesFromTrades } from '../../backtest/data/klines-from-trades.ts';
import { readTrades } from '../../backtest/data/read-trades.ts';
import { packageRoot } from '../../app/package-root.ts';
import { EXAMPLES, makeRunOf, openWorkshop, type Made } from '../app/workshop.ts';

const folder = process.env['SLUICE_DATA'] ?? '';
const TRADES = join(folder, 'aggtrades', 'APEUSDT-aggTrades-2024-10-18.csv.gz');

function runBy(fills: 'trades' | 'klines', strategy: object): Promise<Made> {
  return openWorkshop({
    name: 'ape',
    data: {
      markets: { APEUSDT: { klines: 'none', trades: TRADES, fills, funding: 'none' } },
      instruments: join(folder, 'instruments.json'),
      brackets: join(folder, 'leverage-brackets.json'),
    },
    account: { balance: 10_000, leverage: 5 },
    exchange: { latencyMs: 50 },
    strategies: [{ markets: 'APEUSDT', ...strategy }],
  }).run();
}

const strategyFile = (name: string): string => join(packageRoot(), 'strategies', `${name}.ts`);
const CROSS = { id: 'ma', file: strategyFile('moving-average-cross'), params: { interval: '1m', riskRatio: 0.002 } };
const GRID = {
  id: 'grid',
  file: strategyFile('grid'),
  params: { interval: '5m', levels: 5, stepRatio: 0.003, quantity: 200 },
  risk: { requireStop: false },
};

describe('a day of APEUSDT trades', () => {
  test('is whole: 45,342 trades without a gap, in every minute of the day', async () => {
    const recording = await readTrades({ files: [TRADES] });
    expect(checkTradeRecording(recording).groups.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0]);
    const { klines, trades } = klinesFromTrades(recording.columns, '1m');
    expect([trades.symbol, trades.length, klines.length]).toEqual(['APEUSDT', 45_342, 1440]);
    expect([klines.volume[0], klines.tradeCount[0], klines.volume.includes(0)]).toEqual([109_898, 428, false]);
  });

  test('gives another result by its trades than by the guessed path through its klines', async () => {
    const [trades, klines] = [await runBy('trades', CROSS), await runBy('klines', CROSS)];
    const figures = ({ summary }: Made) => [summary.finalEquity, summary.fills, summary.trades, summary.fees];
    expect(figures(trades)).toEqual(['9919.77312725', 2310, 51, '49.92937275']);
    expect(figures(klines)).toEqual(['9906.0380558', 162, 51, '49.9293442']);
    expect(trades.summary.assumptions['markets']).toMatchObject({
      APEUSDT: {
        klines: '1m, made of the recorded trades',
        fills: 'the 45342 recorded trades, one by one, from 2024-10-18T00:00:03.958Z to 2024-10-18T23:59:41.272Z',
      },
    });
  });

  test('gives in the example what it gives here', async () => {
    const set = ['results.band=false'];
    const { summary } = await makeRunOf(join(EXAMPLES, 'trades.yaml'), join(openWorkshop({}).folder, 'out'), { set });
    expect([summary.finalEquity, summary.fills, summary.trades]).toEqual(['9919.77312725', 2310, 51]);
  });

  test('fills what takes at prices and times that were traded, and at most a tenth of each trade', async () => {
    const { columns } = await readTrades({ files: [TRADES] });
    const quantityAt = new Map<number, number>();
    for (let row = 0; row < columns.length; row += 1) {
      const time = columns.time[row] ?? 0;
      quantityAt.set(time, (quantityAt.get(time) ?? 0) + (columns.quantity[row] ?? 0));
    }
    const { outcome } = await runBy('trades', CROSS);
    const taken = new Map<number, number>();
    for (const { time, quantity } of outcome.fills) taken.set(time, (taken.get(time) ?? 0) + quantity.toNumber());
    expect(taken.size).toBeGreaterThan(500);
    for (const [time, quantity] of taken) expect(quantity).toBeLessThanOrEqual((quantityAt.get(time) ?? 0) / 10);
  });

  test('leaves nothing ambiguous in a grid of limits, whose band is as narrow as its result', async () => {
    const { summary } = await runBy('trades', GRID);
    expect([summary.ambiguousBars, summary.band?.pessimistic, summary.band?.optimistic]).toEqual([
      0,
      summary.finalEquity,
      summary.finalEquity,
    ]);
    expect(summary.slippage).toBe('0');
  });
});
