// What a strategy wants. Intents are made by the functions of strategy/intents.ts, never as plain literals; the
// alternatives exclude each other in the types, so that an impossible wish does not compile.
import type { DecimalInput } from './decimal.ts';
import type { TimeInForce, WorkingType } from './order.ts';
import type { Direction, MarginMode, Side } from './side.ts';

/** A price as such, or as a way from the average fill: a distance in quote asset, or a ratio of that price. Distances and ratios are positive. */
export type ExitLevel =
  | {
      /** The price itself, in quote asset per base asset. */
      readonly price: DecimalInput;
      readonly distance?: never;
      readonly ratio?: never;
    }
  | {
      /** Way from the average fill, in quote asset per base asset. */
      readonly distance: DecimalInput;
      readonly price?: never;
      readonly ratio?: never;
    }
  | {
      /** Way from the average fill, as a ratio of it: 0.02 is two percent. */
      readonly ratio: DecimalInput;
      readonly price?: never;
      readonly distance?: never;
    };

/** A stop-loss; without `limitPrice` it executes at market. */
export type StopLoss = ExitLevel & {
  /** The price that wakes it; default the setting `execution.workingType`, which is `last` unless changed. */
  readonly workingType?: WorkingType;
  /** Makes it a stop-limit at this price, in quote asset, which a market that jumps past it does not fill. */
  readonly limitPrice?: DecimalInput;
};

/** One rung of a take-profit ladder. `share` of the filled quantity, default an equal share each. */
export type TakeProfit = ExitLevel & {
  /** Part of the filled quantity, above 0 and up to 1; rungs without one divide what is left equally. */
  readonly share?: number;
  /** The price that wakes it; default the setting `execution.workingType`. */
  readonly workingType?: WorkingType;
};

/** A stop that follows the best price at `callbackRatio` of it, from `activation` on (at once when absent). Moved by the engine on closed klines, or by the venue where `by: 'venue'`. */
export interface TrailingStop {
  /** Way from the best price to the stop, as a ratio of the best price: 0.01 is one percent. */
  readonly callbackRatio: DecimalInput;
  /** Profit from which it follows, on the winning side of the entry; until then it protects nothing. */
  readonly activation?: ExitLevel;
  /** Who moves it: the engine at each closed kline (default), or the venue at each price (TRAILING_STOP_MARKET). */
  readonly by?: 'engine' | 'venue';
}

/** Moves the stop to entry (plus `offsetRatio` of it in the position's favour) once the price has gone `trigger` into profit. */
export interface BreakEven {
  /** Profit that has to be reached, on the winning side of the entry. */
  readonly trigger: ExitLevel;
  /** How far beyond the entry the stop goes, as a ratio of the entry price; 0 by default, 0.001 pays two taker fees. */
  readonly offsetRatio?: DecimalInput;
}

/** How a position is given up. All rest or are watched from the first fill of the entry on, for what is filled. */
export interface Exits {
  /** Where the loss is taken. Entries without one are refused unless `risk.requireStop` is false. */
  readonly stop?: StopLoss;
  /** Where profit is taken: one rung, or a ladder. */
  readonly targets?: readonly TakeProfit[];
  /** A stop that follows the price; beside a stop, whichever is met first counts. */
  readonly trailing?: TrailingStop;
  /** Brings the stop to the entry once the position is in profit. */
  readonly breakEven?: BreakEven;
  /** Closes the bracket at market this long after its first entry fill. */
  readonly maxHoldingMs?: number;
}

/** New exits for a bracket; null removes one, an absent member leaves it as it is. */
export interface ExitChanges {
  /** The new stop-loss; the old one goes when the new one rests. */
  readonly stop?: StopLoss | null;
  /** The new ladder, for what is still held. */
  readonly targets?: readonly TakeProfit[] | null;
  /** The new trailing stop, which follows from now on. */
  readonly trailing?: TrailingStop | null;
  /** The new break-even, for prices from now on. */
  readonly breakEven?: BreakEven | null;
  /** Counted, as ever, from the first entry fill. */
  readonly maxHoldingMs?: number | null;
}

/** How an entry reaches the market. `market` is the default. */
export type EntryKind =
  | { readonly type?: 'market'; readonly price?: never; readonly triggerPrice?: never }
  | {
      readonly type: 'limit';
      /** Quote asset per base asset; rounded to the tick, away from the market. */
      readonly price: DecimalInput;
      readonly triggerPrice?: never;
      /** Default `GTC`, or `GTD` where `goodTillMs` is said. `GTX` is post-only. */
      readonly timeInForce?: TimeInForce;
      /** Epoch ms at which the order ends. */
      readonly goodTillMs?: number;
    }
  | {
      readonly type: 'stop';
      /** Price that wakes the order: above the market for a long, below it for a short. */
      readonly triggerPrice: DecimalInput;
      /** Makes it a stop-limit: once woken, at this price or better; without it, at market. */
      readonly price?: DecimalInput;
      /** The price that wakes it; default the setting `execution.workingType`. */
      readonly workingType?: WorkingType;
    };

/** How much: exactly one of the three. Rounded down to the step, refused below the smallest order. */
export type EntrySize =
  | {
      /** Base asset. */
      readonly quantity: DecimalInput;
      readonly notional?: never;
      readonly riskRatio?: never;
    }
  | {
      /** Quote asset, at the limit or trigger price, else at mark. */
      readonly notional: DecimalInput;
      readonly quantity?: never;
      readonly riskRatio?: never;
    }
  | {
      /** Part of equity that is lost, two taker fees included, when the stop is hit at its price: 0.01 is one percent. */
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

/** What `open` is told: a side, a size, how it reaches the market, and exits. */
export type OpenOptions<Role extends string = string> = Named<Role> &
  Exits &
  EntrySize &
  EntryKind & {
    /** The position that is wanted: `long` buys, `short` sells. */
    readonly side: Direction;
  };

/** What `close` is told; nothing closes all there is in the market. */
export interface CloseOptions<Role extends string = string> extends Named<Role> {
  /** Close only what this ref opened; default is all the strategy holds in the market. */
  readonly of?: string;
  /** Needed in hedge mode. */
  readonly side?: Direction;
}

/** What `reduce` is told. */
export interface ReduceOptions<Role extends string = string> extends Named<Role> {
  /** Base asset; what is beyond the position is clipped. */
  readonly quantity: DecimalInput;
  /** Needed in hedge mode. */
  readonly side?: Direction;
}

/** What `reverse` is told: exits of the new position. */
export interface ReverseOptions<Role extends string = string> extends Named<Role>, Exits {
  /** Base asset of the new, opposite position; default is what is held now. */
  readonly quantity?: DecimalInput;
  /** In hedge mode: the side held now, which is closed. */
  readonly side?: Direction;
}

/** What `target` is told: exits belong to what it opens; where it only reduces, those there are stay. */
export interface TargetOptions<Role extends string = string> extends Named<Role>, Exits {
  /** Signed base quantity the strategy wants to hold: negative is short, 0 is flat. */
  readonly quantity: DecimalInput;
  /** In hedge mode: the position it speaks of. */
  readonly side?: Direction;
}

/** A resting order in a strategy's own words: a limit when it has a price alone, a stop when it has a trigger price. */
export type RestingOrder = Exits & {
  readonly side: Side;
  /** Base asset; rounded down to the step. */
  readonly quantity: DecimalInput;
  /** Only ever makes the position smaller; such an order takes no exits. */
  readonly reduceOnly?: boolean;
  /** Needed in hedge mode. */
  readonly position?: Direction;
  /** The price that wakes a conditional order; default the setting `execution.workingType`. */
  readonly workingType?: WorkingType;
  /** Is not woken while last and mark price are further apart than the instrument allows; default false. */
  readonly priceProtect?: boolean;
} & (
    | {
        /** Quote asset per base asset; rounded to the tick, away from the market. */
        readonly price: DecimalInput;
        readonly triggerPrice?: never;
        /** Default `GTC`, or `GTD` where `goodTillMs` is said. `GTX` is post-only. */
        readonly timeInForce?: TimeInForce;
        /** Epoch ms at which the order ends. */
        readonly goodTillMs?: number;
      }
    | {
        /** Price that wakes it. */
        readonly triggerPrice: DecimalInput;
        /** Limit once woken (STOP, TAKE_PROFIT); without it the order executes at market (STOP_MARKET, TAKE_PROFIT_MARKET). */
        readonly price?: DecimalInput;
        /** `stop` waits for a worse price than the market's, `take-profit` for a better one: a buy above it, or below. */
        readonly trigger: 'stop' | 'take-profit';
      }
    | {
        /** Way from the extreme, as a ratio of it: 0.01 is one percent. */
        readonly callbackRatio: DecimalInput;
        /** Price from which it follows; at once where it is left out. */
        readonly activationPrice?: DecimalInput;
        readonly price?: never;
        readonly triggerPrice?: never;
      }
  );

/** What `place` is told. */
export type PlaceOptions<Role extends string = string> = Named<Role> & RestingOrder;

/** What `amend` is told; what is left out stays. */
export interface AmendOptions<Role extends string = string> extends Named<Role> {
  /** The ref whose order is changed. */
  readonly of: string;
  /** New limit price, in quote asset per base asset. */
  readonly price?: DecimalInput;
  /** New quantity in all, what is filled included, in base asset. */
  readonly quantity?: DecimalInput;
}

/** What `cancel` is told. */
export interface CancelOptions<Role extends string = string> extends Named<Role> {
  /** The ref whose order is cancelled. */
  readonly of: string;
}

/** What `cancelAll` is told. */
export type CancelAllOptions<Role extends string = string> = Named<Role>;

/** A limit order of a kept set. */
export type KeptOrder = Exits & {
  readonly side: Side;
  /** Quote asset per base asset; rounded to the tick, away from the market. */
  readonly price: DecimalInput;
  /** Base asset the order is to fill in all while it is kept. */
  readonly quantity: DecimalInput;
  /** Rejected rather than executed at once; default true. */
  readonly postOnly?: boolean;
  /** Only ever makes the position smaller; such an order takes no exits. */
  readonly reduceOnly?: boolean;
  /** Needed in hedge mode. */
  readonly position?: Direction;
};

/** What `setExits` is told: what is not said stays as it is. */
export interface SetExitsOptions<Role extends string = string> extends Named<Role>, ExitChanges {
  /** The ref whose bracket is changed; default every bracket of the strategy in the market. */
  readonly of?: string;
  /** Needed in hedge mode. */
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
