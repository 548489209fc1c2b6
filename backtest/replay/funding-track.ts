// The recorded funding settlements of one symbol, handed out as time passes. A settlement inside a kline is paid when
// that kline has been walked.

import type { FundingColumns } from '../data/funding-columns.ts';

export interface FundingTrack {
  /**
   * The next rate that settles after `afterTime` and not after `time`, each handed out once; undefined when none is left,
   * so it is asked until then. To be asked in order of time.
   */
  settlingBy(afterTime: number, time: number): number | undefined;
}

export function createFundingTrack(funding: FundingColumns | undefined): FundingTrack {
  let cursor = 0;
  return {
    settlingBy(afterTime, time) {
      if (funding === undefined) return undefined;
      while (cursor < funding.length && (funding.time[cursor] ?? 0) <= afterTime) cursor += 1;
      const settlesAt = funding.time[cursor];
      if (settlesAt === undefined || settlesAt > time) return undefined;
      return funding.rateRatio[cursor++];
    },
  };
}
