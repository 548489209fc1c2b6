// Bars worked by hand. The arithmetic stands beside each expectation; the oracle and the simulated exchange must both
// come to it. Ticks are 0.1, steps 0.001, fees 0.0002 (maker) and 0.0005 (taker); a kline's points lie at 0, 19999, 39999
// and 59999 ms, since its last moment is 59999 ms after its open.
import { describe, expect, it } from 'vitest';
import { toDecimal } from '../../engine/domain/decimal.ts';
import {
  limit,
  limitWhenAt,
  makeBrackets,
  makeScenario,
  market,
  MINUTE_MS,
  START_TIME,
  trailing,
  whenAt,
  type HandWritten,
  type Prices,
} from './make.ts';
import { players } from './players.ts';
import type { PlayScenario, Transcript } from './scenario.ts';

interface Told {
  readonly fills: readonly string[];
  readonly ends: readonly string[];
}

/** Fills as `id side quantity @ price liquidity fee ms`, ends and rejections as `id reason ms`; ms since the scenario's start. */
function toldIn(transcript: Transcript): Told {
  const fills: string[] = [];
  const ends: string[] = [];
  for (const report of transcript.reports) {
    const at = report.time - START_TIME;
    if (report.kind === 'filled') {
      const { clientOrderId, side, quantity, price, liquidity, fee } = report.fill;
      const terms = [clientOrderId ?? 'forced', side, quantity, '@', price, liquidity, fee, at];
      fills.push(terms.map(String).join(' '));
    } else if (report.kind === 'orderCancelled') ends.push(`${report.clientOrderId} ${report.reason} ${at}`);
    else if ('code' in report && 'clientOrderId' in report) ends.push(`${report.clientOrderId} ${report.code} ${at}`);
  }
  return { fills, ends };
}

function bars(...minutes: readonly Prices[]): HandWritten['minutes'] {
  return minutes.map((prices) => ({ bars: { AUSDT: { prices } } }));
}

describe.each(players)('hand-worked bars on $name', ({ play }) => {
  const playHand = (written: HandWritten): Transcript => (play satisfies PlayScenario)(makeScenario(written));

  it('fills a market order at the next open plus one tick', () => {
    const transcript = playHand({
      settings: { slippageTicks: 1, slippageRatio: 0.0001 },
      minutes: [{ send: [market('buy', 'buy', 2)], bars: { AUSDT: { prices: [100, 101, 99, 100] } } }],
    });
    // Slippage is the greater of 1 tick = 0.1 and 100 · 0.0001 = 0.01. Fee: 200.2 · 0.0005 = 0.1001.
    expect(toldIn(transcript).fills).toEqual(['buy buy 2 @ 100.1 taker 0.1001 0']);
    // Cost 2 · 100.1, cross mode: nothing leaves the wallet but the fee.
    expect(transcript.books).toBe('cross=999.8999 0.1001 0 0 0 [AUSDT/both 2 cost=200.2 wallet=0]');
  });

  it('takes the ratio where slippage by ratio is more than a tick, and rounds it against the order', () => {
    const transcript = playHand({
      settings: { slippageTicks: 1, slippageRatio: 0.0001 },
      startBalance: '100000',
      minutes: [
        { send: [market('buy', 'buy', 1)], bars: { AUSDT: { prices: [30_004, 30_010, 29_990, 30_004] } } },
        { send: [market('sell', 'sell', 1)], bars: { AUSDT: { prices: [30_004, 30_010, 29_990, 30_004] } } },
      ],
    });
    // 30004 · 0.0001 = 3.0004: 30007.0004 goes up to 30007.1, 30000.9996 down to 30000.9. Fees 15.00355 and 15.00045.
    expect(toldIn(transcript).fills).toEqual([
      'buy buy 1 @ 30007.1 taker 15.00355 0',
      'sell sell 1 @ 30000.9 taker 15.00045 60000',
    ]);
    // Realised 30000.9 − 30007.1 = −6.2; fees 30.004; 100000 − 6.2 − 30.004 = 99963.796.
    expect(transcript.books).toBe('cross=99963.796 30.004 0 -6.2 0 []');
  });

  it('lets the stop of an entry live on the very bar of the entry', () => {
    const transcript = playHand({
      minutes: [{ send: [market('in', 'buy', 1)], bars: { AUSDT: { prices: [100, 106, 94, 105] } } }],
      reactions: [{ on: 'filled', clientOrderId: 'in', send: [whenAt('stop', 'STOP_MARKET', 'sell', 1, 95)] }],
    });
    // Both walks stop at 95 with the same equity, so a long goes by the low first: u = (95 − 100)/(94 − 100) = 5/6 of
    // 19999 ms = 16665.83, told as 16665. Fees 0.05 and 0.0475.
    expect(toldIn(transcript).fills).toEqual(['in buy 1 @ 100 taker 0.05 0', 'stop sell 1 @ 95 taker 0.0475 16665']);
  });

  it('answers a stop that is beyond its trigger when it arrives: would trigger at once', () => {
    const transcript = playHand({
      minutes: [{ send: [market('in', 'buy', 1)], bars: { AUSDT: { prices: [100, 106, 94, 105] } } }],
      reactions: [{ on: 'filled', clientOrderId: 'in', send: [whenAt('stop', 'STOP_MARKET', 'sell', 1, 100)] }],
    });
    // The stop arrives at the open, where the last price is 100: equality counts.
    expect(toldIn(transcript)).toEqual({
      fills: ['in buy 1 @ 100 taker 0.05 0'],
      ends: ['stop WOULD_TRIGGER_AT_ONCE 0'],
    });
  });

  const entryAndTarget: HandWritten = {
    minutes: [{ send: [limit('in', 'buy', 1, 98)], bars: { AUSDT: { prices: [100, 104, 97, 102] } } }],
    reactions: [{ on: 'filled', clientOrderId: 'in', send: [whenAt('target', 'TAKE_PROFIT_MARKET', 'sell', 1, 103)] }],
  };

  it('does not give a limit entry its target on its own bar in the worst case', () => {
    const transcript = playHand(entryAndTarget);
    // Flat: the low is nearer (3 < 4). 98 is reached at u = 2/3: 13332.67 ms. The entry turns the rest of the walk into
    // 98 → 97 → 102, and 102 is short of 103. Fee 98 · 0.0002 = 0.0196. The high is gone: the kline is ambiguous.
    expect(toldIn(transcript)).toEqual({ fills: ['in buy 1 @ 98 maker 0.0196 13332'], ends: [] });
    expect(transcript.ambiguousBars).toBe(1);
  });

  it('gives a limit entry its target on its own bar where the nearest extreme comes first', () => {
    const transcript = playHand({ ...entryAndTarget, settings: { walk: 'nearest-extreme-first' } });
    // O → L → H: 98 at 13332, 97 at 19999, then 103 at u = (103 − 97)/(104 − 97) = 6/7 of 20000 ms: 19999 + 17142.86.
    expect(toldIn(transcript).fills).toEqual([
      'in buy 1 @ 98 maker 0.0196 13332',
      'target sell 1 @ 103 taker 0.0515 37141',
    ]);
  });

  it('gives a limit entry its target on its own bar in the best case, by the favourable extreme', () => {
    const transcript = playHand({ ...entryAndTarget, settings: { walk: 'best-first' } });
    // From 98 at 13332 straight to 104 at 13332 + floor((59999 − 13332)/2) = 36665: 103 at u = 5/6 of 23333 ms.
    expect(toldIn(transcript).fills).toEqual([
      'in buy 1 @ 98 maker 0.0196 13332',
      'target sell 1 @ 103 taker 0.0515 32776',
    ]);
  });

  it('fills a stop at the open when the market gaps through it', () => {
    const transcript = playHand({
      minutes: [
        {
          send: [market('in', 'buy', 1), whenAt('stop', 'STOP_MARKET', 'sell', 1, 95)],
          bars: { AUSDT: { prices: [100, 101, 99, 100] } },
        },
        ...bars([90, 92, 89, 91]),
      ],
    });
    // The open at 90 is beyond 95: 90 it is, five below the trigger. Fee 0.045.
    expect(toldIn(transcript).fills).toEqual(['in buy 1 @ 100 taker 0.05 0', 'stop sell 1 @ 90 taker 0.045 60000']);
  });

  const bothLegs = (walk: 'worst-first' | 'best-first' | 'nearest-extreme-first'): HandWritten => ({
    settings: { walk },
    minutes: [
      {
        send: [
          market('in', 'buy', 1),
          whenAt('stop', 'STOP_MARKET', 'sell', 1, 95),
          whenAt('target', 'TAKE_PROFIT_MARKET', 'sell', 1, 105),
        ],
        bars: { AUSDT: { prices: [100, 101, 99, 100] } },
      },
      ...bars([100, 107, 94, 100]),
    ],
  });

  it.each([
    // Worst: the walk over 94 leaves −5, the one over 107 leaves +5. 95 lies 5/6 of 19999 ms on the way to 94.
    ['worst-first', 'stop sell 1 @ 95 taker 0.0475 76665', 'target'],
    // Best: 105 lies 5/7 of 19999 ms on the way to 107: 14285.
    ['best-first', 'target sell 1 @ 105 taker 0.0525 74285', 'stop'],
    // Nearest: the low is 6 away, the high 7.
    ['nearest-extreme-first', 'stop sell 1 @ 95 taker 0.0475 76665', 'target'],
  ] as const)('with both legs in reach, %s fills one and expires the other when it is woken', (walk, exit, other) => {
    const told = toldIn(playHand(bothLegs(walk)));
    expect(told.fills).toEqual(['in buy 1 @ 100 taker 0.05 0', exit]);
    expect(told.ends).toHaveLength(1);
    expect(told.ends[0]).toMatch(new RegExp(`^${other} reduce-only `));
  });

  it('wakes a mark stop outside the traded range and fills it at the last price of the same place', () => {
    const transcript = playHand({
      minutes: [
        {
          send: [market('in', 'buy', 1), whenAt('stop', 'STOP_MARKET', 'sell', 1, 94, { workingType: 'mark' })],
          bars: { AUSDT: { prices: [100, 101, 99, 100] } },
        },
        { bars: { AUSDT: { prices: [100, 104, 96, 101], mark: [100, 104, 93, 101] } } },
      ],
    });
    // Both walks stop; a long goes by the low first. Mark 94 at u = 6/7; last there 100 − 4 · 6/7 = 96.571…, a sell goes
    // down to 96.5. Time 60000 + floor(19999 · 6/7 = 17142) = 77142. Fee 96.5 · 0.0005 = 0.04825.
    expect(toldIn(transcript).fills).toEqual(['in buy 1 @ 100 taker 0.05 0', 'stop sell 1 @ 96.5 taker 0.04825 77142']);
  });

  it('lets a trailing stop follow the high of its bar and fill on the way down', () => {
    const transcript = playHand({
      minutes: [
        {
          send: [market('in', 'buy', 1), trailing('trail', 'sell', 1, '0.05')],
          bars: { AUSDT: { prices: [100, 101, 99, 100] } },
        },
        ...bars([100, 110, 100, 101]),
      ],
    });
    // From 110 the trigger is 110 · 0.95 = 104.5 on either walk, equal equity: low first for a long. On the way from 110
    // (39999 ms) to 101 (59999 ms) it lies at u = 5.5/9: 39999 + 12222.22. Fee 104.5 · 0.0005.
    expect(toldIn(transcript).fills).toEqual([
      'in buy 1 @ 100 taker 0.05 0',
      'trail sell 1 @ 104.5 taker 0.05225 112221',
    ]);
  });

  it('rounds the trigger of a trailing stop away from the market and waits for its activation', () => {
    const transcript = playHand({
      minutes: [
        {
          send: [market('in', 'sell', 1), trailing('trail', 'buy', 1, '0.02', '97')],
          bars: { AUSDT: { prices: [100, 101, 98, 100] } },
        },
        ...bars([99, 99.5, 96.5, 99.2]),
      ],
    });
    // The first bar's low of 98 is above 97: not active. In the second the extreme is 96.5, trigger 96.5 · 1.02 = 98.43,
    // up to 98.5 for a buy. O → H → L → C (worst for a short; both walks end in 98.5 …: equal, high first): from 96.5
    // (39999 ms) to 99.2 (59999 ms): u = 2/2.7, 14814.81 ms. Fee 98.5 · 0.0005 = 0.04925.
    expect(toldIn(transcript).fills).toEqual([
      'in sell 1 @ 100 taker 0.05 0',
      'trail buy 1 @ 98.5 taker 0.04925 114813',
    ]);
  });

  it('fills a large market order over three opens by participation', () => {
    const transcript = playHand({
      settings: { participationRatio: 0.1 },
      minutes: [
        { send: [market('buy', 'buy', '2.5')], bars: { AUSDT: { prices: [100, 101, 99, 100], volume: 10 } } },
        { bars: { AUSDT: { prices: [101, 102, 100, 101], volume: 10 } } },
        { bars: { AUSDT: { prices: [102, 103, 101, 102], volume: 10 } } },
      ],
    });
    // A tenth of 10 each bar: 1, 1 and the last 0.5.
    expect(toldIn(transcript).fills).toEqual([
      'buy buy 1 @ 100 taker 0.05 0',
      'buy buy 1 @ 101 taker 0.0505 60000',
      'buy buy 0.5 @ 102 taker 0.0255 120000',
    ]);
    // Cost 100 + 101 + 51 = 252; fees 0.05 + 0.0505 + 0.0255 = 0.126.
    expect(transcript.books).toBe('cross=999.874 0.126 0 0 0 [AUSDT/both 2.5 cost=252 wallet=0]');
  });

  it('lets a resting limit keep its rest for the next bar when the volume is used up', () => {
    const transcript = playHand({
      settings: { participationRatio: 0.1 },
      minutes: [
        { send: [limit('rest', 'buy', '1.5', 99)], bars: { AUSDT: { prices: [100, 101, 98, 100], volume: 10 } } },
        { bars: { AUSDT: { prices: [99.5, 101, 98.5, 100], volume: 10 } } },
      ],
    });
    // Flat, high first (1 < 2). 101 (19999 ms) → 98 (39999 ms): 99 at u = 2/3: 19999 + 13333.33. Then, long, the second
    // bar: both walks fill 0.5 at 99, low first: u = 0.5/1 of 19999.
    expect(toldIn(transcript).fills).toEqual([
      'rest buy 1 @ 99 maker 0.0198 33332',
      'rest buy 0.5 @ 99 maker 0.0099 69999',
    ]);
  });

  const isolatedLong = { leverage: 10, marginMode: 'isolated' } as const;

  it('liquidates an isolated long at its bankruptcy price', () => {
    const transcript = playHand({
      settings: isolatedLong,
      minutes: [
        { send: [market('in', 'buy', 1)], bars: { AUSDT: { prices: [100, 101, 99, 100] } } },
        ...bars([100, 102, 85, 95]),
      ],
    });
    // Wallet 100/10 = 10. Liquidation price (10 − 100)/(0.01 − 1) = 90.9090…: u = 9.0909/15 of 19999 ms = 12120.6.
    // Bankruptcy (100 − 10)/1 = 90: realised −10, released 10, nothing left for the insurance fund.
    expect(toldIn(transcript).fills).toEqual(['in buy 1 @ 100 taker 0.05 0', 'forced sell 1 @ 90 taker 0 72120']);
    expect(transcript.books).toBe('cross=989.95 0.05 0 -10 0 []');
  });

  it('gives the insurance fund what the tick leaves of the isolated wallet', () => {
    const transcript = playHand({
      settings: { leverage: 7, marginMode: 'isolated' },
      minutes: [
        { send: [market('in', 'sell', 1)], bars: { AUSDT: { prices: [100, 101, 99, 100] } } },
        ...bars([100, 120, 99, 95]),
      ],
    });
    // Wallet 100/7 = 14.28571429. Bankruptcy of a short 114.28571429, up to 114.3: realised −14.3. The fund pays the
    // 14.3 − 14.28571429 = 0.01428571 that is lost beyond the wallet.
    // Liquidation at (14.28571429 + 100)/1.01 = 113.1541…; a short's walk: high first: 13.1541/20 · 19999 = 13153.49.
    expect(toldIn(transcript).fills).toEqual(['in sell 1 @ 100 taker 0.05 0', 'forced buy 1 @ 114.3 taker 0 73153']);
    expect(transcript.books).toBe('cross=985.66428571 0.05 0 -14.3 0.01428571 []');
  });

  it('moves a liquidation price by funding', () => {
    const written = (rate: number): HandWritten => ({
      settings: isolatedLong,
      minutes: [
        {
          send: [market('in', 'buy', 1)],
          bars: { AUSDT: { prices: [100, 101, 99, 100] } },
          funding: { AUSDT: rate },
        },
        ...bars([100, 102, 91.5, 95]),
      ],
    });
    // Without funding the liquidation price is 90.909…, below the low of 91.5.
    expect(toldIn(playHand(written(0))).fills).toHaveLength(1);
    // 1 · 100 · 0.01 = 1 is paid from the isolated wallet: 9 left, liquidation (9 − 100)/−0.99 = 91.919…, bankruptcy 91.
    // u = 8.0808/8.5 of 19999 ms = 19012.7.
    const paid = playHand(written(0.01));
    expect(toldIn(paid).fills).toEqual(['in buy 1 @ 100 taker 0.05 0', 'forced sell 1 @ 91 taker 0 79012']);
    expect(paid.books).toBe('cross=989.95 0.05 -1 -9 0 []');
  });

  it('flips: closes wholly, then opens with the rest', () => {
    const transcript = playHand({
      settings: { leverage: 5, marginMode: 'isolated' },
      minutes: [
        { send: [market('in', 'buy', 1)], bars: { AUSDT: { prices: [100, 101, 99, 100] } } },
        { send: [market('flip', 'sell', 3)], bars: { AUSDT: { prices: [110, 111, 109, 110] } } },
      ],
    });
    expect(toldIn(transcript).fills).toEqual(['in buy 1 @ 100 taker 0.05 0', 'flip sell 3 @ 110 taker 0.165 60000']);
    // Realised 110 − 100 = 10. Short 2 for 220, wallet 220/5 = 44. 1000 + 10 − 44 − 0.215 = 965.785.
    expect(transcript.books).toBe('cross=965.785 0.215 0 10 0 [AUSDT/both -2 cost=220 wallet=44]');
  });

  it('rounds each posting of a partial close by itself', () => {
    const transcript = playHand({
      settings: { leverage: 3, marginMode: 'isolated' },
      minutes: [
        { send: [market('in', 'buy', '0.7')], bars: { AUSDT: { prices: [100.1, 101, 99, 100] } } },
        { send: [market('out', 'sell', '0.3')], bars: { AUSDT: { prices: [103.3, 104, 103, 103] } } },
      ],
    });
    // Cost 70.07, wallet 70.07/3 = 23.35666667. Out: removed 70.07 · 3/7 = 30.03, realised 30.99 − 30.03 = 0.96, released
    // 23.35666667 · 3/7 = 10.01000000(14). Fees 0.035035 and 0.015495. 1000 − 23.35666667 + 10.01 + 0.96 − 0.05053.
    expect(transcript.books).toBe('cross=987.56280333 0.05053 0 0.96 0 [AUSDT/both 0.4 cost=40.04 wallet=13.34666667]');
  });

  it('rejects a post-only order that would take and lets one at the very price rest', () => {
    const transcript = playHand({
      minutes: [
        {
          send: [
            limit('takes', 'buy', 1, 100.1, { timeInForce: 'GTX' }),
            limit('rests', 'buy', 1, 100, { timeInForce: 'GTX' }),
          ],
          bars: { AUSDT: { prices: [100, 101, 99, 100] } },
        },
      ],
    });
    // Equal distances: the high first, and on the way back through 100 at u = (100 − 101)/(99 − 101) = 1/2 of 20000 ms it
    // is passed. The walk leaves 100 upwards first, so it is not beyond 100 at the open.
    expect(toldIn(transcript)).toEqual({
      fills: ['rests buy 1 @ 100 maker 0.02 29999'],
      ends: ['takes POST_ONLY_WOULD_TAKE 0'],
    });
  });

  it('fills an IOC order with what there is and expires the rest, and a FOK order wholly or not at all', () => {
    const transcript = playHand({
      settings: { participationRatio: 0.1 },
      minutes: [
        {
          send: [
            limit('fok-large', 'buy', '2.1', 101, { timeInForce: 'FOK' }),
            limit('fok-small', 'buy', '0.5', 101, { timeInForce: 'FOK' }),
            limit('ioc', 'buy', 5, 101, { timeInForce: 'IOC' }),
            limit('ioc-far', 'buy', 1, 99.5, { timeInForce: 'IOC' }),
          ],
          bars: { AUSDT: { prices: [100, 101, 99, 100], volume: 20 } },
        },
      ],
    });
    // Two may be taken of 20. 2.1 is more; 0.5 fits, then the IOC order gets the 1.5 that are left, at the open, not at 101.
    expect(toldIn(transcript)).toEqual({
      fills: ['fok-small buy 0.5 @ 100 taker 0.025 0', 'ioc buy 1.5 @ 100 taker 0.075 0'],
      ends: ['fok-large fok-not-filled 0', 'ioc ioc-remainder 0', 'ioc-far ioc-remainder 0'],
    });
  });

  it('ends a good-till-date order inside the bar, before the price comes to it', () => {
    const till = (ms: number): HandWritten => ({
      minutes: [
        {
          send: [limit('gtd', 'buy', 1, 98, { timeInForce: 'GTD', goodTillMs: START_TIME + ms })],
          bars: { AUSDT: { prices: [100, 104, 97, 102] } },
        },
      ],
    });
    // The low is nearer; 98 is reached at u = 2/3 of 19999 ms, between 13332 and 13333.
    expect(toldIn(playHand(till(13_332)))).toEqual({ fills: [], ends: ['gtd good-till-date 13332'] });
    expect(toldIn(playHand(till(13_333)))).toEqual({ fills: ['gtd buy 1 @ 98 maker 0.0196 13332'], ends: [] });
  });

  it('clips a reduce-only order to what is held and expires the surplus', () => {
    const transcript = playHand({
      minutes: [
        {
          send: [market('in', 'buy', 1), limit('out', 'sell', 3, 105, { reduceOnly: true })],
          bars: { AUSDT: { prices: [100, 101, 99, 100] } },
        },
        ...bars([100, 106, 99, 104]),
      ],
    });
    // Worst for the long is neither (both fill at 105): low first. 99 (19999) → 106 (39999): u = 6/7, 17142.86 ms.
    expect(toldIn(transcript)).toEqual({
      fills: ['in buy 1 @ 100 taker 0.05 0', 'out sell 1 @ 105 maker 0.021 97141'],
      ends: ['out reduce-only 97141'],
    });
    expect(transcript.books).toBe('cross=1004.929 0.071 0 5 0 []');
  });

  it('lets a command of some latency meet the price its bar has at its arrival', () => {
    const transcript = playHand({
      settings: { latencyMs: 10_000 },
      minutes: [{ send: [market('in', 'buy', 1)], bars: { AUSDT: { prices: [100, 108, 94, 105] } } }],
      reactions: [{ on: 'filled', clientOrderId: 'in', send: [whenAt('stop', 'STOP_MARKET', 'sell', 1, 96.5)] }],
    });
    // Flat: low first (6 < 8). At 10000 ms: 100 − 6 · 10000/19999 = 96.99985, up to 97 for a buy. The entry turns the rest
    // into 97 (10000 ms; exactly 96.99985) → 94 (10000 + floor(49999/2) = 34999) → 105 (59999). The stop arrives at 20000,
    // where the price is 96.99985 − 2.99985 · 10000/24999 = 95.799…: beyond 96.5.
    expect(toldIn(transcript)).toEqual({
      fills: ['in buy 1 @ 97 taker 0.0485 10000'],
      ends: ['stop WOULD_TRIGGER_AT_ONCE 20000'],
    });
  });

  it('fills and wakes nothing in a bar of volume zero', () => {
    const transcript = playHand({
      minutes: [
        {
          send: [market('in', 'buy', 1), whenAt('stop', 'STOP_MARKET', 'sell', '0.5', 95), limit('more', 'buy', 1, 97)],
          bars: { AUSDT: { prices: [100, 101, 99, 100] } },
        },
        { send: [market('late', 'sell', '0.1')], bars: { AUSDT: { prices: [100, 100, 90, 90], volume: 0 } } },
        ...bars([96, 98, 96, 97]),
      ],
    });
    // At the open of the third bar (96): the market order that waited sells 0.1 at 96, the stop at 95 is not reached by 96,
    // the limit at 97 is passed: it buys at its own price, which lies inside [96, 98].
    expect(toldIn(transcript).fills).toEqual([
      'in buy 1 @ 100 taker 0.05 0',
      'late sell 0.1 @ 96 taker 0.0048 120000',
      'more buy 1 @ 97 maker 0.0194 120000',
    ]);
  });

  it('fills a resting limit that the open gaps over at its own price, or at the nearest that was traded', () => {
    const transcript = playHand({
      minutes: [
        {
          send: [limit('inside', 'buy', 1, 96), limit('above', 'buy', 1, 98)],
          bars: { AUSDT: { prices: [100, 101, 99, 100] } },
        },
        ...bars([95, 97, 94, 96]),
      ],
    });
    // The open at 95 is beyond both. 98 was not traded; 97 was.
    expect(toldIn(transcript).fills).toEqual([
      'inside buy 1 @ 96 maker 0.0192 60000',
      'above buy 1 @ 97 maker 0.0194 60000',
    ]);
  });

  it('fills a touched limit only where touch is the setting', () => {
    const written = (limitFill: 'through' | 'touch'): HandWritten => ({
      settings: { limitFill },
      minutes: [{ send: [limit('low', 'buy', 1, 97)], bars: { AUSDT: { prices: [100, 104, 97, 102] } } }],
    });
    expect(toldIn(playHand(written('through'))).fills).toEqual([]);
    expect(toldIn(playHand(written('touch'))).fills).toEqual(['low buy 1 @ 97 maker 0.0194 19999']);
  });

  it('holds a long and a short side by side in hedge mode', () => {
    const long = { positionSide: 'long' } as const;
    const short = { positionSide: 'short' } as const;
    const transcript = playHand({
      settings: { positionMode: 'hedge' },
      minutes: [
        {
          send: [
            market('long-in', 'buy', 2, long),
            market('short-in', 'sell', 1, short),
            whenAt('long-out', 'STOP_MARKET', 'sell', 2, 96, { ...long, reduceOnly: false }),
            whenAt('short-out', 'TAKE_PROFIT_MARKET', 'buy', 1, 97, { ...short, reduceOnly: false }),
          ],
          bars: { AUSDT: { prices: [100, 101, 99, 100] } },
        },
        ...bars([100, 103, 95, 102]),
      ],
    });
    // Worst: by the low, both walks touch 97 and 96 and end alike; the net is long 1: low first. 97 at u = 3/5 of 19999 ms,
    // 96 at 4/5. Long −8, short +3.
    expect(toldIn(transcript).fills).toEqual([
      'long-in buy 2 @ 100 taker 0.1 0',
      'short-in sell 1 @ 100 taker 0.05 0',
      'short-out buy 1 @ 97 taker 0.0485 71999',
      'long-out sell 2 @ 96 taker 0.096 75999',
    ]);
    expect(transcript.books).toBe('cross=994.7055 0.2945 0 -5 0 []');
  });

  it('puts a stop before a take-profit before a limit at one price', () => {
    const transcript = playHand({
      minutes: [
        {
          send: [
            market('in', 'buy', 3),
            limit('limit', 'sell', 1, 105, { reduceOnly: true }),
            whenAt('target', 'TAKE_PROFIT_MARKET', 'sell', 1, 105),
            whenAt('entry', 'STOP_MARKET', 'buy', 1, 105, { reduceOnly: false }),
          ],
          bars: { AUSDT: { prices: [100, 101, 99, 100] } },
        },
        ...bars([100, 106, 98, 103]),
      ],
      settings: { walk: 'nearest-extreme-first' },
    });
    // Nearest is the low (2 < 6). 98 (19999) → 106 (39999): 105 at u = 7/8, 17500 ms.
    expect(toldIn(transcript).fills.slice(1)).toEqual([
      'entry buy 1 @ 105 taker 0.0525 97499',
      'target sell 1 @ 105 taker 0.0525 97499',
      'limit sell 1 @ 105 maker 0.021 97499',
    ]);
  });

  it('rests a stop-limit that its trigger woke and fills it when the price comes back', () => {
    const transcript = playHand({
      settings: { walk: 'nearest-extreme-first' },
      minutes: [
        {
          send: [limitWhenAt('stop', 'STOP', 'buy', 1, 103, 101)],
          bars: { AUSDT: { prices: [100, 104, 99, 102] } },
        },
      ],
    });
    // Low first (1 < 4): 99 (19999) → 104 (39999) wakes it at 103, where 101 is not marketable; 104 → 102 stays above.
    expect(toldIn(transcript)).toEqual({ fills: [], ends: [] });
    const back = playHand({
      settings: { walk: 'nearest-extreme-first' },
      minutes: [
        {
          send: [limitWhenAt('stop', 'STOP', 'buy', 1, 103, 101)],
          bars: { AUSDT: { prices: [100, 104, 99, 100] } },
        },
      ],
    });
    // 104 → 100: 101 at u = 3/4 of 20000 ms, as maker.
    expect(toldIn(back).fills).toEqual(['stop buy 1 @ 101 maker 0.0202 54999']);
  });

  it('closes all that is held by a close-position stop, whatever was taken off before', () => {
    const transcript = playHand({
      minutes: [
        {
          send: [
            market('in', 'buy', 3),
            whenAt('half', 'STOP_MARKET', 'sell', 1, 98),
            whenAt('all', 'STOP_MARKET', 'sell', null, 96),
          ],
          bars: { AUSDT: { prices: [100, 101, 99, 100] } },
        },
        ...bars([100, 101, 95, 97]),
      ],
    });
    // Low first for the long: 98 at 2/5 and 96 at 4/5 of 19999 ms.
    expect(toldIn(transcript)).toEqual({
      fills: ['in buy 3 @ 100 taker 0.15 0', 'half sell 1 @ 98 taker 0.049 67999', 'all sell 2 @ 96 taker 0.096 75999'],
      ends: ['all position-closed 75999'],
    });
  });

  it('takes an amended order last in the queue when volume is short', () => {
    const transcript = playHand({
      settings: { participationRatio: 0.1 },
      minutes: [
        {
          send: [limit('first', 'buy', 1, 99), limit('second', 'buy', 1, 99)],
          bars: { AUSDT: { prices: [100, 101, 99.5, 100], volume: 10 } },
        },
        {
          send: [
            {
              kind: 'amend',
              clientOrderId: 'first',
              symbol: 'AUSDT',
              quantity: toDecimal('0.9'),
              price: toDecimal('99'),
            },
          ],
          bars: { AUSDT: { prices: [100, 102, 98, 100], volume: 15 } },
        },
      ],
    });
    // 1.5 may be taken: 1 by the order that now arrived first, 0.5 by the amended one. High first (equal distances): 102
    // (19999) → 98 (39999): 99 at u = 3/4, 15000 ms. The first fill opens: rest 99 → 98 → 100, so 99 is reached at once.
    expect(toldIn(transcript).fills).toEqual([
      'second buy 1 @ 99 maker 0.0198 94999',
      'first buy 0.5 @ 99 maker 0.0099 94999',
    ]);
  });

  it('cancels everything of the symbol when the countdown ends, stops too', () => {
    const transcript = playHand({
      minutes: [
        {
          send: [
            limit('rest', 'buy', 1, 98),
            whenAt('stop', 'STOP_MARKET', 'buy', 1, 103, { reduceOnly: false }),
            { kind: 'armCountdown', symbol: 'AUSDT', countdownMs: 5000 },
          ],
          bars: { AUSDT: { prices: [100, 104, 97, 102] } },
        },
      ],
    });
    expect(toldIn(transcript)).toEqual({ fills: [], ends: ['rest countdown 5000', 'stop countdown 5000'] });
  });

  it('rejects what the margin does not carry, fee and open loss included', () => {
    const transcript = playHand({
      settings: { leverage: 10 },
      startBalance: '100',
      minutes: [
        {
          send: [
            // 10 · 100/10 = 100 and a fee of 0.5 do not go into 100.
            market('too-much', 'buy', 10),
            // 9.95 · 100/10 = 99.5, fee 0.4975: 99.9975 does.
            market('fits', 'buy', '9.95'),
            // Reduces: needs none.
            limit('out', 'sell', '9.95', 101),
            // 0.01 · 100/10 = 0.1 into 100 − 0.4975 − 99.5 = 0.0025.
            limit('more', 'buy', '0.1', 99),
          ],
          bars: { AUSDT: { prices: [100, 100.5, 99.5, 100] } },
        },
      ],
    });
    expect(toldIn(transcript)).toEqual({
      fills: ['fits buy 9.95 @ 100 taker 0.4975 0'],
      ends: ['too-much MARGIN_INSUFFICIENT 0', 'more MARGIN_INSUFFICIENT 0'],
    });
  });

  it('liquidates a cross account over two symbols, the one that moved last', () => {
    const transcript = playHand({
      settings: { leverage: 10 },
      instruments: { AUSDT: {}, BUSDT: {} },
      startBalance: '30',
      minutes: [
        {
          send: [market('a', 'buy', 1), market('b', 'sell', 2, { symbol: 'BUSDT' })],
          bars: { AUSDT: { prices: [100, 100, 100, 100] }, BUSDT: { prices: [50, 50, 50, 50] } },
        },
        { bars: { AUSDT: { prices: [95, 95, 95, 95] }, BUSDT: { prices: [50, 65, 50, 60] } } },
      ],
    });
    // Fees 0.05 + 0.05: wallet 29.9. A at 95: −5, maintenance 0.95. B: 29.9 − 5 − 2(m − 50) = 0.95 + 0.02 m →
    // 123.95 = 2.02 m → m = 61.3613…; high first for the short: u = 11.3613/15 of 19999 ms = 15147.7.
    // A is closed at its mark 95: wallet 24.9. B at (100 + 24.9)/2 = 62.45, up to 62.5: realised −25; the fund pays 0.1.
    expect(toldIn(transcript).fills.slice(2)).toEqual([
      'forced sell 1 @ 95 taker 0 75147',
      'forced buy 2 @ 62.5 taker 0 75147',
    ]);
    expect(transcript.books).toBe('cross=0 0.1 0 -30 0.1 []');
    expect(transcript.reports.at(-1)?.kind).toBe('bust');
  });

  it('reduces a position by stages where liquidation is staged', () => {
    const transcript = playHand({
      settings: { ...isolatedLong, liquidation: 'staged' },
      brackets: makeBrackets([500, 20, '0.01'], [10_000, 10, '0.05']),
      startBalance: '1000',
      minutes: [
        { send: [market('in', 'buy', 10)], bars: { AUSDT: { prices: [100, 100, 100, 100] } } },
        ...bars([100, 100, 92, 95]),
      ],
    });
    // Cost 1000, wallet 100. Deduction of the second bracket 500 · 0.04 = 20. 100 + 10 m − 1000 = 0.5 m − 20 →
    // m = 880/9.5 = 92.631…: u = 7.36842/8 of 19999 ms = 18420.1. Last there is 92.631… down to 92.6 for the sell.
    // Kept: below 500/92.6315 = 5.3977: 5.397. Sold 4.603 at 92.6: notional 426.2378, fee 1.25 % = 5.3279725.
    expect(toldIn(transcript).fills.slice(1)).toEqual(['forced sell 4.603 @ 92.6 taker 5.3279725 78420']);
    // Removed 1000 · 0.4603 = 460.3, realised 426.2378 − 460.3 = −34.0622, released 46.03.
    // 1000 − 0.5 − 100 + 46.03 − 34.0622 − 5.3279725 = 906.1398275. What is left (5.397 of 539.7 with 53.97) lives on at 92.
    expect(transcript.books).toBe(
      'cross=906.1398275 5.8279725 0 -34.0622 0 [AUSDT/both 5.397 cost=539.7 wallet=53.97]',
    );
  });

  it('holds a price-protected stop back while last and mark are far apart, until the next open', () => {
    const stop = whenAt('stop', 'STOP_MARKET', 'sell', 1, 95, { priceProtect: true });
    const transcript = playHand({
      minutes: [
        { send: [market('in', 'buy', 1), stop], bars: { AUSDT: { prices: [100, 101, 99, 100] } } },
        { bars: { AUSDT: { prices: [100, 101, 94, 94], mark: [101, 103, 101, 101] } } },
        ...bars([94.5, 95, 94, 95]),
      ],
    });
    // At 95 the mark is 101: |95 − 101| = 6 > 101 · 0.05 = 5.05, held back. At the next open both are 94.5.
    expect(toldIn(transcript).fills).toEqual([
      'in buy 1 @ 100 taker 0.05 0',
      'stop sell 1 @ 94.5 taker 0.04725 120000',
    ]);
  });

  it('wakes a price-protected stop where last and mark are exactly as far apart as they may be', () => {
    const stop = whenAt('stop', 'STOP_MARKET', 'sell', 1, 95, { priceProtect: true });
    const transcript = playHand({
      minutes: [
        { send: [market('in', 'buy', 1), stop], bars: { AUSDT: { prices: [100, 101, 99, 100] } } },
        { bars: { AUSDT: { prices: [100, 101, 95, 95], mark: [100, 101, 100, 100] } } },
      ],
    });
    // |95 − 100| = 5 = 100 · 0.05. Both walks stop at 95, low first for the long: its low is at 19999 ms.
    expect(toldIn(transcript).fills.slice(1)).toEqual(['stop sell 1 @ 95 taker 0.0475 79999']);
  });

  it('asks no margin for an order that turns a position into one of the same size', () => {
    const transcript = playHand({
      startBalance: '100.05',
      minutes: [
        { send: [market('in', 'buy', 1)], bars: { AUSDT: { prices: [100, 100, 100, 100] } } },
        { send: [market('flip', 'sell', 2)], bars: { AUSDT: { prices: [100, 100, 100, 100] } } },
      ],
    });
    // 100 and a fee of 0.05 take all there is. |100 − 200| = 100 is no more than before; fee 200 · 0.0005 = 0.1.
    expect(toldIn(transcript).fills).toEqual(['in buy 1 @ 100 taker 0.05 0', 'flip sell 2 @ 100 taker 0.1 60000']);
    expect(transcript.books).toBe('cross=99.9 0.15 0 0 0 [AUSDT/both -1 cost=100 wallet=0]');
  });

  it('counts an instant whose adverse extremes would have liquidated only together', () => {
    const written = (balance: string): HandWritten => ({
      settings: { leverage: 10, walk: 'nearest-extreme-first', takerFeeRatio: 0 },
      instruments: { AUSDT: {}, BUSDT: {} },
      startBalance: balance,
      minutes: [
        {
          send: [market('a', 'buy', 1), market('b', 'sell', 1, { symbol: 'BUSDT' })],
          bars: { AUSDT: { prices: [100, 100, 100, 100] }, BUSDT: { prices: [100, 100, 100, 100] } },
        },
        { bars: { AUSDT: { prices: [100, 112, 90, 100] }, BUSDT: { prices: [100, 111, 90, 100] } } },
      ],
    });
    // Both go by their low first, so the long loses 10 while the short wins 10, and the other way round at the highs. At
    // 90 and 111 together: −10 − 11 against maintenance 0.9 + 1.11: 23.01 are too little by nothing, 23.02 are enough.
    // The walk itself misses it: A, which stood at 90, passes its high at the very millisecond at which B comes to 111.
    const near = playHand(written('23.01'));
    expect(toldIn(near).fills).toHaveLength(2);
    expect(near.ambiguousLiquidations).toBe(1);
    expect(playHand(written('23.02')).ambiguousLiquidations).toBe(0);
  });

  it('walks two symbols interleaved by time', () => {
    const b = { symbol: 'BUSDT' } as const;
    const transcript = playHand({
      instruments: { AUSDT: {}, BUSDT: {} },
      minutes: [
        {
          send: [limit('a-early', 'buy', 1, 99.5), limit('a-late', 'buy', 1, 98.5), limit('b-middle', 'buy', 1, 49, b)],
          bars: { AUSDT: { prices: [100, 103, 98, 102] }, BUSDT: { prices: [50, 54, 48, 53] } },
        },
      ],
    });
    // A: 99.5 at 1/4 of 19999 = 4999; then 99.5 (4999) → 98 (4999 + 27500 = 32499): 98.5 at 2/3 of 27500 = 18333.33.
    // B: 49 at 1/2 of 19999 = 9999.
    expect(toldIn(transcript).fills).toEqual([
      'a-early buy 1 @ 99.5 maker 0.0199 4999',
      'b-middle buy 1 @ 49 maker 0.0098 9999',
      'a-late buy 1 @ 98.5 maker 0.0197 23332',
    ]);
  });

  it('speaks of minutes that are as long as the figures above take them', () => {
    expect(MINUTE_MS - 1).toBe(59_999);
    expect(playHand({ minutes: bars([100, 100, 100, 100]) }).lines).toEqual([]);
  });
});
