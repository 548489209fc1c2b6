// Report pages to look at and to test with, without a run behind them: a year of one-minute klines that wander, hundreds of
// trades with their orders, fills and funding, and a summary with something in every member. The same each time.
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';

import { packKlines } from '../../backtest/report/page/packed-klines.ts';
import type { CompareModel, MarketModel, ReportModel, Table } from '../../backtest/report/page/report-model.ts';

export interface ModelWishes {
  readonly days: number;
  readonly trades: number;
  readonly symbols: readonly string[];
  /** Members of the summary that are to be other than usual. */
  readonly summary?: Readonly<Record<string, unknown>>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.UTC(2024, 6, 1);
const START_EQUITY = 10_000;

/** What a page is usually tested with. */
export const YEAR: ModelWishes = { days: 365, trades: 600, symbols: ['BTCUSDT', 'ETHUSDT'] };

interface Chance {
  /** 0 up to, not including, 1. */
  (): number;
}

interface Bars {
  readonly intervalMs: number;
  readonly length: number;
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

export function makeReportModel(wishes: ModelWishes = YEAR): ReportModel {
  const chance = createChance(7);
  const bars = wishes.symbols.map((symbol, index) => ({
    symbol,
    bars: wander(wishes.days, index === 0 ? 60_000 : 3_000, chance),
  }));
  const made = makeTrades(wishes, bars, chance);
  const endMs = START_MS + wishes.days * DAY_MS;
  const equity = makeEquity(made.results, endMs, bars[0]?.bars);
  return {
    kind: 'report',
    summary: makeSummary(wishes, made, equity, endMs),
    markets: bars.map(({ symbol, bars: finest }) => market(symbol, finest)),
    equity,
    costs: makeCosts(wishes.days, chance),
    exposure: makeExposure(wishes.days, chance),
    trades: table(made.trades),
    orders: table(made.orders),
    fills: table(made.fills),
    funding: table(made.funding),
    refusals: table(makeRefusals()),
  };
}

export function makeCompareModel(): CompareModel {
  const runs = [60, 90, 120].map((trades, index) => {
    const { summary, equity } = makeReportModel({ days: 90, trades, symbols: ['BTCUSDT'] });
    const factor = 1 + index * 0.4;
    const changed = {
      ...summary,
      name: `cross ${trades}`,
      sharpe: (summary.sharpe ?? 0) * factor,
      assumptions: {
        ...summary.assumptions,
        exchange: { walk: index === 0 ? 'best-first' : 'worst-first', latencyMs: index * 50 },
      },
    };
    const curve = equity.equity.map((value) => START_EQUITY + (value - START_EQUITY) * factor);
    return { label: `run-${trades}`, summary: changed, equity: { ...equity, equity: curve } };
  });
  return {
    kind: 'compare',
    runs,
    notes: ['run-60 was made with another strategy file.'],
    settings: [
      { setting: 'exchange.walk', values: ['best-first', 'worst-first', 'worst-first'] },
      { setting: 'strategies[0].params.fast', values: ['10', '12', null] },
    ],
  };
}

function createChance(seed: number): Chance {
  const generator = xoroshiro128plus(seed);
  return () => uniformInt(generator, 0, 999_999) / 1_000_000;
}

/** One-minute klines in whole tenths, with an hour missing after each hundred days. */
function wander(days: number, startPrice: number, chance: Chance): Bars {
  const length = days * 1_440 - Math.floor((days - 1) / 100) * 60;
  const [time, open, high, low, close] = [
    column(length),
    column(length),
    column(length),
    column(length),
    column(length),
  ];
  let price = startPrice;
  for (let row = 0; row < length; row++) {
    const gaps = Math.floor(row / (100 * 1_440 - 60));
    time[row] = START_MS + (row + gaps * 60) * MINUTE_MS;
    const wave = Math.sin(row / 40_000) * 0.000_004;
    const next = Math.max(1, price * (1 + (chance() - 0.5) * 0.0012 + wave));
    open[row] = tenth(price);
    close[row] = tenth(next);
    high[row] = tenth(Math.max(price, next) * (1 + chance() * 0.0005));
    low[row] = tenth(Math.min(price, next) * (1 - chance() * 0.0005));
    price = next;
  }
  return { intervalMs: MINUTE_MS, length, time, open, high, low, close };
}

function market(symbol: string, finest: Bars): MarketModel {
  const levels = [1, 5, 30, 240, 1_440].map((minutes) =>
    minutes === 1 ? finest : coarser(finest, minutes * MINUTE_MS),
  );
  return {
    symbol,
    interval: '1m',
    finestMs: MINUTE_MS,
    priceDecimals: 1,
    levels: levels.map((bars) => ({
      intervalMs: bars.intervalMs,
      length: bars.length,
      packed: Buffer.from(packKlines(bars, 1)).toString('base64'),
    })),
  };
}

function coarser(bars: Bars, intervalMs: number): Bars {
  const rows: { time: number; open: number; high: number; low: number; close: number }[] = [];
  for (let row = 0; row < bars.length; row++) {
    const start = Math.floor((bars.time[row] ?? 0) / intervalMs) * intervalMs;
    const [open = 0, high = 0, low = 0, close = 0] = [bars.open[row], bars.high[row], bars.low[row], bars.close[row]];
    const last = rows.at(-1);
    if (last?.time === start) {
      last.high = Math.max(last.high, high);
      last.low = Math.min(last.low, low);
      last.close = close;
    } else rows.push({ time: start, open, high, low, close });
  }
  const take = (name: 'time' | 'open' | 'high' | 'low' | 'close') => Float64Array.from(rows, (row) => row[name]);
  return {
    intervalMs,
    length: rows.length,
    time: take('time'),
    open: take('open'),
    high: take('high'),
    low: take('low'),
    close: take('close'),
  };
}

type Row = Readonly<Record<string, string | number | null>>;

interface MadeTrades {
  readonly trades: readonly Row[];
  readonly orders: readonly Row[];
  readonly fills: readonly Row[];
  readonly funding: readonly Row[];
  readonly results: readonly { readonly time: number; readonly result: number }[];
}

function makeTrades(
  wishes: ModelWishes,
  markets: readonly { symbol: string; bars: Bars }[],
  chance: Chance,
): MadeTrades {
  const made = {
    trades: [] as Row[],
    orders: [] as Row[],
    fills: [] as Row[],
    funding: [] as Row[],
    results: [] as { time: number; result: number }[],
  };
  for (let number = 1; number <= wishes.trades; number++) {
    const { symbol, bars } = markets[number % markets.length] ?? { symbol: '', bars: wander(1, 1, chance) };
    const stretch = bars.length / wishes.trades;
    const entryRow = Math.floor((number - 1) * stretch + chance() * stretch * 0.3);
    const exitRow = Math.min(bars.length - 1, Math.floor(entryRow + 1 + chance() * stretch * 0.9));
    const rises = (bars.close[exitRow] ?? 0) > (bars.open[entryRow] ?? 0);
    const isLong = chance() < 0.57 ? rises : !rises;
    addTrade(made, { number, symbol, bars, entryRow, exitRow, isLong, open: number === wishes.trades });
  }
  return made;
}

interface TradePlace {
  readonly number: number;
  readonly symbol: string;
  readonly bars: Bars;
  readonly entryRow: number;
  readonly exitRow: number;
  readonly isLong: boolean;
  readonly open: boolean;
}

function addTrade(
  made: Record<keyof MadeTrades, unknown[]>,
  { number, symbol, bars, entryRow, exitRow, isLong, open }: TradePlace,
): void {
  const way = isLong ? 1 : -1;
  const [entryTime, exitTime] = [(bars.time[entryRow] ?? 0) + 1, (bars.time[exitRow] ?? 0) + 20_000];
  const [entryPrice, exitPrice] = [bars.open[entryRow] ?? 0, bars.close[exitRow] ?? 0];
  const quantity = tenth((1_500 / entryPrice) * 1_000) / 1_000;
  const profit = way * (exitPrice - entryPrice) * quantity;
  const fees = (entryPrice + exitPrice) * quantity * 0.0005;
  const result = Number((profit - fees).toFixed(8));
  const stop = tenth(entryPrice * (1 - way * 0.01));
  const cause =
    result > 0 ? (number % 2 === 0 ? 'take-profit-1' : 'trailing-stop') : number % 4 === 0 ? 'close' : 'stop-loss';
  const tradeId = `sl-cross-1-${number}`;
  const [buy, sell] = isLong ? ['buy', 'sell'] : ['sell', 'buy'];
  const risk = Math.abs(entryPrice - stop) * quantity;
  made.results.push({ time: exitTime, result });
  made.trades.push({
    tradeId,
    strategyId: number % 5 === 0 ? 'fade' : 'cross',
    symbol,
    positionSide: 'both',
    direction: isLong ? 'long' : 'short',
    bracketId: tradeId,
    ref: null,
    status: open ? 'open' : 'closed',
    entryTime,
    exitTime: open ? null : exitTime,
    durationMs: exitTime - entryTime,
    quantity: String(quantity),
    entryPrice: String(entryPrice),
    exitPrice: String(exitPrice),
    profit: profit.toFixed(8),
    fees: fees.toFixed(8),
    funding: '-0.0125',
    slippage: '0.31',
    result: String(result),
    returnRatio: String(result / (entryPrice * quantity)),
    maeRatio: '0.0042',
    mfeRatio: '0.0123',
    stopPrice: String(stop),
    targetPrices: `${tenth(entryPrice * (1 + way * 0.02))} ${tenth(entryPrice * (1 + way * 0.03))}`,
    riskAmount: risk.toFixed(4),
    rMultiple: (result / risk).toFixed(6),
    exitCause: open ? null : cause,
  });
  const order = (id: string, role: string, type: string, side: string, more: Row): Row => ({
    placedTime: entryTime,
    updatedTime: exitTime,
    clientOrderId: `${tradeId}-${id}`,
    tradeIds: tradeId,
    role,
    type,
    side,
    symbol,
    quantity: String(quantity),
    price: null,
    triggerPrice: null,
    status: 'cancelled',
    filledQuantity: '0',
    averagePrice: null,
    reason: role,
    endCode: 'SIBLING_FILLED',
    ...more,
  });
  const middle = entryTime + Math.floor((exitTime - entryTime) / 2);
  made.orders.push(
    order('M', 'entry', 'MARKET', buy ?? '', {
      updatedTime: entryTime,
      status: 'filled',
      filledQuantity: String(quantity),
      averagePrice: String(entryPrice),
      reason: 'open',
      endCode: null,
    }),
    order('SL', 'stop-loss', 'STOP_MARKET', sell ?? '', {
      triggerPrice: String(stop),
      updatedTime: middle,
      endCode: 'REPLACED',
    }),
    order('SL.2', 'stop-loss', 'STOP_MARKET', sell ?? '', {
      triggerPrice: String(tenth(entryPrice * (1 - way * 0.004))),
      placedTime: middle,
      reason: 'trailing',
    }),
    order('TP1', 'take-profit', 'TAKE_PROFIT_MARKET', sell ?? '', {
      triggerPrice: String(tenth(entryPrice * (1 + way * 0.02))),
      status: 'filled',
      filledQuantity: String(quantity),
      averagePrice: String(exitPrice),
      endCode: null,
    }),
  );
  const fill = (id: string, side: string, time: number, price: number, role: string): Row => ({
    time,
    fillId: `${number}${role.length}`,
    clientOrderId: `${tradeId}-${id}`,
    tradeIds: tradeId,
    role,
    symbol,
    side,
    price: String(price),
    quantity: String(quantity),
    fee: (price * quantity * 0.0005).toFixed(8),
    feeAsset: 'USDT',
    liquidity: 'taker',
    cause: 'trade',
    slippage: '0.155',
  });
  made.fills.push(fill('M', buy ?? '', entryTime, entryPrice, 'entry'));
  if (!open) made.fills.push(fill('TP1', sell ?? '', exitTime, exitPrice, 'take-profit'));
  made.funding.push({
    time: middle,
    symbol,
    tradeId,
    rateRatio: '0.0001',
    markPrice: String(entryPrice),
    quantity: String(quantity * way),
    amount: '-0.0125',
  });
}

function makeEquity(results: MadeTrades['results'], endMs: number, bars: Bars | undefined): ReportModel['equity'] {
  const time = [START_MS, ...results.map((each) => each.time), endMs].toSorted((a, b) => a - b);
  let equity = START_EQUITY;
  let peak = equity;
  const [curve, drawdown, benchmark] = [[] as number[], [] as number[], [] as number[]];
  for (const [index] of time.entries()) {
    equity += results[index - 1]?.result ?? 0;
    peak = Math.max(peak, equity);
    curve.push(Number(equity.toFixed(8)));
    drawdown.push(1 - equity / peak);
    const row = Math.floor((index / time.length) * (bars?.length ?? 0));
    benchmark.push(START_EQUITY * ((bars?.close[row] ?? 1) / (bars?.open[0] ?? 1)));
  }
  return { time, equity: curve, drawdown, benchmark };
}

function makeCosts(days: number, chance: Chance): ReportModel['costs'] {
  const sums = { fees: 0, funding: 0, slippage: 0 };
  const [time, fees, funding, slippage] = [[] as number[], [] as number[], [] as number[], [] as number[]];
  for (let day = 1; day <= days; day++) {
    time.push(START_MS + day * DAY_MS);
    fees.push((sums.fees += chance() * 2));
    funding.push((sums.funding += chance() * 0.5 - 0.3));
    slippage.push((sums.slippage += chance() * 0.6));
  }
  return { time, fees, funding, slippage };
}

function makeExposure(days: number, chance: Chance): ReportModel['exposure'] {
  const time = Array.from({ length: days }, (_, day) => START_MS + day * DAY_MS);
  const held = time.map(() => chance());
  return {
    time,
    long: held.map((share) => (share > 0.35 ? 0.15 + share / 20 : 0)),
    short: held.map((share) => (share < 0.6 ? 0.1 + share / 20 : 0)),
  };
}

function makeRefusals(): readonly Row[] {
  const row = (outcome: string, code: string, message: string, minute: number): Row => ({
    time: START_MS + minute * MINUTE_MS,
    outcome,
    code,
    by: 'risk',
    strategyId: 'cross',
    symbol: 'BTCUSDT',
    ref: null,
    intent: 'open',
    operands: 'asked=3.200000000000123 most=2',
    message,
  });
  return [
    row('refused', 'OVER_MAX_NOTIONAL', 'the position would be 3.2 times the equity, 2 is the most', 61),
    row('refused', 'OVER_MAX_NOTIONAL', 'the position would be 2.4 times the equity, 2 is the most', 90),
    row('rejected', 'WOULD_TRIGGER_AT_ONCE', 'the trigger was beyond the price already', 400),
    row('dropped', 'NOTHING_TO_CLOSE', 'nothing was held', 500),
  ];
}

function makeSummary(
  wishes: ModelWishes,
  made: MadeTrades,
  equity: ReportModel['equity'],
  endMs: number,
): ReportModel['summary'] {
  const results = made.results.slice(0, -1).map(({ result }) => result);
  const wins = results.filter((result) => result > 0);
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const final = equity.equity.at(-1) ?? START_EQUITY;
  const months = monthsFrom(wishes.days);
  return {
    name: 'year of wandering',
    from: new Date(START_MS).toISOString(),
    to: new Date(endMs).toISOString(),
    interrupted: false,
    bust: false,
    asset: 'USDT',
    initialEquity: String(START_EQUITY),
    finalEquity: String(final),
    netProfit: String(final - START_EQUITY),
    returnRatio: final / START_EQUITY - 1,
    cagrRatio: 0.0931,
    maxDrawdownRatio: Math.max(...equity.drawdown),
    intrabarDrawdownRatio: Math.max(...equity.drawdown) * 1.1,
    ulcerIndexRatio: 0.0213,
    timeUnderWater: { longestMs: 61 * DAY_MS, shareRatio: 0.83 },
    riskFreeRatio: 0,
    sharpe: 1.27,
    sharpeConfidence: {
      standardError: 0.98,
      probabilityRatio: 0.902,
      trials: 12,
      expectedMaximum: 1.71,
      deflatedProbabilityRatio: 0.327,
    },
    sortino: 1.9,
    calmar: null,
    omega: 1.3,
    volatilityRatio: 0.07,
    skewness: -0.21,
    kurtosis: 3.4,
    tailRatio: 1.08,
    valueAtRiskRatio: 0.0061,
    bestDay: { date: '2024-09-03', returnRatio: 0.021 },
    worstDay: { date: '2024-11-12', returnRatio: -0.019 },
    monthlyReturns: months,
    yearlyReturns: [
      { period: '2024', returnRatio: 0.051 },
      { period: '2025', returnRatio: -0.012 },
    ],
    benchmark: {
      symbol: 'BTCUSDT',
      finalEquity: '11200',
      returnRatio: 0.12,
      maxDrawdownRatio: 0.31,
      volatilityRatio: 0.62,
      sharpe: 0.4,
      alphaRatio: 0.071,
      beta: 0.12,
    },
    profitFactor: total(wins) / Math.abs(total(results.filter((result) => result < 0))),
    expectancy: String(total(results) / results.length),
    winRatio: wins.length / results.length,
    longestWinningStreak: 9,
    longestLosingStreak: 7,
    monteCarlo: {
      shuffles: 1_000,
      observedRatio: 0.091,
      p5Ratio: 0.052,
      p50Ratio: 0.083,
      p95Ratio: 0.148,
      worseRatio: 0.36,
    },
    trades: results.length,
    longTrades: Math.ceil(results.length * 0.66),
    shortTrades: Math.floor(results.length * 0.34),
    openTrades: 1,
    averageTradeDurationMs: 5 * HOUR_MS,
    exposureRatio: 0.61,
    fees: '341.22',
    funding: '-21.7',
    insuranceCleared: '0',
    slippage: '88.4',
    liquidations: 0,
    liquidationFills: [],
    orders: made.orders.length,
    fills: made.fills.length,
    refusals: { OVER_MAX_NOTIONAL: 214 },
    rejections: { WOULD_TRIGGER_AT_ONCE: 1 },
    clips: {},
    drops: { NOTHING_TO_CLOSE: 31 },
    refusalExamples: [],
    warmupIntentsDropped: 3,
    strategies: ['cross', 'fade'].map((strategyId) => ({
      strategyId,
      trades: 300,
      openTrades: 0,
      result: '120.5',
      openResult: '0',
      fees: '170.6',
      funding: '-10.85',
      slippage: '44.2',
      winRatio: 0.5,
      orders: 1_200,
      fills: 600,
      refusals: 107,
      rejections: 0,
      quarantined: false,
    })),
    quarantined: [],
    unprotectedByChoice: [],
    ambiguousBars: 41,
    ambiguousLiquidations: 0,
    band: { pessimistic: String(final - 140.25), optimistic: String(final + 61.5) },
    bars: wishes.days * 1_440 * wishes.symbols.length,
    data: wishes.symbols.map((symbol) => ({
      series: `${symbol} klines`,
      source: 'recorded',
      interval: '1m',
      rows: wishes.days * 1_440 - 180,
      from: new Date(START_MS).toISOString(),
      to: new Date(endMs - MINUTE_MS).toISOString(),
      findings: ['3 gaps (180 bars missing), the first 2024-10-09T00:00:00.000Z'],
      repairs: ['gaps are left open: nothing happens in them'],
    })),
    dataHash: '686eba7d4676faf97fb2128e8912edfe6d6c0f7a0048646b68ccd4c9c1a483bc',
    configHash: 'ce6fab5f666eb48e0d9c034cbfd9d7805237984be448b327b28c8480f8305d10',
    strategyHash: '4d2a07757018b8432544d845cfa16d3817c2f1917a51cf9b678282e4129fe26f',
    version: '0.1.0',
    seed: 1,
    assumptions: {
      exchange: {
        walk: 'worst-first',
        limitFill: 'through',
        participationRatio: 0.1,
        latencyMs: 0,
        makerFeeRatio: 0.0002,
        takerFeeRatio: 0.0005,
        slippageTicks: 1,
        slippageRatio: 0.0001,
        liquidation: 'full',
      },
      account: { leverage: 5, marginMode: 'isolated', positionMode: 'one-way', sharing: 'exclusive' },
      rules: 'one set of instruments and leverage brackets over the whole run',
      unknowable: ['the order of prices inside a kline', 'the queue ahead of a limit order'],
    },
    ...wishes.summary,
  };
}

function monthsFrom(days: number): readonly { period: string; returnRatio: number }[] {
  const count = Math.max(1, Math.round(days / 30.4));
  return Array.from({ length: count }, (_, index) => ({
    period: new Date(Date.UTC(2024, 6 + index)).toISOString().slice(0, 7),
    returnRatio: Math.sin(index * 1.7) * 0.031 + 0.004,
  }));
}

/** Rows as columns; all rows have the same members. */
function table(rows: readonly Row[]): Table {
  const names = Object.keys(rows[0] ?? {});
  return {
    length: rows.length,
    columns: Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] ?? null)])),
  };
}

function column(length: number): Float64Array {
  return new Float64Array(length);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
