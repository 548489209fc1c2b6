// Sections 2 and 3 of docs/fill-rules.md: the open, and which way a kline is walked after it.
import { describe, expect, it } from 'vitest';
import { nearerExtreme } from '../../../../backtest/exchange/path.ts';
import type { WalkKline } from '../../../../backtest/exchange/walk-input.ts';
import { cancel, createStand, limit, market, order, type Stand, stop, target } from '../stand.ts';

const OUT = { reduceOnly: true };

/** The prices at which the legs of a position are filled in a kline that reaches both. */
function legsIn(walk: string, side: 'buy' | 'sell', legs: { stop: number; target: number }): string[] {
  const stand = createStand({ settings: { walk } });
  const out = side === 'buy' ? 'sell' : 'buy';
  stand.send(market('e', side, 1), stop('s', out, 1, legs.stop, OUT), target('t', out, 1, legs.target, OUT));
  stand.bar(100, 100, 100, 100);
  stand.bar(100, 110, 90, 101);
  return stand
    .fills()
    .slice(1)
    .map((fill) => `${fill.clientOrderId} ${fill.price.toString()}`);
}

function bracketOn(stand: Stand, entry: string, stopAt: number, targetAt: number): void {
  stand.react((report) => {
    if (report.kind !== 'filled') return undefined;
    const { clientOrderId, side } = report.fill;
    const out = side === 'buy' ? 'sell' : 'buy';
    if (clientOrderId === entry) return [stop('s', out, 1, stopAt, OUT), target('t', out, 1, targetAt, OUT)];
    return clientOrderId === 's' ? [cancel('t')] : [cancel('s')];
  });
}

describe('the open', () => {
  it('OPEN-1: what waits for volume goes first, then commands by arrival, then what the open satisfies', () => {
    const stand = createStand({ settings: { participationRatio: 1 } });
    stand.send(market('rest', 'buy', 2), stop('s', 'buy', 1, 105), limit('l', 'sell', 1, 104));
    stand.bar(100, 101, 99, 100, { volume: 1 });
    stand.told();
    stand.send(market('new', 'buy', 1));
    stand.bar(106, 107, 103, 106, { volume: 10 });
    expect(stand.told()).toEqual([
      '60000 rest buy 1 @ 106 taker',
      '60000 new accepted',
      '60000 new buy 1 @ 106 taker',
      '60000 s triggered',
      '60000 s buy 1 @ 106 taker',
      '60000 l sell 1 @ 104 maker',
    ]);
  });

  it('OPEN-2: a stop far behind the open fills from the open, one woken by mark too', () => {
    const stand = createStand({ settings: { slippageTicks: 2 } });
    stand.send(market('e', 'buy', 2), stop('s', 'sell', 1, 95, OUT));
    stand.send(stop('m', 'sell', 1, 95, { ...OUT, workingType: 'mark' }));
    stand.bar(100, 100, 100, 100);
    stand.bar(90, 99, 89, 98, { mark: [94, 99, 93, 98] });
    // 90 less two ticks.
    expect(
      stand
        .fills()
        .slice(1)
        .map((fill) => `${fill.clientOrderId} ${fill.time} ${fill.price.toString()}`),
    ).toEqual(['s 60000 89.8', 'm 60000 89.8']);
  });

  it('OPEN-3: a limit that the open leaps over fills at its own price, or at the nearest one that was traded', () => {
    const stand = createStand();
    stand.send(limit('inside', 'buy', 1, 98), limit('above', 'buy', 1, 99), limit('far', 'sell', 1, 110));
    stand.bar(100, 101, 99.5, 100);
    stand.told();
    stand.bar(97, 98.5, 96, 98);
    expect(stand.told()).toEqual(['60000 inside buy 1 @ 98 maker', '60000 above buy 1 @ 98.5 maker']);
    stand.bar(112, 115, 111, 113);
    expect(stand.told()).toEqual(['120000 far sell 1 @ 111 maker']);
  });
});

describe('the choice of the walk', () => {
  it('WALK-1: the nearer extreme is the low only where it is truly nearer', () => {
    const at = (open: number, high: number, low: number) => nearerExtreme({ open, high, low } as WalkKline);
    // 0.4 − 0.3 and 0.3 − 0.2 differ as doubles, yet neither is nearer.
    expect([at(100, 103, 98), at(100, 102, 97), at(100, 102, 98), at(0.3, 0.4, 0.2)]).toEqual([
      'low',
      'high',
      'high',
      'high',
    ]);
  });

  it('WALK-1: without a position the nearer extreme comes first, the high where both are as near', () => {
    for (const [low, first] of [
      [99, 'below'],
      [98, 'above'],
    ] as const) {
      const stand = createStand();
      stand.send(stop('above', 'buy', 1, 101), stop('below', 'sell', 1, 99.5));
      stand.bar(100, 102, low, 100);
      expect(stand.fills()[0]?.clientOrderId).toBe(first);
    }
  });

  it('WALK-1: nearest-extreme-first looks at the distance even with a position', () => {
    expect(legsIn('nearest-extreme-first', 'buy', { stop: 95, target: 105 })).toEqual(['t 105']);
    expect(legsIn('nearest-extreme-first', 'sell', { stop: 105, target: 95 })).toEqual(['s 105']);
  });

  it('WALK-2: worst-first takes the walk that leaves less', () => {
    expect(legsIn('worst-first', 'buy', { stop: 95, target: 105 })).toEqual(['s 95']);
    expect(legsIn('worst-first', 'sell', { stop: 105, target: 95 })).toEqual(['s 105']);
  });

  it('WALK-2: where the adverse extreme first would be better, the other one comes first', () => {
    const stand = createStand();
    // Long 1 from 100, a stop for 2 at 95, a stop entry at 105, close 98. Low first: 95 − 100 and 98 − 105 make −12. High
    // first: long 2 for 205, both sold at 95, makes −15.
    stand.send(market('e', 'buy', 1), stop('s', 'sell', 2, 95, OUT), stop('more', 'buy', 1, 105));
    stand.bar(100, 100, 100, 100);
    stand.bar(100, 106, 94, 98);
    const fills = stand.fills().slice(1);
    expect(fills.map((fill) => `${fill.clientOrderId} ${fill.quantity.toString()}`)).toEqual(['more 1', 's 2']);
  });

  it('WALK-2: equal equity takes the low first for a long, the high first for a short, else the nearer extreme', () => {
    // Between the points a market order shows which way the price went.
    const priceAt = (first: readonly ReturnType<typeof market>[], settings = {}): string | undefined => {
      const stand = createStand({ settings });
      stand.send(...first);
      stand.bar(100, 100, 100, 100);
      stand.clock.at(80_000, () =>
        stand.exchange.send(
          market(
            'probe',
            'buy',
            1,
            first[0]?.order.positionSide === 'both' || first.length === 0 ? {} : { positionSide: 'long' },
          ),
        ),
      );
      stand.bar(100, 109, 90, 100);
      return stand.fills().at(-1)?.price.toString();
    };
    const low = '90.1';
    const high = '109';
    expect(priceAt([market('e', 'buy', 1)])).toBe(low);
    expect(priceAt([market('e', 'sell', 1)])).toBe(high);
    expect(priceAt([])).toBe(high);
    const hedged = [market('l', 'buy', 1, { positionSide: 'long' }), market('s', 'sell', 1, { positionSide: 'short' })];
    expect(priceAt(hedged, { positionMode: 'hedge' })).toBe(high);
  });

  it('WALK-2: the trial sees the volume that is left, good-till dates and liquidation, and no command in flight', () => {
    const stand = createStand({ settings: { latencyMs: 1 } });
    stand.send(market('e', 'buy', 1), stop('s', 'sell', 1, 95, { ...OUT }));
    stand.bar(100, 100, 100, 100);
    stand.told();
    // The cancel of the stop is under way at the open: tried without it, both walks end alike.
    stand.send(cancel('s'));
    stand.bar(100, 110, 94, 96);
    expect(stand.told()).toEqual(['60001 s ended requested']);
    expect(stand.exchange.statistics.ambiguousBars).toBe(0);
  });

  it('WALK-2: a good-till date frees its margin in the trial too', () => {
    const stand = createStand({ balance: 330 });
    stand.send(market('e', 'buy', 1), limit('g', 'buy', 1, 90, { timeInForce: 'GTD', goodTillMs: 1_000 }));
    stand.send(stop('up', 'buy', 1, 102), target('down', 'buy', 1, 98));
    stand.bar(100, 103, 97, 97);
    // Without g both fit on either way, which is equal: a long takes its low first.
    expect(stand.fills()[1]?.clientOrderId).toBe('down');
  });

  it('WALK-3: best-first takes the walk that leaves more', () => {
    expect(legsIn('best-first', 'buy', { stop: 95, target: 105 })).toEqual(['t 105']);
    expect(legsIn('best-first', 'sell', { stop: 105, target: 95 })).toEqual(['t 95']);
  });

  it('WALK-4: worst-first goes from an entry over the adverse extreme to the close', () => {
    for (const [side, price, kline, expected] of [
      ['buy', 99, [100, 103, 98, 100.5], []],
      ['sell', 101, [100, 102, 97, 99.5], []],
      ['buy', 99, [100, 103, 95, 100.5], ['s']],
      ['buy', 99, [100, 103, 98, 102.5], ['t']],
    ] as const) {
      const stand = createStand();
      stand.send(limit('e', side, 1, price));
      bracketOn(stand, 'e', side === 'buy' ? 96 : 104, side === 'buy' ? 102 : 98);
      const [open, high, low, close] = kline;
      stand.bar(open, high, low, close);
      expect(
        stand
          .fills()
          .slice(1)
          .map((fill) => fill.clientOrderId),
      ).toEqual(expected);
    }
  });

  it('WALK-4: best-first goes over the favourable extreme, nearest-extreme-first stays on its way', () => {
    const exits = (walk: string): (string | null)[] => {
      const stand = createStand({ settings: { walk } });
      stand.send(stop('e', 'buy', 1, 101));
      bracketOn(stand, 'e', 99, 102);
      // The high is nearer, so the stop entry fills on the way to it.
      stand.bar(100, 103, 95, 100);
      return stand
        .fills()
        .slice(1)
        .map((fill) => fill.clientOrderId);
    };
    expect(exits('worst-first')).toEqual(['s']);
    expect(exits('best-first')).toEqual(['t']);
    expect(exits('nearest-extreme-first')).toEqual(['t']);
  });

  it('WALK-4: each further entry goes over the adverse extreme again, and times are halved', () => {
    const stand = createStand();
    stand.send(limit('a', 'buy', 1, 99), stop('b', 'buy', 1, 101));
    bracketOn(stand, 'b', 97.9, 110);
    stand.bar(100, 103, 98, 102);
    // a at 99: 9,999. On to 98 until 9,999 + 25,000, then to 102 at 59,999; b at 101 lies at 3/4 of that: 53,749. From
    // there over 98 again: its stop at 97.9 is not reached.
    expect(stand.told()).toEqual([
      '0 a accepted',
      '0 b accepted',
      '9999 a buy 1 @ 99 maker',
      '9999 cancelRejected UNKNOWN_ORDER',
      '53749 b triggered',
      '53749 b buy 1 @ 101 taker',
      '53749 s accepted',
      '53749 t accepted',
    ]);
  });

  it('WALK-4: what stands at the price of the turn still happens there', () => {
    const stand = createStand();
    stand.send(stop('a', 'sell', 1, 99), stop('b', 'sell', 1, 99));
    stand.bar(100, 100, 99, 99.5);
    expect(stand.fills().map((fill) => `${fill.clientOrderId} ${fill.time}`)).toEqual(['a 39999', 'b 39999']);
  });

  it('WALK-4: a fill that only reduces leaves the way as it is', () => {
    const stand = createStand();
    stand.send(market('e', 'buy', 2), limit('out', 'sell', 1, 101, OUT), target('t', 'sell', 1, 105, OUT));
    stand.bar(100, 100, 100, 100);
    stand.bar(100, 106, 99, 100);
    // Low first or high first give the same fills; the low first for a long: 99 → 106 from 79,999.
    expect(
      stand
        .fills()
        .slice(1)
        .map((fill) => `${fill.clientOrderId} ${fill.time}`),
    ).toEqual(['out 85713', 't 97141']);
  });

  it('WALK-4: in hedge mode the side of the fill says which extreme is adverse', () => {
    const stand = createStand({ settings: { positionMode: 'hedge' } });
    stand.send(market('l', 'buy', 5, { positionSide: 'long' }));
    stand.bar(100, 100, 100, 100);
    stand.send(limit('e', 'sell', 1, 101, { positionSide: 'short' }));
    stand.send(order('t', 'buy', 'TAKE_PROFIT_MARKET', 1, { trigger: 99.5, positionSide: 'short' }));
    stand.send(stop('s', 'buy', 1, 104, { positionSide: 'short' }));
    stand.bar(100, 105, 98, 99.6);
    // The net is long: 98 first. Then the short opens at 101 and the price goes on to 105, where its stop is, not to 98.
    expect(
      stand
        .fills()
        .slice(1)
        .map((fill) => fill.clientOrderId),
    ).toEqual(['e', 's']);
  });

  it('WALK-5: a kline whose two walks fill differently is ambiguous, one whose walks fill alike is not', () => {
    const count = (stopAt: number, targetAt: number, walk = 'worst-first'): number => {
      const stand = createStand({ settings: { walk } });
      stand.send(market('e', 'buy', 1), stop('s', 'sell', 1, stopAt, OUT), target('t', 'sell', 1, targetAt, OUT));
      stand.bar(100, 100, 100, 100);
      stand.bar(100, 106, 94, 100);
      return stand.exchange.statistics.ambiguousBars;
    };
    expect([count(95, 105), count(95, 107), count(93, 105), count(93, 107)]).toEqual([1, 0, 0, 0]);
    expect([count(95, 105, 'best-first'), count(95, 105, 'nearest-extreme-first')]).toEqual([1, 1]);
  });

  it('WALK-5: a turn that drops an extreme with a fill on it makes the kline ambiguous', () => {
    const count = (targetAt: number): number => {
      const stand = createStand();
      stand.send(limit('e', 'buy', 1, 99));
      bracketOn(stand, 'e', 90, targetAt);
      stand.bar(100, 103, 98, 100.5);
      return stand.exchange.statistics.ambiguousBars;
    };
    // 102 lies on the dropped high, 104 beyond it, 100 before the close and so on both ways.
    expect([count(102), count(104), count(100)]).toEqual([1, 0, 0]);
  });
});
