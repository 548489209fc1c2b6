// Numbers that a strategy file brings along. A table of prices takes part of the future with it wherever the data is cut, so no
// run can show it; but the table holds the very prices of the recording, and that can be seen.
import type { KlineColumns } from '../data/kline-columns.ts';
import { indexAtTime } from '../data/kline-columns.ts';
import type { AuthorText } from './author-texts.ts';

export interface CarriedData {
  readonly path: string;
  /** Different numbers that are prices of the data, and instants that are times of its klines. */
  readonly prices: number;
  readonly times: number;
}

/** So many numbers are no accident; a parameter or two that happens to be a price is. */
const CARRIED_MIN = 30;
/** Digits a number needs before being a price means anything. */
const DIGITS_MIN = 4;
/** Part of a file's numbers that must be prices: a long file holds numbers of many kinds, dense data has every price. */
const SHARE_MIN = 0.5;

/** Files that hold at least thirty prices, or thirty kline times, of the data. */
export function findCarriedData(files: readonly AuthorText[], klines: readonly KlineColumns[]): readonly CarriedData[] {
  return files.flatMap(({ path, text }) => {
    const numbers = significantNumbers(text);
    const times = instantsIn(text, numbers).filter((time) => klines.some((columns) => isKlineTime(columns, time)));
    const timesCount = new Set(times).size;
    const amounts = [...numbers].filter((number) => number < TIME_MIN);
    const prices = amounts.length < CARRIED_MIN ? 0 : countPrices(amounts, klines);
    const carries = {
      path,
      prices: prices >= CARRIED_MIN && prices >= SHARE_MIN * amounts.length ? prices : 0,
      times: timesCount >= CARRIED_MIN ? timesCount : 0,
    };
    return carries.prices > 0 || carries.times > 0 ? [carries] : [];
  });
}

function significantNumbers(text: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const [token] of text.replaceAll(/(?<=\d)_(?=\d)/g, '').matchAll(/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/g)) {
    const digits = token.replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
    if (digits.length >= DIGITS_MIN) numbers.add(Number(token));
  }
  return numbers;
}

/** Seconds since 1970 that could be a time of trading; anything above is one rather than a price. */
const TIME_MIN = 1_000_000_000;

function instantsIn(text: string, numbers: ReadonlySet<number>): readonly number[] {
  const numeric = [...numbers].filter((number) => number >= TIME_MIN).map((time) => (time < 1e11 ? time * 1000 : time));
  const written = [...text.matchAll(/\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?/g)].map(([iso]) =>
    Date.parse(`${iso.replace(' ', 'T').replace('Z', '')}${iso.length > 10 ? 'Z' : ''}`),
  );
  return [...numeric, ...written];
}

/** Opens and closes alike: in klines without a gap the one is the other's neighbour. */
function isKlineTime(columns: KlineColumns, time: number): boolean {
  const row = indexAtTime(columns, time);
  return columns.openTime[row] === time;
}

function countPrices(numbers: readonly number[], klines: readonly KlineColumns[]): number {
  const wanted = new Set(numbers);
  const found = new Set<number>();
  for (const { open, high, low, close, length } of klines) {
    for (const column of [open, high, low, close]) {
      for (let row = 0; row < length; row += 1) {
        const price = column[row] ?? Number.NaN;
        if (wanted.has(price)) found.add(price);
      }
    }
  }
  return found.size;
}
