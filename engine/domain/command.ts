// What we ask of a venue. Commands are imperative; their outcome comes back as reports.
import type { Decimal } from './decimal.ts';
import type { OrderRequest } from './order.ts';
import type { MarginMode } from './side.ts';

export interface PlaceCommand {
  readonly kind: 'place';
  readonly order: OrderRequest;
}

/** Several placements in one request; each has an outcome of its own. */
export interface PlaceBatchCommand {
  readonly kind: 'placeBatch';
  readonly orders: readonly OrderRequest[];
}

/** Changes a resting limit order; price and quantity are both the new absolute values. */
export interface AmendCommand {
  readonly kind: 'amend';
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly quantity: Decimal;
  readonly price: Decimal;
}

export interface CancelCommand {
  readonly kind: 'cancel';
  readonly clientOrderId: string;
  readonly symbol: string;
}

export interface CancelAllCommand {
  readonly kind: 'cancelAll';
  readonly symbol: string;
}

export interface SetLeverageCommand {
  readonly kind: 'setLeverage';
  readonly symbol: string;
  readonly leverage: number;
}

export interface SetMarginModeCommand {
  readonly kind: 'setMarginMode';
  readonly symbol: string;
  readonly marginMode: MarginMode;
}

export interface QueryOrderCommand {
  readonly kind: 'queryOrder';
  readonly requestId: string;
  readonly symbol: string;
  readonly clientOrderId: string;
}

export interface QuerySnapshotCommand {
  readonly kind: 'querySnapshot';
  readonly requestId: string;
}

/** Cancels every open order of the symbol unless armed again within `countdownMs`; 0 disarms. */
export interface ArmCountdownCommand {
  readonly kind: 'armCountdown';
  readonly symbol: string;
  readonly countdownMs: number;
}

export type Command =
  | PlaceCommand
  | PlaceBatchCommand
  | AmendCommand
  | CancelCommand
  | CancelAllCommand
  | SetLeverageCommand
  | SetMarginModeCommand
  | QueryOrderCommand
  | QuerySnapshotCommand
  | ArmCountdownCommand;
