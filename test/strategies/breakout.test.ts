import { describe, expect, it } from 'vitest';
import strategy from '../../strategies/breakout.ts';
import { type BenchInput, type Candle, flat, runStrategy } from '../engine/end-to-end/bench.ts';

const run = (klines: readonly Candle[], input: Partial<BenchInput> = {}) =>
  runStrategy({
    klines,
    interval: '5m',
    from: 3,
    risk: { requireStop: true },
    strategy: { s1: { strategy, params: { interval: '5m', period: 3 } } },
    ...input,
  });

/** Klines between 99 and 101; the channel of three is known before the first that is told, and entries rest from kline 4. */
const RANGE = flat(5);
const LONG = 'entry STOP buy 31.239 > 101.1 @ 101.3';
const SHORT = 'entry STOP sell 32.269 > 98.9 @ 98.8';

describe('the breakout', () => {
  it('lets a stop-limit order rest a tick beyond either side of the channel, and leaves both while it stands', () => {
    const result = run([...RANGE, ...flat(6)]);
    expect(result.orderLines()).toEqual([`${LONG} open`, `${SHORT} open`]);
    expect(result.orders().map(({ placedTime }) => result.when(placedTime))).toEqual(['k4', 'k4']);
    expect(result.refusalLines()).toEqual([]);
  });

  it.each<[string, NonNullable<Candle>, string, readonly string[]]>([
    [
      // 101.1 is passed on the way 100 → 103; the stop lies 3 % below it, woken by mark.
      'upwards',
      [100, 103, 100, 103],
      'k5+136665 entry buy 31.239 @ 101.1 taker',
      [
        `${LONG} filled`,
        `${SHORT} cancelled requested`,
        'stop-loss STOP_MARKET sell 31.239 > 98 open',
        'stop-loss TRAILING_STOP_MARKET sell 31.239 open',
      ],
    ],
    [
      'downwards',
      [100, 100, 97, 97],
      'k5+136665 entry sell 32.269 @ 98.9 taker',
      [
        `${LONG} cancelled requested`,
        `${SHORT} filled`,
        'stop-loss STOP_MARKET buy 32.269 > 101.9 open',
        'stop-loss TRAILING_STOP_MARKET buy 32.269 open',
      ],
    ],
  ])(
    'enters where the channel is left %s, on that very kline, and takes the other order back',
    (_name, ...expected) => {
      const [kline, fill, orders] = expected;
      const result = run([...RANGE, kline, [kline[3], kline[3], kline[3], kline[3]]]);
      expect(result.fillLines()).toEqual([fill]);
      expect(result.orderLines()).toEqual(orders);
      const [stop, trailing] = result.orders().slice(2);
      expect([stop?.workingType, trailing?.callbackRatio?.toNumber()]).toEqual(['mark', 0.02]);
    },
  );

  it('does not chase a price that jumps past its limit, and follows the new channel instead', () => {
    const result = run([...RANGE, [105, 106, 105, 105], ...flat(2, 105)]);
    expect(result.fillLines()).toEqual([]);
    expect(result.orderLines().slice(0, 4)).toEqual([
      `${LONG} cancelled requested`,
      `${SHORT} cancelled requested`,
      expect.stringContaining('entry STOP buy 30.247 > 106.1 @ 106.3'),
      expect.stringContaining('entry STOP sell 32.269 > 98.9 @ 98.8'),
    ]);
  });

  it('is led out by the trailing stop once the break has paid, and waits for the next one', () => {
    // Up to 106, then down: 2 % below 106 is 103.88, on the tick 103.8.
    const up: readonly Candle[] = [
      [100, 103, 100, 103],
      [103, 106, 103, 106],
      [106, 106, 103, 103],
    ];
    const result = run([...RANGE, ...up, ...flat(1, 103)]);
    expect(result.fillLines().at(-1)).toMatch(/stop-loss sell 31.239 @ 103.8 taker/);
    // The channel of klines 5 to 7: 100 to 106.
    const again = result.orders().filter(({ type, status }) => type === 'STOP' && status === 'open');
    expect(again.map(({ side, triggerPrice }) => `${side} ${triggerPrice?.toString()}`)).toEqual([
      'buy 106.1',
      'sell 99.9',
    ]);
  });

  it.each([1, 2, 3, 4])(
    'lets its first orders rest one kline after the channel is known, beginning at kline %i',
    (from) => {
      const result = run([...RANGE, ...flat(4)], { from });
      // Without enough klines before the run the channel is known at the close of kline 2 at the earliest.
      const first = Math.max(from, 2) + 1;
      expect(result.when(result.orders()[0]?.placedTime ?? Number.NaN)).toBe(`k${first}`);
    },
  );
});
