// A bench for execution: the real order table, a book that adds up fills, a virtual clock, and a venue that answers only
// what the test makes it say. The venue keeps what it was sent, in order.
import { createVirtualClock, type VirtualClock } from '../../../engine/clock/virtual-clock.ts';
import type { Command } from '../../../engine/domain/command.ts';
import { type Decimal, type DecimalInput, ZERO, toDecimal } from '../../../engine/domain/decimal.ts';
import type { Instrument } from '../../../engine/domain/instrument.ts';
import type { SingleIntent } from '../../../engine/domain/intent.ts';
import { type Order, type OrderRequest, ORDER_TYPES, isEnded } from '../../../engine/domain/order.ts';
import type { Plan } from '../../../engine/domain/plan.ts';
import type { Refusal } from '../../../engine/domain/refusal.ts';
import type { CancelReason, RejectionCode } from '../../../engine/domain/rejection.ts';
import type { Report, VenueCapabilities } from '../../../engine/domain/report.ts';
import { type MarginMode, type PositionSide, type Side, signedQuantity } from '../../../engine/domain/side.ts';
import { type Execution, createExecution } from '../../../engine/execution/execution.ts';
import type { ExecutionEvent, ExecutionNote } from '../../../engine/execution/execution-events.ts';
import { createOrderIds } from '../../../engine/execution/ids.ts';
import type { Judgement } from '../../../engine/execution/judgement.ts';
import type { PlannerAccount, PlannerView, StrategyCapital } from '../../../engine/execution/planner-view.ts';
import { type ExecutionSettings, defaultExecutionSettings } from '../../../engine/execution/settings.ts';
import type { Interval } from '../../../engine/domain/interval.ts';
import { type OrderTable, createOrderTable } from '../../../engine/orders/order-table.ts';
import { instrument } from '../instruments.ts';

export const BTC = 'BTCUSDT';
export const ETH = 'ETHUSDT';
export const START = Date.UTC(2025, 0, 1);

export interface BenchOptions {
  readonly settings?: Partial<ExecutionSettings>;
  readonly capabilities?: Partial<VenueCapabilities>;
  readonly account?: Partial<PlannerAccount>;
  readonly instrument?: Partial<Instrument>;
  readonly capital?: StrategyCapital;
  readonly finestInterval?: Interval;
  readonly judge?: (plans: readonly Plan[]) => Judgement;
}

export interface Bench {
  readonly execution: Execution;
  readonly clock: VirtualClock;
  readonly table: OrderTable;
  /** Everything sent, in order. */
  readonly commands: Command[];
  readonly refusals: Refusal[];
  readonly notes: ExecutionNote[];
  readonly events: ExecutionEvent[];
  readonly judged: Plan[];
  readonly view: PlannerView;
  /** Last close and mark of a symbol. */
  price(last: number | null, mark?: number | null, symbol?: string): void;
  setting(leverage: number, marginMode: MarginMode): void;
  intend(intent: SingleIntent, strategyId?: string): void;
  together(...wishes: readonly { readonly symbol: string; readonly intent: SingleIntent }[]): void;
  accept(...ids: readonly string[]): void;
  /** Accepts every order that has no answer yet. */
  acceptAll(): void;
  reject(id: string, code: RejectionCode): void;
  fill(id: string, quantity: DecimalInput, price: DecimalInput): void;
  /** Fills all that is left of an order. */
  fillRest(id: string, price: DecimalInput): void;
  cancelled(id: string, reason?: CancelReason, filledQuantity?: DecimalInput): void;
  /** Answers every cancel that was sent for an order that still works. */
  confirmCancels(): void;
  amended(id: string): void;
  report(report: ReportBody): void;
  forced(quantity: DecimalInput, side: Side, price: DecimalInput, strategyId?: string): void;
  /** Lets time pass; timers due meanwhile run. */
  pass(ms: number): void;
  /** Ids of orders that have not ended, in order. */
  working(): readonly string[];
  order(id: string): Order;
  book(strategyId?: string, positionSide?: PositionSide, symbol?: string): string;
  /** What was sent since the last call, in a few words each. */
  sent(): readonly string[];
  /** Codes refused, dropped or clipped since the last call. */
  told(): readonly string[];
}

type Untold<R> = R extends Report ? Omit<R, 'reportNumber' | 'time'> : never;
export type ReportBody = Untold<Report>;

const CAPABILITIES: VenueCapabilities = {
  orderTypes: ORDER_TYPES,
  amend: true,
  batchMax: 1,
  countdown: true,
  hedgeMode: true,
  clientOrderIds: true,
  replaceBeforeCancel: true,
};

/** One strategy `ma`, code `ma`, on BTCUSDT and ETHUSDT at 100, with 10,000 of equity; nothing is coalesced. */
export function createBench(options: BenchOptions = {}): Bench {
  const clock = createVirtualClock(START);
  const table = createOrderTable();
  const books = new Map<string, Decimal>();
  const prices = new Map<string, { last: number | null; mark: number | null }>();
  const setting = { leverage: 1, marginMode: 'cross' as MarginMode };
  const commands: Command[] = [];
  const refusals: Refusal[] = [];
  const notes: ExecutionNote[] = [];
  const events: ExecutionEvent[] = [];
  const judged: Plan[] = [];
  const instruments = new Map([BTC, ETH].map((symbol) => [symbol, instrument(symbol, options.instrument)]));
  const account: PlannerAccount = {
    positionMode: 'one-way',
    sharing: 'exclusive',
    equity: toDecimal(10_000),
    takerFeeRatio: toDecimal('0.0005'),
    ...options.account,
  };
  const bookOf = (key: string): Decimal => books.get(key) ?? ZERO;

  const view: PlannerView = {
    get time() {
      return clock.now();
    },
    account,
    market: (symbol) => {
      const rules = instruments.get(symbol);
      if (rules === undefined) throw new Error(`the bench has no ${symbol}`);
      return { instrument: rules, ...(prices.get(symbol) ?? { last: 100, mark: 100 }) };
    },
    setting: () => setting,
    position: (symbol, positionSide) => {
      let quantity = ZERO;
      for (const [key, book] of books) if (key.endsWith(` ${symbol} ${positionSide}`)) quantity = quantity.plus(book);
      return { quantity };
    },
    book: (strategyId, symbol, positionSide) => ({ quantity: bookOf(`${strategyId} ${symbol} ${positionSide}`) }),
    workingOrders: (symbol) => (symbol === undefined ? table.working() : table.workingOfSymbol(symbol)),
    order: (id) => table.order(id),
    capital: () => options.capital ?? null,
    finestInterval: () => options.finestInterval ?? '1m',
  };

  let number = 0;
  const execution = createExecution({
    view,
    settings: { ...defaultExecutionSettings(), coalesceMs: 0, ...options.settings },
    clock,
    ids: createOrderIds({ prefix: 'slu', epoch: 1, codeOf: (strategyId) => strategyId, nextNumber: () => ++number }),
    judge: (plans) => {
      judged.push(...plans);
      return options.judge?.(plans) ?? { kind: 'passed', plans, clips: [] };
    },
    register: (order) => {
      table.add(order);
    },
    send: (command) => commands.push(command),
    refuse: (refusal) => refusals.push(refusal),
    note: (note) => notes.push(note),
    tell: (event) => events.push(event),
  });

  let reportNumber = 0;
  let fillNumber = 0;
  const report = (body: ReportBody): void => {
    reportNumber += 1;
    const whole: Report = { ...body, reportNumber, time: clock.now() };
    const answer = table.apply(whole);
    if (answer?.kind === 'illegal') throw new Error(answer.message);
    if (whole.kind === 'filled') book(whole.fill);
    execution.handleReport(whole);
  };
  const book = ({ clientOrderId, symbol, positionSide, side, quantity }: FillOf): void => {
    const strategyId = clientOrderId === null ? null : table.order(clientOrderId)?.strategyId;
    if (strategyId === null || strategyId === undefined) return;
    const key = `${strategyId} ${symbol} ${positionSide}`;
    books.set(key, bookOf(key).plus(signedQuantity(side, quantity)));
  };
  const orderOf = (id: string): Order => {
    const order = table.order(id);
    if (order === undefined) throw new Error(`no order ${id}; there are ${table.working().map(nameOf).join(', ')}`);
    return order;
  };
  const fill = (id: string, quantity: DecimalInput, price: DecimalInput): void => {
    const { symbol, side, positionSide, clientOrderId } = orderOf(id);
    fillNumber += 1;
    report({
      kind: 'filled',
      fill: {
        ...FILL,
        fillId: `f${fillNumber}`,
        clientOrderId,
        symbol,
        side,
        positionSide,
        price: toDecimal(price),
        quantity: toDecimal(quantity),
        time: clock.now(),
      },
    });
  };
  const cancelled = (id: string, reason: CancelReason = 'requested', filledQuantity?: DecimalInput): void => {
    const { symbol, filledQuantity: filled } = orderOf(id);
    const quantity = filledQuantity === undefined ? filled : toDecimal(filledQuantity);
    report({ kind: 'orderCancelled', clientOrderId: id, symbol, reason, filledQuantity: quantity });
  };
  const accept = (id: string): void => {
    report({ kind: 'orderAccepted', clientOrderId: id, symbol: orderOf(id).symbol, venueOrderId: `v-${id}` });
  };

  let sentUpTo = 0;
  let toldUpTo = 0;
  report({ kind: 'capabilities', capabilities: { ...CAPABILITIES, ...options.capabilities } });

  return {
    execution,
    clock,
    table,
    commands,
    refusals,
    notes,
    events,
    judged,
    view,
    price: (last, mark = last, symbol = BTC) => void prices.set(symbol, { last, mark }),
    setting: (leverage, marginMode) => Object.assign(setting, { leverage, marginMode }),
    intend: (intent, strategyId = 'ma') => {
      execution.handleIntent(strategyId, { symbol: BTC, intent });
    },
    together: (...wishes) => {
      execution.handleIntent('ma', wishes);
    },
    accept: (...ids) => {
      for (const id of ids) accept(id);
    },
    acceptAll: () => {
      for (const order of table.working()) if (order.status === 'pending') accept(order.clientOrderId);
    },
    reject: (id, code) => {
      report({ kind: 'orderRejected', clientOrderId: id, symbol: orderOf(id).symbol, code, message: code });
    },
    fill,
    fillRest: (id, price) => {
      const { quantity, filledQuantity } = orderOf(id);
      fill(id, (quantity ?? ZERO).minus(filledQuantity), price);
    },
    cancelled,
    confirmCancels: () => {
      const asked = commands.filter((command) => command.kind === 'cancel').map((command) => command.clientOrderId);
      for (const id of new Set(asked)) if (!isEnded(orderOf(id).status)) cancelled(id);
    },
    amended: (id) => {
      const amend = commands.findLast((command) => command.kind === 'amend' && command.clientOrderId === id);
      if (amend?.kind !== 'amend') throw new Error(`${id} was not amended`);
      const { symbol, quantity, price } = amend;
      report({ kind: 'orderAmended', clientOrderId: id, symbol, quantity, price });
    },
    report,
    forced: (quantity, side, price, strategyId = 'ma') => {
      fillNumber += 1;
      const key = `${strategyId} ${BTC} both`;
      books.set(key, bookOf(key).plus(signedQuantity(side, toDecimal(quantity))));
      const what = { fillId: `f${fillNumber}`, clientOrderId: null, symbol: BTC, side, positionSide: 'both' } as const;
      const forcedFill = {
        ...FILL,
        ...what,
        price: toDecimal(price),
        quantity: toDecimal(quantity),
        time: clock.now(),
      };
      execution.handleForcedFill(strategyId, { ...forcedFill, cause: 'liquidation' }, toDecimal(quantity));
    },
    pass: (ms) => {
      clock.advanceTo(clock.now() + ms);
      clock.runDue();
    },
    working: () => table.working().map(nameOf),
    order: orderOf,
    book: (strategyId = 'ma', positionSide = 'both', symbol = BTC) =>
      bookOf(`${strategyId} ${symbol} ${positionSide}`).toString(),
    sent: () => {
      const since = commands.slice(sentUpTo);
      sentUpTo = commands.length;
      return since.map(inWords);
    },
    told: () => {
      const since = refusals.slice(toldUpTo);
      toldUpTo = refusals.length;
      return since.map(({ outcome, code }) => `${outcome} ${code}`);
    },
  };
}

interface FillOf {
  readonly clientOrderId: string | null;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly side: Side;
  readonly quantity: Decimal;
}

const FILL = {
  venueOrderId: 'v',
  fee: ZERO,
  feeAsset: 'USDT',
  liquidity: 'taker',
  cause: 'trade',
  slippage: null,
} as const;

function nameOf(order: Order): string {
  return order.clientOrderId;
}

/** `place slu-ma-1-1-SL STOP_MARKET sell 0.5 @95 reduce-only`. */
export function inWords(command: Command): string {
  switch (command.kind) {
    case 'place':
      return `place ${orderInWords(command.order)}`;
    case 'placeBatch':
      return `batch ${command.orders.map(orderInWords).join(' + ')}`;
    case 'cancel':
      return `cancel ${command.clientOrderId}`;
    case 'amend':
      return `amend ${command.clientOrderId} ${command.quantity.toString()} @${command.price.toString()}`;
    case 'setLeverage':
      return `leverage ${command.symbol} ${command.leverage}`;
    case 'setMarginMode':
      return `margin ${command.symbol} ${command.marginMode}`;
    default:
      return command.kind;
  }
}

function orderInWords(order: OrderRequest): string {
  const price = order.triggerPrice ?? order.price ?? order.activationPrice;
  const words = [
    order.clientOrderId,
    order.type,
    order.side,
    order.quantity?.toString() ?? 'all',
    ...(price === null ? [] : [`@${price.toString()}`]),
    ...(order.triggerPrice !== null && order.price !== null ? [`limit ${order.price.toString()}`] : []),
    ...(order.reduceOnly ? ['reduce-only'] : []),
    ...(order.positionSide === 'both' ? [] : [order.positionSide]),
    ...(order.timeInForce === 'GTC' ? [] : [order.timeInForce]),
  ];
  return words.join(' ');
}
