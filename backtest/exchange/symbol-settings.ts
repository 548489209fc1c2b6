// Leverage and margin mode of a symbol: changed only while nothing hangs on them (ACC-19).
import type { SetLeverageCommand, SetMarginModeCommand } from '../../engine/domain/command.ts';
import type { RejectionCode } from '../../engine/domain/rejection.ts';
import type { Desk } from './desk.ts';
import { forgetLiquidationPrices, greatestLeverage, isHeld, type Market } from './state.ts';

export function changeLeverage(desk: Desk, market: Market, command: SetLeverageCommand, time: number): void {
  const { symbol, leverage } = command;
  const leverageMax = greatestLeverage(market.brackets);
  if (!Number.isInteger(leverage) || leverage < 1 || leverage > leverageMax) {
    const message = `leverage ${leverage}: whole numbers from 1 to ${leverageMax}`;
    return reject(desk, 'leverage', symbol, 'LEVERAGE_INVALID', message, time);
  }
  if (isTied(desk, market, 'leverage', time)) return;
  market.leverage = leverage;
  desk.sink.emit({ kind: 'leverageChanged', symbol, leverage }, time);
}

export function changeMarginMode(desk: Desk, market: Market, command: SetMarginModeCommand, time: number): void {
  const { symbol, marginMode } = command;
  if (isTied(desk, market, 'marginMode', time)) return;
  if (marginMode === 'isolated' && desk.state.multiAssets) {
    return reject(desk, 'marginMode', symbol, 'NOT_SUPPORTED', 'multi-assets margin is cross only', time);
  }
  market.marginMode = marginMode;
  forgetLiquidationPrices(desk.state);
  desk.sink.emit({ kind: 'marginModeChanged', symbol, marginMode }, time);
}

function isTied(desk: Desk, market: Market, setting: 'leverage' | 'marginMode', time: number): boolean {
  const { symbol } = market;
  if (isHeld(market)) {
    reject(desk, setting, symbol, 'POSITION_EXISTS', `a position is open on ${symbol}`, time);
    return true;
  }
  const open = market.orders.byId.size;
  if (open > 0) reject(desk, setting, symbol, 'OPEN_ORDERS_EXIST', `${open} orders are open on ${symbol}`, time);
  return open > 0;
}

function reject(
  desk: Desk,
  setting: 'leverage' | 'marginMode',
  symbol: string,
  code: RejectionCode,
  message: string,
  time: number,
): void {
  desk.sink.emit({ kind: 'settingRejected', setting, symbol, code, message }, time);
}
