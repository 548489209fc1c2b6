// What the simulated exchange shows of itself: a venue, with a hand to walk the market and a look into its books.
import type { VirtualClock } from '../../engine/clock/virtual-clock.ts';
import type { AccountBooks, AccountSettings } from '../../engine/domain/account.ts';
import type { Decimal } from '../../engine/domain/decimal.ts';
import type { Instrument } from '../../engine/domain/instrument.ts';
import type { LeverageBrackets } from '../../engine/domain/leverage-bracket.ts';
import type { Venue } from '../../engine/ports/venue.ts';
import type { ExchangeModels } from './models.ts';
import type { ExchangeSettings } from './settings.ts';
import type { WalkInstant } from './walk-input.ts';

export interface SimulatedExchangeParts {
  readonly settings: ExchangeSettings;
  /** By symbol, in config order. */
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly brackets: ReadonlyMap<string, LeverageBrackets>;
  readonly clock: VirtualClock;
  readonly startBalance: Decimal;
  /** Asset of margin and profit; default USDT. */
  readonly asset?: string;
  readonly models?: Partial<ExchangeModels>;
}

/** Counts since the start. */
export interface ExchangeStatistics {
  /** Klines whose two walks give different fills (WALK-5). */
  readonly ambiguousBars: number;
  /** Instants at which only all adverse extremes together would have liquidated (LIQUID-6). */
  readonly ambiguousLiquidations: number;
  readonly liquidations: number;
  readonly fundingSettlements: number;
  readonly fills: number;
  /** Klines walked, and those that took more than a look. */
  readonly klines: number;
  readonly klinesWalkedInFull: number;
}

export interface SimulatedExchange extends Venue {
  /** Walks all that ends at one instant and settles its funding; reports come while it walks. */
  walk(instant: WalkInstant): void;
  books(): AccountBooks;
  accountSettings(): AccountSettings;
  /**
   * Lowest and highest last price at the places walked since this was asked before for the symbol, the present one among
   * them. Klines that were walked at a look, since nothing could happen in them, are left out.
   */
  takeWalked(symbol: string): { readonly low: number; readonly high: number; readonly last: number };
  readonly statistics: ExchangeStatistics;
}
