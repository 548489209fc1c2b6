// Whose a fill is: the strategy's whose order it was; shared over books where the venue forced it; nobody's otherwise. Books
// first, then brackets, then the trades that brackets make of it.
import type { Fill } from '../domain/fill.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { Order } from '../domain/order.ts';
import type { ReportOf } from '../domain/report.ts';
import type { BracketExits } from '../domain/plan.ts';
import type { BracketFilled } from '../execution/execution-events.ts';
import type { FeeValue } from '../portfolio/fee-value.ts';
import type { StrategyBooks } from '../portfolio/strategy-books.ts';
import type { TradeLedger } from '../portfolio/trade-ledger.ts';
import type { FillPart, Trade } from '../portfolio/trade.ts';
import { exitCauseOf, type ToldReason } from './exit-cause.ts';
import type { FundingPayment } from './observer.ts';

/** One strategy's part of a fill; null is the external book. */
export interface OwnedFill {
  readonly strategyId: string | null;
  readonly fill: Fill;
  /** The trades it had a part in; empty until those are recorded, and for nobody's fill. */
  readonly parts: FillPart[];
}

export interface FillBooking {
  /** Books the fill and says whose it was. */
  book(fill: Fill, order: Order | undefined): readonly OwnedFill[];
  /** A bracket's part of the fill that is being handled. */
  partOfBracket(part: BracketFilled): void;
  /** Makes trades of what was booked, when brackets have taken their parts. */
  recordTrades(owned: readonly OwnedFill[], order: Order | undefined): void;
  bookFunding(report: ReportOf<'fundingSettled'>): readonly FundingPayment[];
}

export interface FillBookingParts {
  readonly books: StrategyBooks;
  readonly ledger: TradeLedger;
  readonly instruments: ReadonlyMap<string, Instrument>;
  readonly feeValue: FeeValue;
  /** Why an order was sent; null where that is not known any more. */
  readonly reasonOf: (clientOrderId: string) => ToldReason | null;
  /** The exits a bracket has now. */
  readonly exitsOf: (bracketId: string) => BracketExits | null;
  readonly onTrade: (trade: Trade) => void;
}

export function createFillBooking(parts: FillBookingParts): FillBooking {
  const { books, ledger, instruments, feeValue } = parts;
  let bracketParts: BracketFilled[] = [];

  const bookForced = (fill: Fill): readonly OwnedFill[] => {
    const instrument = instruments.get(fill.symbol);
    if (instrument === undefined) throw new Error(`${fill.symbol} has no instrument rules`);
    return books
      .applyForcedFill(fill, instrument.lot.quantityStep)
      .map(({ strategyId, fill: share }) => ({ strategyId, fill: share, parts: [] }));
  };

  return {
    book(fill, order) {
      if (fill.cause === 'liquidation') return bookForced(fill);
      const strategyId = order?.strategyId ?? null;
      books.applyFill(strategyId, fill);
      return [{ strategyId, fill, parts: [] }];
    },
    partOfBracket: (part) => {
      bracketParts.push(part);
    },
    recordTrades(owned, order) {
      const taken = bracketParts;
      bracketParts = [];
      for (const { strategyId, fill, parts: told } of owned) {
        if (strategyId === null) continue;
        const own = taken.filter((part) => part.strategyId === strategyId && part.fillId === fill.fillId);
        const bracketId = own.find(({ part }) => part === 'entry')?.bracketId ?? null;
        const recorded = ledger.record(fill, {
          strategyId,
          ref: order?.ref ?? null,
          cause: order === undefined ? 'foreign' : exitCauseOf(order, parts.reasonOf(order.clientOrderId)),
          bracketId,
          exits: bracketId === null ? null : parts.exitsOf(bracketId),
          closes: own
            .filter(({ part }) => part === 'exit')
            .map(({ bracketId: giver, quantity }) => ({ bracketId: giver, quantity })),
          feeValue: feeValue(fill),
        });
        told.push(...recorded.parts);
        for (const trade of recorded.ended) parts.onTrade(trade);
      }
    },
    bookFunding(report) {
      const { symbol, positionSide, rateRatio, markPrice, time } = report;
      return books.applyFunding(report).map(({ strategyId, amount }) => ({
        ...{ strategyId, symbol, positionSide, rateRatio, markPrice, amount, time },
        trades: strategyId === null ? [] : ledger.recordFunding(strategyId, symbol, positionSide, amount),
      }));
    },
  };
}
