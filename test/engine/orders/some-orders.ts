// Orders for tests: one with all members filled in, and reports about it with little typing.
import { toDecimal, ZERO } from '../../../engine/domain/decimal.ts';
import type { Order } from '../../../engine/domain/order.ts';
import type { Report, ReportKind, ReportOf } from '../../../engine/domain/report.ts';
import type { Side } from '../../../engine/domain/side.ts';

/** A pending limit entry of strategy `s1` in BTCUSDT; without a price it is a market order. */
export function someOrder(
  clientOrderId: string,
  side: Side,
  quantity: number | string | null,
  price: number | string | null,
  more: Partial<Order> = {},
): Order {
  return {
    clientOrderId,
    symbol: 'BTCUSDT',
    side,
    positionSide: 'both',
    type: price === null ? 'MARKET' : 'LIMIT',
    quantity: quantity === null ? null : toDecimal(quantity),
    price: price === null ? null : toDecimal(price),
    triggerPrice: null,
    activationPrice: null,
    callbackRatio: null,
    timeInForce: 'GTC',
    goodTillMs: null,
    workingType: 'last',
    priceProtect: false,
    reduceOnly: false,
    closePosition: false,
    strategyId: 's1',
    ref: null,
    bracketId: null,
    role: 'entry',
    status: 'pending',
    venueOrderId: null,
    filledQuantity: ZERO,
    averagePrice: null,
    placedTime: 0,
    updatedTime: 0,
    endCode: null,
    ...more,
  };
}

/** A report of one kind about one order of BTCUSDT. */
export function someReport<K extends Exclude<ReportKind, 'filled'>>(
  kind: K,
  clientOrderId: string,
  more: Partial<ReportOf<K>> = {},
): Report {
  const defaults = {
    venueOrderId: `v-${clientOrderId}`,
    code: 'OTHER',
    message: '',
    reason: 'requested',
    command: 'place',
    detail: '',
    requestId: 'q',
    filledQuantity: ZERO,
    quantity: toDecimal(1),
    price: toDecimal(1),
  };
  const report = { kind, clientOrderId, symbol: 'BTCUSDT', reportNumber: 1, time: 1_000, ...defaults, ...more };
  return report as unknown as Report;
}
