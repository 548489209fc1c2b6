// What a strategy wants. Intents are made by the functions of strategy/intents.ts, never as plain literals; the
// alternatives exclude each other in the types, so that an impossible wish does not compile.
import type { DecimalInput } from './decimal.ts';
import type { TimeInForce, WorkingType } from './order.ts';
import type { Direction, MarginMode, Side } from './side.ts';

/** A price as such, or as a way from the average fill: a distance in quote asset, or a ratio of that price. Distances and ratios are positive. */
export type ExitLevel =
  | { readonly price: DecimalInput; readonly distance?: never; readonly ratio?: never }
  | { readonly distance: DecimalInput; readonly price?: never; readonly ratio?: never }
  | { readonly ratio: DecimalInput; readonly price?: never; readonly distance?: never };

/** A stop-loss; without `limitPrice` it executes at market. */
export type StopLoss = ExitLevel & {
  readonly workingType?: WorkingType;
  readonly limitPrice?: DecimalInput;
};

/** One rung of a take-profit ladder. `share` of the filled quantity, default an equal share each. */
export type TakeProfit = ExitLevel & {
  readonly share?: number;
  readonly workingType?: WorkingType;
};

/** A stop that follows the best price at `callbackRatio` of it, from `activation` on (at once when absent). Moved by the engine on closed klines, or by the venue where `by: 'venue'`. */
export interface TrailingStop {
  readonly callbackRatio: DecimalInput;
  readonly activation?: ExitLevel;
  readonly by?: 'engine' | 'venue';
}

/** Moves the stop to entry (plus `offsetRatio` of it in the position's favour) once the price has gone `trigger` into profit. */
export interface BreakEven {
  readonly trigger: ExitLevel;
  readonly offsetRatio?: DecimalInput;
}

export interface Exits {
  readonly stop?: StopLoss;
  readonly targets?: readonly TakeProfit[];
  readonly trailing?: TrailingStop;
  readonly breakEven?: BreakEven;
  /** Closes the bracket at market this long after its first entry fill. */
  readonly maxHoldingMs?: number;
}

/** New exits for a bracket; null removes one, an absent member leaves it as it is. */
export interface ExitChanges {
  readonly stop?: StopLoss | null;
  readonly targets?: readonly TakeProfit[] | null;
  readonly trailing?: TrailingStop | null;
  readonly breakEven?: BreakEven | null;
  readonly maxHoldingMs?: number | null;
}

/** How an entry reaches the market. `market` is the default. */
export type EntryKind =
  | { readonly type?: 'market'; readonly price?: never; readonly triggerPrice?: never }
  | {
      readonly type: 'limit';
      readonly price: DecimalInput;
      readonly triggerPrice?: never;
      readonly timeInForce?: TimeInForce;
      readonly goodTillMs?: number;
    }
  | {
      readonly type: 'stop';
      readonly triggerPrice: DecimalInput;
      readonly price?: DecimalInput;
      readonly workingType?: WorkingType;
    };

export type EntrySize =
  | { readonly quantity: DecimalInput; readonly notional?: never; readonly riskRatio?: never }
  | { readonly notional: DecimalInput; readonly quantity?: never; readonly riskRatio?: never }
  | {
      readonly riskRatio: DecimalInput;
      readonly quantity?: never;
      readonly notional?: never;
      /** Sizing by risk needs to know where the position is given up. */
      readonly stop: StopLoss;
    };

interface Named<Role extends string> {
  /** Role of the market it is meant for; may be left out where the strategy has one market. */
  readonly market?: Role;
  /** The strategy's own name for what this intent makes; unique per strategy. */
  readonly ref?: string;
}

export type OpenOptions<Role extends string = string> = Named<Role> &
  Exits &
  EntrySize &
  EntryKind & { readonly side: Direction };

export interface CloseOptions<Role extends string = string> extends Named<Role> {
  /** Close only what this ref opened; default is all the strategy holds in the market. */
  readonly of?: string;
  /** Needed in hedge mode. */
  readonly side?: Direction;
}

export interface ReduceOptions<Role extends string = string> extends Named<Role> {
  readonly quantity: DecimalInput;
  readonly side?: Direction;
}

export interface ReverseOptions<Role extends string = string> extends Named<Role>, Exits {
  /** Quantity of the new, opposite position; default is what is held now. */
  readonly quantity?: DecimalInput;
  /** In hedge mode: the side held now, which is closed. */
  readonly side?: Direction;
}

export interface TargetOptions<Role extends string = string> extends Named<Role>, Exits {
  /** Signed base quantity the strategy wants to hold: negative is short, 0 is flat. */
  readonly quantity: DecimalInput;
  /** In hedge mode: the position it speaks of. */
  readonly side?: Direction;
}

/** A resting order in a strategy's own words: a limit when it has a price alone, a stop when it has a trigger price. */
export type RestingOrder = Exits & {
  readonly side: Side;
  readonly quantity: DecimalInput;
  readonly reduceOnly?: boolean;
  /** Needed in hedge mode. */
  readonly position?: Direction;
  readonly workingType?: WorkingType;
  readonly priceProtect?: boolean;
} & (
    | {
        readonly price: DecimalInput;
        readonly triggerPrice?: never;
        readonly timeInForce?: TimeInForce;
        readonly goodTillMs?: number;
      }
    | { readonly triggerPrice: DecimalInput; readonly price?: DecimalInput; readonly trigger: 'stop' | 'take-profit' }
    | {
        readonly callbackRatio: DecimalInput;
        readonly activationPrice?: DecimalInput;
        readonly price?: never;
        readonly triggerPrice?: never;
      }
  );

export type PlaceOptions<Role extends string = string> = Named<Role> & RestingOrder;

export interface AmendOptions<Role extends string = string> extends Named<Role> {
  /** The ref whose order is changed. */
  readonly of: string;
  readonly price?: DecimalInput;
  readonly quantity?: DecimalInput;
}

export interface CancelOptions<Role extends string = string> extends Named<Role> {
  readonly of: string;
}

export type CancelAllOptions<Role extends string = string> = Named<Role>;

/** A limit order of a kept set. */
export type KeptOrder = Exits & {
  readonly side: Side;
  readonly price: DecimalInput;
  readonly quantity: DecimalInput;
  /** Rejected rather than executed at once; default true. */
  readonly postOnly?: boolean;
  readonly reduceOnly?: boolean;
  readonly position?: Direction;
};

export interface SetExitsOptions<Role extends string = string> extends Named<Role>, ExitChanges {
  /** The ref whose bracket is changed; default every bracket of the strategy in the market. */
  readonly of?: string;
  readonly side?: Direction;
}

/** One wish for one market. `Role` narrows the markets it may name. */
export type SingleIntent<Role extends string = string> =
  | ({ readonly kind: 'open' } & OpenOptions<Role>)
  | ({ readonly kind: 'close' } & CloseOptions<Role>)
  | ({ readonly kind: 'reduce' } & ReduceOptions<Role>)
  | ({ readonly kind: 'reverse' } & ReverseOptions<Role>)
  | ({ readonly kind: 'target' } & TargetOptions<Role>)
  | ({ readonly kind: 'place' } & PlaceOptions<Role>)
  | ({ readonly kind: 'amend' } & AmendOptions<Role>)
  | ({ readonly kind: 'cancel' } & CancelOptions<Role>)
  | ({ readonly kind: 'cancelAll' } & CancelAllOptions<Role>)
  | ({ readonly kind: 'keepOrders'; readonly orders: Readonly<Record<string, KeptOrder>> } & Named<Role>)
  | ({ readonly kind: 'setExits' } & SetExitsOptions<Role>)
  | ({ readonly kind: 'setLeverage'; readonly leverage: number } & Named<Role>)
  | ({ readonly kind: 'setMarginMode'; readonly marginMode: MarginMode } & Named<Role>);

/** All pass risk with joint reservations, or none is sent; filling together is not promised. */
export interface TogetherIntent<Role extends string = string> {
  readonly kind: 'together';
  readonly intents: readonly SingleIntent<Role>[];
}

declare const MADE_BY_FUNCTION: unique symbol;

/** An intent as the functions make it; the mark keeps plain literals out. */
export type Intent<Role extends string = string> = (SingleIntent<Role> | TogetherIntent<Role>) & {
  readonly [MADE_BY_FUNCTION]: true;
};

export type IntentKind = SingleIntent['kind'] | 'together';
export type IntentOf<K extends SingleIntent['kind'], Role extends string = string> = Extract<
  SingleIntent<Role>,
  { readonly kind: K }
>;
