// What the oracle tells: the domain's reports without the ids and numbers that every exchange counts for itself, and one
// way of printing both, so that two exchanges can be compared line by line.
import type { AccountBooks, PositionBook } from '../../engine/domain/account.ts';
import type { Decimal } from '../../engine/domain/decimal.ts';
import type { Report } from '../../engine/domain/report.ts';
import type { CancelReason, RejectionCode } from '../../engine/domain/rejection.ts';
import type { MarginMode, PositionSide, Side } from '../../engine/domain/side.ts';

interface OfOrder {
  readonly time: number;
  readonly clientOrderId: string;
  readonly symbol: string;
}

export interface NaiveFill {
  readonly clientOrderId: string | null;
  readonly symbol: string;
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly price: Decimal;
  readonly quantity: Decimal;
  readonly fee: Decimal;
  readonly liquidity: 'maker' | 'taker';
  readonly cause: 'trade' | 'liquidation';
  readonly slippage: Decimal | null;
}

export type NaiveReport =
  | (OfOrder & { readonly kind: 'orderAccepted' | 'orderTriggered' })
  | (OfOrder & { readonly kind: 'orderRejected' | 'amendRejected' | 'cancelRejected'; readonly code: RejectionCode })
  | (OfOrder & { readonly kind: 'orderAmended'; readonly quantity: Decimal; readonly price: Decimal })
  | (OfOrder & { readonly kind: 'orderCancelled'; readonly reason: CancelReason; readonly filledQuantity: Decimal })
  | { readonly kind: 'filled'; readonly time: number; readonly fill: NaiveFill }
  | {
      readonly kind: 'fundingSettled';
      readonly time: number;
      readonly symbol: string;
      readonly positionSide: PositionSide;
      readonly rateRatio: Decimal;
      readonly markPrice: Decimal;
      readonly amount: Decimal;
    }
  | {
      readonly kind: 'liquidated';
      readonly time: number;
      readonly symbol: string;
      readonly positionSide: PositionSide;
      readonly marginMode: MarginMode;
      readonly markPrice: Decimal;
    }
  | { readonly kind: 'insuranceCleared'; readonly time: number; readonly asset: string; readonly amount: Decimal }
  | { readonly kind: 'leverageChanged'; readonly time: number; readonly symbol: string; readonly leverage: number }
  | {
      readonly kind: 'marginModeChanged';
      readonly time: number;
      readonly symbol: string;
      readonly marginMode: MarginMode;
    }
  | {
      readonly kind: 'settingRejected';
      readonly time: number;
      readonly setting: 'leverage' | 'marginMode';
      readonly symbol: string;
      readonly code: RejectionCode;
    }
  | { readonly kind: 'bust'; readonly time: number };

/** Members that two exchanges may number and word in their own way. */
const OWN_MEMBERS = new Set(['reportNumber', 'venueOrderId', 'fillId', 'message', 'feeAsset', 'kind', 'time', 'fill']);

/** One line that holds all of a report that both exchanges must agree on. */
export function printReport(report: Report | NaiveReport): string {
  const members = report.kind === 'filled' ? { ...report.fill } : { ...report };
  const shown = Object.entries(members)
    .filter(([name]) => !OWN_MEMBERS.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${String(value)}`);
  return `${report.time} ${report.kind} ${shown.join(' ')}`;
}

/** The books on one line; flat positions are left out, positions are sorted by name. */
export function printBooks(books: AccountBooks): string {
  const positions = books.positions
    .filter((position) => !position.quantity.isZero())
    .map(printPosition)
    .toSorted();
  const sums = [books.crossWallet, books.feesPaid, books.fundingReceived, books.realised, books.insuranceCleared];
  return `cross=${sums.map(String).join(' ')} [${positions.join('; ')}]`;
}

function printPosition(position: PositionBook): string {
  const { symbol, positionSide, quantity, cost, isolatedWallet } = position;
  return `${symbol}/${positionSide} ${quantity.toString()} cost=${cost.toString()} wallet=${isolatedWallet.toString()}`;
}
