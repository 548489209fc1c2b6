// The part of a kline that indicators read, and how a single price is taken from it. Structural on purpose: klines, bars
// of another venue and literals in a test are all bars.

export interface Bar {
  /** Epoch ms, first instant of the bar. */
  readonly openTime: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** Base asset traded. */
  readonly volume: number;
}

/** Which price of a bar: one of the four, or their means `(h+l)/2`, `(h+l+c)/3`, `(o+h+l+c)/4`. */
export type PriceSource = 'open' | 'high' | 'low' | 'close' | 'hl2' | 'hlc3' | 'ohlc4';

/** What an indicator of a single price takes: the price itself, or a bar to take it from. */
export type PriceInput = number | Pick<Bar, 'open' | 'high' | 'low' | 'close'>;

export interface PriceOptions {
  /** Price read from a bar, the close unless told otherwise; numbers are taken as they are. */
  readonly source?: PriceSource;
}

type PricedBar = Exclude<PriceInput, number>;

const PRICES: Readonly<Record<PriceSource, (bar: PricedBar) => number>> = {
  open: (bar) => bar.open,
  high: (bar) => bar.high,
  low: (bar) => bar.low,
  close: (bar) => bar.close,
  hl2: (bar) => (bar.high + bar.low) / 2,
  hlc3: (bar) => (bar.high + bar.low + bar.close) / 3,
  ohlc4: (bar) => (bar.open + bar.high + bar.low + bar.close) / 4,
};

/** A function that takes the price an indicator asked for; throws a RangeError for an unknown source. */
export function priceReader(indicator: string, options: PriceOptions): (input: PriceInput) => number {
  const source = options.source ?? 'close';
  if (!Object.hasOwn(PRICES, source)) {
    throw new RangeError(`${indicator}: source must be one of ${Object.keys(PRICES).join(', ')}, got ${source}`);
  }
  const price = PRICES[source];
  return (input) => (typeof input === 'number' ? input : price(input));
}

/** The typical price `(h+l+c)/3`. */
export const typicalPrice = PRICES.hlc3;

/** Whether high, low and close are finite; the sum of three finite prices is. */
export function hasRange(bar: Pick<Bar, 'high' | 'low' | 'close'>): boolean {
  return Number.isFinite(bar.high + bar.low + bar.close);
}
