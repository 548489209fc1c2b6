// What the files of a run say of it is enough to follow each trade from its orders to its result, and the money in them adds
// up to that of the summary, to the last digit.
import { describe, expect, test } from 'vitest';
import { Decimal, ZERO } from '../../../engine/domain/decimal.ts';
import { type Made, openWorkshop, rowsOf, strategyText, syntheticConfig } from '../workshop.ts';

type Row = Readonly<Record<string, string>>;

/** Opens with a ladder and a trailing stop every three hours, and turns round at times. */
const TRADER = strategyText(`
  return context.klines('5m').pipe(
    filter((_, index) => index % 36 === 0),
    withLatestFrom(context.position$),
    map(([, position], index) => {
      if (!position.quantity.isZero()) return reverse({ stop: { ratio: 0.01 } });
      const exits = { stop: { ratio: 0.01 }, targets: [{ ratio: 0.004 }, { ratio: 0.02 }], trailing: { callbackRatio: 0.008 } };
      return open({ side: index % 2 === 0 ? 'long' : 'short', quantity: 0.02, ...exits });
    }),
  );`);

/** Buys a little every hour, sells all twice a day, and says at times what cannot be. */
const SAVER = strategyText(`
  return context.klines('5m').pipe(mergeMap(({ openTime }) => {
    const minute = (openTime / 60_000) % 720;
    if (minute === 715) return [close()];
    if (minute % 60 !== 0) return [];
    return [open({ side: 'long', quantity: 0.004, stop: { ratio: 0.2 } }), open({ side: 'long', quantity: 0.004 })];
  }));`);

/** Longs as much as it may, so that a fall takes it. */
const GAMBLER = strategyText(`
  return context.klines('5m').pipe(
    withLatestFrom(context.position$),
    filter(([, position]) => position.quantity.isZero()),
    map(() => open({ side: 'long', notional: 20_000 })),
  );`);

const runs = new Map<string, Promise<Made>>();

/** The run of a configuration, made once: its files are kept in memory. */
function made(changes: Parameters<typeof syntheticConfig>[0], set: readonly string[] = []): Promise<Made> {
  const key = JSON.stringify([changes, set]);
  const files = { 'trader.ts': TRADER, 'saver.ts': SAVER, 'gambler.ts': GAMBLER };
  const run = runs.get(key) ?? openWorkshop(syntheticConfig(changes), files).run({ set });
  runs.set(key, run);
  return run;
}

const TWO = {
  strategies: [
    { id: 'trader', file: 'trader.ts', markets: 'BTCUSDT' },
    { id: 'saver', file: 'saver.ts', markets: 'BTCUSDT' },
  ],
};
const SHARED = { ...TWO, account: { balance: 10_000, leverage: 5, sharing: 'shared' } };
const ONE = { strategies: [{ id: 'trader', file: 'trader.ts', markets: 'BTCUSDT' }] };
const GAMBLING = {
  account: { balance: 10_000, leverage: 20, marginMode: 'isolated' },
  strategies: [
    {
      id: 'gambler',
      file: 'gambler.ts',
      markets: 'BTCUSDT',
      risk: { requireStop: false, requireStopBeforeLiquidation: false },
    },
  ],
};

const WILD = 'data.synthetic.symbols.BTCUSDT.volatilityPerDayRatio=0.2';

const CASES = [
  { name: 'two strategies on one book', changes: SHARED, set: [] },
  { name: 'one strategy, closed at the end', changes: ONE, set: ['results.closeAtEnd=true'] },
  { name: 'a run that is liquidated', changes: GAMBLING, set: [WILD] },
];

const wordsOf = (field: string | undefined): readonly string[] => (field ? field.split(' ') : []);
const amountOf = (row: Row | undefined, column: string): Decimal => new Decimal(row?.[column] || 0);
const sumOf = (rows: readonly Row[], column: string): Decimal =>
  rows.reduce((sum, row) => sum.plus(amountOf(row, column)), ZERO);

/** Sums of what the rows give to each trade in one of their columns, which hold a word for each of their trades. */
function sharesOf(rows: readonly Row[], ids: string, column: string): ReadonlyMap<string, Decimal> {
  const sums = new Map<string, Decimal>();
  for (const row of rows) {
    const amounts = wordsOf(row[column]);
    for (const [index, id] of wordsOf(row[ids]).entries()) {
      sums.set(id, (sums.get(id) ?? ZERO).plus(amounts[index] ?? '0'));
    }
  }
  return sums;
}

describe.each(CASES)('the files of $name', ({ changes, set }) => {
  test('give every filled quantity and every fee to trades, and every trade its fills', async () => {
    const { files } = await made(changes, set);
    const [trades, fills] = [rowsOf(files['trades.csv']), rowsOf(files['fills.csv'])];
    expect(trades.length).toBeGreaterThan(1);
    for (const fill of fills) {
      const parts = wordsOf(fill['tradeQuantities']).map((quantity) => new Decimal(quantity).abs());
      expect(parts.reduce((sum, part) => sum.plus(part), ZERO)).toEqual(amountOf(fill, 'quantity'));
    }
    const held = sharesOf(fills, 'tradeIds', 'tradeQuantities');
    const paid = sharesOf(fills, 'tradeIds', 'tradeFees');
    expect(new Set(held.keys())).toEqual(new Set(trades.map((trade) => trade['tradeId'])));
    expect(held.size).toBe(trades.length);
    for (const trade of trades) {
      const id = trade['tradeId'] ?? '';
      expect(held.get(id)?.isZero()).toBe(trade['status'] === 'closed');
      expect(paid.get(id)?.toString()).toBe(amountOf(trade, 'fees').toString());
    }
  });

  test('give every payment of funding to trades', async () => {
    const { files, summary } = await made(changes, set);
    const funding = rowsOf(files['funding.csv']);
    const received = sharesOf(funding, 'tradeId', 'amount');
    for (const trade of rowsOf(files['trades.csv'])) {
      expect((received.get(trade['tradeId'] ?? '') ?? ZERO).toString()).toBe(amountOf(trade, 'funding').toString());
    }
    expect(sumOf(funding, 'amount').toString()).toBe(summary.funding);
  });

  test('name for each order the trades that its fills and its bracket name', async () => {
    const { files } = await made(changes, set);
    const trades = new Map(rowsOf(files['trades.csv']).map((trade) => [trade['tradeId'], trade]));
    const byOrder = new Map<string, Set<string>>();
    for (const fill of rowsOf(files['fills.csv'])) {
      const ids = byOrder.get(fill['clientOrderId'] ?? '') ?? new Set();
      for (const id of wordsOf(fill['tradeIds'])) ids.add(id);
      byOrder.set(fill['clientOrderId'] ?? '', ids);
    }
    for (const order of rowsOf(files['orders.csv'])) {
      const ids = wordsOf(order['tradeIds']);
      const filled = byOrder.get(order['clientOrderId'] ?? '');
      expect(new Set(ids)).toEqual(filled ?? new Set(ids));
      for (const id of ids) expect(trades.get(id)?.['strategyId']).toBe(order['strategyId']);
      const isLeg = order['role'] === 'stop-loss' || order['role'] === 'take-profit';
      expect(ids.length).toBeGreaterThanOrEqual(isLeg || filled !== undefined ? 1 : 0);
      expect(order['reason']).not.toBe('');
    }
  });

  test('add up to what equity gained, trade by trade and strategy by strategy', async () => {
    const { files, summary } = await made(changes, set);
    const gained = new Decimal(summary.netProfit).minus(summary.insuranceCleared);
    const results = sumOf(rowsOf(files['trades.csv']), 'result');
    // What is still open is valued at a mark that is no posting.
    expect(results.minus(gained).abs().lte(1e-6)).toBe(true);
    const split = summary.strategies.reduce((sum, { result }) => sum.plus(result), ZERO);
    expect(split.toString()).toBe(results.toString());
    const counts = summary.strategies.map(({ trades, fills, orders }) => ({ trades, fills, orders }));
    expect(counts.reduce((sum, { trades }) => sum + trades, 0)).toBe(summary.trades);
    expect(counts.reduce((sum, { fills }) => sum + fills, 0)).toBe(summary.fills);
    expect(counts.reduce((sum, { orders }) => sum + orders, 0)).toBe(summary.orders);
  });
});

describe('a run that is liquidated', () => {
  test('lists what was forced upon it', async () => {
    const { files, summary } = await made(GAMBLING, [WILD]);
    const forced = rowsOf(files['fills.csv']).filter(({ cause }) => cause === 'liquidation');
    expect(forced.length).toBeGreaterThan(0);
    expect(summary.liquidationFills.map(({ time, quantity, price }) => [time, quantity, price])).toEqual(
      forced.map(({ time, quantity, price }) => [time, quantity, price]),
    );
    const causes = rowsOf(files['trades.csv']).map(({ exitCause }) => exitCause);
    expect(causes.filter((cause) => cause === 'liquidation')).toHaveLength(forced.length);
  });
});

describe('what was refused', () => {
  test('is listed with its figures and its sentence, and counted for its strategy', async () => {
    const { files, summary } = await made(SHARED);
    const [header = '', first = '', ...rest] = files['refusals.csv'].trimEnd().split('\n');
    expect(header).toBe('time,outcome,code,by,strategyId,symbol,ref,intent,operands,message');
    expect(first).toContain(',refused,STOP_MISSING,risk,saver,BTCUSDT,,open,');
    const [example] = summary.refusalExamples.filter(({ code }) => code === 'STOP_MISSING');
    expect(example).toMatchObject({ outcome: 'refused', count: summary.refusals['STOP_MISSING'], strategyId: 'saver' });
    expect(example?.listed).toBe([first, ...rest].filter((line) => line.includes(',STOP_MISSING,')).length);
    expect(first).toContain(example?.firstTime);
    const [trader, saver] = summary.strategies;
    expect(trader).toMatchObject({ strategyId: 'trader', quarantined: false });
    const all = Object.values(summary.refusals).reduce((sum, count) => sum + count, 0);
    expect((trader?.refusals ?? 0) + (saver?.refusals ?? 0)).toBe(all);
    expect(saver?.refusals).toBeGreaterThan(100);
  });
});

test('the data a run was made on is listed, series by series', async () => {
  const { summary } = await made(ONE);
  expect(summary.data.map(({ series, source, interval }) => [series, source, interval])).toEqual([
    ['BTCUSDT klines', 'synthetic', '5m'],
    ['BTCUSDT mark klines', 'synthetic', '5m'],
    ['BTCUSDT funding', 'synthetic', null],
    ['leverage brackets', 'recorded', null],
  ]);
});
