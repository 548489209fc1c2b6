// Where an axis is labelled: round numbers, and for time the beginnings of hours, days, months and years.
import { DAY_MS, monthText, quarterText, YEARS_MS } from '../text/time-text.ts';

const HOUR_MS = 3_600_000;

export interface TimeTick {
  /** Epoch ms. */
  readonly time: number;
  readonly text: string;
}

/** Round numbers within a range, about `count` of them, with the step between them. */
export function roundTicks(
  min: number,
  max: number,
  count: number,
): { readonly ticks: readonly number[]; readonly step: number } {
  const rough = (max - min) / Math.max(1, count);
  if (!(rough > 0)) return { ticks: [min], step: Math.abs(min) / 100 || 1 };
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = size * ([1, 2, 2.5, 5, 10].find((each) => each * size >= rough * 0.999) ?? 10);
  const ticks: number[] = [];
  // Plus zero: the ceiling of a little less than zero is minus zero.
  for (let index = Math.ceil(min / step - 1e-9) + 0; index * step <= max + step * 1e-9; index++)
    ticks.push(index * step);
  return { ticks, step };
}

/** Beginnings of hours, days, months or years within a span, at most `countMax` of them. */
export function timeTicks(fromMs: number, toMs: number, countMax: number): readonly TimeTick[] {
  const span = Math.max(1, toMs - fromMs);
  const hours = [1, 3, 6, 12].find((each) => span / (each * HOUR_MS) <= countMax);
  if (hours !== undefined) return evenTicks(fromMs, toMs, hours * HOUR_MS);
  const days = [1, 2, 7, 14].find((each) => span / (each * DAY_MS) <= countMax);
  if (days !== undefined) return evenTicks(fromMs, toMs, days * DAY_MS);
  // Over years a name of a month is easily taken for a place within one: quarters say which.
  const choices = span > YEARS_MS ? [3, 6] : [1, 2, 3, 6];
  const months = [...choices, 12, 24, 60, 120].find((each) => span / (each * 30.4 * DAY_MS) <= countMax) ?? 240;
  return monthTicks(fromMs, toMs, months, span > YEARS_MS ? quarterText : monthText);
}

function evenTicks(fromMs: number, toMs: number, stepMs: number): readonly TimeTick[] {
  const ticks: TimeTick[] = [];
  for (let time = Math.ceil(fromMs / stepMs) * stepMs; time <= toMs; time += stepMs) {
    const date = new Date(time);
    const isMidnight = time % DAY_MS === 0;
    const day = `${date.getUTCDate()} ${monthText(date.getUTCMonth())}`;
    ticks.push({ time, text: isMidnight ? day : date.toISOString().slice(11, 16) });
  }
  return ticks;
}

function monthTicks(
  fromMs: number,
  toMs: number,
  months: number,
  textOf: (month: number) => string,
): readonly TimeTick[] {
  const ticks: TimeTick[] = [];
  const first = new Date(fromMs);
  let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months;
  for (; ; month += months) {
    const [year, ofYear] = [Math.floor(month / 12), month % 12];
    const time = Date.UTC(year, ofYear);
    if (time > toMs) return ticks;
    if (time >= fromMs) ticks.push({ time, text: ofYear === 0 ? String(year) : textOf(ofYear) });
  }
}
