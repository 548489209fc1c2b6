// Whole runs whose fills come from recorded trades: what a strategy hears of them, what the result says, and what is refused.
import { describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { klinesFromTrades } from '../../../backtest/data/klines-from-trades.ts';
import { tradeColumnsFromRows } from '../../../backtest/data/trade-columns.ts';
import { writeKlineCsv } from '../../../backtest/data/write-kline-csv.ts';
import { Decimal } from '../../../engine/domain/decimal.ts';
import { tradeLine } from '../../backtest/data/trade-rows.ts';
import { EXAMPLES, openWorkshop, rowsOf, strategyText, type Workshop } from '../workshop.ts';

const FROM_MS = Date.UTC(2025, 0, 1);
const MINUTE_MS = 60_000;
const MINUTES = 60;

/** Ten trades a minute, up and down by some ticks; takers sell on the way down. */
const TRADES = Array.from({ length: MINUTES * 10 }, (_, index) => {
  const price = 60_000 + Math.round(Math.sin(index / 7) * 400) / 10;
  const time = FROM_MS + index * 6_000 + (index % 3);
  return { id: 1_000 + index, time, price, quantity: 1 + (index % 4), takerSold: Math.cos(index / 7) < 0 };
});
const LINES = TRADES.map(tradeLine);

function workshop(
  run: string,
  {
    market = {},
    extra = '',
    config = {},
    lines = LINES,
    files = {},
  }: {
    market?: object;
    extra?: string;
    config?: object;
    lines?: readonly string[];
    files?: Readonly<Record<string, string>>;
  } = {},
): Workshop {
  return openWorkshop(
    {
      data: {
        markets: { BTCUSDT: { klines: 'none', trades: 'trades.csv', fills: 'trades', funding: 'none', ...market } },
        instruments: join(EXAMPLES, 'instruments.json'),
        brackets: join(EXAMPLES, 'leverage-brackets.json'),
      },
      account: { balance: 10_000, leverage: 5 },
      strategies: [{ id: 's1', file: 'strategy.ts', markets: 'BTCUSDT', risk: { requireStop: false } }],
      ...config,
    },
    { 'strategy.ts': strategyText(run, { extra }), 'trades.csv': `${lines.join('\n')}\n`, ...files },
  );
}

/** Buys once at the first trade at or above 60,030, and logs all that it is told. */
const ANSWERS = `
  let hasAsked = false;
  return context.trade$.pipe(
    filter((trade) => {
      context.log('trade', { time: trade.time, price: trade.price, side: trade.takerSide });
      return trade.price >= 60_030 && !hasAsked;
    }),
    map(() => {
      hasAsked = true;
      return open({ side: 'long', quantity: 0.01 });
    }),
  );`;
const NEEDS_TRADES = "needs: ['trade'],";

/** A resting grid that listens to klines alone. */
const RESTS = `
  return context.klines('1m').pipe(map((kline) => keepOrders({
    ['low' + kline.openTime]: { side: 'buy', quantity: 0.01, price: kline.close - 15 },
    ['high' + kline.openTime]: { side: 'sell', quantity: 0.01, price: kline.close + 15 },
  })));`;

describe('a strategy on trades', () => {
  test('is told each trade in order at its time, and what it answers meets the next one', async () => {
    const made = await workshop(ANSWERS, { extra: NEEDS_TRADES }).run();
    const told = made.logged.filter(({ message }) => message === 'trade').map(({ fields }) => fields['time']);
    expect(told).toEqual(TRADES.map(({ time }) => time));
    const index = TRADES.findIndex(({ price }) => price >= 60_030);
    const next = TRADES[index + 1];
    const [fill] = made.outcome.fills;
    expect(made.outcome.fills).toHaveLength(1);
    expect([fill?.time, fill?.liquidity]).toEqual([next?.time, 'taker']);
    // A tenth of a trade of 1 or more is enough; slippage is 1e-4 of the price, to the tick against it.
    const slipped = new Decimal(next?.price ?? 0).times('1.0001');
    expect(fill?.price.toString()).toBe(slipped.times(10).ceil().div(10).toString());
  });

  test('waits its latency out in milliseconds between trades', async () => {
    const config = { exchange: { latencyMs: 13_000 } };
    const made = await workshop(ANSWERS, { extra: NEEDS_TRADES, config }).run();
    const answered = TRADES.find(({ price }) => price >= 60_030)?.time ?? 0;
    const met = TRADES.find(({ time }) => time >= answered + 13_000);
    expect(made.outcome.fills[0]?.time).toBe(met?.time);
  });

  test('has its equity at klines, however many trades it hears', async () => {
    const made = await workshop(ANSWERS, { extra: NEEDS_TRADES }).run();
    const rows = rowsOf(made.files['equity.csv']);
    expect(rows.length).toBeLessThanOrEqual(MINUTES + 1);
  });

  test('gets the same fills whether it hears the trades or not', async () => {
    const deaf = await workshop(RESTS).run();
    const hearing = await workshop(`context.trade$.subscribe();${RESTS}`).run();
    expect(deaf.outcome.fills.length).toBeGreaterThan(10);
    expect(hearing.files['fills.csv']).toBe(deaf.files['fills.csv']);
    expect(hearing.files['equity.csv']).toBe(deaf.files['equity.csv']);
  });

  test('has nothing ambiguous, and the result says in words where its fills came from', async () => {
    const { summary } = await workshop(RESTS).run();
    expect([summary.ambiguousBars, summary.band?.pessimistic, summary.band?.optimistic]).toEqual([
      0,
      summary.finalEquity,
      summary.finalEquity,
    ]);
    const { markets, unknowable } = summary.assumptions;
    expect(markets).toMatchObject({
      BTCUSDT: {
        klines: '1m, made of the recorded trades',
        fills: 'the 600 recorded trades, one by one, from 2025-01-01T00:00Z to 2025-01-01T00:59:54.002Z',
      },
    });
    expect(unknowable).not.toContain('the order of prices inside a kline');
    const walked = await workshop(RESTS, { market: { fills: 'klines' } }).run();
    expect(walked.summary.assumptions['unknowable']).toContain('the order of prices inside a kline');
  });
});

describe('trades that do not do', () => {
  const gapped = LINES.toSpliced(100, 5);

  test('are refused in a sentence, or run on with a warning', async () => {
    const at = workshop(RESTS, { lines: gapped });
    expect(await at.problem()).toContain(
      'trades.csv: 1 gap in the ids (5 trades missing), the first 2025-01-01T00:10:30Z at trades.csv:101: 5 trades are missing after id 1099',
    );
    const made = await at.run({ set: ['data.quality=warn'] });
    expect(made.logged.map(({ message }) => message).join()).toContain('5 trades are missing');
    expect(made.summary.assumptions['findings']).toEqual([
      'BTCUSDT trades: 1 gap in the ids (5 trades missing), the first 2025-01-01T00:10:30Z',
    ]);
  });

  test('are refused beside klines that are not theirs', async () => {
    const { klines } = klinesFromTrades(tradeColumnsFromRows('BTCUSDT', TRADES), '1m');
    const theirs = [...writeKlineCsv(klines)].join('');
    const at = workshop(RESTS, { market: { klines: 'klines.csv' }, files: { 'klines.csv': theirs } });
    expect((await at.run()).summary.assumptions['findings']).toBeUndefined();
    for (const column of [klines.open, klines.high, klines.low, klines.close]) column[7] = (column[7] ?? 0) - 1;
    klines.volume[9] = 1;
    at.write('klines.csv', [...writeKlineCsv(klines)].join(''));
    const [outside, missing] = (await at.problem()).split('\n');
    expect(outside).toMatch(
      /^BTCUSDT klines against trades: 1 kline that does not hold its trades, the first 2025-01-01T00:07:00Z at the 1m kline: trades reach from/,
    );
    expect(missing).toMatch(/: 1 kline of another volume than its trades, the first 2025-01-01T00:09:00Z/);
  });

  test('are refused with longer klines than another market has', async () => {
    const minute = (index: number) =>
      `${FROM_MS + index * MINUTE_MS},3000,3001,2999,3000,10,${FROM_MS + (index + 1) * MINUTE_MS - 1}`;
    const other = Array.from({ length: MINUTES }, (_, index) => minute(index)).join('\n');
    const at = workshop(RESTS, { market: { interval: '5m' }, files: { 'eth.csv': `${other}\n` } });
    const set = ['data.markets.ETHUSDT={ klines: eth.csv, funding: none }'];
    expect(await at.problem({ set })).toMatch(
      /data\.markets\.BTCUSDT\.fills: found trades beside klines of 5m, allowed: klines of 1m, the shortest of the run$/,
    );
  });

  test('are missed by a strategy that needs them', async () => {
    const at = workshop(ANSWERS, { extra: NEEDS_TRADES, market: { fills: 'klines' } });
    expect(await at.problem()).toContain(
      '"tried" needs the trade stream, which the data of BTCUSDT does not have (trades are told where a market has `fills: trades`)',
    );
  });
});
