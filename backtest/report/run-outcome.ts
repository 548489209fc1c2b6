// What a run hands over to whoever writes or shows its result: the end of the run as plain values, before any metric.
import type { Decimal } from '../../engine/domain/decimal.ts';
import type { Fill } from '../../engine/domain/fill.ts';
import type { Order, OrderRole } from '../../engine/domain/order.ts';
import type { Refusal } from '../../engine/domain/refusal.ts';
import type { Direction, PositionSide } from '../../engine/domain/side.ts';
import type { EquitySeries } from '../metrics/equity-series.ts';
import type { FigureSettings } from './figure-settings.ts';
import type { PriceColumns } from './price-columns.ts';

/**
 * One round of a strategy in a market: a bracket from its first entry fill to its last exit fill, or, outside brackets,
 * quantity matched first-in-first-out.
 */
export interface TradeRow {
  /** The bracket's id, or the client id of the entry order; `#2` and on where the id has had a round before. */
  readonly tradeId: string;
  readonly strategyId: string;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly direction: Direction;
  /** Null outside brackets. */
  readonly bracketId: string | null;
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
  /** result / notional of the entry fills. */
  readonly returnRatio: number;
  /**
   * How far the last price went against it and in its favour while it was held, as ratios of `entryPrice`, never negative;
   * null where prices were not watched. Inside the kline of an entry or an exit the places of the walk between the two
   * count, of all other klines low and high.
   */
  readonly maeRatio: number | null;
  readonly mfeRatio: number | null;
  /** Stop declared at the first entry fill, seen from `entryPrice` and on the tick; null where none was. */
  readonly stopPrice: Decimal | null;
  /** Targets declared then, in their order. */
  readonly targetPrices: readonly Decimal[];
  /** |entryPrice − stopPrice| × quantity; null without a stop on the losing side. */
  readonly riskAmount: Decimal | null;
  /** result / riskAmount; null where nothing was at risk. */
  readonly rMultiple: number | null;
  /** What ended it (docs/results.md lists the words); null while open. */
  readonly exitCause: string | null;
}

/** Part of a fill in a trade. */
export interface FillPartRow {
  readonly tradeId: string;
  readonly part: 'entry' | 'exit';
  /** Base asset, positive. */
  readonly quantity: Decimal;
  /** Its share of the fill's fee. */
  readonly fee: Decimal;
}

/** A fill with what the order table knows of its order; all null where it had none of ours. */
export interface FillRow extends Fill {
  readonly strategyId: string | null;
  readonly ref: string | null;
  readonly bracketId: string | null;
  readonly role: OrderRole | null;
  /** The trades it belongs to, exits before the entry; they add up to the fill. Empty for nobody's fill. */
  readonly parts: readonly FillPartRow[];
}

/** An order with the trades it belongs to. */
export interface OrderRow extends Order {
  /**
   * Trades its fills had a part in; for legs and closes that filled nothing the trade of their bracket when they were sent.
   * Empty for an entry that filled nothing.
   */
  readonly tradeIds: readonly string[];
  /** Why it was sent: an intent's kind, what set a leg, or why the engine closed; null where that is not known. */
  readonly reason: string | null;
}

/** One trade's part of a funding settlement; `tradeId` and `strategyId` are null for what no strategy held. */
export interface FundingRow {
  /** Epoch ms. */
  readonly time: number;
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly strategyId: string | null;
  readonly tradeId: string | null;
  readonly rateRatio: Decimal;
  readonly markPrice: Decimal;
  /** Base asset the trade held, signed; null where no trade is known. */
  readonly quantity: Decimal | null;
  /** Received when positive. */
  readonly amount: Decimal;
}

/** A no, a clip or a drop, as the strategy was told of it. */
export type RefusalRow = Refusal;

/** How often a strategy was given a code; the counts of a code add up to those of `refusals`, `rejections`, `clips`, `drops`. */
export interface RefusalTally {
  readonly outcome: Refusal['outcome'];
  readonly code: string;
  readonly strategyId: string;
  readonly count: number;
}

/** A finding in recorded data, in words. */
export interface DataFinding {
  readonly code: string;
  readonly count: number;
  /** Rows it concerns: the missing ones of gaps, those of holes. */
  readonly rows: number;
  /** `2 gaps (7 bars missing)`. */
  readonly text: string;
  /** Epoch ms of the first; null where it has no time. */
  readonly firstTime: number | null;
}

/** One series a run was made on: klines of a market, its funding, its rules. */
export interface DataSeries {
  /** `BTCUSDT klines`, `BTCUSDT mark klines`, `BTCUSDT funding`, `leverage brackets`. */
  readonly series: string;
  /** Null for what belongs to no market. */
  readonly symbol: string | null;
  readonly source: 'recorded' | 'synthetic';
  /** Null where rows have no interval. */
  readonly interval: string | null;
  /** Rows as recorded, before repairs. */
  readonly rows: number;
  /** Epoch ms of the first and the last row; null where there is none. */
  readonly fromTime: number | null;
  readonly toTime: number | null;
  /** Empty where nothing was found. */
  readonly findings: readonly DataFinding[];
  /** What was done about them, one sentence each. */
  readonly repairs: readonly string[];
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

/** Rows kept of one code and outcome; the rest is counted. */
export const REFUSALS_LISTED_MAX = 200;

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
  readonly orders: readonly OrderRow[];
  /** In the order they happened. */
  readonly fills: readonly FillRow[];
  /** In the order they were paid. */
  readonly funding: readonly FundingRow[];
  /** Refusals, rejections, clips and drops in the order they happened, the first `REFUSALS_LISTED_MAX` of each code and outcome. */
  readonly refusalRows: readonly RefusalRow[];
  readonly refusalTallies: readonly RefusalTally[];

  /** In config order. */
  readonly strategyIds: readonly string[];
  /** What the run was made on. */
  readonly data: readonly DataSeries[];

  /** Liquidations of positions; their fills have the cause `liquidation`. */
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
  /** What the figures of the summary depend on beside the run. */
  readonly figureSettings: FigureSettings;
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
