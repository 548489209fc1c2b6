// Whose a fill is: the strategy's whose order it was; shared over books where the venue forced it; nobody's otherwise. Books
// first, then brackets, then the trades that brackets make of it.
import type { Fill } from '../domain/fill.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { Order } from '../domain/order.ts';
import type { ReportOf } from '../domain/report.ts';
import type { BracketFilled } from '../execution/execution-events.ts';
import type { FeeValue } from '../portfolio/fee-value.ts';
import type { StrategyBooks } from '../portfolio/strategy-books.ts';
import type { TradeLedger } from '../portfolio/trade-ledger.ts';
import type { Trade } from '../portfolio/trade.ts';

/** One strategy's part of a fill; null is the external book. */
export interface OwnedFill {
  readonly strategyId: string | null;
  readonly fill: Fill;
}

export interface FillBooking {
  /** Books the fill and says whose it was. */
  book(fill: Fill, order: Order | undefined): readonly OwnedFill[];
  /** A bracket's part of the fill that is being handled. */
  partOfBracket(part: BracketFilled): void;
  /** Makes trades of what was booked, when brackets have taken their parts. */
  recordTrades(owned: readonly OwnedFill[], order: Order | undefined): void;
  bookFunding(report: ReportOf<'fundingSettled'>): readonly (string | null)[];
}

export interface FillBookingParts {
  readonly books: StrategyBooks;
  readonly ledger: TradeLedger;
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly feeValue: FeeValue;
  readonly onTrade: (trade: Trade) => void;
}

export function createFillBooking({ books, ledger, instruments, feeValue, onTrade }: FillBookingParts): FillBooking {
  let bracketParts: BracketFilled[] = [];

  const bookForced = (fill: Fill): readonly OwnedFill[] => {
    const instrument = instruments.get(fill.symbol);
    if (instrument === undefined) throw new Error(`${fill.symbol} has no instrument rules`);
    return books.applyForcedFill(fill, instrument.lot.quantityStep);
  };

  return {
    book(fill, order) {
      if (fill.cause === 'liquidation') return bookForced(fill);
      const strategyId = order?.strategyId ?? null;
      books.applyFill(strategyId, fill);
      return [{ strategyId, fill }];
    },
    partOfBracket: (part) => {
      bracketParts.push(part);
    },
    recordTrades(owned, order) {
      const parts = bracketParts;
      bracketParts = [];
      for (const { strategyId, fill } of owned) {
        if (strategyId === null) continue;
        const own = parts.filter((part) => part.strategyId === strategyId && part.fillId === fill.fillId);
        const trades = ledger.record(fill, {
          strategyId,
          ref: order?.ref ?? null,
          role: order?.role ?? 'foreign',
          bracketId: own.find(({ part }) => part === 'entry')?.bracketId ?? null,
          closes: own
            .filter(({ part }) => part === 'exit')
            .map(({ bracketId, quantity }) => ({ tradeId: bracketId, quantity })),
          feeValue: feeValue(fill),
        });
        for (const trade of trades) onTrade(trade);
      }
    },
    bookFunding(report) {
      const shares = books.applyFunding(report);
      for (const { strategyId, amount } of shares) {
        if (strategyId !== null) ledger.recordFunding(strategyId, report.symbol, report.positionSide, amount);
      }
      return shares.map(({ strategyId }) => strategyId);
    },
  };
}
