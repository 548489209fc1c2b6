// What the time axis of the price chart says: of years no days, of which only quarters and years can be told apart.
import { DAY_MS, monthText, quarterText, YEARS_MS } from '../text/time-text.ts';

/** What begins at a label. */
export type LabelledUnit = 'year' | 'month' | 'day';

/** Whether a view is so long that days and months are left out. */
export function showsYears(spanMs: number): boolean {
  return spanMs > YEARS_MS;
}

/** The label of a kline at which a unit begins. Over years it is a quarter, and nothing where none has just begun. */
export function timeLabel(timeMs: number, unit: LabelledUnit, overYears: boolean): string {
  const date = new Date(timeMs);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit === 'year') return String(year);
  // Klines of several days may begin a little after the quarter does.
  if (overYears) return timeMs - Date.UTC(year, month - (month % 3)) < JUST_BEGUN_MS ? quarterText(month) : '';
  return unit === 'month' ? monthText(month) : `${day} ${monthText(month)}`;
}

const JUST_BEGUN_MS = 8 * DAY_MS;
