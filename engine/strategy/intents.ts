// The functions that make intents. A strategy emits what these return and nothing else.
import type {
  AmendOptions,
  CancelAllOptions,
  CancelOptions,
  CloseOptions,
  Intent,
  KeptOrder,
  OpenOptions,
  PlaceOptions,
  ReduceOptions,
  ReverseOptions,
  SetExitsOptions,
  SingleIntent,
  TargetOptions,
  TogetherIntent,
} from '../domain/intent.ts';
import type { MarginMode } from '../domain/side.ts';
import { demandForm } from './intent-form.ts';

/** Which market, where a strategy has several, and the strategy's name for what is made. */
interface InMarket<Role extends string> {
  /** Role of the market; may be left out where the strategy has one. */
  readonly market?: Role;
  /** Named in the refusal, should there be one. */
  readonly ref?: string;
}

/**
 * Opens a position, or adds a further bracket to one of the same side; exits given here protect what is filled. Refused
 * against an opposite position (close or reverse it) and, unless `risk.requireStop` is false, without a stop.
 * `open({ side: 'long', riskRatio: 0.01, stop: { ratio: 0.02 }, targets: [{ ratio: 0.05 }] })`
 */
export function open<const Role extends string = never>(options: OpenOptions<Role>): Intent<Role> {
  return made({ ...options, kind: 'open' });
}

/** Closes at market what `of` opened, or all that the strategy holds in the market; entries that still rest are cancelled. */
export function close<const Role extends string = never>(options: CloseOptions<Role> = {}): Intent<Role> {
  return made({ ...options, kind: 'close' });
}

/** Makes the position smaller by `quantity` (base asset), at market, at most to flat, oldest bracket first. */
export function reduce<const Role extends string = never>(options: ReduceOptions<Role>): Intent<Role> {
  return made({ ...options, kind: 'reduce' });
}

/** Closes the position and opens the opposite one at market, of the same quantity unless told otherwise; dropped when flat. */
export function reverse<const Role extends string = never>(options: ReverseOptions<Role> = {}): Intent<Role> {
  return made({ ...options, kind: 'reverse' });
}

/**
 * Brings the position to a signed quantity (base asset) at market: negative is short, 0 is flat. Resting entries of the
 * strategy are cancelled first; a difference too small for an order is dropped. `target({ quantity: -0.5 })`
 */
export function target<const Role extends string = never>(options: TargetOptions<Role>): Intent<Role> {
  return made({ ...options, kind: 'target' });
}

/**
 * Places one order as it stands: limit, stop, take-profit or trailing stop. With exits it is an entry whose fills they
 * protect; `reduceOnly` makes it one that only reduces.
 * `place({ ref: 'dip', side: 'buy', quantity: 1, trigger: 'take-profit', triggerPrice: 95, price: 96, stop: { price: 90 } })`
 */
export function place<const Role extends string = never>(options: PlaceOptions<Role>): Intent<Role> {
  return made({ ...options, kind: 'place' });
}

/** Changes price or quantity of the resting limit order named `of`, refused where it has ended. `amend({ of: 'dip', price: 94 })` */
export function amend<const Role extends string = never>(options: AmendOptions<Role>): Intent<Role> {
  return made({ ...options, kind: 'amend' });
}

/** Cancels what still rests of the order named `of`; what it has filled, and the exits of that, stay. */
export function cancel<const Role extends string = never>(options: CancelOptions<Role>): Intent<Role> {
  return made({ ...options, kind: 'cancel' });
}

/** Cancels every resting entry of the strategy in the market; exits of positions stay. */
export function cancelAll<const Role extends string = never>(options: CancelAllOptions<Role> = {}): Intent<Role> {
  return made({ ...options, kind: 'cancelAll' });
}

/**
 * Says the whole set of resting limit entries the strategy wants in the market, by ref; the difference is placed, amended
 * and cancelled. A ref that has filled is placed again only after it was left out once.
 * `keepOrders({ low: { side: 'buy', price: 95, quantity: 1 }, high: { side: 'sell', price: 105, quantity: 1 } })`
 */
export function keepOrders<const Role extends string = never>(
  orders: Readonly<Record<string, KeptOrder>>,
  options: { readonly market?: Role } = {},
): Intent<Role> {
  return made({ ...options, kind: 'keepOrders', orders });
}

/** Changes the exits of what `of` opened, or of every bracket in the market; null removes one, what is not said stays. `setExits({ stop: { price: 95 } })` */
export function setExits<const Role extends string = never>(options: SetExitsOptions<Role>): Intent<Role> {
  return made({ ...options, kind: 'setExits' });
}

/** Sets the symbol's leverage, a whole number from 1, for all who trade it; refused while a position or order is there. */
export function setLeverage<const Role extends string = never>(
  leverage: number,
  options: InMarket<Role> = {},
): Intent<Role> {
  return made({ ...options, kind: 'setLeverage', leverage });
}

/** Sets the symbol's margin mode, `cross` or `isolated`, for all who trade it; refused while a position or order is there. */
export function setMarginMode<const Role extends string = never>(
  marginMode: MarginMode,
  options: InMarket<Role> = {},
): Intent<Role> {
  return made({ ...options, kind: 'setMarginMode', marginMode });
}

/** All pass risk with joint reservations, or none is sent; that they fill together is not promised. */
export function together<const Roles extends readonly string[]>(
  ...intents: { readonly [K in keyof Roles]: Intent<Roles[K]> }
): Intent<Roles[number]> {
  const singles: SingleIntent<Roles[number]>[] = [];
  for (const intent of intents) {
    if (intent.kind === 'together')
      throw new TypeError('together: an intent made by together cannot stand within another');
    singles.push(intent);
  }
  return made({ kind: 'together', intents: singles });
}

const MADE_BY_FUNCTION = Symbol('sluice.intent');

/** Throws a TypeError where the intent is not spelt as intents are: a strategy file is not type-checked when it runs. */
function made<Role extends string>(intent: SingleIntent<Role> | TogetherIntent<Role>): Intent<Role> {
  if (intent.kind !== 'together') demandForm(intent.kind, intent);
  return Object.assign(intent, { [MADE_BY_FUNCTION]: true as const }) as unknown as Intent<Role>;
}

/** Whether a value was made by one of the functions above; what a strategy emits otherwise quarantines it. */
export function isIntent(value: unknown): value is Intent {
  return typeof value === 'object' && value !== null && MADE_BY_FUNCTION in value;
}
