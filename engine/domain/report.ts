// What a venue tells. Events are past tense; every report carries the venue's time and a number that counts up by one,
// so that two sets of books can be compared "after report n".
import type { AccountBooks, AccountSettings } from './account.ts';
import type { Decimal } from './decimal.ts';
import type { Fill } from './fill.ts';
import type { OrderRequest, OrderStatus, OrderType } from './order.ts';
import type { CancelReason, RejectionCode } from './rejection.ts';
import type { MarginMode, PositionSide } from './side.ts';

interface Reported {
  readonly reportNumber: number;
  /** Epoch ms, the venue's time. */
  readonly time: number;
}

/** What a venue can do. Told first, and again whenever it changes. */
export interface VenueCapabilities {
  readonly orderTypes: readonly OrderType[];
  readonly amend: boolean;
  readonly batchMax: number;
  readonly countdown: boolean;
  readonly hedgeMode: boolean;
  readonly clientOrderIds: boolean;
  /** Whether a new leg may be placed before the old one is cancelled. */
  readonly replaceBeforeCancel: boolean;
}

/** An order as the venue knows it. */
export interface VenueOrder {
  readonly request: OrderRequest;
  readonly venueOrderId: string;
  readonly status: OrderStatus;
  readonly filledQuantity: Decimal;
  readonly averagePrice: Decimal | null;
  readonly updatedTime: number;
}

export interface VenueSnapshot {
  readonly books: AccountBooks;
  readonly settings: AccountSettings;
  readonly openOrders: readonly VenueOrder[];
}

/** The venue's no to a change of an order; the order stays as it was. */
interface RejectedChange {
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly code: RejectionCode;
  readonly message: string;
}

export type Report = Reported &
  (
    | { readonly kind: 'capabilities'; readonly capabilities: VenueCapabilities }
    | { readonly kind: 'connection'; readonly state: 'up' | 'down' }
    | { readonly kind: 'snapshot'; readonly requestId: string; readonly snapshot: VenueSnapshot }
    | {
        readonly kind: 'orderAccepted';
        readonly clientOrderId: string;
        readonly symbol: string;
        readonly venueOrderId: string;
      }
    | {
        readonly kind: 'orderRejected';
        readonly clientOrderId: string;
        readonly symbol: string;
        readonly code: RejectionCode;
        readonly message: string;
      }
    | { readonly kind: 'orderTriggered'; readonly clientOrderId: string; readonly symbol: string }
    | {
        readonly kind: 'orderAmended';
        readonly clientOrderId: string;
        readonly symbol: string;
        readonly quantity: Decimal;
        readonly price: Decimal;
      }
    | ({ readonly kind: 'amendRejected' } & RejectedChange)
    | ({ readonly kind: 'cancelRejected' } & RejectedChange)
    /** `expired` where the order's own terms ended it (IOC, FOK, good-till-date, reduce-only), else cancelled. */
    | {
        readonly kind: 'orderCancelled';
        readonly clientOrderId: string;
        readonly symbol: string;
        readonly reason: CancelReason;
        readonly filledQuantity: Decimal;
      }
    /** The request's answer was lost: the order may or may not exist. Never a rejection. */
    | {
        readonly kind: 'outcomeUnknown';
        readonly command: 'place' | 'amend' | 'cancel';
        readonly clientOrderId: string;
        readonly symbol: string;
        readonly detail: string;
      }
    /** Answer to `queryOrder`; null when the venue does not know the order. */
    | {
        readonly kind: 'orderState';
        readonly requestId: string;
        readonly clientOrderId: string;
        readonly order: VenueOrder | null;
      }
    | { readonly kind: 'filled'; readonly fill: Fill }
    /** `amount` is what the account received (negative: paid), posted to the isolated wallet in isolated mode. */
    | {
        readonly kind: 'fundingSettled';
        readonly symbol: string;
        readonly positionSide: PositionSide;
        readonly rateRatio: Decimal;
        readonly markPrice: Decimal;
        readonly amount: Decimal;
      }
    /** A liquidation begins: its orders are cancelled and its fills follow. */
    | {
        readonly kind: 'liquidated';
        readonly symbol: string;
        readonly positionSide: PositionSide;
        readonly marginMode: MarginMode;
        readonly markPrice: Decimal;
      }
    /** The insurance fund took over a negative rest (amount > 0) or what was left of the wallet (amount < 0). */
    | { readonly kind: 'insuranceCleared'; readonly asset: string; readonly amount: Decimal }
    | { readonly kind: 'leverageChanged'; readonly symbol: string; readonly leverage: number }
    | { readonly kind: 'marginModeChanged'; readonly symbol: string; readonly marginMode: MarginMode }
    | {
        readonly kind: 'settingRejected';
        readonly setting: 'leverage' | 'marginMode';
        readonly symbol: string;
        readonly code: RejectionCode;
        readonly message: string;
      }
    | { readonly kind: 'transferred'; readonly asset: string; readonly amount: Decimal }
    /** Equity is gone; the venue takes no more orders. */
    | { readonly kind: 'bust' }
  );

export type ReportKind = Report['kind'];
export type ReportOf<K extends ReportKind> = Extract<Report, { readonly kind: K }>;
