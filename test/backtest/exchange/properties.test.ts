// What holds of the simulated exchange whatever the market does and whoever orders.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, sumDecimals, toDecimal, ZERO } from '../../../engine/domain/decimal.ts';
import { play, type Played, type Scenario, scenario } from './scenario.ts';
import { createStand, limit, market, stop, target } from './stand.ts';

const RUNS = { numRuns: 600 };

function check(property: (played: Scenario) => void): void {
  fc.assert(fc.property(scenario, property), RUNS);
}

function heldQuantity({ stand }: Played, symbol: string, positionSide: string): Decimal {
  const { positions } = stand.exchange.books();
  return positions.find((book) => book.symbol === symbol && book.positionSide === positionSide)?.quantity ?? ZERO;
}

describe('the simulated exchange', () => {
  it('conserves money after every report', () => {
    check((played) => {
      play(played, ({ stand }) => {
        const books = stand.exchange.books();
        const wallets = sumDecimals(books.positions.map((book) => book.isolatedWallet)).plus(books.crossWallet);
        const postings = toDecimal(played.balance)
          .plus(books.realised)
          .plus(books.fundingReceived)
          .minus(books.feesPaid)
          .plus(books.insuranceCleared);
        expect(wallets.toString()).toBe(postings.toString());
      });
    });
  });

  it('counts reports up by one and never lets time run backwards', () => {
    check((played) => {
      const { reports } = play(played).stand;
      expect(reports.map((report) => report.reportNumber)).toEqual(reports.map((_, index) => index + 1));
      expect(reports.map((report) => report.time)).toEqual(
        reports.map((report) => report.time).toSorted((a, b) => a - b),
      );
    });
  });

  it('fills within what was traded, slippage apart, and no more than volume lets it', () => {
    check((played) => {
      const fills = play(played)
        .stand.fills()
        .filter((fill) => fill.cause === 'trade');
      for (const [index, { bars }] of played.steps.entries()) {
        for (const [symbol, , high, low, , { volume = 0 }] of bars) {
          const ofBar = fills.filter((fill) => fill.symbol === symbol && Math.floor(fill.time / 60_000) === index);
          for (const { price, slippage, quantity, side } of ofBar) {
            const distance = (slippage ?? ZERO).div(quantity).toNumber() * (side === 'buy' ? 1 : -1);
            const before = price.toNumber() - distance;
            expect(before).toBeGreaterThan(low - 1e-6);
            expect(before).toBeLessThan(high + 1e-6);
          }
          const ratio = played.settings['participationRatio'];
          const most = volume === 0 ? 0 : typeof ratio === 'number' ? volume * ratio : Infinity;
          expect(sumDecimals(ofBar.map((fill) => fill.quantity)).toNumber()).toBeLessThanOrEqual(most);
        }
      }
    });
  });

  it('never lets a reducing order open or flip', () => {
    check((played) => {
      const before = new Map<string, Decimal>();
      play(played, (now, report) => {
        if (report.kind !== 'filled') return;
        const { symbol, positionSide, clientOrderId } = report.fill;
        const key = `${symbol} ${positionSide}`;
        const [was, is] = [before.get(key) ?? ZERO, heldQuantity(now, symbol, positionSide)];
        before.set(key, is);
        const request = now.requests.get(clientOrderId ?? '');
        if (request?.reduceOnly !== true && request?.closePosition !== true) return;
        expect(is.abs().lt(was.abs())).toBe(true);
        expect(is.isZero() || is.isNegative() === was.isNegative()).toBe(true);
      });
    });
  });

  it('answers each placement at most once, and ends each order at most once', () => {
    check((played) => {
      const { reports } = play(played).stand;
      const answers = reports.flatMap((report) =>
        report.kind === 'orderAccepted' || report.kind === 'orderRejected' ? [report.clientOrderId] : [],
      );
      const ends = reports.flatMap((report) => (report.kind === 'orderCancelled' ? [report.clientOrderId] : []));
      expect(new Set(answers).size).toBe(answers.length);
      expect(new Set(ends).size).toBe(ends.length);
    });
  });

  it('never fills more of an order than was asked, nor anything after its end', () => {
    check((played) => {
      const filled = new Map<string, Decimal>();
      const over = new Set<string>();
      const { requests, stand } = play(played);
      for (const report of stand.reports) {
        if (report.kind === 'orderCancelled' || report.kind === 'orderRejected') over.add(report.clientOrderId);
        if (report.kind !== 'filled' || report.fill.clientOrderId === null) continue;
        const { clientOrderId, quantity } = report.fill;
        expect(over.has(clientOrderId)).toBe(false);
        filled.set(clientOrderId, (filled.get(clientOrderId) ?? ZERO).plus(quantity));
      }
      const amended = new Set(stand.of('orderAmended').map((report) => report.clientOrderId));
      for (const [clientOrderId, quantity] of filled) {
        const asked = amended.has(clientOrderId) ? undefined : requests.get(clientOrderId)?.quantity;
        expect(quantity.lte(asked ?? quantity)).toBe(true);
      }
    });
  });

  it('tells the same of the same', () => {
    check((played) => {
      expect(play(played).stand.told()).toEqual(play(played).stand.told());
    });
  });

  it('tells the same whether quiet klines are walked in full or not', () => {
    check((played) => {
      const inShort = play(played).stand;
      // A timer inside a kline makes the exchange walk it in full.
      const inFull = play(played, undefined, (stand) => {
        for (const index of played.steps.keys()) stand.clock.at(index * 60_000 + 1, () => undefined);
      }).stand;
      expect(inFull.exchange.statistics.klinesWalkedInFull).toBe(2 * played.steps.length);
      expect(inFull.told()).toEqual(inShort.told());
      expect(inFull.exchange.books()).toEqual(inShort.exchange.books());
      expect(inFull.exchange.statistics.ambiguousBars).toBe(inShort.exchange.statistics.ambiguousBars);
    });
  });

  it('leaves no less equity on the best walk than on the worst, from one state and with nothing entered in between', () => {
    const level = fc.integer({ min: 850, max: 1_150 }).map((tenths) => tenths / 10);
    const leg = fc.tuple(fc.constantFrom('stop', 'target', 'limit'), level, fc.constantFrom(1, 3, 10));
    const prices = fc.tuple(level, level, level);
    const property = fc.property(
      fc.array(leg, { maxLength: 5 }),
      prices,
      fc.constantFrom('buy', 'sell'),
      (legs, [a, b, close], side) => {
        const out = side === 'buy' ? 'sell' : 'buy';
        const equityAfter = (walk: string): Decimal => {
          const stand = createStand({ settings: { walk } });
          stand.send(market('e', side, 10));
          for (const [index, [kind, price, quantity]] of legs.entries()) {
            const make = kind === 'stop' ? stop : kind === 'target' ? target : limit;
            stand.send(make(`l${index}`, out, quantity, price, { reduceOnly: true }));
          }
          stand.bar(100, 100, 100, 100);
          stand.bar(100, Math.max(100, a, b, close), Math.min(100, a, b, close), close);
          const { crossWallet, positions } = stand.exchange.books();
          return positions.reduce((sum, { quantity, cost }) => {
            const value = quantity.times(close);
            return sum.plus(quantity.isNegative() ? value.plus(cost) : value.minus(cost));
          }, crossWallet);
        };
        expect(equityAfter('worst-first').lte(equityAfter('best-first'))).toBe(true);
      },
    );
    fc.assert(property, { numRuns: 60 });
  });
});
