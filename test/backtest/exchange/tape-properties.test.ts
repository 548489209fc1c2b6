// What holds of walking trades whatever is traded and ordered: it does what a naive walker does, passing over quiet trades
// changes nothing, and trades along a kline's own path give what walking the kline gives.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WalkKline, WalkTrades } from '../../../backtest/exchange/walk-input.ts';
import { sumDecimals } from '../../../engine/domain/decimal.ts';
import { commandOf, createScript, drawnTape, playTape, type DrawnTape } from './drawn-tape.ts';
import { createNaiveTape, type NaiveOrder, type NaiveTape } from './naive-tape.ts';
import { BAR_MS, createStand, inWords } from './stand.ts';
import { play, type Played, scenario } from './scenario.ts';
import { createTapeStand, type Tick, tradesOf } from './tape-stand.ts';

/** What the naive walker tells of it; before the first trade of all the last price is that trade's. */
function playNaively({ settings, minutes }: DrawnTape): readonly string[] {
  const script = createScript();
  const first = minutes.flatMap(({ trades }) => trades)[0]?.price ?? Number.NaN;
  let price = first;
  const naive: NaiveTape = createNaiveTape(
    settings,
    first,
    (time) => {
      const command = script.atFill();
      if (command !== undefined) naive.send(time, command);
    },
    (time) => {
      const command = script.atTrade(price);
      if (command !== undefined) naive.send(time, command);
    },
  );
  for (const [index, drawn] of minutes.entries()) {
    const openTime = index * BAR_MS;
    for (const command of script.begin(drawn)) naive.send(openTime, command);
    let { timer } = drawn;
    // A timer runs after all that happens at its time.
    const runTimer = (beforeMs: number): void => {
      if (timer === null || timer.atMs >= beforeMs) return;
      naive.passTo(openTime + timer.atMs);
      naive.send(openTime + timer.atMs, script.atTimer(timer));
      timer = null;
    };
    for (const trade of drawn.trades) {
      runTimer(trade.time);
      ({ price } = trade);
      naive.trade({ ...trade, time: openTime + trade.time });
    }
    runTimer(BAR_MS);
    naive.passTo(openTime + BAR_MS - 1);
  }
  return naive.words();
}

/** The exchange has no last price while nothing was ever traded; such a beginning is left to the rules' own tests. */
const begins = ({ minutes }: DrawnTape): boolean => (minutes[0]?.trades.length ?? 0) > 0;

describe('walking trades', () => {
  it('tells what a naive walker tells, to the last digit', () => {
    fc.assert(
      fc.property(drawnTape.filter(begins), (drawn) => {
        expect(playTape(drawn, 'answers').told()).toEqual(playNaively(drawn));
      }),
      { numRuns: 400 },
    );
  }, 30_000);

  it('tells the same whether trades at which nothing happens are passed over or not', () => {
    fc.assert(
      fc.property(drawnTape.filter(begins), (drawn) => {
        expect(playTape(drawn, 'no').told()).toEqual(playTape(drawn, 'hears').told());
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  it('never has an ambiguous kline', () => {
    fc.assert(
      fc.property(drawnTape.filter(begins), (drawn) => {
        expect(playTape(drawn, 'no').exchange.statistics.ambiguousBars).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('gives at every tick of a kline’s own path what walking the kline gives, but for the times', () => {
    const prices = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 970, max: 1030 })));
    // Judged at the open one by one, reducing orders and cancels see there what the orders before them have filled.
    const orders = drawnTape.map(({ minutes }) =>
      minutes
        .flatMap(({ wishes }) => wishes.map((wish, index) => wish(index)))
        .flatMap((wish) => (wish.kind === 'place' ? [wish.order] : []))
        .map((order, index): NaiveOrder => ({ ...order, id: `o${index}`, reduceOnly: false })),
    );
    fc.assert(
      fc.property(
        prices,
        orders,
        fc.constantFrom('through', 'touch'),
        fc.constantFrom(0, 2),
        (drawn, placed, fill, slippageTicks) => {
          const settings = { walk: 'nearest-extreme-first', limitFill: fill, slippageTicks };
          const commands = placed.map((order) => commandOf({ kind: 'place', order }));
          const [open = 0, , , close = 0] = drawn;
          const [low, high] = [Math.min(...drawn), Math.max(...drawn)];
          const byKline = createStand({ settings, balance: 1e9 });
          byKline.send(...commands);
          byKline.bar(open / 10, high / 10, low / 10, close / 10);
          const byTrades = createTapeStand({ settings, balance: 1e9 });
          byTrades.send(...commands);
          byTrades.minute(everyTick(high - open <= open - low ? [open, high, low, close] : [open, low, high, close]));
          // A limit that has to be gone through fills with the trade beyond it, behind stops at that trade's price.
          const inOrder = (texts: readonly string[]): readonly string[] =>
            fill === 'touch' ? texts : texts.toSorted();
          const timeless = (text: string): string => text.replace(/^\d+ /, '');
          expect(inOrder(byTrades.reports.map(inWords).map(timeless).filter(isOfMarket))).toEqual(
            inOrder(byKline.reports.map(inWords).map(timeless).filter(isOfMarket)),
          );
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('an account with two symbols walked by trades', () => {
  /** A handful of trades over the kline's prices, some at one time in both symbols; `tell` null where nobody listens. */
  const tapeOf =
    (tell: (() => void) | null) =>
    ({ open, high, low, close, volume, openTime }: WalkKline): WalkTrades => {
      const prices = (open * 10) % 2 < 1 ? [open, low, (low + open) / 2, high, close] : [open, high, low, low, close];
      const ticks = prices.map((price, index): Tick => {
        const onTick = Math.round(price * 10) / 10;
        return [index * 14_999, onTick, volume / 5 || 0.0005, index % 2 === 0 ? 'sell' : 'buy'];
      });
      return { ...tradesOf(openTime, ticks, () => undefined), tell };
    };
  const deaf = { tradesOf: tapeOf(null) };
  const hearing = { tradesOf: tapeOf(() => undefined) };

  it('tells the same whether quiet trades are passed over or not, with marks, margin, funding and liquidations', () => {
    let [passed, liquidations] = [0, 0];
    fc.assert(
      fc.property(scenario, (drawn) => {
        const inFull = play(drawn, undefined, undefined, hearing).stand;
        const quick = play(drawn, undefined, undefined, deaf).stand;
        expect(quick.told()).toEqual(inFull.told());
        expect(quick.exchange.books()).toEqual(inFull.exchange.books());
        const { klinesWalkedInFull } = quick.exchange.statistics;
        passed += inFull.exchange.statistics.klinesWalkedInFull - klinesWalkedInFull;
        liquidations += quick.exchange.statistics.liquidations;
      }),
      { numRuns: 400 },
    );
    expect([passed > 0, liquidations > 0]).toEqual([true, true]);
  }, 60_000);

  it('conserves money after every report, and time never runs backwards', () => {
    fc.assert(
      fc.property(scenario, (drawn) => {
        const conserves = ({ stand }: Played): void => {
          const books = stand.exchange.books();
          const wallets = sumDecimals(books.positions.map((book) => book.isolatedWallet)).plus(books.crossWallet);
          const postings = books.realised
            .plus(books.fundingReceived)
            .minus(books.feesPaid)
            .plus(books.insuranceCleared);
          expect(wallets.toString()).toBe(postings.plus(drawn.balance).toString());
        };
        const { reports } = play(drawn, conserves, undefined, deaf).stand;
        const times = reports.map(({ time }) => time);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

/** What is taken at the open is told there at once, what is answered beside it in another order. */
const isOfMarket = (text: string): boolean => / @ | triggered|ended reduce-only/.test(text);

/** Trades at every tick from point to point; takers buy on the way up and sell on the way down. */
function everyTick(points: readonly number[]): readonly Tick[] {
  const walked: { price: number; taker: 'buy' | 'sell' }[] = [{ price: points[0] ?? 0, taker: 'sell' }];
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index] ?? 0;
    const step = Math.sign(to - from);
    for (let count = 1; count <= Math.abs(to - from); count += 1) {
      walked.push({ price: from + count * step, taker: step > 0 ? 'buy' : 'sell' });
    }
  }
  return walked.map(({ price, taker }, index) => [index, price / 10, 1000, taker]);
}
