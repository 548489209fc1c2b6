// A small run made by hand, for the tests of what is written of it.
import type {
  FillRow,
  FundingRow,
  OrderRow,
  RefusalRow,
  RunOutcome,
  Timing,
  TradeRow,
} from '../../../backtest/report/run-outcome.ts';
import { toDecimal } from '../../../engine/domain/decimal.ts';

export const START_TIME = Date.UTC(2025, 0, 1);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const TIMING: Timing = { elapsedMs: 250, barsPerSecond: 288, loadMs: 12, peakRssBytes: 100_000_000 };

export function trade(changes: Partial<TradeRow> = {}): TradeRow {
  return {
    tradeId: 'slu-ma1-1-1',
    strategyId: 'ma1',
    symbol: 'BTCUSDT',
    positionSide: 'both',
    direction: 'long',
    bracketId: 'slu-ma1-1-1',
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
    returnRatio: 0.008895,
    maeRatio: 0.0125,
    mfeRatio: 0.02,
    stopPrice: toDecimal('49000'),
    targetPrices: [toDecimal('50500'), toDecimal('51000.5')],
    riskAmount: toDecimal('500'),
    rMultiple: 0.44475,
    exitCause: 'take-profit-1',
    ...changes,
  };
}

export function order(changes: Partial<OrderRow> = {}): OrderRow {
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
    tradeIds: ['slu-ma1-1-1'],
    reason: 'open',
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
    parts: [{ tradeId: 'slu-ma1-1-1', part: 'entry', quantity: toDecimal('0.5'), fee: toDecimal('12.5') }],
    ...changes,
  };
}

export function funding(changes: Partial<FundingRow> = {}): FundingRow {
  return {
    time: START_TIME + 8 * HOUR_MS,
    symbol: 'BTCUSDT',
    positionSide: 'both',
    strategyId: 'ma1',
    tradeId: 'slu-ma1-1-1',
    rateRatio: toDecimal('0.0001'),
    markPrice: toDecimal('50000'),
    quantity: toDecimal('0.5'),
    amount: toDecimal('-2.5'),
    ...changes,
  };
}

export function refusal(changes: Partial<RefusalRow> = {}): RefusalRow {
  return {
    time: START_TIME + HOUR_MS,
    strategyId: 'ma1',
    symbol: 'BTCUSDT',
    ref: null,
    intent: 'open',
    by: 'risk',
    outcome: 'refused',
    code: 'STOP_MISSING',
    message: 'An entry needs a stop-loss.',
    operands: {},
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
    funding: [funding()],
    refusalRows: [
      refusal(),
      refusal({ time: START_TIME + 2 * HOUR_MS }),
      refusal({ code: 'MARGIN_SHORT', message: 'Too little margin.', operands: { needed: '120.5', free: 100 } }),
    ],
    refusalTallies: [
      { outcome: 'refused', code: 'STOP_MISSING', strategyId: 'ma1', count: 2 },
      { outcome: 'refused', code: 'MARGIN_SHORT', strategyId: 'ma1', count: 1 },
    ],
    strategyIds: ['ma1'],
    data: [
      {
        series: 'BTCUSDT klines',
        symbol: 'BTCUSDT',
        source: 'recorded',
        interval: '1h',
        rows: 72,
        fromTime: START_TIME,
        toTime: START_TIME + 71 * HOUR_MS,
        findings: [
          { code: 'GAP', count: 1, rows: 2, text: '1 gap (2 bars missing)', firstTime: START_TIME + 5 * HOUR_MS },
        ],
        repairs: [],
      },
    ],
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
    figureSettings: { riskFreeRatio: 0, trials: 1, trialsSharpeVariance: null, shuffles: 100 },
    assumptions: { walk: 'worst-first', mark: { BTCUSDT: 'last price' }, instrumentRules: 'one set over all time' },
    ...changes,
  };
}
