import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { Interval } from '../../../engine/domain/interval.ts';
import { createKlineChannel, type KlineChannel } from '../../../engine/market/kline-channel.ts';
import { createKlineFeed } from '../../../engine/market/kline-feed.ts';
import { createKlineRouter } from '../../../engine/trader/kline-router.ts';
import { flatKline } from '../market/klines.ts';

interface Listener {
  readonly strategy: number;
  readonly symbol: string;
  readonly interval: Interval;
}

/** A router over symbols in config order, each with its finest interval, and the lines it writes as it tells. */
function routerUnderTest(...symbols: readonly (readonly [symbol: string, finest: Interval])[]) {
  const feeds = symbols.map(([symbol, finest]) => createKlineFeed(symbol, finest));
  const router = createKlineRouter(feeds);
  const told: string[] = [];
  /** What a strategy does about a line, once. */
  const reactions = new Map<string, () => void>();

  const write = (line: string): void => {
    told.push(line);
    const react = reactions.get(line);
    reactions.delete(line);
    react?.();
  };
  const channelOf = ({ symbol, interval }: Listener): KlineChannel => {
    feeds.find((feed) => feed.symbol === symbol)?.build(interval, 0);
    return createKlineChannel({
      symbol,
      interval,
      askHistory: () => undefined,
      duringWarmup: (tell) => {
        tell();
      },
    });
  };
  const listen = (strategy: number, symbol: string, interval: Interval): void => {
    const channel = channelOf({ strategy, symbol, interval });
    channel.stream(0).subscribe((kline) => {
      write(`${strategy} ${symbol} ${interval} ${kline.close}`);
    });
    router.add(strategy, channel);
  };
  /** Tells the instant at which kline `index` of each of these symbols closes. */
  const close = (index: number, ...closing: readonly string[]): string[] => {
    told.length = 0;
    for (const symbol of closing) {
      const finest = feeds.find((feed) => feed.symbol === symbol)?.finest ?? '1m';
      router.accept(flatKline(index, index, finest, symbol));
    }
    router.tell((kline) => {
      write(`before ${kline.symbol} ${kline.interval} ${kline.close}`);
    });
    return [...told];
  };
  return { router, listen, close, reactions };
}

describe('kline router', () => {
  test('tells coarse klines before fine ones, then symbols and then strategies in config order', () => {
    const { listen, close } = routerUnderTest(['ETHUSDT', '1m'], ['BTCUSDT', '1m']);
    listen(1, 'BTCUSDT', '1m');
    listen(1, 'BTCUSDT', '3m');
    listen(0, 'BTCUSDT', '3m');
    listen(0, 'ETHUSDT', '1m');
    listen(1, 'ETHUSDT', '3m');
    listen(0, 'BTCUSDT', '1m');
    close(0, 'BTCUSDT', 'ETHUSDT');
    close(1, 'BTCUSDT', 'ETHUSDT');
    expect(close(2, 'BTCUSDT', 'ETHUSDT')).toEqual([
      'before ETHUSDT 3m 2',
      '1 ETHUSDT 3m 2',
      'before BTCUSDT 3m 2',
      '0 BTCUSDT 3m 2',
      '1 BTCUSDT 3m 2',
      'before ETHUSDT 1m 2',
      '0 ETHUSDT 1m 2',
      'before BTCUSDT 1m 2',
      '0 BTCUSDT 1m 2',
      '1 BTCUSDT 1m 2',
    ]);
  });

  test('tells a coarse kline once, at the instant that completes it', () => {
    const { listen, close } = routerUnderTest(['BTCUSDT', '1m']);
    listen(0, 'BTCUSDT', '3m');
    const coarse = [0, 1, 2, 3, 4, 5, 6].map((index) => close(index, 'BTCUSDT').filter((line) => line.includes('3m')));
    const whole = (at: number): string[] => [`before BTCUSDT 3m ${at}`, `0 BTCUSDT 3m ${at}`];
    expect(coarse).toEqual([[], [], whole(2), [], [], whole(5), []]);
  });

  test('shows every fine kline to the one who looks before, whether a strategy listens or not', () => {
    const { close } = routerUnderTest(['BTCUSDT', '1m']);
    expect(close(0, 'BTCUSDT')).toEqual(['before BTCUSDT 1m 0']);
  });

  test('tells coarse before fine where symbols come in different intervals and nobody listens', () => {
    const { close } = routerUnderTest(['BTCUSDT', '1m'], ['ETHUSDT', '1h']);
    expect(close(0, 'BTCUSDT', 'ETHUSDT')).toEqual(['before ETHUSDT 1h 0', 'before BTCUSDT 1m 0']);
  });

  test('says nothing of symbols without news', () => {
    const { listen, close } = routerUnderTest(['BTCUSDT', '1m'], ['ETHUSDT', '1m']);
    listen(0, 'BTCUSDT', '1m');
    listen(0, 'ETHUSDT', '1m');
    close(0, 'BTCUSDT', 'ETHUSDT');
    expect(close(1, 'ETHUSDT')).toEqual(['before ETHUSDT 1m 1', '0 ETHUSDT 1m 1']);
    expect(close(2)).toEqual([]);
  });

  test('takes a kline that came before for no news', () => {
    const { router, listen, close } = routerUnderTest(['BTCUSDT', '1m']);
    listen(0, 'BTCUSDT', '1m');
    expect(router.accept(flatKline(5, 5))).toBe(true);
    expect(close(5, 'BTCUSDT')).toEqual(['before BTCUSDT 1m 5', '0 BTCUSDT 1m 5']);
    expect(router.accept(flatKline(5, 5))).toBe(false);
    expect(router.accept(flatKline(4, 4))).toBe(false);
    expect(close(4, 'BTCUSDT')).toEqual([]);
  });

  test('tells a strategy of two roles with one symbol through each of them', () => {
    const { listen, close } = routerUnderTest(['BTCUSDT', '1m']);
    listen(0, 'BTCUSDT', '1m');
    listen(0, 'BTCUSDT', '1m');
    expect(close(0, 'BTCUSDT')).toEqual(['before BTCUSDT 1m 0', '0 BTCUSDT 1m 0', '0 BTCUSDT 1m 0']);
  });

  test.each<{ name: string; at: string; interval: Interval }>([
    { name: 'a finer one', at: '0 BTCUSDT 3m 2', interval: '1m' },
    { name: 'the same again', at: '0 BTCUSDT 1m 2', interval: '1m' },
    { name: 'a coarser one', at: '0 BTCUSDT 1m 2', interval: '3m' },
    { name: 'one before anybody was told', at: 'before BTCUSDT 3m 2', interval: '3m' },
  ])('tells a channel added while an instant is told from the next one on: $name', ({ at, interval }) => {
    const { listen, close, reactions } = routerUnderTest(['BTCUSDT', '1m']);
    listen(0, 'BTCUSDT', '1m');
    listen(0, 'BTCUSDT', '3m');
    close(0, 'BTCUSDT');
    close(1, 'BTCUSDT');
    reactions.set(at, () => {
      listen(1, 'BTCUSDT', interval);
    });
    expect(close(2, 'BTCUSDT')).toEqual([
      'before BTCUSDT 3m 2',
      '0 BTCUSDT 3m 2',
      'before BTCUSDT 1m 2',
      '0 BTCUSDT 1m 2',
    ]);
    const later = [3, 4, 5].flatMap((index) => close(index, 'BTCUSDT'));
    const heard = later.filter((line) => line.startsWith('1 '));
    expect(heard).toEqual(
      interval === '3m' ? ['1 BTCUSDT 3m 5'] : ['1 BTCUSDT 1m 3', '1 BTCUSDT 1m 4', '1 BTCUSDT 1m 5'],
    );
  });

  test('refuses a symbol that is not part of the run', () => {
    const { router, listen } = routerUnderTest(['BTCUSDT', '1m']);
    expect(() => router.accept(flatKline(0, 0, '1m', 'XRPUSDT'))).toThrow('market XRPUSDT is not part of this run');
    expect(() => {
      listen(0, 'XRPUSDT', '1m');
    }).toThrow('market XRPUSDT is not part of this run');
  });

  const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
  const INTERVALS: readonly Interval[] = ['5m', '3m', '1m'];
  const listeners = fc.uniqueArray(
    fc.record({
      strategy: fc.nat({ max: 3 }),
      symbol: fc.constantFrom(...SYMBOLS),
      interval: fc.constantFrom(...INTERVALS),
    }),
    { selector: ({ strategy, symbol, interval }) => `${strategy} ${symbol} ${interval}` },
  );
  const instants = fc.array(fc.subarray(SYMBOLS), { minLength: 15, maxLength: 40 });

  property.prop([listeners, instants])(
    'keeps the one order whatever is listened to, in whichever order it was asked for',
    (listening, recorded) => {
      const { listen, close } = routerUnderTest(...SYMBOLS.map((symbol) => [symbol, '1m'] as const));
      for (const { strategy, symbol, interval } of listening) listen(strategy, symbol, interval);
      const closesAt = (interval: Interval, index: number, symbol: string): boolean => {
        const length = Number.parseInt(interval, 10);
        if ((index + 1) % length !== 0) return false;
        return Array.from({ length }, (_, back) => recorded[index - back]?.includes(symbol)).every(Boolean);
      };
      for (const [index, closing] of recorded.entries()) {
        const expected = INTERVALS.flatMap((interval) =>
          SYMBOLS.filter((symbol) => closesAt(interval, index, symbol)).flatMap((symbol) =>
            [0, 1, 2, 3]
              .filter((strategy) =>
                listening.some(
                  (one) => one.strategy === strategy && one.symbol === symbol && one.interval === interval,
                ),
              )
              .map((strategy) => `${strategy} ${symbol} ${interval} ${index}`),
          ),
        );
        const told = close(index, ...closing.toReversed()).filter((line) => !line.startsWith('before'));
        expect(told).toEqual(expected);
      }
    },
  );
});
