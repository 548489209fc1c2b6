// Plans and views for the tests of risk: plain figures in, everything else at a value that passes every check.
import type { PositionBook } from '../../../engine/domain/account.ts';
import { type DecimalInput, toDecimal, ZERO } from '../../../engine/domain/decimal.ts';
import type { Instrument } from '../../../engine/domain/instrument.ts';
import type { Order, OrderRequest } from '../../../engine/domain/order.ts';
import type { BracketExits, Plan, PlannedOrder } from '../../../engine/domain/plan.ts';
import type { PositionSide, Side } from '../../../engine/domain/side.ts';
import type { Verdict } from '../../../engine/domain/verdict.ts';
import { assumedPrice } from '../../../engine/orders/reservations.ts';
import { defaultRiskSettings, type RiskSettings } from '../../../engine/risk/settings.ts';
import type { RiskAccount, RiskHistory, RiskMarket, RiskView } from '../../../engine/risk/risk-view.ts';
import { BRACKETS, instrument } from '../instruments.ts';
import { someOrder } from '../orders/some-orders.ts';

export const NOW = 1_700_000_000_000;
const MINUTE_MS = 60_000;

export const NO_EXITS: BracketExits = { stop: null, targets: [], trailing: null, breakEven: null, maxHoldingMs: null };

/** A position of the account that the strategy holds too; negative quantities are short. */
export interface Held {
  readonly quantity: DecimalInput;
  readonly price: DecimalInput;
  readonly symbol?: string;
  readonly positionSide?: PositionSide;
  readonly isolatedWallet?: DecimalInput;
  /** Who holds it; null is nobody of ours. Default `s1`. */
  readonly strategyId?: string | null;
}

export interface ViewFigures {
  readonly account?: Partial<RiskAccount>;
  readonly history?: Partial<RiskHistory>;
  readonly market?: Partial<RiskMarket>;
  readonly instrument?: Partial<Instrument>;
  readonly leverage?: number;
  readonly marginMode?: 'cross' | 'isolated';
  readonly held?: readonly Held[];
  readonly working?: readonly Order[];
  /** Orders that ended and are remembered. */
  readonly ended?: readonly Order[];
}

/** BTCUSDT and ETHUSDT at 100, fresh, leverage 10, cross, one-way, 10,000 in the account; nothing held, nothing working. */
export function someView(figures: ViewFigures = {}): RiskView {
  const { held = [], working = [], ended = [] } = figures;
  const positions = held.map(positionOf);
  const find = (symbol: string, positionSide: PositionSide): PositionBook =>
    positions.find((one) => one.symbol === symbol && one.positionSide === positionSide) ?? {
      symbol,
      positionSide,
      quantity: ZERO,
      cost: ZERO,
      isolatedWallet: ZERO,
    };
  return {
    time: NOW,
    symbols: ['BTCUSDT', 'ETHUSDT'],
    account: {
      asset: 'USDT',
      positionMode: 'one-way',
      sharing: 'exclusive',
      equity: toDecimal(10_000),
      crossWallet: toDecimal(10_000),
      availableMargin: toDecimal(10_000),
      takerFeeRatio: toDecimal('0.0005'),
      makerFeeRatio: toDecimal('0.0002'),
      ...figures.account,
    },
    history: {
      tradingState: () => 'active',
      ordersSentSince: () => 0,
      dayStartEquity: () => null,
      peakEquity: () => null,
      lastLosingExitTime: () => null,
      ...figures.history,
    },
    market: (symbol) => ({
      instrument: instrument(symbol, figures.instrument),
      brackets: BRACKETS,
      last: 100,
      mark: 100,
      lastEventTime: NOW,
      feed: 'live',
      liveIntervalMs: MINUTE_MS,
      ...figures.market,
    }),
    setting: () => ({ leverage: figures.leverage ?? 10, marginMode: figures.marginMode ?? 'cross' }),
    position: find,
    book: (strategyId, symbol, positionSide) => {
      const index = held.findIndex(
        (one, at) =>
          (one.strategyId === undefined ? 's1' : one.strategyId) === strategyId &&
          positions[at]?.symbol === symbol &&
          positions[at]?.positionSide === positionSide,
      );
      return positions[index] ?? { quantity: ZERO, cost: ZERO };
    },
    workingOrders: (symbol) => working.filter((order) => symbol === undefined || order.symbol === symbol),
    order: (clientOrderId) => [...working, ...ended].find((order) => order.clientOrderId === clientOrderId),
  };
}

function positionOf({ quantity, price, symbol, positionSide, isolatedWallet }: Held): PositionBook {
  const signed = toDecimal(quantity);
  return {
    symbol: symbol ?? 'BTCUSDT',
    positionSide: positionSide ?? 'both',
    quantity: signed,
    cost: signed.abs().times(price),
    isolatedWallet: toDecimal(isolatedWallet ?? 0),
  };
}

let orderNumber = 0;

export interface OrderFigures {
  readonly price?: DecimalInput;
  readonly request?: Partial<OrderRequest>;
  /** Exits of the bracket it founds; null founds none. Default a stop 5 % away. */
  readonly exits?: Partial<BracketExits> | null;
  readonly reduces?: boolean;
  readonly id?: string;
}

/** An order that opens: at market, or a limit where it has a price. */
export function entry(side: Side, quantity: DecimalInput | null, figures: OrderFigures = {}): PlannedOrder {
  orderNumber += 1;
  const { price, exits, reduces = false } = figures;
  const id = figures.id ?? `slu-s1-1-${orderNumber}-${reduces ? 'R' : 'M'}`;
  const request: OrderRequest = {
    ...requestOf(someOrder(id, side, null, null)),
    quantity: quantity === null ? null : toDecimal(quantity),
    price: price === undefined ? null : toDecimal(price),
    type: price === undefined ? 'MARKET' : 'LIMIT',
    reduceOnly: reduces,
    ...figures.request,
  };
  const referencePrice =
    request.type === 'LIMIT' ? (request.price ?? toDecimal(100)) : assumedPrice(request, toDecimal(100));
  const foundsBracket = !reduces && exits !== null;
  return {
    request,
    role: reduces ? 'reduce' : 'entry',
    ref: null,
    bracket: foundsBracket
      ? {
          bracketId: id.replace(/-[MR]$/, ''),
          direction: side === 'buy' ? 'long' : 'short',
          exits: { ...NO_EXITS, stop: { ratio: '0.05' }, ...exits },
        }
      : null,
    reducesBracketId: null,
    reduces,
    referencePrice,
    notional: referencePrice.times(request.quantity ?? 0),
  };
}

/** An order that only reduces. */
export function reduction(side: Side, quantity: DecimalInput | null, figures: OrderFigures = {}): PlannedOrder {
  return entry(side, quantity, { ...figures, reduces: true });
}

/** A plan of strategy `s1` in BTCUSDT. */
export function planOf(orders: readonly PlannedOrder[], more: Partial<Plan> = {}): Plan {
  return {
    strategyId: 's1',
    symbol: 'BTCUSDT',
    intent: 'open',
    ref: null,
    time: NOW,
    cancels: [],
    amends: [],
    orders,
    exitChanges: [],
    setting: null,
    ...more,
  };
}

/** An amend of a working order to a new quantity and price; `notionalChange` is reckoned from the order. */
export function amend(order: Order, quantity: DecimalInput, price: DecimalInput): Plan {
  const after = toDecimal(quantity).times(price);
  const before = (order.quantity ?? ZERO).times(order.price ?? ZERO);
  const { clientOrderId, ref } = order;
  const change = { clientOrderId, ref, quantity: toDecimal(quantity), price: toDecimal(price) };
  return planOf([], { intent: 'amend', amends: [{ ...change, notionalChange: after.minus(before) }] });
}

function requestOf(order: Order): OrderRequest {
  const { strategyId: _s, ref: _r, bracketId: _b, role: _o, status: _t, ...request } = order;
  return request;
}

/** The defaults, with what is said. */
export function settingsWith(changes: Partial<RiskSettings> = {}): RiskSettings {
  return { ...defaultRiskSettings(), ...changes };
}

/** `pass`, the code of a refusal, or `clip CODE`. */
export function answer(verdict: Verdict): string {
  if (verdict.kind === 'pass') return 'pass';
  return verdict.kind === 'refuse' ? verdict.code : `clip ${verdict.code}`;
}

/** Quantities of the orders a verdict leaves, in their order; empty where it does not clip. */
export function clippedTo(verdict: Verdict): readonly (string | undefined)[] {
  return verdict.kind === 'clip' ? verdict.plan.orders.map(({ request }) => request.quantity?.toString()) : [];
}

/** The figures a verdict was decided by. */
export function operandsOf(verdict: Verdict): unknown {
  return verdict.kind === 'pass' ? undefined : verdict.operands;
}
