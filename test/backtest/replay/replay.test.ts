import { describe, expect, it } from 'vitest';
import { fundingColumnsFromRows } from '../../../backtest/data/funding-columns.ts';
import { klineColumnsFromRows, type KlineColumns } from '../../../backtest/data/kline-columns.ts';
import { createReplay, type ReplayMarket } from '../../../backtest/replay/replay.ts';
import type { WalkInstant } from '../../../backtest/replay/walk-instant.ts';
import { createVirtualClock } from '../../../engine/clock/virtual-clock.ts';
import { intervalMs, type Interval } from '../../../engine/domain/interval.ts';
import type { MarketEvent } from '../../../engine/domain/market-event.ts';

const MINUTE_MS = 60_000;

/** Columns whose kline `index` is flat at `price(index)`. */
function columns(
  symbol: string,
  interval: Interval,
  indices: readonly number[],
  price = (index: number) => index,
): KlineColumns {
  const rows = indices.map((index) => {
    const flat = price(index);
    return { openTime: index * intervalMs(interval), open: flat, high: flat, low: flat, close: flat, volume: 1 };
  });
  return klineColumnsFromRows(symbol, interval, rows);
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

function market(symbol: string, klines: KlineColumns, more: Partial<ReplayMarket> = {}): ReplayMarket {
  return { symbol, klines, finer: [], coarse: [], marks: undefined, funding: undefined, ...more };
}

/** Replays and writes down, in order, what was walked, what was told, and what timers ran. */
function replayed(markets: readonly ReplayMarket[], fromMinute: number, toMinute: number) {
  const clock = createVirtualClock(fromMinute * MINUTE_MS);
  const log: string[] = [];
  const describeInstant = (instant: WalkInstant): string => {
    const klines = instant.klines.map(({ symbol, interval, close, mark }) => {
      const shown = mark.kind === 'kline' ? `mark ${mark.close}` : `ratio ${mark.ratio}`;
      return `${symbol} ${interval} ${close} ${shown}`;
    });
    const funding = instant.funding.map(({ symbol, rateRatio }) => `${symbol} pays ${rateRatio}`);
    return `${instant.time / MINUTE_MS} walk ${[...klines, ...funding].join(', ')}`;
  };
  const replay = createReplay({
    markets,
    fromTime: fromMinute * MINUTE_MS,
    toTime: toMinute * MINUTE_MS,
    clock,
    target: { walk: (instant) => log.push(describeInstant(instant)) },
  });
  replay.event$.subscribe((event) => log.push(`${clock.now() / MINUTE_MS} ${describeEvent(event)}`));
  return { clock, log, replay };
}

function describeEvent(event: MarketEvent): string {
  switch (event.kind) {
    case 'batch':
      return `tell ${event.events.map(describeEvent).join(', ')}`;
    case 'kline':
      return `${event.kline.symbol} ${event.kline.close}`;
    case 'mark':
      return `mark ${event.mark.price}${event.mark.approximate ? '~' : ''}`;
    case 'funding':
      return `rate ${event.funding.rateRatio}`;
    case 'history':
      return `history ${event.interval} ${event.klines.map((kline) => `${kline.open}-${kline.close}`).join(' ')}`;
    default:
      return event.kind;
  }
}

describe('replay', () => {
  it('walks all symbols that end at an instant, and then tells them, in config order', () => {
    const { log, replay } = replayed(
      [market('ETHUSDT', columns('ETHUSDT', '1m', range(0, 3))), market('BTCUSDT', columns('BTCUSDT', '1m', [1, 2]))],
      0,
      3,
    );
    expect(replay.barsTotal).toBe(5);
    expect(replay.advance(100)).toBe(false);
    expect(log).toEqual([
      '1 walk ETHUSDT 1m 0 ratio 1',
      '1 tell ETHUSDT 0',
      '2 walk ETHUSDT 1m 1 ratio 1, BTCUSDT 1m 1 ratio 1',
      '2 tell ETHUSDT 1, BTCUSDT 1',
      '3 walk ETHUSDT 1m 2 ratio 1, BTCUSDT 1m 2 ratio 1',
      '3 tell ETHUSDT 2, BTCUSDT 2',
    ]);
    expect(replay.barsDone()).toBe(5);
  });

  it('replays from an open time, inclusive, to another, exclusive', () => {
    const { log, replay } = replayed([market('BTCUSDT', columns('BTCUSDT', '1m', range(0, 10)))], 3, 5);
    expect(replay.barsTotal).toBe(2);
    replay.advance(100);
    expect(log.filter((line) => line.includes('tell'))).toEqual(['4 tell BTCUSDT 3', '5 tell BTCUSDT 4']);
  });

  it('stops after the instants it was given and goes on from there', () => {
    const { replay } = replayed([market('BTCUSDT', columns('BTCUSDT', '1m', range(0, 5)))], 0, 5);
    expect(replay.advance(2)).toBe(true);
    expect(replay.barsDone()).toBe(2);
    expect(replay.advance(3)).toBe(false);
    expect(replay.barsDone()).toBe(5);
  });

  it('runs timers due at an instant after its klines have been told', () => {
    const { clock, log, replay } = replayed([market('BTCUSDT', columns('BTCUSDT', '1m', range(0, 2)))], 0, 2);
    clock.at(MINUTE_MS, () => log.push(`${clock.now() / MINUTE_MS} timer`));
    clock.at(1.5 * MINUTE_MS, () => log.push(`${clock.now() / MINUTE_MS} timer`));
    replay.advance(100);
    expect(log.map((line) => line.split(' ', 2).join(' '))).toEqual([
      '1 walk',
      '1 tell',
      '1 timer',
      '2 walk',
      '1.5 timer',
      '2 tell',
    ]);
  });

  it('walks finer klines in place of a kline that they cover wholly', () => {
    const { log, replay } = replayed(
      [
        market(
          'BTCUSDT',
          columns('BTCUSDT', '3m', [0, 1, 2], (index) => 100 * index),
          {
            finer: [columns('BTCUSDT', '1m', [0, 1, 3, 4, 5])],
          },
        ),
      ],
      0,
      9,
    );
    replay.advance(100);
    expect(log).toEqual([
      '3 walk BTCUSDT 3m 0 ratio 1',
      '3 tell BTCUSDT 0',
      '4 walk BTCUSDT 1m 3 ratio 1',
      '5 walk BTCUSDT 1m 4 ratio 1',
      '6 walk BTCUSDT 1m 5 ratio 1',
      '6 tell BTCUSDT 100',
      '9 walk BTCUSDT 3m 200 ratio 1',
      '9 tell BTCUSDT 200',
    ]);
  });

  it('hands marks of the same interval along, and tells the mark at each close', () => {
    const { log, replay } = replayed(
      [
        market(
          'BTCUSDT',
          columns('BTCUSDT', '1m', range(0, 4), () => 100),
          {
            marks: columns('BTCUSDT', '1m', [1, 2], (index) => 100 + index),
          },
        ),
      ],
      0,
      4,
    );
    replay.advance(100);
    expect(log).toEqual([
      '1 walk BTCUSDT 1m 100 ratio 1',
      '1 tell mark 100~, BTCUSDT 100',
      '2 walk BTCUSDT 1m 100 mark 101',
      '2 tell mark 101, BTCUSDT 100',
      '3 walk BTCUSDT 1m 100 mark 102',
      '3 tell mark 102, BTCUSDT 100',
      '4 walk BTCUSDT 1m 100 ratio 1.02',
      '4 tell mark 102, BTCUSDT 100',
    ]);
    expect(replay.markSpans()).toEqual([
      { symbol: 'BTCUSDT', source: 'last', fromTime: 0, toTime: MINUTE_MS },
      { symbol: 'BTCUSDT', source: 'kline', fromTime: MINUTE_MS, toTime: 3 * MINUTE_MS },
      { symbol: 'BTCUSDT', source: 'coarser', fromTime: 3 * MINUTE_MS, toTime: 4 * MINUTE_MS },
    ]);
  });

  it('takes coarser marks as the ratio of the last complete one, never of one that has not ended', () => {
    const { log, replay } = replayed(
      [
        market(
          'BTCUSDT',
          columns('BTCUSDT', '1m', range(0, 7), () => 100),
          {
            marks: columns('BTCUSDT', '3m', [0, 1], (index) => 103 + index),
          },
        ),
      ],
      0,
      7,
    );
    replay.advance(100);
    const ratios = log.filter((line) => line.includes('walk')).map((line) => line.split('ratio ')[1]);
    expect(ratios).toEqual(['1', '1', '1', '1.03', '1.03', '1.03', '1.04']);
  });

  it('settles funding when the kline that holds its instant has been walked, and tells the rate', () => {
    const { log, replay } = replayed(
      [
        market('BTCUSDT', columns('BTCUSDT', '1m', range(0, 3)), {
          funding: fundingColumnsFromRows('BTCUSDT', [
            { time: 0, rateRatio: 9, intervalHours: 8 },
            { time: MINUTE_MS, rateRatio: 0.0001, intervalHours: 8 },
            { time: 2.5 * MINUTE_MS, rateRatio: -0.0002, intervalHours: 8 },
          ]),
        }),
      ],
      0,
      3,
    );
    replay.advance(100);
    expect(log).toEqual([
      '1 walk BTCUSDT 1m 0 ratio 1, BTCUSDT pays 0.0001',
      '1 tell rate 0.0001, BTCUSDT 0',
      '2 walk BTCUSDT 1m 1 ratio 1',
      '2 tell BTCUSDT 1',
      '3 walk BTCUSDT 1m 2 ratio 1, BTCUSDT pays -0.0002',
      '3 tell rate -0.0002, BTCUSDT 2',
    ]);
  });

  it('answers for the streams it has', () => {
    const { replay } = replayed([market('BTCUSDT', columns('BTCUSDT', '5m', [0]))], 0, 5);
    expect(
      ['kline', 'mark', 'funding', 'trade'].map((stream) => replay.provides('BTCUSDT', stream as 'kline')),
    ).toEqual([true, true, false, false]);
    expect(replay.provides('ETHUSDT', 'kline')).toBe(false);
    expect(replay.finestInterval('BTCUSDT')).toBe('5m');
  });

  describe('history', () => {
    const wanted = (more: Partial<ReplayMarket>, interval: Interval, before: number, count: number): string => {
      const { log, replay } = replayed([market('BTCUSDT', columns('BTCUSDT', '1m', range(0, 30)), more)], 20, 30);
      replay.want([{ kind: 'history', symbol: 'BTCUSDT', interval, before: before * MINUTE_MS, count }]);
      return log.join();
    };

    it('gives the last klines that closed before an instant', () => {
      expect(wanted({}, '1m', 20, 3)).toBe('20 history 1m 17-17 18-18 19-19');
    });

    it('builds coarse klines from fine ones and leaves the unfinished bucket out', () => {
      expect(wanted({}, '5m', 23, 2)).toBe('20 history 5m 10-14 15-19');
    });

    it('takes recorded coarse klines for what lies before the fine ones', () => {
      const klines = columns('BTCUSDT', '1m', range(12, 30));
      const coarse = [columns('BTCUSDT', '5m', [0, 1, 2, 3], (index) => 1000 + index)];
      expect(wanted({ klines, coarse }, '5m', 20, 3)).toBe('20 history 5m 1001-1001 1002-1002 15-19');
    });

    it('gives fewer where fewer are recorded', () => {
      expect(wanted({}, '15m', 20, 5)).toBe('20 history 15m 0-14');
    });
  });
});
