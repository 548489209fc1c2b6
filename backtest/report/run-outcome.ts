// What a run hands over to whoever writes or shows its result: the end of the run as plain values, before any metric.
import type { Decimal } from '../../engine/domain/decimal.ts';
import type { Fill } from '../../engine/domain/fill.ts';
import type { Order, OrderRole } from '../../engine/domain/order.ts';
import type { Direction } from '../../engine/domain/side.ts';
import type { EquitySeries } from '../metrics/equity-series.ts';
import type { PriceColumns } from './price-columns.ts';

/**
 * One round of a strategy in a market: a bracket from its first entry fill to its last exit fill, or, outside brackets,
 * quantity matched first-in-first-out.
 */
export interface TradeRow {
  readonly tradeId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly direction: Direction;
  /** The strategy's name for it; null where it gave none. */
  readonly ref: string | null;
  /** True for what was still held at the end: marked to market, listed, not counted. */
  readonly open: boolean;
  /** Epoch ms of the first entry fill. */
  readonly entryTime: number;
  /** Epoch ms of the last exit fill; while open the time of the mark it is valued at. */
  readonly exitTime: number;
  /** Base asset entered in total, positive. */
  readonly quantity: Decimal;
  /** Average price of the entry fills. */
  readonly entryPrice: Decimal;
  /** Average price of the exit fills, what is still held counted at mark. */
  readonly exitPrice: Decimal;
  /** Result of the prices alone, before fees and funding. Fill prices carry slippage already. */
  readonly profit: Decimal;
  /** Paid when positive. */
  readonly fees: Decimal;
  /** Received when positive. */
  readonly funding: Decimal;
  /** What slippage cost, contained in `profit`. */
  readonly slippage: Decimal;
  /** profit − fees + funding: what the trade brought. */
  readonly result: Decimal;
  /** What ended it: the role of the last exit order, `liquidation`, or another cause; null while open. */
  readonly exitCause: string | null;
}

/** A fill with what the order table knows of its order; all null where it had none of ours. */
export interface FillRow extends Fill {
  readonly strategyId: string | null;
  readonly ref: string | null;
  readonly bracketId: string | null;
  readonly role: OrderRole | null;
}

/** A strategy that was stopped by its own error while the run went on. */
export interface Quarantine {
  readonly strategyId: string;
  /** Epoch ms. */
  readonly time: number;
  readonly code: string;
  readonly message: string;
}

/** Least and greatest final equity over the three walks of the klines: a spread of assumptions, not a bound. */
export interface Band {
  readonly pessimistic: Decimal;
  readonly optimistic: Decimal;
}

/** How often each code was given. */
export type CodeCounts = Readonly<Record<string, number>>;

/** What the result rests on and a reader cannot see in it: said in words or figures, printed as it stands. */
export type Assumption =
  string | number | boolean | null | readonly Assumption[] | { readonly [key: string]: Assumption };

export interface RunOutcome {
  /** The config's name. */
  readonly name: string;
  /** Version of the engine. */
  readonly version: string;
  readonly seed: number;
  /** sha256 in hex of the market data, instrument rules and brackets that were used. */
  readonly dataHash: string;
  readonly configHash: string;
  /** sha256 over all strategies' sources. */
  readonly strategyHash: string;

  /** Asset in which all money below is counted. */
  readonly asset: string;
  readonly initialEquity: Decimal;
  readonly finalEquity: Decimal;
  readonly feesPaid: Decimal;
  /** Signed: negative was paid. */
  readonly fundingReceived: Decimal;
  /** What the insurance fund took over at liquidations (positive) or kept (negative); in no trade's result. */
  readonly insuranceCleared: Decimal;
  /** Equity at each kline close. */
  readonly equity: EquitySeries;
  /** Deepest drawdown at any place of any walk; null where it was not watched. */
  readonly intrabarDrawdownRatio: number | null;
  /** Klines walked. */
  readonly bars: number;
  /** The told klines the run was made on, one entry a market, in config order. */
  readonly prices: readonly PriceColumns[];

  /** By first entry fill. */
  readonly trades: readonly TradeRow[];
  /** By placement, in the state in which the run left them. */
  readonly orders: readonly Order[];
  /** In the order they happened. */
  readonly fills: readonly FillRow[];

  readonly liquidations: number;
  /** Our own noes, by code. */
  readonly refusals: CodeCounts;
  /** The venue's noes, by code. */
  readonly rejections: CodeCounts;
  /** Intents that passed in part, by code. */
  readonly clips: CodeCounts;
  /** Intents there was no need to act on, by code. */
  readonly drops: CodeCounts;
  /** Intents emitted during warm-up. */
  readonly warmupIntentsDropped: number;

  /** Klines whose two walks give different fills. */
  readonly ambiguousBars: number;
  /** Klines that liquidate only if every symbol stands at its adverse extreme at once. */
  readonly ambiguousLiquidations: number;
  /** Null where the other walks were not run. */
  readonly band: Band | null;

  /** True when the run was ended from outside; everything is complete up to the last instant. */
  readonly interrupted: boolean;
  /** True when equity was gone before the data was. */
  readonly bust: boolean;
  readonly quarantined: readonly Quarantine[];
  /** Strategies whose `requireStop` is false. */
  readonly unprotectedByChoice: readonly string[];
  readonly assumptions: Readonly<Record<string, Assumption>>;
}

/** What varies from run to run and therefore stands apart from the summary. */
export interface Timing {
  /** The run itself, without loading. */
  readonly elapsedMs: number;
  readonly barsPerSecond: number;
  /** Reading and checking the data. */
  readonly loadMs: number;
  readonly peakRssBytes: number;
}
