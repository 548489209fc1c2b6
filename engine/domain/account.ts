// Books as values: the form in which the engine's portfolio, a venue's snapshot and the simulated exchange's own books
// are compared to the last digit.
import type { Decimal } from './decimal.ts';
import type { MarginMode, PositionMode, PositionSide } from './side.ts';

/** One position of the account: quantity and cost, no average price (SEMANTICS 8). */
export interface PositionBook {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  /** Base asset, signed: short is negative. */
  readonly quantity: Decimal;
  /** What the open quantity cost, in quote asset, never negative. */
  readonly cost: Decimal;
  /** Margin set aside for it; zero in cross mode. */
  readonly isolatedWallet: Decimal;
}

export interface SymbolSetting {
  readonly symbol: string;
  readonly leverage: number;
  readonly marginMode: MarginMode;
}

export interface AccountBooks {
  /** The asset in which margin, profit and equity are counted. */
  readonly asset: string;
  /** Balance free of isolated wallets. */
  readonly crossWallet: Decimal;
  readonly positions: readonly PositionBook[];
  /** Sums of postings since the account was opened. Fees, as paid, are positive; funding and realised are signed results. */
  readonly feesPaid: Decimal;
  readonly fundingReceived: Decimal;
  readonly realised: Decimal;
  readonly insuranceCleared: Decimal;
}

export interface AccountSettings {
  readonly positionMode: PositionMode;
  readonly multiAssets: boolean;
  readonly symbols: readonly SymbolSetting[];
}

/** Average entry price, for display; null when flat. */
export function averagePrice(position: Pick<PositionBook, 'quantity' | 'cost'>): Decimal | null {
  return position.quantity.isZero() ? null : position.cost.div(position.quantity.abs());
}
