import { describe, expect, test } from 'vitest';
import {
  executesAtMarket,
  isConditional,
  isEnded,
  ORDER_TYPES,
  type OrderStatus,
  type OrderType,
} from '../../../engine/domain/order.ts';

describe('order types', () => {
  const kinds: Readonly<Record<OrderType, { readonly conditional: boolean; readonly atMarket: boolean }>> = {
    LIMIT: { conditional: false, atMarket: false },
    MARKET: { conditional: false, atMarket: true },
    STOP: { conditional: true, atMarket: false },
    STOP_MARKET: { conditional: true, atMarket: true },
    TAKE_PROFIT: { conditional: true, atMarket: false },
    TAKE_PROFIT_MARKET: { conditional: true, atMarket: true },
    TRAILING_STOP_MARKET: { conditional: true, atMarket: true },
  };

  test.each(ORDER_TYPES)('%s waits for a trigger, and executes at market, as its name says', (type) => {
    expect({ conditional: isConditional(type), atMarket: executesAtMarket(type) }).toEqual(kinds[type]);
  });
});

describe('order statuses', () => {
  const ended: Readonly<Record<OrderStatus, boolean>> = {
    pending: false,
    unknown: false,
    open: false,
    triggered: false,
    'partially-filled': false,
    filled: true,
    cancelled: true,
    expired: true,
    rejected: true,
  };

  test.each(Object.entries(ended) as [OrderStatus, boolean][])(
    'an order that is %s has ended: %s',
    (status, expected) => {
      expect(isEnded(status)).toBe(expected);
    },
  );
});
