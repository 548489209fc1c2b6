// What a finding is called when people read it.
import type { FindingCode } from './findings.ts';

export interface FindingWords {
  readonly one: string;
  readonly many: string;
  /** What the bars of a group are, where they differ from its count. */
  readonly barsWord?: string;
}

export const FINDING_WORDS: Readonly<Record<FindingCode, FindingWords>> = {
  GAP: { one: 'gap', many: 'gaps', barsWord: 'bars missing' },
  DUPLICATE: { one: 'duplicate', many: 'duplicates' },
  DISORDER: { one: 'row out of order', many: 'rows out of order' },
  IMPOSSIBLE_CANDLE: { one: 'impossible candle', many: 'impossible candles' },
  MISALIGNED: { one: 'time off the grid', many: 'times off the grid' },
  WRONG_CLOSE_TIME: { one: 'wrong close time', many: 'wrong close times' },
  ZERO_VOLUME_HOLE: { one: 'hole of zero volume', many: 'holes of zero volume', barsWord: 'bars' },
  ZERO_VOLUME: { one: 'bar of zero volume', many: 'bars of zero volume' },
  DEDUCTION_MISMATCH: { one: 'bracket whose deduction does not join', many: 'brackets whose deduction does not join' },
  ID_GAP: { one: 'gap in the ids', many: 'gaps in the ids', barsWord: 'trades missing' },
  IMPOSSIBLE_TRADE: { one: 'impossible trade', many: 'impossible trades' },
  TIME_STEPS_BACK: { one: 'time that steps back', many: 'times that step back' },
  OUTSIDE_KLINE: { one: 'kline that does not hold its trades', many: 'klines that do not hold their trades' },
  TRADES_MISSING: {
    one: 'kline of another volume than its trades',
    many: 'klines of another volume than their trades',
  },
};
