// Answers to commands for symbols the exchange does not list.
import type { Command } from '../../engine/domain/command.ts';
import type { Desk } from './desk.ts';

/** Tells that a command names a symbol nobody knows; what has no answer of its own gets none. */
export function refuseUnlisted({ sink }: Desk, command: Command, time: number): void {
  switch (command.kind) {
    case 'place':
      return refuseOrder(sink, command.order.clientOrderId, command.order.symbol, time);
    case 'placeBatch':
      for (const order of command.orders) refuseOrder(sink, order.clientOrderId, order.symbol, time);
      return;
    case 'amend':
    case 'cancel': {
      const { clientOrderId, symbol } = command;
      const kind = command.kind === 'amend' ? 'amendRejected' : 'cancelRejected';
      const message = `no order ${clientOrderId} is open`;
      return sink.emit({ kind, clientOrderId, symbol, code: 'UNKNOWN_ORDER', message }, time);
    }
    case 'setLeverage':
    case 'setMarginMode': {
      const { symbol } = command;
      const setting = command.kind === 'setLeverage' ? 'leverage' : 'marginMode';
      const message = `${symbol} is not listed`;
      return sink.emit({ kind: 'settingRejected', setting, symbol, code: 'BAD_REQUEST', message }, time);
    }
    case 'cancelAll':
    case 'armCountdown':
    case 'queryOrder':
    case 'querySnapshot':
  }
}

function refuseOrder(sink: Desk['sink'], clientOrderId: string, symbol: string, time: number): void {
  const message = `${symbol} is not listed`;
  sink.emit({ kind: 'orderRejected', clientOrderId, symbol, code: 'BAD_REQUEST', message }, time);
}
