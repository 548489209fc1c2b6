// equity.csv: one line a kline close. The one file that may have millions of lines, so it is written straight from the
// columns.
import type { EquitySeries } from '../metrics/equity-series.ts';
import { moneyText } from './decimal-text.ts';
import { createTimeText } from './time-text.ts';

const LINES_PER_CHUNK = 4_096;

/** The file as pieces of text: `time,equity`. */
export function* equityCsv(series: EquitySeries): Generator<string> {
  const timeText = createTimeText();
  const { time, equity } = series;
  let chunk = 'time,equity\n';
  for (let index = 0; index < time.length; index++) {
    chunk += `${timeText(time[index] ?? 0)},${moneyText(equity[index] ?? 0)}\n`;
    if (index % LINES_PER_CHUNK === LINES_PER_CHUNK - 1) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
