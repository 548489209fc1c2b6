// A small run made by hand, for the tests of what is written of it.
import type { FillRow, RunOutcome, Timing, TradeRow } from '../../../backtest/report/run-outcome.ts';
import { toDecimal } from '../../../engine/domain/decimal.ts';
import type { Order } from '../../../engine/domain/order.ts';

export const START_TIME = Date.UTC(2025, 0, 1);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const TIMING: Timing = { elapsedMs: 250, barsPerSecond: 288, loadMs: 12, peakRssBytes: 100_000_000 };

export function trade(changes: Partial<TradeRow> = {}): TradeRow {
  return {
    tradeId: 'slu-ma1-1-1',
    strategyId: 'ma1',
    symbol: 'BTCUSDT',
    direction: 'long',
    ref: null,
    open: false,
    entryTime: START_TIME + HOUR_MS,
    exitTime: START_TIME + 13 * HOUR_MS,
    quantity: toDecimal('0.5'),
    entryPrice: toDecimal('50000'),
    exitPrice: toDecimal('50500'),
    profit: toDecimal('250'),
    fees: toDecimal('25.125'),
    funding: toDecimal('-2.5'),
    slippage: toDecimal('5'),
    result: toDecimal('222.375'),
    exitCause: 'take-profit',
    ...changes,
  };
}

export function order(changes: Partial<Order> = {}): Order {
  return {
    clientOrderId: 'slu-ma1-1-1-M',
    symbol: 'BTCUSDT',
    side: 'buy',
    positionSide: 'both',
    type: 'MARKET',
    quantity: toDecimal('0.5'),
    price: null,
    triggerPrice: null,
    activationPrice: null,
    callbackRatio: null,
    timeInForce: 'GTC',
    goodTillMs: null,
    workingType: 'last',
    priceProtect: false,
    reduceOnly: false,
    closePosition: false,
    strategyId: 'ma1',
    ref: null,
    bracketId: 'slu-ma1-1-1',
    role: 'entry',
    status: 'filled',
    venueOrderId: '1',
    filledQuantity: toDecimal('0.5'),
    averagePrice: toDecimal('50000'),
    placedTime: START_TIME + HOUR_MS,
    updatedTime: START_TIME + HOUR_MS,
    endCode: null,
    ...changes,
  };
}

export function fill(changes: Partial<FillRow> = {}): FillRow {
  return {
    fillId: 'f1',
    clientOrderId: 'slu-ma1-1-1-M',
    venueOrderId: '1',
    symbol: 'BTCUSDT',
    side: 'buy',
    positionSide: 'both',
    price: toDecimal('50000'),
    quantity: toDecimal('0.5'),
    fee: toDecimal('12.5'),
    feeAsset: 'USDT',
    liquidity: 'taker',
    cause: 'trade',
    slippage: toDecimal('2.5'),
    time: START_TIME + HOUR_MS,
    strategyId: 'ma1',
    ref: null,
    bracketId: 'slu-ma1-1-1',
    role: 'entry',
    ...changes,
  };
}

/** Three days on 10,000 USDT: up 2 %, down 3 %, up 1 %; one winning trade, one losing, one still open. */
export function outcome(changes: Partial<RunOutcome> = {}): RunOutcome {
  return {
    name: 'ma-cross',
    version: '0.1.0',
    seed: 1,
    dataHash: 'd'.repeat(64),
    configHash: 'c'.repeat(64),
    strategyHash: '5'.repeat(64),
    asset: 'USDT',
    initialEquity: toDecimal('10000'),
    finalEquity: toDecimal('9992.94'),
    feesPaid: toDecimal('60.1'),
    fundingReceived: toDecimal('-2.5'),
    insuranceCleared: toDecimal('0.125'),
    equity: {
      startTime: START_TIME,
      startEquity: 10_000,
      time: Float64Array.of(START_TIME + DAY_MS, START_TIME + 2 * DAY_MS, START_TIME + 3 * DAY_MS),
      equity: Float64Array.of(10_200, 9_894, 9_992.94),
    },
    intrabarDrawdownRatio: 0.0375,
    prices: [],
    bars: 72,
    trades: [
      trade(),
      trade({
        tradeId: 'slu-ma1-1-2',
        direction: 'short',
        entryTime: START_TIME + 24 * HOUR_MS,
        exitTime: START_TIME + 30 * HOUR_MS,
        profit: toDecimal('-80'),
        fees: toDecimal('20'),
        funding: toDecimal('0'),
        result: toDecimal('-100'),
        exitCause: 'stop-loss',
      }),
      trade({
        tradeId: 'slu-ma1-1-3',
        open: true,
        entryTime: START_TIME + 54 * HOUR_MS,
        exitTime: START_TIME + 72 * HOUR_MS,
        result: toDecimal('-129.435'),
        exitCause: null,
      }),
    ],
    orders: [
      order(),
      order({ clientOrderId: 'slu-ma1-1-1-SL', type: 'STOP_MARKET', triggerPrice: toDecimal('49000.1') }),
    ],
    fills: [fill(), fill({ fillId: 'f2', slippage: null }), fill({ fillId: 'f3', slippage: toDecimal('0.01') })],
    liquidations: 0,
    refusals: { STOP_MISSING: 2, MARGIN_SHORT: 1 },
    rejections: {},
    clips: {},
    drops: { NOTHING_HELD: 3 },
    warmupIntentsDropped: 4,
    ambiguousBars: 2,
    ambiguousLiquidations: 0,
    band: { pessimistic: toDecimal('9900.5'), optimistic: toDecimal('10100') },
    interrupted: false,
    bust: false,
    quarantined: [],
    unprotectedByChoice: [],
    assumptions: { walk: 'worst-first', mark: { BTCUSDT: 'last price' }, instrumentRules: 'one set over all time' },
    ...changes,
  };
}
