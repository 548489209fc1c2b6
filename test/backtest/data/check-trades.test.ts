import { describe, expect, test } from 'vitest';
import { checkKlinesAgainstTrades } from '../../../backtest/data/check-klines-against-trades.ts';
import { checkDataFile } from '../../../backtest/data/check-files.ts';
import { checkTrades } from '../../../backtest/data/check-trades.ts';
import type { DataFindings } from '../../../backtest/data/findings.ts';
import { judgeFindings } from '../../../backtest/data/judge-findings.ts';
import { klinesFromTrades } from '../../../backtest/data/klines-from-trades.ts';
import { repairTrades } from '../../../backtest/data/repair-trades.ts';
import type { TradeRow } from '../../../backtest/data/trade-columns.ts';
import { candle, FROM_MS, MINUTE_MS, minutes } from './kline-rows.ts';
import { scratchFile } from './scratch-folder.ts';
import { plainTrades, trade, TRADE_HEADER, tradeLine, trades } from './trade-rows.ts';

/** What was found, by code: how often, how many trades it stands for, and the first in words. */
function foundIn({ groups }: DataFindings): Record<string, unknown> {
  const found = groups.filter(({ count }) => count > 0);
  return Object.fromEntries(
    found.map(({ code, count, bars, listed }) => [code, [count, bars, listed[0]?.where, listed[0]?.detail]]),
  );
}

const found = (...rows: readonly TradeRow[]): Record<string, unknown> => foundIn(checkTrades(trades(...rows), 'file'));

describe('aggregate trades', () => {
  test('that follow one another have no findings', () => {
    expect(found(trade(5, 0), trade(6, 0), trade(7, 90_000))).toEqual({});
  });

  test.each<readonly [string, readonly TradeRow[], Record<string, unknown>]>([
    [
      'a gap in the ids',
      [trade(5, 0), trade(9, 1), trade(11, 2)],
      { ID_GAP: [2, 4, 'row 2', '3 trades are missing after id 5'] },
    ],
    ['a duplicate', [trade(5, 0), trade(6, 1), trade(6, 1)], { DUPLICATE: [1, 1, 'row 3', 'the id of row 2'] }],
    ['disorder', [trade(6, 1), trade(5, 0), trade(7, 2)], { DISORDER: [1, 1, 'row 2', 'comes after id 6'] }],
    [
      'a time that steps back',
      [trade(5, 1000), trade(6, 0), trade(7, 2000)],
      { TIME_STEPS_BACK: [1, 1, 'row 2', 'id 6 is earlier than the one before it, 2024-01-01T00:00:01Z'] },
    ],
    ['a price of nothing', [trade(5, 0, { price: 0 })], { IMPOSSIBLE_TRADE: [1, 1, 'row 1', 'price is 0'] }],
    ['a negative quantity', [trade(5, 0, { quantity: -1 })], { IMPOSSIBLE_TRADE: [1, 1, 'row 1', 'quantity is -1'] }],
    ['an id that is none', [trade(0.5, 0)], { IMPOSSIBLE_TRADE: [1, 1, 'row 1', 'id is 0.5'] }],
    [
      'an id range that runs backwards',
      [trade(5, 0, { tradeCount: 0 })],
      { IMPOSSIBLE_TRADE: [1, 1, 'row 1', 'its last trade id is below its first'] },
    ],
  ])('%s is found', (_, rows, findings) => {
    expect(found(...rows)).toEqual(findings);
    const judgement = judgeFindings(checkTrades(trades(...rows), 'file'), 'refuse');
    expect(judgement.verdict).toBe('refuse');
    expect(judgement.faults).toHaveLength(1);
  });

  test('with faults are put in order, without what cannot be, and gaps stay gaps', () => {
    const rows = [
      trade(9, 900),
      trade(5, 500),
      trade(6, 600, { price: -1 }),
      trade(7, 400),
      trade(5, 500, { price: 77 }),
      trade(12, 950),
    ];
    const { columns, repairs } = repairTrades(trades(...rows));
    expect(plainTrades(columns)).toEqual(plainTrades(trades(trade(5, 500), trade(9, 900), trade(12, 950))));
    expect(repairs.map(({ what }) => what)).toEqual([
      'impossible trades dropped: 1',
      'sorted by id, trades out of order: 2',
      'duplicate trades dropped, the first kept: 1',
      'trades before the trade before them dropped: 1',
    ]);
    const sound = trades(trade(5, 0), trade(7, 1));
    expect(repairTrades(sound)).toEqual({ columns: sound, repairs: [] });
  });

  test('are known by their first line, with a header and without', async () => {
    const rows = [trade(5, 0), trade(7, 1)].map(tradeLine).join('\n');
    for (const text of [`${TRADE_HEADER}\n${rows}\n`, `${rows}\n`]) {
      const findings = await checkDataFile(scratchFile('BTCUSDT-aggTrades.csv', text));
      expect(findings.subject).toBe('BTCUSDT aggregate trades');
      expect(foundIn(findings)).toMatchObject({
        ID_GAP: [1, 1, expect.stringMatching(/csv:[23]$/), expect.anything()],
      });
    }
  });
});

describe('klines beside trades', () => {
  const made = klinesFromTrades(
    trades(trade(5, 0, { price: 100 }), trade(6, 10, { price: 101 }), trade(7, MINUTE_MS, { price: 99 })),
    '1m',
  );
  const first = candle(0, { open: 100, high: 101, low: 100, close: 101, volume: 4 });
  const second = candle(1, { open: 99, high: 99, low: 99, close: 99, volume: 2 });

  test('that hold them and have their volume are theirs; those around them are not looked at', () => {
    const findings = checkKlinesAgainstTrades(minutes(candle(-1), first, second, candle(2)), made);
    expect(foundIn(findings)).toEqual({});
    expect([findings.rows, findings.fromMs]).toEqual([2, FROM_MS]);
  });

  test('that do not hold them, or have another volume, are found', () => {
    const findings = checkKlinesAgainstTrades(minutes({ ...first, high: 100.5 }, { ...second, volume: 2.5 }), made);
    expect(foundIn(findings)).toEqual({
      OUTSIDE_KLINE: [1, 1, 'the 1m kline', 'trades reach from 100 to 101, the kline from 100 to 100.5'],
      TRADES_MISSING: [1, 1, 'the 1m kline', 'its trades have a volume of 2, the kline of 2.5'],
    });
  });

  test('that traded where the trades have nothing are found', () => {
    const holed = klinesFromTrades(trades(trade(5, 0), trade(6, 2 * MINUTE_MS)), '1m');
    const findings = checkKlinesAgainstTrades(minutes(candle(1, { volume: 3 })), holed);
    expect(Object.keys(foundIn(findings))).toEqual(['TRADES_MISSING']);
  });
});
