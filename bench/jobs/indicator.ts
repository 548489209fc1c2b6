// One indicator over random klines, in a process of its own: another one before it would have taught the engine of JavaScript other
// shapes.
import { randomKlines } from '../data/random-klines.ts';
import { INDICATORS } from '../parts/indicators.ts';
import { timePasses } from '../time-passes.ts';
import { type Job, needed } from '../sample.ts';

/** `part` is the indicator's name, with `theirs ` before it for the one of technicalindicators. */
export const indicatorJob: Job = ({ part, count }) => {
  const name = needed(part, 'part');
  const found = INDICATORS.find((one) => one.name === name || `theirs ${one.name}` === name);
  const start = found?.name === name ? found.ours : found?.theirs;
  if (start === undefined) throw new Error(`there is no indicator "${name}"`);
  const klines = randomKlines(needed(count, 'count'));
  return timePasses(klines.length, () => {
    const step = start();
    return () => {
      for (const kline of klines) step(kline);
    };
  });
};
