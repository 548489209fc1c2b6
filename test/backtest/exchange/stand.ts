// A stand for the simulated exchange: klines and orders in short words, reports as short texts.
import { createVirtualClock, type VirtualClock } from '../../../engine/clock/virtual-clock.ts';
import type { Command } from '../../../engine/domain/command.ts';
import { type Decimal, type DecimalInput, toDecimal } from '../../../engine/domain/decimal.ts';
import type { Fill } from '../../../engine/domain/fill.ts';
import type { Instrument } from '../../../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../../../engine/domain/leverage-bracket.ts';
import type { OrderRequest, OrderType } from '../../../engine/domain/order.ts';
import type { Report, ReportKind, ReportOf } from '../../../engine/domain/report.ts';
import type { Side } from '../../../engine/domain/side.ts';
import type { ExchangeModels } from '../../../backtest/exchange/models.ts';
import { exchangeSettingsSchema } from '../../../backtest/exchange/settings.ts';
import { createSimulatedExchange, type SimulatedExchange } from '../../../backtest/exchange/simulated-exchange.ts';
import type { WalkFunding, WalkKline, WalkMark, WalkTrades } from '../../../backtest/exchange/walk-input.ts';
import { BRACKETS, instrument } from '../../engine/instruments.ts';

/** Klines last a minute and begin at 0. */
export const BAR_MS = 60_000;

export interface BarExtras {
  readonly volume?: number;
  /** Mark prices as open, high, low, close; default the last price. */
  readonly mark?: readonly [number, number, number, number];
  readonly ratio?: number;
}

export interface StandOptions {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly balance?: DecimalInput;
  readonly instruments?: readonly Instrument[];
  readonly brackets?: LeverageBrackets;
  readonly models?: Partial<ExchangeModels>;
  /** The trades of each kline, which are then walked in place of its path. */
  readonly tradesOf?: (kline: WalkKline) => WalkTrades;
}

export interface Stand {
  readonly exchange: SimulatedExchange;
  readonly clock: VirtualClock;
  readonly reports: Report[];
  send(...commands: Command[]): void;
  /** Walks the next minute of BTCUSDT. */
  bar(open: number, high: number, low: number, close: number, extras?: BarExtras): void;
  /** Walks the next minute of several symbols, and settles funding at its end. */
  bars(
    klines: readonly (readonly [string, number, number, number, number, (BarExtras | undefined)?])[],
    funding?: readonly WalkFunding[],
  ): void;
  /** Sends commands when a report comes for which the function gives some. */
  react(react: (report: Report) => readonly Command[] | undefined): void;
  fills(): Fill[];
  of<K extends ReportKind>(kind: K): ReportOf<K>[];
  /** Reports since the last call, each in a few words. */
  told(): string[];
}

/** Taker and maker fees, slippage and participation are off unless the settings say otherwise, so that figures stay plain. */
export const PLAIN = {
  makerFeeRatio: 0,
  takerFeeRatio: 0,
  slippageTicks: 0,
  slippageRatio: 0,
  participationRatio: null,
};

export function createStand(options: StandOptions = {}): Stand {
  const instruments = options.instruments ?? [instrument('BTCUSDT')];
  const clock = createVirtualClock(0);
  const exchange = createSimulatedExchange({
    settings: exchangeSettingsSchema.parse({ ...PLAIN, ...options.settings }),
    instruments: new Map(instruments.map((row) => [row.symbol, row])),
    brackets: new Map(instruments.map((row) => [row.symbol, options.brackets ?? BRACKETS])),
    clock,
    startBalance: toDecimal(options.balance ?? 100_000),
    ...(options.models === undefined ? {} : { models: options.models }),
  });
  const reports: Report[] = [];
  const reactions: ((report: Report) => readonly Command[] | undefined)[] = [];
  let toldCount = 0;
  let openTime = 0;
  exchange.report$.subscribe((report) => {
    reports.push(report);
    for (const react of reactions) for (const command of react(report) ?? []) exchange.send(command);
  });

  const stand: Stand = {
    exchange,
    clock,
    reports,
    send(...commands) {
      for (const command of commands) exchange.send(command);
    },
    bar(open, high, low, close, extras) {
      stand.bars([[instruments[0]?.symbol ?? 'BTCUSDT', open, high, low, close, extras]]);
    },
    bars(rows, funding = []) {
      const closeTime = openTime + BAR_MS;
      const klines = rows.map(([symbol, open, high, low, close, extras = {}]): WalkKline => {
        const volume = extras.volume ?? 1_000;
        const kline = { symbol, openTime, closeTime, open, high, low, close, volume, mark: markOf(extras) };
        return options.tradesOf === undefined ? kline : { ...kline, trades: options.tradesOf(kline) };
      });
      exchange.walk({ time: closeTime, klines, funding });
      clock.advanceTo(closeTime);
      clock.runDue();
      openTime = closeTime;
    },
    react(react) {
      reactions.push(react);
    },
    fills: () => stand.of('filled').map((report) => report.fill),
    of: (kind) => reports.filter((report): report is ReportOf<typeof kind> => report.kind === kind),
    told() {
      const words = reports.slice(toldCount).map(inWords);
      toldCount = reports.length;
      return words;
    },
  };
  return stand;
}

export interface OrderExtras extends Partial<
  Omit<OrderRequest, 'quantity' | 'price' | 'triggerPrice' | 'activationPrice' | 'callbackRatio'>
> {
  readonly price?: DecimalInput;
  readonly trigger?: DecimalInput;
  readonly activation?: DecimalInput;
  readonly callback?: DecimalInput;
}

/** A placement; `quantity` null for close-position. */
export function order(
  clientOrderId: string,
  side: Side,
  type: OrderType,
  quantity: DecimalInput | null,
  { price, trigger, activation, callback, ...members }: OrderExtras = {},
): { readonly kind: 'place'; readonly order: OrderRequest } {
  return {
    kind: 'place',
    order: {
      clientOrderId,
      symbol: 'BTCUSDT',
      side,
      positionSide: 'both',
      type,
      quantity: decimalOrNull(quantity),
      price: decimalOrNull(price),
      triggerPrice: decimalOrNull(trigger),
      activationPrice: decimalOrNull(activation),
      callbackRatio: decimalOrNull(callback),
      timeInForce: 'GTC',
      goodTillMs: null,
      workingType: 'last',
      priceProtect: false,
      reduceOnly: false,
      closePosition: quantity === null,
      ...members,
    },
  };
}

export const market = (id: string, side: Side, quantity: DecimalInput, extras: OrderExtras = {}) =>
  order(id, side, 'MARKET', quantity, extras);
export const limit = (id: string, side: Side, quantity: DecimalInput, price: DecimalInput, extras: OrderExtras = {}) =>
  order(id, side, 'LIMIT', quantity, { price, ...extras });
export const stop = (
  id: string,
  side: Side,
  quantity: DecimalInput | null,
  trigger: DecimalInput,
  extras: OrderExtras = {},
) => order(id, side, 'STOP_MARKET', quantity, { trigger, ...extras });
export const target = (
  id: string,
  side: Side,
  quantity: DecimalInput | null,
  trigger: DecimalInput,
  extras: OrderExtras = {},
) => order(id, side, 'TAKE_PROFIT_MARKET', quantity, { trigger, ...extras });
export const trailing = (
  id: string,
  side: Side,
  quantity: DecimalInput,
  callback: DecimalInput,
  extras: OrderExtras = {},
) => order(id, side, 'TRAILING_STOP_MARKET', quantity, { callback, ...extras });
export const cancel = (clientOrderId: string, symbol = 'BTCUSDT') =>
  ({ kind: 'cancel', clientOrderId, symbol }) as const;
export const amend = (clientOrderId: string, quantity: DecimalInput, price: DecimalInput) =>
  ({
    kind: 'amend',
    clientOrderId,
    symbol: 'BTCUSDT',
    quantity: toDecimal(quantity),
    price: toDecimal(price),
  }) as const;

/** A report in a few words: what the tests compare. */
export function inWords(report: Report): string {
  switch (report.kind) {
    case 'filled': {
      const { clientOrderId, side, price, quantity, liquidity, time, symbol } = report.fill;
      const by = clientOrderId ?? `liquidation of ${symbol}`;
      return `${time} ${by} ${side} ${quantity.toString()} @ ${price.toString()} ${liquidity}`;
    }
    case 'orderCancelled':
      return `${report.time} ${report.clientOrderId} ended ${report.reason}`;
    case 'orderRejected':
      return `${report.time} ${report.clientOrderId} rejected ${report.code}`;
    case 'amendRejected':
    case 'cancelRejected':
    case 'settingRejected':
      return `${report.time} ${report.kind} ${report.code}`;
    case 'orderAccepted':
    case 'orderTriggered':
    case 'orderAmended':
      return `${report.time} ${report.clientOrderId} ${report.kind.slice('order'.length).toLowerCase()}`;
    case 'insuranceCleared':
      return `${report.time} insurance ${report.amount.toString()}`;
    case 'fundingSettled':
      return `${report.time} funding ${report.symbol} ${report.positionSide} ${report.amount.toString()}`;
    case 'liquidated':
      return `${report.time} liquidated ${report.symbol} ${report.positionSide} at ${report.markPrice.toString()}`;
    default:
      return `${report.time} ${report.kind}`;
  }
}

function markOf({ mark, ratio }: BarExtras): WalkMark {
  if (mark === undefined) return { kind: 'ratio', ratio: ratio ?? 1 };
  const [open, high, low, close] = mark;
  return { kind: 'kline', open, high, low, close };
}

function decimalOrNull(value: DecimalInput | null | undefined): Decimal | null {
  return value === null || value === undefined ? null : toDecimal(value);
}
