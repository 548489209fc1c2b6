// Why a venue said no, in one vocabulary for all venues: each connector maps its own codes onto these.

export const REJECTION_CODES = [
  'MARGIN_INSUFFICIENT',
  'WOULD_TRIGGER_AT_ONCE',
  'POST_ONLY_WOULD_TAKE',
  'REDUCE_ONLY_REJECTED',
  'UNKNOWN_ORDER',
  'DUPLICATE_CLIENT_ORDER_ID',
  'PRICE_FILTER',
  'LOT_FILTER',
  'NOTIONAL_TOO_SMALL',
  'PERCENT_PRICE',
  'TOO_MANY_ORDERS',
  'LEVERAGE_LIMIT',
  'LEVERAGE_INVALID',
  'POSITION_SIDE_MISMATCH',
  'OPEN_ORDERS_EXIST',
  'POSITION_EXISTS',
  'NOTHING_TO_CHANGE',
  'CLOSE_POSITION_EXISTS',
  'BAD_REQUEST',
  'NOT_SUPPORTED',
  'NO_LIQUIDITY',
  'ACCOUNT_BUST',
  'RATE_LIMITED',
  'OTHER',
] as const;
export type RejectionCode = (typeof REJECTION_CODES)[number];

/** Why a resting order ended without being filled wholly. */
export type CancelReason =
  | 'requested'
  | 'ioc-remainder'
  | 'fok-not-filled'
  | 'good-till-date'
  | 'reduce-only'
  | 'position-closed'
  | 'liquidation'
  | 'countdown'
  | 'price-protect'
  | 'margin-at-trigger'
  | 'post-only-at-trigger'
  | 'amend-below-filled'
  | 'venue';
