import { describe, expect, it } from 'vitest';
import { createExcursionWatch, type ExcursionWatch } from '../../app/excursion-watch.ts';
import { Decimal, ONE, ZERO } from '../../engine/domain/decimal.ts';

/** A watch over an exchange that walks prices by hand; `asked` counts how often it was asked. */
function watched(): { watch: ExcursionWatch; walk(...prices: number[]): void; asked(): number } {
  let seen: number[] = [100];
  let asked = 0;
  const watch = createExcursionWatch(() => {
    asked += 1;
    const last = seen.at(-1) ?? Number.NaN;
    const prices = { low: Math.min(...seen), high: Math.max(...seen), last };
    seen = [last];
    return prices;
  });
  return { watch, walk: (...prices) => void seen.push(...prices), asked: () => asked };
}

const symbol = 'BTCUSDT';
const entered = (tradeId: string) => ({
  symbol,
  parts: [{ tradeId, part: 'entry', quantity: ONE, fee: ZERO }] as const,
});
const left = (tradeId: string) => ({ symbol, parts: [{ tradeId, part: 'exit', quantity: ONE, fee: ZERO }] as const });
const long = (tradeId: string) => ({ symbol, tradeId, direction: 'long', entryPrice: new Decimal(100) }) as const;

function kline(low: number, high: number, of = symbol) {
  const prices = { open: low, high, low, close: high, volume: 1 };
  const times = { interval: '1m', openTime: 0, closeTime: 60_000 } as const;
  return { klines: [{ symbol: of, ...times, ...prices, mark: { kind: 'ratio', ratio: 1 } }] } as const;
}

describe('an excursion watch', () => {
  it('asks nothing while nothing is held, and nothing in klines without a fill', () => {
    const { watch, asked } = watched();
    watch.see(kline(50, 150));
    watch.filled(entered('a'));
    watch.see(kline(90, 110));
    const before = asked();
    for (let index = 0; index < 5; index += 1) watch.see(kline(95, 105));
    expect(asked()).toBe(before);
  });

  it('takes low and high of klines that were held through, and of no other symbol', () => {
    const { watch } = watched();
    watch.filled(entered('a'));
    watch.see(kline(100, 100));
    watch.see(kline(93, 104));
    watch.see(kline(1, 1000, 'ETHUSDT'));
    expect(watch.of(long('a'))).toEqual({ maeRatio: 0.07, mfeRatio: 0.04 });
    expect(watch.of({ ...long('a'), direction: 'short' })).toEqual({ maeRatio: 0.04, mfeRatio: 0.07 });
  });

  it('takes what was walked between two fills of one kline, and the rest of that kline for what is still held', () => {
    const { watch, walk } = watched();
    walk(80);
    watch.filled(entered('a'));
    walk(90);
    watch.filled(entered('b'));
    walk(120);
    watch.tradeEnded(long('a'));
    watch.filled(left('a'));
    walk(70);
    // It had been further before the first of them.
    watch.see(kline(60, 130));
    expect(watch.of(long('a'))).toEqual({ maeRatio: 0.2, mfeRatio: 0.2 });
    expect(watch.of(long('b'))).toEqual({ maeRatio: 0.3, mfeRatio: 0.2 });
  });

  it('takes an extreme that the walk left out for what was held through the kline, and for nothing that entered in it', () => {
    const { watch, walk } = watched();
    watch.filled(entered('a'));
    watch.see(kline(100, 100));
    walk(95);
    watch.filled(entered('b'));
    walk(90);
    watch.see(kline(90, 130));
    expect(watch.of(long('a'))).toEqual({ maeRatio: 0.1, mfeRatio: 0.3 });
    expect(watch.of(long('b'))).toEqual({ maeRatio: 0.1, mfeRatio: 0 });
    watch.see(kline(99, 140));
    expect(watch.of(long('b'))).toEqual({ maeRatio: 0.1, mfeRatio: 0.4 });
  });

  it('begins anew with a trade that is entered after another ended', () => {
    const { watch, walk } = watched();
    watch.filled(entered('a'));
    watch.see(kline(50, 150));
    watch.tradeEnded(long('a'));
    watch.see(kline(40, 160));
    walk(100);
    watch.filled(entered('b'));
    expect(watch.of(long('b'))).toEqual({ maeRatio: 0, mfeRatio: 0 });
  });

  it('knows nothing of a trade it was not told of', () => {
    expect(watched().watch.of(long('a'))).toBeNull();
  });
});
