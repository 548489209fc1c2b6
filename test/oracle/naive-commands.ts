// What a command does in the oracle when it arrives where a walk stands (rules ACC-15 to ACC-20).
import type { AmendCommand, Command } from '../../engine/domain/command.ts';
import { ZERO } from '../../engine/domain/decimal.ts';
import type { OrderRequest } from '../../engine/domain/order.ts';
import type { RejectionCode } from '../../engine/domain/rejection.ts';
import { amendRejectionOf, rejectionOf } from './naive-acceptance.ts';
import { followTrailing, isSatisfiedAt, isTraded, type NaiveLane } from './naive-lane.ts';
import { heldOn } from './naive-margin.ts';
import { endOrder, limitArrives, priceHere, take } from './naive-matching.ts';
import { openOrdersOf, type NaiveOrder, type NaiveState } from './naive-state.ts';

type SettingCommand = Extract<Command, { kind: 'setLeverage' | 'setMarginMode' }>;

/** The symbol a command waits for; undefined for those that ask about the whole account. */
export function symbolOfCommand(command: Command): string | undefined {
  if (command.kind === 'place') return command.order.symbol;
  if (command.kind === 'placeBatch') return command.orders[0]?.symbol;
  return command.kind === 'querySnapshot' ? undefined : command.symbol;
}

/** Carries a command out at the place where the walk of its symbol stands. */
export function carryOut(state: NaiveState, lane: NaiveLane, command: Command, arrivesAt: number): void {
  const { time } = lane.at;
  switch (command.kind) {
    case 'place':
      return place(state, lane, command.order);
    case 'amend':
      return amend(state, lane, command);
    case 'cancel': {
      const order = findOpen(state, command.symbol, command.clientOrderId);
      if (order !== undefined) return endOrder(state, order, 'requested', time);
      const { clientOrderId, symbol } = command;
      return state.tell({ kind: 'cancelRejected', time, clientOrderId, symbol, code: 'UNKNOWN_ORDER' });
    }
    case 'cancelAll':
      for (const order of openOrdersOf(state, command.symbol)) endOrder(state, order, 'requested', time);
      return;
    case 'setLeverage':
    case 'setMarginMode':
      return changeSetting(state, lane, command);
    case 'armCountdown':
      lane.symbol.countdownEnd = command.countdownMs === 0 ? null : arrivesAt + command.countdownMs;
      return;
    case 'placeBatch':
    case 'queryOrder':
    case 'querySnapshot':
      throw new Error(`the oracle takes no ${command.kind} here`);
  }
}

function place(state: NaiveState, lane: NaiveLane, request: OrderRequest): void {
  const { clientOrderId, symbol } = request;
  const { time } = lane.at;
  const code = rejectionOf(state, lane, request);
  if (code !== null) return state.tell({ kind: 'orderRejected', time, clientOrderId, symbol, code });
  state.arrivals += 1;
  const order: NaiveOrder = {
    request,
    arrival: state.arrivals,
    quantity: request.quantity,
    price: request.price,
    filled: ZERO,
    phase: 'asleep',
    extreme: null,
    heldBackIn: null,
    ended: false,
  };
  state.orders.push(order);
  state.tell({ kind: 'orderAccepted', time, clientOrderId, symbol });
  if (request.type === 'MARKET') return take(state, lane, order, priceHere(lane, request.side));
  if (request.type === 'LIMIT') return limitArrives(state, lane, order);
  if (isTraded(lane)) followTrailing(order, lane.at);
}

function amend(state: NaiveState, lane: NaiveLane, command: AmendCommand): void {
  const { clientOrderId, symbol, quantity, price } = command;
  const { time } = lane.at;
  const order = findOpen(state, symbol, clientOrderId);
  const code: RejectionCode | null =
    order === undefined ? 'UNKNOWN_ORDER' : amendRejectionOf(state, lane, order, quantity, price);
  if (order === undefined || code !== null) {
    return state.tell({ kind: 'amendRejected', time, clientOrderId, symbol, code: code ?? 'UNKNOWN_ORDER' });
  }
  if (order.filled.gt(0) && quantity.lte(order.filled)) return endOrder(state, order, 'amend-below-filled', time);
  const takes = isSatisfiedAt(state, order.request.side, price, lane.at.last);
  if (order.request.timeInForce === 'GTX' && takes) return endOrder(state, order, 'post-only-at-trigger', time);
  order.quantity = quantity;
  order.price = price;
  state.arrivals += 1;
  order.arrival = state.arrivals;
  state.tell({ kind: 'orderAmended', time, clientOrderId, symbol, quantity, price });
  limitArrives(state, lane, order);
}

function changeSetting(state: NaiveState, lane: NaiveLane, command: SettingCommand): void {
  const { symbol } = command;
  const { time } = lane.at;
  const code = settingRejection(state, lane, command);
  if (code !== null) {
    const setting = command.kind === 'setLeverage' ? 'leverage' : 'marginMode';
    return state.tell({ kind: 'settingRejected', time, setting, symbol, code });
  }
  if (command.kind === 'setLeverage') {
    lane.symbol.leverage = command.leverage;
    return state.tell({ kind: 'leverageChanged', time, symbol, leverage: command.leverage });
  }
  lane.symbol.marginMode = command.marginMode;
  state.tell({ kind: 'marginModeChanged', time, symbol, marginMode: command.marginMode });
}

function settingRejection(state: NaiveState, lane: NaiveLane, command: SettingCommand): RejectionCode | null {
  if (command.kind === 'setLeverage') {
    const most = Math.max(...lane.symbol.brackets.map((bracket) => bracket.leverageMax));
    const { leverage } = command;
    if (!Number.isInteger(leverage) || leverage < 1 || leverage > most) return 'LEVERAGE_INVALID';
  }
  if (heldOn(state, command.symbol).length > 0) return 'POSITION_EXISTS';
  if (openOrdersOf(state, command.symbol).length > 0) return 'OPEN_ORDERS_EXIST';
  const isolates = command.kind === 'setMarginMode' && command.marginMode === 'isolated';
  return isolates && state.settings.multiAssets ? 'NOT_SUPPORTED' : null;
}

function findOpen(state: NaiveState, symbol: string, clientOrderId: string): NaiveOrder | undefined {
  return openOrdersOf(state, symbol).find((order) => order.request.clientOrderId === clientOrderId);
}
