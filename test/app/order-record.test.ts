import { describe, expect, it } from 'vitest';
import { createOrderRecord } from '../../app/order-record.ts';
import { ONE, ZERO } from '../../engine/domain/decimal.ts';
import type { Order } from '../../engine/domain/order.ts';
import { fill, order as orderRow } from '../backtest/report/run.ts';

/** An order as the engine tells it: without what the record adds to it. */
function order(changes: Partial<Order>): Order {
  const { reason: _reason, tradeIds: _tradeIds, ...told } = orderRow(changes);
  return told;
}

/** A fill of an order, with the trades it went into. */
function filled(clientOrderId: string | null, parts: readonly (readonly [tradeId: string, part: 'entry' | 'exit'])[]) {
  const told = parts.map(([tradeId, part]) => ({ tradeId, part, quantity: ONE, fee: ZERO }));
  return { ...fill({ clientOrderId, bracketId: 'b' }), role: 'entry' as const, parts: told };
}

const leg = (clientOrderId: string) => order({ clientOrderId, bracketId: 'b', role: 'stop-loss', status: 'open' });

describe('the record of a run’s orders', () => {
  it('keeps each as it was left, in order of placement, with the reason it was sent for', () => {
    const record = createOrderRecord();
    record.orderChanged(order({ clientOrderId: 'a', status: 'pending' }), 'open');
    record.orderChanged(order({ clientOrderId: 'c', status: 'pending' }), null);
    record.orderChanged(order({ clientOrderId: 'a', status: 'cancelled' }), null);
    expect(record.rows().map(({ clientOrderId, status, reason }) => [clientOrderId, status, reason])).toEqual([
      ['a', 'cancelled', 'open'],
      ['c', 'pending', null],
    ]);
  });

  it('gives a leg that filled nothing to the round of its bracket in which it was sent', () => {
    const record = createOrderRecord();
    record.orderChanged(order({ clientOrderId: 'b-M', bracketId: 'b', role: 'entry' }), 'open');
    record.filled(filled('b-M', [['b', 'entry']]));
    record.orderChanged(leg('b-SL'), 'stop-loss');
    record.filled(filled('b-M', [['b#2', 'entry']]));
    record.orderChanged(leg('b-SL.2'), 'stop-loss');
    expect(record.rows().map(({ clientOrderId, tradeIds }) => [clientOrderId, tradeIds])).toEqual([
      ['b-M', ['b', 'b#2']],
      ['b-SL', ['b']],
      ['b-SL.2', ['b#2']],
    ]);
  });

  it('gives an order the trades of its fills, each once, whatever its bracket held', () => {
    const record = createOrderRecord();
    record.filled(filled(null, [['b', 'entry']]));
    record.orderChanged(order({ clientOrderId: 'r', bracketId: 'b', role: 'reduce' }), 'close');
    record.filled(
      filled('r', [
        ['b', 'exit'],
        ['c', 'exit'],
      ]),
    );
    record.filled(filled('r', [['c', 'exit']]));
    expect(record.rows()[0]?.tradeIds).toEqual(['b', 'c']);
  });

  it('gives an entry that filled nothing to no trade', () => {
    const record = createOrderRecord();
    record.filled(filled(null, [['b', 'entry']]));
    record.orderChanged(order({ clientOrderId: 'never', bracketId: 'b', role: 'entry' }), 'open');
    expect(record.rows()[0]?.tradeIds).toEqual([]);
  });
});
