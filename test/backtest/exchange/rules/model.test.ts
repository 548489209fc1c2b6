// Section 10 of docs/fill-rules.md: what is handed in takes the place of the settings.
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../../engine/domain/decimal.ts';
import { createStand, limit, market } from '../stand.ts';

describe('models', () => {
  it('MODEL-1: a fee model of its own is asked with instrument, liquidity and posted notional', () => {
    const asked: string[] = [];
    const fee = ({
      instrument,
      liquidity,
      notional,
    }: {
      instrument: { symbol: string };
      liquidity: string;
      notional: Decimal;
    }) => {
      asked.push(`${instrument.symbol} ${liquidity} ${notional.toString()}`);
      return new Decimal(liquidity === 'maker' ? -1 : '0.123456789');
    };
    const stand = createStand({ models: { fee } });
    stand.send(market('m', 'buy', 2), limit('l', 'buy', 1, 99));
    stand.bar(100, 101, 98, 100);
    // Rounded as it is posted; a rebate is a negative fee.
    expect(stand.fills().map((fill) => fill.fee.toString())).toEqual(['0.12345679', '-1']);
    expect(asked).toContain('BTCUSDT taker 200');
    expect(asked).toContain('BTCUSDT maker 99');
  });

  it('MODEL-1: a slippage model of its own is a distance against the order, rounded to the tick afterwards', () => {
    const slippage = ({ quantity }: { quantity: Decimal }) => quantity.times('0.03');
    const stand = createStand({ models: { slippage } });
    stand.send(market('a', 'buy', 1), market('b', 'buy', 10), market('c', 'sell', 10));
    stand.bar(100, 101, 98, 100);
    expect(stand.fills().map((fill) => `${fill.price.toString()} ${fill.slippage?.toString()}`)).toEqual([
      '100.1 0.1',
      '100.3 3',
      '99.7 3',
    ]);
  });

  it('MODEL-1: a latency model of its own is asked for each command', () => {
    const latency = ({ kind }: { kind: string }) => (kind === 'cancel' ? 5_000 : 20_000);
    const stand = createStand({ models: { latency } });
    stand.send(limit('a', 'buy', 1, 90), { kind: 'cancel', clientOrderId: 'a', symbol: 'BTCUSDT' });
    stand.bar(100, 101, 98, 100);
    // The cancel overtakes the order.
    expect(stand.told()).toEqual(['5000 cancelRejected UNKNOWN_ORDER', '20000 a accepted']);
  });
});
