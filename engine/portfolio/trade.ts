// A trade: one round of a strategy in a market, from the first entry fill to the last exit fill (SEMANTICS 9).
import type { Decimal } from '../domain/decimal.ts';
import type { Direction, PositionSide } from '../domain/side.ts';

/**
 * What took the last of a trade away. A leg of its bracket: `stop-loss`, `break-even` and `trailing-stop` say what had set
 * the stop that filled, `take-profit-2` is the second target. A word of the strategy: the intent's name, `opposite-entry`
 * for an entry the other way. The engine: `time` the longest holding was over, `would-trigger` a leg was beyond its trigger
 * when it arrived, `unprotectable` a stop could not be placed, `late-fill` and `excess` what came in or went out too much,
 * `end-of-data` the closing of what the run's end left. The venue: `liquidation`; `foreign` is an order of nobody's.
 */
export type ExitCause =
  | 'stop-loss'
  | 'break-even'
  | 'trailing-stop'
  | `take-profit-${number}`
  | 'close'
  | 'reduce'
  | 'reverse'
  | 'target'
  | 'opposite-entry'
  | 'place'
  | 'keep-orders'
  | 'time'
  | 'would-trigger'
  | 'unprotectable'
  | 'late-fill'
  | 'excess'
  | 'end-of-data'
  | 'liquidation'
  | 'foreign';

/** Part of a fill that went into a trade, or took from it. */
export interface FillPart {
  readonly tradeId: string;
  readonly part: 'entry' | 'exit';
  /** Base asset, positive. */
  readonly quantity: Decimal;
  /** This part's share of the fill's fee, in the account's asset. */
  readonly fee: Decimal;
}

export interface Trade {
  /**
   * The bracket's id; outside brackets the client id of the entry order. A second round under the same id, where an entry
   * went on filling after all was closed, ends in `#2`.
   */
  readonly tradeId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly direction: Direction;
  /** Null outside brackets. */
  readonly bracketId: string | null;
  /** The strategy's name for it; null where it gave none. */
  readonly ref: string | null;
  /** True while something is held: what is still held is valued at mark. */
  readonly open: boolean;
  /** Epoch ms of the first entry fill. */
  readonly entryTime: number;
  /** Epoch ms of the last exit fill; while open, of the mark it is valued at. */
  readonly exitTime: number;
  /** Base asset entered in total, positive. */
  readonly quantity: Decimal;
  /** Average price of the entry fills. */
  readonly entryPrice: Decimal;
  /** Average price of the exit fills; while open, what is still held counted at mark. */
  readonly exitPrice: Decimal;
  /** Result of the prices alone, before fees and funding. Fill prices carry slippage already. */
  readonly profit: Decimal;
  /** Paid when positive. */
  readonly fees: Decimal;
  /** Received when positive. */
  readonly funding: Decimal;
  /** What slippage cost, contained in `profit`. */
  readonly slippage: Decimal;
  /** profit − fees + funding. */
  readonly result: Decimal;
  /** result / notional of all entry fills. */
  readonly returnRatio: number;
  /** Null while open. */
  readonly exitCause: ExitCause | null;
  /** Stop declared at the first entry fill, seen from `entryPrice` and on the tick; null where none was. */
  readonly stopPrice: Decimal | null;
  /** Targets declared then, in their order. */
  readonly targetPrices: readonly Decimal[];
  /** What would have been lost at `stopPrice`, before costs: |entryPrice − stopPrice| × quantity; null without a stop on the losing side. */
  readonly riskAmount: Decimal | null;
  /** result / riskAmount; null where nothing was at risk. */
  readonly rMultiple: number | null;
}
