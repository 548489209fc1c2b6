// Section 8 of docs/fill-rules.md and what it says of margin: what is posted, and what the account can carry.
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../../engine/domain/decimal.ts';
import { FLAT, postFill } from '../../../../backtest/exchange/position.ts';
import { instrument } from '../../../engine/instruments.ts';
import { createStand, limit, market, type Stand, stop } from '../stand.ts';

const ISOLATED = { marginMode: 'isolated', leverage: 10 };

function wallets({ exchange }: Stand): string[] {
  const { crossWallet, positions } = exchange.books();
  return [crossWallet.toString(), ...positions.map((book) => book.isolatedWallet.toString())];
}

describe('money', () => {
  it('MONEY-1: notional and fee are rounded one after the other, halves away from zero', () => {
    const instruments = [
      instrument('BTCUSDT', {
        priceTick: new Decimal('0.00000001'),
        priceMin: new Decimal('0.00000001'),
        notionalMin: new Decimal(0),
      }),
    ];
    const stand = createStand({ instruments, settings: { takerFeeRatio: 0.5 } });
    stand.send(market('e', 'buy', '0.001'));
    stand.bar(1.00000001, 1.00000001, 1.00000001, 1.00000001);
    // Notional 0.00100000001 → 0.001, fee 0.0005. Then 1.00000500: 0.00100000 (5 of the ninth, up) → 0.00100001 · 0.5.
    expect(stand.fills()[0]?.fee.toString()).toBe('0.0005');
    stand.send(market('f', 'buy', '0.001'));
    stand.bar(1.000005, 1.000005, 1.000005, 1.000005);
    expect(stand.fills()[1]?.fee.toString()).toBe('0.00050001');
    expect(stand.exchange.books().positions[0]?.cost.toString()).toBe('0.00200001');
  });

  it('MONEY-1: cost is removed by share and wholly at the end; the fee comes from the cross wallet', () => {
    const stand = createStand({ settings: { takerFeeRatio: 0.001 }, balance: 1_000 });
    stand.send(market('a', 'buy', 1), market('b', 'buy', 2));
    stand.bar(100, 100, 100, 100);
    stand.send(market('c', 'sell', 1));
    stand.bar(103.1, 103.1, 103.1, 103.1);
    // Cost 300, a third removed: realised 3.1; fees 0.1 + 0.2 + 0.1031.
    expect(stand.exchange.books()).toMatchObject({ realised: new Decimal('3.1'), feesPaid: new Decimal('0.4031') });
    expect(stand.exchange.books().crossWallet.toString()).toBe('1002.6969');
    expect(stand.exchange.books().positions[0]?.cost.toString()).toBe('200');
  });

  it('MONEY-1: an isolated wallet grows with what opens and is released by share', () => {
    const stand = createStand({ settings: ISOLATED, balance: 1_000 });
    stand.send(market('a', 'sell', 3));
    stand.bar(100, 100, 100, 100);
    expect(wallets(stand)).toEqual(['970', '30']);
    stand.send(market('b', 'buy', 1));
    stand.bar(99, 99, 99, 99);
    expect(wallets(stand)).toEqual(['981', '20']);
    stand.send(market('c', 'buy', 5));
    stand.bar(98, 98, 98, 98);
    // Closes 2: released 20, realised 4; opens 3 at 98: 29.4.
    expect(wallets(stand)).toEqual(['975.6', '29.4']);
  });

  it('MONEY-1: thirds of a cost leave no crumbs behind', () => {
    const one = new Decimal(1);
    let position = postFill(FLAT, new Decimal(3), new Decimal('33.33333333'), 7).position;
    const start = position;
    let moved = new Decimal(0);
    for (let n = 0; n < 3; n += 1) {
      const posting = postFill(position, one.neg(), new Decimal('33.33333333'), 7);
      position = posting.position;
      moved = moved.plus(posting.crossWalletChange);
    }
    expect([position.cost.toString(), position.isolatedWallet.toString()]).toEqual(['0', '0']);
    expect(moved.toString()).toBe(start.isolatedWallet.toString());
  });

  it('MONEY-2: funding is what is held at the mark of the instant, longs pay a positive rate', () => {
    const stand = createStand({ settings: { positionMode: 'hedge' } });
    stand.send(market('l', 'buy', 2, { positionSide: 'long' }), market('s', 'sell', 1, { positionSide: 'short' }));
    stand.bars([['BTCUSDT', 100, 100, 100, 100, { ratio: 1.01 }]], [{ symbol: 'BTCUSDT', rateRatio: 0.0001 }]);
    expect(stand.told().slice(-2)).toEqual([
      '60000 funding BTCUSDT long -0.0202',
      '60000 funding BTCUSDT short 0.0101',
    ]);
    expect(stand.exchange.books().fundingReceived.toString()).toBe('-0.0101');
    expect(stand.exchange.statistics.fundingSettlements).toBe(2);
  });

  it('MONEY-2: in isolated mode funding moves the isolated wallet, and nothing is told of a flat symbol', () => {
    const stand = createStand({ settings: ISOLATED, balance: 1_000 });
    stand.send(market('e', 'buy', 1));
    stand.bars([['BTCUSDT', 100, 100, 100, 100]], [{ symbol: 'BTCUSDT', rateRatio: -0.001 }]);
    expect(wallets(stand)).toEqual(['990', '10.1']);
    const flat = createStand();
    flat.bars([['BTCUSDT', 100, 100, 100, 100]], [{ symbol: 'BTCUSDT', rateRatio: 0.001 }]);
    expect(flat.told()).toEqual([]);
  });

  it('MONEY-3: funding that eats the margin liquidates at its instant', () => {
    const stand = createStand({ settings: ISOLATED, balance: 1_000 });
    stand.send(market('e', 'buy', 1));
    stand.bars([['BTCUSDT', 100, 100, 100, 100]], [{ symbol: 'BTCUSDT', rateRatio: 0.0949 }]);
    expect(stand.told().slice(2)).toEqual(['60000 funding BTCUSDT both -9.49']);
    stand.bars([['BTCUSDT', 100, 100, 100, 100]], [{ symbol: 'BTCUSDT', rateRatio: 0.0001 }]);
    // Wallet 0.51, then 0.5 = maintenance: bankrupt at 99.5.
    expect(stand.told()).toEqual([
      '120000 funding BTCUSDT both -0.01',
      '120000 liquidated BTCUSDT both at 100',
      '120000 liquidation of BTCUSDT sell 1 @ 99.5 taker',
    ]);
    expect(wallets(stand)).toEqual(['990']);
  });

  it('MONEY-4: an account with nothing held and nothing left is bust once, and its orders go before', () => {
    const stand = createStand({ settings: { leverage: 10 }, balance: 15 });
    stand.send(market('e', 'buy', 1), stop('s', 'buy', 1, 150));
    stand.bar(100, 100, 100, 100);
    stand.told();
    stand.bar(80, 80, 80, 80);
    expect(stand.told()).toEqual([
      '60000 liquidated BTCUSDT both at 80',
      '60000 s ended liquidation',
      '60000 liquidation of BTCUSDT sell 1 @ 85 taker',
      '60000 bust',
    ]);
    stand.bar(80, 80, 80, 80);
    expect(stand.told()).toEqual([]);
  });

  it('MONEY-4: a loss beyond the isolated wallet that eats the account is made up by the insurance fund', () => {
    const stand = createStand({ settings: ISOLATED, balance: 10 });
    // Last runs far below the mark: the stop fills at 80, before the mark liquidates.
    stand.send(market('e', 'buy', 1), stop('s', 'sell', 1, 85, { reduceOnly: true }), limit('l', 'buy', '0.1', 60));
    stand.bar(100, 100, 100, 100);
    stand.told();
    stand.bar(80, 80, 80, 80, { mark: [99, 99, 99, 99] });
    expect(stand.told()).toEqual([
      '60000 s triggered',
      '60000 s sell 1 @ 80 taker',
      '60000 insurance 10',
      '60000 bust',
    ]);
    expect(stand.exchange.books()).toMatchObject({ crossWallet: new Decimal(0), insuranceCleared: new Decimal(10) });
  });
});

describe('margin', () => {
  const accepted = (stand: Stand): string[] => stand.of('orderAccepted').map((report) => report.clientOrderId);

  it('MARGIN-1: buys and sells of one symbol bind the larger side only', () => {
    const stand = createStand({ balance: 1_000 });
    stand.send(
      limit('b', 'buy', 10, 100),
      limit('s', 'sell', 9, 110),
      limit('x', 'buy', 1, 90),
      limit('y', 'sell', '0.1', 110),
    );
    stand.bar(100.1, 100.1, 100.1, 100.1);
    // 1,000 are bound by b; s needs nothing; x no longer fits; y makes sells 1,001.
    expect(accepted(stand)).toEqual(['b', 's']);
  });

  it('MARGIN-1: in hedge mode each side binds its own', () => {
    const stand = createStand({ balance: 1_000, settings: { positionMode: 'hedge' } });
    stand.send(
      limit('b', 'buy', 6, 100, { positionSide: 'long' }),
      limit('s', 'sell', 3, 110, { positionSide: 'short' }),
    );
    stand.send(limit('t', 'sell', 1, 110, { positionSide: 'short' }));
    stand.bar(100.1, 100.1, 100.1, 100.1);
    expect(accepted(stand)).toEqual(['b', 's']);
  });

  it('MARGIN-1: orders of the other symbols bind too, and so do market orders that wait for volume', () => {
    const stand = createStand({
      balance: 1_000,
      instruments: [instrument('BTCUSDT'), instrument('ETHUSDT')],
      settings: { participationRatio: 0.1 },
    });
    const eth = { symbol: 'ETHUSDT' };
    stand.send(market('m', 'buy', 5), limit('e1', 'buy', 4, 100, eth), limit('e2', 'buy', 2, 100, eth));
    stand.bars([
      ['BTCUSDT', 100, 100, 100, 100, { volume: 10 }],
      ['ETHUSDT', 100.1, 100.1, 100.1, 100.1],
    ]);
    expect(accepted(stand)).toEqual(['m', 'e1']);
  });

  it('MARGIN-2: an order that makes the exposure no larger needs no margin', () => {
    const stand = createStand({ balance: 100, settings: { leverage: 10 } });
    stand.send(market('e', 'buy', 10));
    stand.bar(100, 100, 100, 100);
    // At 91 it is down 90, with 10 left and 91 bound. What closes passes, also where a little more is sold than is held;
    // what would turn 910 long into 1,490 short, or enlarge, does not.
    stand.send(
      limit('out', 'sell', 10, 120),
      limit('flip', 'sell', 10, 120),
      limit('more', 'sell', 1, 120),
      limit('up', 'buy', 1, 80),
    );
    stand.bar(91, 91, 91, 91);
    expect(accepted(stand)).toEqual(['e', 'out', 'more']);
  });

  it('MARGIN-2: what the leverage allows counts position and orders', () => {
    const stand = createStand({ settings: { leverage: 100 } });
    stand.send(
      market('e', 'buy', 300),
      limit('a', 'buy', 200, 99),
      limit('b', 'buy', 10, 99),
      limit('c', 'sell', 800, 101),
    );
    stand.bar(100, 100, 100, 100);
    // 30,000 + 19,800 of 50,000; b would make 50,790; c would turn it to −50,800.
    expect(accepted(stand)).toEqual(['e', 'a']);
    expect(stand.of('orderRejected').map((report) => report.code)).toEqual(['LEVERAGE_LIMIT', 'LEVERAGE_LIMIT']);
  });

  it('MARGIN-3: open loss and fee are part of what an order needs', () => {
    const fits = (balance: string, settings: Record<string, unknown>, command = market('o', 'buy', 10)): boolean => {
      const stand = createStand({ balance, settings });
      stand.send(command);
      stand.bar(100, 100, 100, 100);
      return accepted(stand).length === 1;
    };
    const slipping = { slippageTicks: 10, takerFeeRatio: 0.001, makerFeeRatio: 0.0001, leverage: 10 };
    // Filled at 101: 1,010/10 + 10 · 1 + 1.01.
    expect([fits('112.01', slipping), fits('112', slipping)]).toEqual([true, false]);
    // A marketable limit at 102 counts as taker at its price: 102 + 20 + 1.02; one that rests at 90: 90 + 0.09.
    const marketable = limit('o', 'buy', 10, 102);
    expect([fits('123.02', slipping, marketable), fits('123.01', slipping, marketable)]).toEqual([true, false]);
    const resting = limit('o', 'buy', 10, 90);
    expect([fits('90.09', slipping, resting), fits('90.08', slipping, resting)]).toEqual([true, false]);
  });

  it('MARGIN-3: cross results count, isolated ones do not', () => {
    const fits = (settings: Record<string, unknown>, quantity: number): boolean => {
      const stand = createStand({ balance: 1_000, settings });
      stand.send(market('e', 'buy', 10));
      stand.bar(100, 100, 100, 100);
      stand.send(market('o', 'buy', quantity));
      stand.bar(150, 150, 150, 150);
      return accepted(stand).includes('o');
    };
    // Cross at 10: 1,000 + 500 − 150 = 1,350 free: 90 of 150 each fit. Isolated: 900 free: 60.
    expect([fits({ leverage: 10 }, 90), fits({ leverage: 10 }, 91)]).toEqual([true, false]);
    expect([fits(ISOLATED, 60), fits(ISOLATED, 61)]).toEqual([true, false]);
  });
});
