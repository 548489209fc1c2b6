// Which interval a recording has, told from its rows: the most frequent step from one open time to the next.
import { bucketStart, INTERVALS, intervalMs, type Interval } from '../../engine/domain/interval.ts';
import type { CloseSpans } from './close-spans.ts';

const DAY_MS = 86_400_000;
const MONTH_DAYS_MIN = 28;
const MONTH_DAYS_MAX = 31;

export interface DetectedInterval {
  readonly interval: Interval | undefined;
  /** The step it was told from, in ms; undefined where there are fewer than two rows and no close times. */
  readonly stepMs: number | undefined;
}

/** The interval of rows `from` (inclusive) to `to` (exclusive); where the steps tell none, the close times do if they agree. */
export function detectInterval(openTime: Float64Array, from: number, to: number, spans: CloseSpans): DetectedInterval {
  const first = openTime[from] ?? 0;
  const stepMs = mostFrequentStep(openTime, from, to);
  const spanMs = onlySpan(spans);
  const interval = intervalOfStep(stepMs, first) ?? intervalOfStep(spanMs, first);
  return { interval, stepMs: stepMs ?? spanMs };
}

function intervalOfStep(stepMs: number | undefined, firstOpenTime: number): Interval | undefined {
  if (stepMs === undefined) return undefined;
  const fixed = INTERVALS.find((interval) => interval !== '1M' && intervalMs(interval) === stepMs);
  if (fixed !== undefined) return fixed;
  const days = stepMs / DAY_MS;
  const isMonth =
    days >= MONTH_DAYS_MIN && days <= MONTH_DAYS_MAX && bucketStart('1M', firstOpenTime) === firstOpenTime;
  return isMonth ? '1M' : undefined;
}

function mostFrequentStep(openTime: Float64Array, from: number, to: number): number | undefined {
  const counts = new Map<number, number>();
  let runStepMs = 0;
  let runLength = 0;
  const closeRun = (): void => {
    if (runStepMs > 0) counts.set(runStepMs, (counts.get(runStepMs) ?? 0) + runLength);
  };
  for (let row = from + 1; row < to; row++) {
    const stepMs = (openTime[row] ?? 0) - (openTime[row - 1] ?? 0);
    if (stepMs === runStepMs) {
      runLength++;
    } else {
      closeRun();
      runStepMs = stepMs;
      runLength = 1;
    }
  }
  closeRun();
  let best: number | undefined;
  let bestCount = 0;
  for (const [stepMs, count] of counts) {
    if (count > bestCount || (count === bestCount && stepMs < (best ?? Infinity))) {
      best = stepMs;
      bestCount = count;
    }
  }
  return best;
}

function onlySpan(spans: CloseSpans): number | undefined {
  const [spanMs] = spans.groups.keys();
  return spans.groups.size === 1 && spanMs !== undefined && spanMs >= 0 ? spanMs + 1 : undefined;
}
