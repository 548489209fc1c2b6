// Figures as they are read: digits in groups, a true minus, a plus where the sign is the message, the unit beside them. What
// has no value is a dash, never a zero.

export const NO_FIGURE = '–';
const MINUS = '\u2212';
const NARROW_SPACE = '\u202f';
/** As many as are booked. */
const SHOWN_DECIMALS = 8;

/** A number or the decimal text of one, as a number; null where there is none. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Fixed decimals with digits in groups of three; `signed` puts a plus before what is above zero. */
export function fixedText(value: number | null, decimals: number, signed = false): string {
  if (value === null || !Number.isFinite(value)) return NO_FIGURE;
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const digits = fraction === undefined ? grouped(whole) : `${grouped(whole)}.${fraction}`;
  if (!/[1-9]/.test(digits)) return digits;
  return `${value < 0 ? MINUS : signed ? '+' : ''}${digits}`;
}

/** Money in the account's asset: two decimals, more only for what two would show as nothing, up to the eight that are booked. */
export function moneyText(value: number | null, signed = false): string {
  if (value === null) return NO_FIGURE;
  return fixedText(value, moneyDecimals(Math.abs(value)), signed);
}

/** Money with its asset. */
export function moneyWithAsset(value: number | null, asset: string, signed = false): string {
  return value === null ? NO_FIGURE : `${moneyText(value, signed)} ${asset}`;
}

/** Funding with the sign it is recorded with, above zero when received, and the word for it. */
export function fundingText(received: number | null, asset: string): string {
  const text = moneyWithAsset(received, asset, true);
  if (received === null || received === 0) return text;
  return `${text} (${received > 0 ? 'received' : 'paid'})`;
}

/** A ratio as per cent. */
export function percentText(ratio: number | null, signed = false, decimals = 2): string {
  return ratio === null ? NO_FIGURE : `${fixedText(ratio * 100, decimals, signed)}${NARROW_SPACE}%`;
}

/** A count without decimals. */
export function countText(value: number | null): string {
  return fixedText(value, 0);
}

/** A decimal as it is recorded, its digits grouped and nothing rounded. */
export function exactText(value: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^([-+]?)(\d+)(\.\d+)?$/.exec(value) ?? [];
  return whole === '' ? value : `${sign === '-' ? MINUS : ''}${grouped(whole)}${fraction}`;
}

/** A recorded price with at least so many decimals, more where it has more, at most eight that say something. */
export function priceText(value: string, decimals: number): string {
  const text = shortDecimals(value);
  const [whole = '', fraction = ''] = text.split('.');
  return /^-?\d+$/.test(whole) && decimals > 0
    ? exactText(`${whole}.${fraction.padEnd(decimals, '0')}`)
    : exactText(text);
}

/** A text in which no number has more than eight decimals after its first digit that is not zero. */
export function shortDecimals(text: string): string {
  return text.replaceAll(/(\d+)\.(0*)(\d{9,})/g, (_all, whole: string, zeros: string, digits: string) => {
    const isSmall = /^0+$/.test(whole);
    const decimals = isSmall ? zeros.length + SHOWN_DECIMALS : SHOWN_DECIMALS;
    const number = Number(`${whole}.${zeros}${digits}`);
    const isExact = number <= Number.MAX_SAFE_INTEGER / 10 ** SHOWN_DECIMALS && decimals <= 100;
    const shown = isExact ? number.toFixed(decimals) : `${whole}.${`${zeros}${digits}`.slice(0, decimals)}`;
    return shown.replace(/\.?0+$/, '');
  });
}

/** A number on an axis: short, with k and M for what is large. */
export function axisText(value: number, step: number): string {
  const size = Math.abs(value);
  if (size >= 1e6 && step >= 1e4) return `${fixedText(value / 1e6, decimalsOf(step / 1e6))}M`;
  if (size >= 1e4 && step >= 100) return `${fixedText(value / 1e3, decimalsOf(step / 1e3))}k`;
  return fixedText(value, decimalsOf(step));
}

/** One thing or several of it: `1 kline`, `1,204 klines`. */
export function counted(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function moneyDecimals(size: number): number {
  if (size === 0 || size >= 0.005) return 2;
  return size >= 0.000_05 ? 4 : 8;
}

/** As many decimals as a step needs: 2 for 0.05, 3 for 0.025. */
function decimalsOf(step: number): number {
  let decimals = 0;
  while (
    decimals < 8 &&
    Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6 * step * 10 ** decimals
  )
    decimals++;
  return decimals;
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ',');
}
