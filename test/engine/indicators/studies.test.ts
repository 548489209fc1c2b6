import fc from 'fast-check';
import { Subject } from 'rxjs';
import { describe, expect, expectTypeOf, it } from 'vitest';

import type { Kline } from '../../../engine/domain/kline.ts';
import { atr } from '../../../engine/indicators/atr.ts';
import type { Bollinger } from '../../../engine/indicators/bollinger.ts';
import { bollinger } from '../../../engine/indicators/bollinger.ts';
import { crossing } from '../../../engine/indicators/crossing.ts';
import { rsi } from '../../../engine/indicators/rsi.ts';
import { sma } from '../../../engine/indicators/sma.ts';
import { studies } from '../../../engine/indicators/studies.ts';
import { klines, makeKline, operate, stepAll } from './support.ts';

const rising = [1, 2, 3, 4].map((close, index) => makeKline({ openTime: index * 60_000, close }));

describe('studies', () => {
  it('tells one row a bar, from the bar on at which every study has a value', () => {
    expect(operate(studies({ fast: sma(2), slow: sma(3) }), rising)).toEqual([
      { kline: rising[2], fast: 2.5, slow: 2 },
      { kline: rising[3], fast: 3.5, slow: 3 },
    ]);
  });

  it('has in each row what every study answers at that very bar', () => {
    fc.assert(
      fc.property(klines({ minLength: 0, maxLength: 60 }), (bars) => {
        const alone = {
          fast: stepAll(sma(3), bars),
          bands: stepAll(bollinger(8), bars),
          strength: stepAll(rsi(5), bars),
          range: stepAll(atr(4), bars),
        };
        const expected = bars
          .map((kline, index) => ({
            kline,
            fast: alone.fast[index],
            bands: alone.bands[index],
            strength: alone.strength[index],
            range: alone.range[index],
          }))
          .slice(7);
        const row = studies({ fast: sma(3), bands: bollinger(8), strength: rsi(5), range: atr(4) });
        expect(operate(row, bars)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('tells the row while the bar is told, once, with no row of mixed bars before it', () => {
    const source$ = new Subject<Kline>();
    const seen: unknown[] = [];
    source$
      .pipe(studies({ now: sma(1), both: sma(2) }))
      .subscribe((row) => seen.push([row.kline.close, row.now, row.both]));
    for (const kline of rising) {
      source$.next(kline);
      seen.push('told');
    }
    expect(seen).toEqual(['told', [2, 2, 1.5], 'told', [3, 3, 2.5], 'told', [4, 4, 3.5], 'told']);
  });

  it('steps through warm-up klines and tells their rows, which say so', () => {
    const bars = rising.map((kline, index) => ({ ...kline, warmup: index < 3 }));
    const rows = operate(studies({ average: sma(2) }), bars);
    expect(rows.map((row) => [row.kline.warmup, row.average])).toEqual([
      [true, 1.5],
      [true, 2.5],
      [false, 3.5],
    ]);
  });

  it('leaves out a row for which one study has no value, and the others still saw the bar', () => {
    const gap = makeKline({ openTime: 150_000, close: 5, high: Number.NaN });
    const row = studies({ average: sma(2), range: atr(1) });
    const rows = operate(row, [...rising, gap, makeKline({ openTime: 240_000, close: 7 })]);
    expect(rows.map(({ kline, average }) => [kline.close, average])).toEqual([
      [2, 1.5],
      [3, 2.5],
      [4, 3.5],
      [7, 6],
    ]);
  });

  it('starts its studies anew for each subscription', () => {
    const source$ = new Subject<Kline>();
    const rows$ = source$.pipe(studies({ average: sma(2) }));
    const early: number[] = [];
    const late: number[] = [];
    rows$.subscribe((row) => early.push(row.average));
    for (const [index, kline] of rising.entries()) {
      if (index === 2) rows$.subscribe((row) => late.push(row.average));
      source$.next(kline);
    }
    expect([early, late]).toEqual([[1.5, 2.5, 3.5], [3.5]]);
  });

  it('is an indicator itself and can be a study of others', () => {
    const nested = studies({ averages: studies({ fast: sma(1), slow: sma(2) }) });
    expect(operate(nested, rising).map((row) => row.averages.fast - row.averages.slow)).toEqual([0.5, 0.5, 0.5]);
  });

  it('without studies tells each bar', () => {
    expect(operate(studies({}), rising)).toEqual(rising.map((kline) => ({ kline })));
  });

  it('refuses a study named kline, to the compiler and at run time', () => {
    // @ts-expect-error the name of the bar is taken
    expect(() => studies({ kline: sma(2) })).toThrow(
      new RangeError('studies: kline is the name of the bar, choose another'),
    );
  });

  it('types its rows by the record', () => {
    const row = studies({ fast: sma(2), bands: bollinger(3) }).start()(rising[0] ?? makeKline());
    expectTypeOf(row).toEqualTypeOf<
      ({ readonly kline: Kline } & { readonly fast: number; readonly bands: Bollinger }) | undefined
    >();
    // @ts-expect-error a study that is not there
    expect(row?.slow).toBeUndefined();
  });

  it('feeds crossing in a pipe', () => {
    const prices = [5, 4, 3, 2, 9, 9, 1, 1];
    const source$ = new Subject<Kline>();
    const told: unknown[] = [];
    source$.pipe(studies({ fast: sma(1), slow: sma(3) }), crossing()).subscribe((side) => told.push(side));
    for (const [index, close] of prices.entries()) {
      source$.next(makeKline({ openTime: index * 60_000, close }));
      told.push(close);
    }
    expect(told).toEqual([5, 4, 3, 2, 'above', 9, 9, 'below', 1, 1]);
  });
});
