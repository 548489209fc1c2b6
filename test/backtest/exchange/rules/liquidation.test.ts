// Section 9 of docs/fill-rules.md: when positions are taken away, at which price, and what becomes of the wallets.
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../../engine/domain/decimal.ts';
import type { LeverageBrackets } from '../../../../engine/domain/leverage-bracket.ts';
import { liquidationRange, marginLeft } from '../../../../backtest/exchange/liquidation-price.ts';
import type { Position } from '../../../../backtest/exchange/position.ts';
import { BRACKETS, instrument } from '../../../engine/instruments.ts';
import { createStand, limit, market, stop } from '../stand.ts';

const ISOLATED = { marginMode: 'isolated', leverage: 10 };
const TWO = { instruments: [instrument('BTCUSDT'), instrument('ETHUSDT')] };
const ETH = { symbol: 'ETHUSDT' };

function position(quantity: number | string, cost: number | string, wallet: number | string = 0): Position {
  return { quantity: new Decimal(quantity), cost: new Decimal(cost), isolatedWallet: new Decimal(wallet) };
}

describe('liquidation prices', () => {
  it('LIQUID-1: a long and a short in the lowest bracket', () => {
    // (1000 − 100)/(10 · 0.995), (1000 + 100)/(10 · 1.005).
    expect(liquidationRange(new Decimal(100), [position(10, 1_000)], BRACKETS)).toEqual({
      below: new Decimal(900).div('9.95').toNumber(),
      above: Infinity,
    });
    expect(liquidationRange(new Decimal(100), [position(-10, 1_000)], BRACKETS)).toEqual({
      below: -Infinity,
      above: new Decimal(1_100).div('10.05').toNumber(),
    });
  });

  it('LIQUID-1: the bracket is that of the notional at the liquidation price itself', () => {
    // 600 short from 80 (48,000, lowest bracket) with 9,600: in the second bracket it falls at (48,000 + 9,600 + 250)/606,
    // a notional of 57,277; in the lowest it would be 57,600/603.
    expect(liquidationRange(new Decimal(9_600), [position(-600, 48_000)], BRACKETS).above).toBe(57_850 / 606);
    // And a long of 60,000 that falls into the lower one on its way.
    expect(liquidationRange(new Decimal(12_000), [position(600, 60_000)], BRACKETS).below).toBe(48_000 / 597);
  });

  it('LIQUID-1: what the wallet covers at any price is never liquidated', () => {
    expect(liquidationRange(new Decimal(1_000), [position(10, 1_000)], BRACKETS)).toEqual({
      below: -Infinity,
      above: Infinity,
    });
    expect(liquidationRange(new Decimal(1), [position(0, 0)], BRACKETS)).toEqual({ below: -Infinity, above: Infinity });
  });

  it('LIQUID-1: a long and a short in one wallet can fall on both sides', () => {
    const pair = [position(10.02, 1_002), position(-10, 1_000)];
    // Slope 0.02 − 20.02 · 0.005 < 0: only a rise liquidates. At the price nothing is left.
    const { below, above } = liquidationRange(new Decimal(20), pair, BRACKETS);
    expect(below).toBe(-Infinity);
    expect(marginLeft(new Decimal(20), pair, BRACKETS, new Decimal(above)).abs().lt(1e-9)).toBe(true);
    // With a steeper maintenance above 50,000 a net long falls below a low price and above a high one.
    const wide = [position(1_000, 90_000), position(-985, 88_650)];
    const steep: LeverageBrackets = [
      BRACKETS[0],
      {
        ...BRACKETS[0],
        notionalFloor: new Decimal(50_000),
        maintenanceRatio: new Decimal('0.1'),
        maintenanceDeduction: new Decimal(4_750),
      },
    ];
    const both = liquidationRange(new Decimal(1_200), wide, steep);
    expect([both.below > 0, both.above < Infinity, both.below < both.above]).toEqual([true, true, true]);
    for (const price of [both.below, both.above]) {
      expect(marginLeft(new Decimal(1_200), wide, steep, new Decimal(price)).abs().lt(1e-6)).toBe(true);
    }
  });
});

describe('liquidation', () => {
  it('LIQUID-1: a stop before the liquidation price saves, one behind it does not', () => {
    const last = (trigger: number): string | undefined => {
      const stand = createStand({ settings: ISOLATED });
      stand.send(market('e', 'buy', 10), stop('s', 'sell', 10, trigger, { reduceOnly: true }));
      stand.bar(100, 100, 100, 100);
      stand.bar(100, 100, 85, 90);
      return stand.fills().at(-1)?.cause;
    };
    expect([last(90.5), last(90.4)]).toEqual(['trade', 'liquidation']);
  });

  it('LIQUID-1: a position that a fill leaves below its maintenance goes at the same place', () => {
    const stand = createStand({ balance: 100, settings: { leverage: 100, takerFeeRatio: 0.01 } });
    stand.send(limit('e', 'buy', 49, 100.5), market('m', 'buy', 1));
    stand.bar(101, 101, 100, 101);
    // 49 at 100.5 after the fee of m: its own maker fee is nothing, the margin is (100 − 1.01 …): it stands. A fee of
    // 1 % on the close of half of it leaves less than 0.5 % of the rest.
    stand.send(market('c', 'sell', 1));
    stand.bar(98.9, 98.9, 98.9, 98.9);
    const kinds = stand.told().map((text) => text.replace(/^\d+ /, ''));
    expect(kinds).toContain('liquidated BTCUSDT both at 98.9');
    expect(kinds.at(-1)).toBe('bust');
  });

  it('LIQUID-2: it is told first, then its orders go, those of the other side stay', () => {
    const stand = createStand({ settings: { ...ISOLATED, positionMode: 'hedge' } });
    const long = { positionSide: 'long' } as const;
    const short = { positionSide: 'short' } as const;
    stand.send(market('l', 'buy', 10, long), market('s', 'sell', 1, short), limit('tp', 'sell', 5, 120, long));
    stand.send(limit('buy', 'buy', 1, 70, long), limit('cover', 'buy', 1, 60, short));
    stand.bar(100, 100, 100, 100);
    stand.told();
    stand.bar(90, 90, 90, 90);
    expect(stand.told()).toEqual([
      '60000 liquidated BTCUSDT long at 90',
      '60000 tp ended liquidation',
      '60000 buy ended liquidation',
      '60000 liquidation of BTCUSDT sell 10 @ 90 taker',
    ]);
  });

  it('LIQUID-2: a cross liquidation takes all orders that lived on the cross wallet', () => {
    const stand = createStand({
      ...TWO,
      balance: 1_000,
      settings: { leverage: 10, symbols: { ETHUSDT: { marginMode: 'isolated' } } },
    });
    stand.send(market('b', 'buy', 50), limit('bl', 'buy', 1, 60));
    stand.send(
      market('e', 'buy', 1, ETH),
      limit('entry', 'buy', 1, 60, ETH),
      limit('exit', 'sell', 1, 120, { ...ETH, reduceOnly: true }),
    );
    stand.bars([
      ['BTCUSDT', 100, 100, 100, 100],
      ['ETHUSDT', 100, 100, 100, 100],
    ]);
    stand.told();
    stand.bars([
      ['BTCUSDT', 80, 80, 80, 80],
      ['ETHUSDT', 100, 100, 100, 100],
    ]);
    // Cross wallet 990: bankrupt at (5,000 − 990)/50 = 80.2.
    expect(stand.told()).toEqual([
      '60000 liquidated BTCUSDT both at 80',
      '60000 bl ended liquidation',
      '60000 entry ended liquidation',
      '60000 liquidation of BTCUSDT sell 50 @ 80.2 taker',
    ]);
  });

  it('LIQUID-3: an isolated position closes at its bankruptcy price, rounded to its loss, and the fund makes it even', () => {
    for (const [side, price, insurance, open] of [
      ['buy', '90', undefined, 100],
      ['buy', '90.1', '0.0125', 100.125],
      ['sell', '110.2', '0.0625', 100.125],
    ] as const) {
      const instruments = [instrument('BTCUSDT', { priceTick: new Decimal('0.1') })];
      const stand = createStand({ instruments, settings: ISOLATED, balance: 1_000 });
      stand.send(limit('e', side, 1, side === 'buy' ? 101 : 99));
      stand.bar(open, open, open, open);
      stand.told();
      const gap = side === 'buy' ? 50 : 150;
      stand.bar(gap, gap, gap, gap);
      // 100.125 · 0.9 = 90.1125 down to 90.1; 100.125 · 1.1 = 110.1375 up to 110.2.
      const told = stand.told();
      expect(told[1]).toBe(`60000 liquidation of BTCUSDT ${side === 'buy' ? 'sell' : 'buy'} 1 @ ${price} taker`);
      expect(told[2]).toBe(insurance === undefined ? undefined : `60000 insurance ${insurance}`);
      const margin = new Decimal(open).div(10);
      expect(stand.exchange.books().crossWallet.toString()).toBe(new Decimal(1_000).minus(margin).toString());
      expect(stand.fills().at(-1)).toMatchObject({
        fee: new Decimal(0),
        slippage: new Decimal(0),
        clientOrderId: null,
      });
    }
  });

  it('LIQUID-4: a cross account loses all its positions, the one that moved last, and its wallet is empty', () => {
    const stand = createStand({ ...TWO, balance: 1_000, settings: { leverage: 10 } });
    stand.send(market('b', 'buy', 50), market('e', 'sell', 10, ETH), limit('l', 'buy', 1, 60, ETH));
    stand.bars([
      ['BTCUSDT', 100, 100, 100, 100],
      ['ETHUSDT', 100, 100, 100, 100, { ratio: 1.0003 }],
    ]);
    stand.told();
    stand.bars([
      ['BTCUSDT', 80, 80, 80, 80],
      ['ETHUSDT', 100, 100, 100, 100, { ratio: 1.0003 }],
    ]);
    // The short goes at its mark of 100.03, up to 100.1: −1. Then 999: (5,000 − 999)/50 = 80.02, down to 80: −1 more.
    expect(stand.told()).toEqual([
      '60000 liquidated ETHUSDT both at 100.03',
      '60000 l ended liquidation',
      '60000 liquidation of ETHUSDT buy 10 @ 100.1 taker',
      '60000 liquidated BTCUSDT both at 80',
      '60000 liquidation of BTCUSDT sell 50 @ 80 taker',
      '60000 insurance 1',
      '60000 bust',
    ]);
    expect(stand.exchange.books()).toMatchObject({ crossWallet: new Decimal(0), positions: [] });
    expect(stand.exchange.statistics.liquidations).toBe(1);
  });

  it('LIQUID-5: staged reduces to below the bracket for a fee, and looks again', () => {
    const stand = createStand({ balance: 10_000, settings: { ...ISOLATED, liquidation: 'staged' } });
    stand.send(market('e', 'buy', 600));
    stand.bar(100, 100, 100, 100);
    stand.told();
    stand.bar(91, 91, 91, 91);
    // 600 · 91 = 54,600 in the second bracket: wallet 6,000 − 5,400 = 600 > 0.01 · 54,600 − 250 = 296. It stands.
    expect(stand.told()).toEqual([]);
    stand.bar(90.4, 90.4, 90.4, 90.4);
    // 54,240: 240 ≤ 292.4. The most below 50,000 is 553.097 (· 90.4 = 49,999.97): 46.903 go at 90.4, fee 1.25 % of
    // 4,240.0312 = 53.00039. The rest has 240 · 553.097/600 = 221.2 ≤ 250 of maintenance: lowest bracket, closed at 90.
    expect(stand.told()).toEqual([
      '120000 liquidated BTCUSDT both at 90.4',
      '120000 liquidation of BTCUSDT sell 46.903 @ 90.4 taker',
      '120000 liquidated BTCUSDT both at 90.4',
      '120000 liquidation of BTCUSDT sell 553.097 @ 90 taker',
    ]);
    expect(stand.fills().map((fill) => fill.fee.toString())).toEqual(['0', '53.00039', '0']);
  });

  it('LIQUID-5: where the stage is enough the rest lives on', () => {
    const brackets: LeverageBrackets = [
      BRACKETS[0],
      {
        ...BRACKETS[0],
        leverageMax: 50,
        notionalFloor: new Decimal(50_000),
        notionalCap: new Decimal(1_000_000),
        maintenanceRatio: new Decimal('0.1'),
        maintenanceDeduction: new Decimal(4_750),
      },
    ];
    const stand = createStand({ brackets, balance: 10_000, settings: { ...ISOLATED, liquidation: 'staged' } });
    stand.send(market('e', 'buy', 600));
    stand.bar(100, 100, 100, 100);
    stand.told();
    // 92: wallet 6,000 − 4,800 = 1,200 > 0.1 · 55,200 − 4,750 = 770; 91: 600 ≤ 710.
    stand.bar(91, 91, 91, 91);
    expect(stand.told()).toEqual([
      '60000 liquidated BTCUSDT both at 91',
      '60000 liquidation of BTCUSDT sell 50.55 @ 91 taker',
    ]);
    expect(stand.exchange.books().positions[0]?.quantity.toString()).toBe('549.45');
  });

  it('LIQUID-5: a cross position is reduced alone, the others stay', () => {
    const stand = createStand({ ...TWO, balance: 6_100, settings: { leverage: 10, liquidation: 'staged' } });
    stand.send(market('b', 'buy', 600), market('e', 'buy', 1, ETH));
    stand.bars([
      ['BTCUSDT', 100, 100, 100, 100],
      ['ETHUSDT', 100, 100, 100, 100],
    ]);
    stand.told();
    stand.bars([
      ['BTCUSDT', 90.3, 90.3, 90.3, 90.3],
      ['ETHUSDT', 100, 100, 100, 100],
    ]);
    // 6,100 − 5,820 = 280 ≤ 291.8 + 0.5; reduced to 553.709 (49,999.9): the fee of 52 leaves 228 ≤ 250: then all goes.
    expect(stand.told().filter((text) => text.includes('liquidation of'))).toEqual([
      '60000 liquidation of BTCUSDT sell 46.291 @ 90.3 taker',
      '60000 liquidation of ETHUSDT sell 1 @ 100 taker',
      expect.stringMatching(/^60000 liquidation of BTCUSDT sell 553.709 @ \d+/),
    ]);
  });

  it('LIQUID-6: cross positions that only all adverse extremes together would take are counted', () => {
    const count = (low: number, high: number): number => {
      const stand = createStand({ ...TWO, balance: 1_000, settings: { leverage: 10 } });
      stand.send(market('b', 'buy', 20), market('e', 'sell', 20, ETH));
      stand.bars([
        ['BTCUSDT', 100, 100, 100, 100],
        ['ETHUSDT', 100, 100, 100, 100],
      ]);
      // Both extremes cost 20 each, but the one rises while the other falls: low first for the long, high first for the
      // short, so both are met together only at the first extreme …
      stand.bars([
        ['BTCUSDT', 100, 100, low, 100],
        ['ETHUSDT', 100, high, 100, 100],
      ]);
      return stand.exchange.statistics.ambiguousLiquidations + 10 * stand.exchange.statistics.liquidations;
    };
    expect([count(80, 110), count(70, 130)]).toEqual([0, 10]);
    // A symbol's mark counts where its walk stands, so the long's low still weighs while the short's high is on its way –
    // unless the long's walk has stood somewhere better meanwhile, as here at 75 where a little of it is sold.
    const stand = createStand({ ...TWO, balance: 1_000, settings: { leverage: 10, walk: 'nearest-extreme-first' } });
    stand.send(
      market('b', 'buy', 20),
      market('e', 'sell', 20, ETH),
      limit('out', 'sell', '0.1', 105, { reduceOnly: true }),
    );
    stand.bars([
      ['BTCUSDT', 100, 100, 100, 100],
      ['ETHUSDT', 100, 100, 100, 100],
    ]);
    stand.send({
      kind: 'amend',
      clientOrderId: 'out',
      symbol: 'BTCUSDT',
      quantity: new Decimal('0.1'),
      price: new Decimal(75),
    });
    stand.bars([
      ['BTCUSDT', 72, 110, 70, 100],
      ['ETHUSDT', 100, 120, 99, 100],
    ]);
    // 1,000 − 2.5 − 19.9 · 30 − 20 · 20 = 0.5, less than the maintenance of some 19.
    expect(stand.exchange.statistics).toMatchObject({ liquidations: 0, ambiguousLiquidations: 1 });
  });

  it('LIQUID-7: the bankruptcy price may lie outside what was traded', () => {
    const stand = createStand({ settings: { ...ISOLATED, participationRatio: 0.1 } });
    stand.send(market('e', 'buy', 10));
    stand.bar(100, 100, 100, 100, { volume: 100 });
    stand.bar(70, 70, 70, 70, { volume: 0 });
    expect(stand.fills().at(-1)).toMatchObject({ price: new Decimal(90), quantity: new Decimal(10) });
  });
});
