// Average true range, over technicalindicators: its recursion is Wilder's, needs no window, and rounds nothing as long as
// nobody sets the package's global `precision`.
import { ATR } from 'technicalindicators';

import type { Bar } from './bar.ts';
import { hasRange } from './bar.ts';
import { fromNextValue } from './from-next-value.ts';
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';
import { requirePeriod } from './parameters.ts';

/**
 * Wilder's average of the true range max(high, previous close) − min(low, previous close), seeded with the mean of the
 * first `period` true ranges (Wilder, "New Concepts in Technical Trading Systems", 1978); from the `period`-th bar on.
 * The first bar's true range is high − low, as in the worksheet of StockCharts ChartSchool.
 */
export function atr(period = 14): Indicator<Pick<Bar, 'high' | 'low' | 'close'>, number> {
  requirePeriod('atr', period);
  const average = fromNextValue(() => new ATR({ period, high: [], low: [], close: [] }));
  return createIndicator(() => {
    const step = average.start();
    let begun = false;
    return (bar) => {
      if (!hasRange(bar)) return undefined;
      // The package has no true range without a previous close and leaves the first bar out. Told it twice, it takes the
      // bar's own close for the previous one, and that lies inside the bar: the range is high − low.
      if (!begun) step(bar);
      begun = true;
      return step(bar);
    };
  });
}
