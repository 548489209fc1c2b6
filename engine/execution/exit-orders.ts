// The orders of exits as the venue is asked for them: legs of a bracket, and closes at market that ask nobody.
import type { Decimal } from '../domain/decimal.ts';
import type { OrderRequest } from '../domain/order.ts';
import { type Direction, type PositionSide, closingSide } from '../domain/side.ts';
import { type Bracket, type LegSpec, isStopSlot } from './bracket.ts';
import type { NewOrder, OrderReason } from './order-desk.ts';
import { flagsReduceOnly } from './order-shape.ts';
import type { PlannerAccount } from './planner-view.ts';

/** A quantity that is taken from a position at market. */
export interface ProtectiveClose {
  readonly strategyId: string;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  /** Direction of the position that is closed. */
  readonly direction: Direction;
  readonly quantity: Decimal;
  /** Null where what is closed belongs to no bracket. */
  readonly bracketId: string | null;
  readonly ref: string | null;
  readonly reason: OrderReason;
}

export function legOrder(bracket: Bracket, spec: LegSpec, clientOrderId: string, account: PlannerAccount): NewOrder {
  const { strategyId, symbol, bracketId, ref } = bracket;
  const { type, quantity, price, triggerPrice, activationPrice, callbackRatio, workingType } = spec;
  const request: OrderRequest = {
    ...exitRequest(bracket, clientOrderId, account),
    type,
    quantity,
    price,
    triggerPrice,
    activationPrice,
    callbackRatio,
    workingType,
  };
  const role = isStopSlot(spec.slot) ? 'stop-loss' : 'take-profit';
  return { request, attribution: { strategyId, symbol, bracketId, ref, role, reason: spec.reason } };
}

export function closeOrder(
  close: ProtectiveClose,
  clientOrderId: string,
  quantity: Decimal,
  account: PlannerAccount,
): NewOrder {
  const { strategyId, symbol, bracketId, ref, reason } = close;
  const request: OrderRequest = { ...exitRequest(close, clientOrderId, account), quantity };
  return { request, attribution: { strategyId, symbol, bracketId, ref, role: 'reduce', reason } };
}

/** A market order without quantity; legs say more. Never close-position (SEMANTICS 5). */
function exitRequest(
  position: { readonly symbol: string; readonly positionSide: PositionSide; readonly direction: Direction },
  clientOrderId: string,
  account: PlannerAccount,
): OrderRequest {
  return {
    clientOrderId,
    symbol: position.symbol,
    side: closingSide(position.direction),
    positionSide: position.positionSide,
    type: 'MARKET',
    quantity: null,
    price: null,
    triggerPrice: null,
    activationPrice: null,
    callbackRatio: null,
    timeInForce: 'GTC',
    goodTillMs: null,
    workingType: 'last',
    priceProtect: false,
    reduceOnly: flagsReduceOnly(account),
    closePosition: false,
  };
}
