// Every answer of the planner that is not a plan, with its meaning. The catalogue in the docs is made from this table.

export const REFUSAL_CODES = {
  AMEND_BELOW_FILLED: 'The new quantity is not more than what the order has filled already.',
  DUPLICATE_REF: 'The strategy has used this ref before.',
  EXITS_INVALID: 'A level, share, ratio or time of the exits makes no sense.',
  EXITS_ON_REDUCE_ONLY: 'An order that only reduces opens nothing that exits could protect.',
  GOOD_TILL_INVALID: 'A good-till-date order needs a time that lies ahead, and no other order takes one.',
  LEVERAGE_INVALID: 'Leverage is a whole number from 1 up.',
  NOTIONAL_TOO_SMALL: 'The order is worth less than the instrument allows; it is never rounded up.',
  NOT_AMENDABLE: 'Only a resting limit order can be amended.',
  NO_PRICE: 'The market has shown no price yet to size or judge the order by.',
  NUMBER_INVALID: 'A figure of the intent is not a positive finite number.',
  OPEN_ORDERS_EXIST: 'The setting cannot change while an order works on the symbol.',
  OPPOSITE_POSITION: 'The strategy holds the opposite position; close or reverse it.',
  ORDER_ENDED: 'What the ref names has ended.',
  ORDER_TYPE_UNSUPPORTED: 'The venue does not take orders of this type.',
  POSITION_EXISTS: 'The setting cannot change while a position is held on the symbol.',
  PRICE_INVALID: 'A price is not positive once it is rounded to the tick.',
  QUANTITY_TOO_LARGE: 'The quantity is more than one order, or the exit that is to protect it, may have.',
  QUANTITY_TOO_SMALL: 'The quantity is below the smallest the instrument allows; it is never rounded up.',
  SIDE_MISMATCH: 'The signed quantity contradicts the side the intent names.',
  SIDE_NEEDED: 'In hedge mode the intent has to name the side it speaks of.',
  SIZE_INVALID: 'Exactly one of quantity, notional and riskRatio says how much.',
  STOP_NEEDED: 'Sizing by risk needs a stop away from the reference price.',
  TOGETHER_REFUSED: 'Another intent of the same together was refused, so none is sent.',
  UNKNOWN_REF: 'The strategy has made nothing under this ref in the market.',
} as const;
export type RefusalCode = keyof typeof REFUSAL_CODES;

export const DROP_CODES = {
  ALREADY_CLOSING: 'All that is held is being closed already.',
  AT_TARGET: 'The position is at its target; what is missing is less than one step or the smallest order.',
  CLOSE_ENDED_SHORT: 'The close did not fill wholly, so what waited for it is not done.',
  NOTHING_HELD: 'The strategy holds nothing here that could be closed, reduced or reversed.',
  NOTHING_TO_CANCEL: 'No order of the strategy works under this name.',
  NOTHING_TO_CHANGE: 'Everything stands as the intent wants it.',
  QUARANTINED: 'The strategy is quarantined; what it had begun and not sent is given up.',
  SUPERSEDED: 'A later intent for the same market came before this one could go on.',
} as const;
export type DropCode = keyof typeof DROP_CODES;

export const CLIP_CODES = {
  CLIPPED_TO_BOOK: 'The quantity was more than the strategy holds; all that is held is taken.',
} as const;
export type ClipCode = keyof typeof CLIP_CODES;
