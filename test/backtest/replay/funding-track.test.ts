import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { type FundingColumns, fundingColumnsFromRows } from '../../../backtest/data/funding-columns.ts';
import { pickKlines } from '../../../backtest/data/kline-columns.ts';
import { createFundingTrack } from '../../../backtest/replay/funding-track.ts';
import { createReplay } from '../../../backtest/replay/replay.ts';
import { createVirtualClock } from '../../../engine/clock/virtual-clock.ts';
import type { Interval } from '../../../engine/domain/interval.ts';
import { columnsBetween, utc } from './recordings.ts';

const HOUR_MS = 3_600_000;

/** Settlements at these times; the rate of each is its number, counted from 1. */
function settlementsAt(...times: readonly number[]): FundingColumns {
  return fundingColumnsFromRows(
    'BTCUSDT',
    times.map((time, index) => ({ time, rateRatio: index + 1, intervalHours: 8 })),
  );
}

/** Every rate that a track hands out as time goes through these instants, by instant. */
function settled(funding: FundingColumns | undefined, from: number, ...instants: readonly number[]): number[][] {
  const track = createFundingTrack(funding);
  return instants.map((time, index) => {
    const rates: number[] = [];
    const after = instants[index - 1] ?? from;
    for (let rate = track.settlingBy(after, time); rate !== undefined; rate = track.settlingBy(after, time)) {
      rates.push(rate);
    }
    return rates;
  });
}

describe('funding track', () => {
  test('settles nothing where nothing is recorded', () => {
    expect(settled(undefined, 0, 10)).toEqual([[]]);
    expect(settled(settlementsAt(), 0, 10)).toEqual([[]]);
  });

  test('settles at the first instant that is not before the settlement', () => {
    expect(settled(settlementsAt(10, 25), 0, 9, 10, 11, 20, 30)).toEqual([[], [1], [], [], [2]]);
  });

  test('does not settle what was due before the beginning or at it', () => {
    expect(settled(settlementsAt(5, 10, 20), 10, 15, 20)).toEqual([[], [3]]);
  });

  test('settles all that fell due between two instants, one after another', () => {
    expect(settled(settlementsAt(8, 16, 24, 32), 0, 24, 48)).toEqual([[1, 2, 3], [4]]);
  });

  const times = fc
    .uniqueArray(fc.nat({ max: 100 }), { selector: String })
    .map((list) => list.toSorted((a, b) => a - b));

  property.prop([times, fc.nat({ max: 50 }), times])('settles each once, in its turn', (due, from, instants) => {
    const passed = instants.filter((time) => time > from);
    const expected = passed.map((time, index) =>
      due.flatMap((at, number) => (at > (passed[index - 1] ?? from) && at <= time ? [number + 1] : [])),
    );
    expect(settled(settlementsAt(...due), from, ...passed)).toEqual(expected);
  });
});

describe('funding in a replay', () => {
  /** Replays klines with funding every eight hours and writes down what settles and what is told at each instant. */
  function replayed(
    interval: Interval,
    from: string,
    to: string,
    isRecorded: (hour: number) => boolean = () => true,
  ): string[] {
    const log: string[] = [];
    const hourOf = (time: number): number => (time - utc(from)) / HOUR_MS;
    const opens = columnsBetween(interval, from, to);
    const kept = Array.from(opens.openTime.keys()).filter((row) => isRecorded(hourOf(opens.openTime[row] ?? 0)));
    const settlements: number[] = [];
    for (let time = utc(from); time <= utc(to); time += 8 * HOUR_MS) settlements.push(time);
    const replay = createReplay({
      markets: [
        {
          symbol: 'BTCUSDT',
          klines: pickKlines(opens, kept),
          finer: [],
          coarse: [],
          marks: undefined,
          funding: settlementsAt(...settlements),
        },
      ],
      fromTime: utc(from),
      toTime: utc(to),
      clock: createVirtualClock(utc(from)),
      target: {
        walk: ({ time, funding }) => {
          if (funding.length > 0)
            log.push(`${hourOf(time)}h pays ${funding.map(({ rateRatio }) => rateRatio).join(' ')}`);
        },
      },
    });
    replay.event$.subscribe((event) => {
      if (event.kind !== 'batch') return;
      const rates = event.events.flatMap((told) => (told.kind === 'funding' ? [told.funding.rateRatio] : []));
      if (rates.length > 0) log.push(`${hourOf(event.time)}h tells ${rates.join(' ')}`);
    });
    replay.advance(Number.POSITIVE_INFINITY);
    return log;
  }

  test('is paid at its instant where klines are as short', () => {
    expect(replayed('4h', '2024-01-01', '2024-01-02')).toEqual([
      '8h pays 2',
      '8h tells 2',
      '16h pays 3',
      '16h tells 3',
      '24h pays 4',
      '24h tells 4',
    ]);
  });

  test('is paid for every settlement that a long kline holds, when it has been walked', () => {
    expect(replayed('1d', '2024-01-01', '2024-01-03')).toEqual([
      '24h pays 2 3 4',
      '24h tells 2 3 4',
      '48h pays 5 6 7',
      '48h tells 5 6 7',
    ]);
  });

  test('is paid for every settlement that falls into a gap, when the gap is over', () => {
    const isRecorded = (hour: number): boolean => hour < 4 || hour >= 40;
    expect(replayed('4h', '2024-01-01', '2024-01-03', isRecorded)).toEqual([
      '44h pays 2 3 4 5 6',
      '44h tells 2 3 4 5 6',
      '48h pays 7',
      '48h tells 7',
    ]);
  });
});
