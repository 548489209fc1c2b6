import { describe, expect, test } from 'vitest';
import { createIntrabarWatch } from '../../app/intrabar-watch.ts';
import type { WalkKline, WalkMark } from '../../backtest/replay/walk-instant.ts';
import { Decimal } from '../../engine/domain/decimal.ts';
import type { PositionBook } from '../../engine/domain/account.ts';
import type { MarkOf } from '../../engine/portfolio/marked-positions.ts';

interface Held {
  readonly symbol: string;
  readonly quantity: number;
  readonly entryPrice: number;
}

/** An account of 1000 beside what is held. */
function accountOf(held: readonly Held[]) {
  const positions: readonly PositionBook[] = held.map(({ symbol, quantity, entryPrice }) => ({
    symbol,
    positionSide: 'both',
    quantity: new Decimal(quantity),
    cost: new Decimal(Math.abs(quantity) * entryPrice),
    isolatedWallet: new Decimal(0),
  }));
  return {
    positions: () => positions,
    equityNumber: (markOf: MarkOf) =>
      held.reduce(
        (sum, { symbol, quantity, entryPrice }) =>
          sum + quantity * ((markOf(symbol, quantity) ?? entryPrice) - entryPrice),
        1000,
      ),
  };
}

const RATIO_1: WalkMark = { kind: 'ratio', ratio: 1 };

function kline(symbol: string, [open, high, low, close]: readonly number[], mark: WalkMark = RATIO_1): WalkKline {
  return {
    symbol,
    interval: '1m',
    openTime: 0,
    closeTime: 60_000,
    open: open ?? 0,
    high: high ?? 0,
    low: low ?? 0,
    close: close ?? 0,
    volume: 1,
    mark,
  };
}

function drawdownOf(
  held: readonly Held[],
  klines: readonly WalkKline[],
  markOf: (symbol: string) => number | null = () => null,
) {
  const watch = createIntrabarWatch(accountOf(held), markOf, 1000);
  watch.see({ time: 60_000, klines, funding: [] });
  return watch.drawdownRatio();
}

const BTC = { symbol: 'BTCUSDT', entryPrice: 100 };

describe('the drawdown inside a kline', () => {
  test.each([
    ['of a long is at the low', [{ ...BTC, quantity: 2 }], [kline('BTCUSDT', [100, 130, 80, 100])], 0.04],
    ['of a short is at the high', [{ ...BTC, quantity: -2 }], [kline('BTCUSDT', [100, 130, 80, 100])], 0.06],
    [
      'is at the extreme of the mark where the mark has its own klines',
      [{ ...BTC, quantity: 2 }],
      [kline('BTCUSDT', [100, 130, 80, 100], { kind: 'kline', open: 100, high: 120, low: 90, close: 100 })],
      0.02,
    ],
    [
      'is at the extreme times the ratio where the mark has none',
      [{ ...BTC, quantity: 2 }],
      [kline('BTCUSDT', [100, 130, 80, 100], { kind: 'ratio', ratio: 0.5 })],
      0.12,
    ],
    [
      'adds the extremes of all symbols',
      [
        { ...BTC, quantity: 2 },
        { symbol: 'ETHUSDT', entryPrice: 10, quantity: -10 },
      ],
      [kline('BTCUSDT', [100, 130, 80, 100]), kline('ETHUSDT', [10, 11, 9, 10])],
      0.05,
    ],
    [
      'is at one extreme for both sides of hedge mode',
      [
        { ...BTC, quantity: 3 },
        { ...BTC, quantity: -1 },
      ],
      [kline('BTCUSDT', [100, 130, 80, 100])],
      0.04,
    ],
  ] as const)('%s', (_, held, klines, ratio) => {
    expect(drawdownOf(held, klines)).toBeCloseTo(ratio, 12);
  });

  test('takes a symbol without a kline at its last mark', () => {
    expect(drawdownOf([{ ...BTC, quantity: 2 }], [], () => 95)).toBeCloseTo(0.01, 12);
  });

  test('counts what a kline lost that closed everything', () => {
    let held: readonly Held[] = [{ ...BTC, quantity: 2 }];
    let lost = 0;
    const account = {
      positions: () => accountOf(held).positions(),
      equityNumber: (markOf: MarkOf) => accountOf(held).equityNumber(markOf) - lost,
    };
    const watch = createIntrabarWatch(account, () => null, 1000);
    watch.see({ time: 0, klines: [kline('BTCUSDT', [100, 100, 100, 100])], funding: [] });
    [held, lost] = [[], 50];
    watch.see({ time: 60_000, klines: [kline('BTCUSDT', [100, 100, 70, 90])], funding: [] });
    expect(watch.drawdownRatio()).toBeCloseTo(0.05, 12);
  });

  test('is nothing while nothing is held', () => {
    expect(drawdownOf([], [kline('BTCUSDT', [100, 130, 80, 100])])).toBe(0);
  });

  test('is measured from the highest close before, not from inside the kline', () => {
    const watch = createIntrabarWatch(accountOf([{ ...BTC, quantity: 1 }]), () => null, 1000);
    const see = (prices: readonly number[]): number => {
      watch.see({ time: 0, klines: [kline('BTCUSDT', prices)], funding: [] });
      return watch.drawdownRatio();
    };
    expect(see([100, 400, 100, 350])).toBe(0);
    expect(see([350, 360, 225, 300])).toBeCloseTo(125 / 1250, 12);
    expect(see([300, 310, 290, 300])).toBeCloseTo(125 / 1250, 12);
  });
});
