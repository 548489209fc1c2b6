// Figures as a person reads them in the terminal: grouped digits, per cent for ratios, days and hours for durations. The
// files keep the exact ones.

const NO_FIGURE = '–';

/** Money with grouped digits and two decimals, eight for what is smaller than one. */
export function moneyShown(amount: string, signed = false): string {
  const value = Number(amount);
  const decimals = value === 0 || Math.abs(value) >= 1 ? 2 : 8;
  const [whole = '', fraction = ''] = Math.abs(value).toFixed(decimals).split('.');
  const digits = `${countShown(Number(whole))}.${fraction.replace(/(?<=\d\d)0+$/, '')}`;
  const sign = value < 0 ? '-' : signed && value > 0 ? '+' : '';
  return sign + digits;
}

/** A ratio as per cent with two decimals. */
export function percentShown(ratio: number | null, signed = false): string {
  if (ratio === null) return NO_FIGURE;
  const text = twoDecimals(ratio * 100);
  return `${signed && ratio > 0 ? '+' : ''}${text} %`;
}

/** A figure without a unit, with two decimals. */
export function figureShown(value: number | null): string {
  return value === null ? NO_FIGURE : twoDecimals(value);
}

export function countShown(count: number): string {
  return grouped(String(count));
}

/** `1 kline`, `2,000 klines`. */
export function counted(count: number, noun: string): string {
  return `${countShown(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** The two largest units of a duration, `1 d 4 h`. */
export function durationShown(durationMs: number | null): string {
  if (durationMs === null) return NO_FIGURE;
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1_000],
    ['ms', 1],
  ] as const;
  const first = units.findIndex(([, lengthMs]) => durationMs >= lengthMs);
  if (first === -1) return '0 s';
  let restMs = durationMs;
  const parts: string[] = [];
  for (const [unit, lengthMs] of units.slice(first, first + 2)) {
    const count = Math.floor(restMs / lengthMs);
    restMs -= count * lengthMs;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(' ');
}

/** `2025-05-04 15:33`, with seconds only where there are any. */
export function timeShown(iso: string): string {
  return iso.slice(0, iso.endsWith(':00.000Z') ? 16 : 19).replace('T', ' ');
}

function twoDecimals(value: number): string {
  const digits = value.toFixed(2);
  return digits === '-0.00' ? '0.00' : grouped(digits);
}

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}
