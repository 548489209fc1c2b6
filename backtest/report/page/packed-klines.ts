// Klines as few bytes: whole numbers of the smallest price unit, each told by how it differs from what is known already.
// Written when a run is written, read by Node and by the browser, so nothing of either is used here.
//
// The bytes, in this order, every number a varint (seven bits a byte, lowest first, the eighth bit set while more follow) and
// "signed" meaning zig-zag (0, -1, 1, -2, … as 0, 1, 2, 3, …):
//   first open time (signed, ms) · number of gaps · for each gap: klines since the one before, ms beyond one interval (signed)
//   opens, signed: minus the close before · closes, signed: minus the open · upper wicks, signed: high minus the greater of open
//   and close · lower wicks, signed: the lesser of both minus the low
// One field after the other and not one kline after the other: like lies by like, which compresses better.

/** Klines of one length, ascending; `time` is their open in epoch ms UTC. Prices are numbers. */
export interface PlainKlines {
  readonly intervalMs: number;
  readonly length: number;
  readonly time: ArrayLike<number>;
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
}

/** As many entries in each. Prices are whole numbers: divided by 10 to the power of the market's decimals they are the price. */
export interface UnpackedKlines {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** The klines with every price as the nearest whole number of 10^-decimals; see price-decimals.ts for how many keep all. */
export function packKlines(klines: PlainKlines, decimals: number): Uint8Array {
  const { length } = klines;
  const open = wholePrices(klines.open, length, decimals);
  const close = wholePrices(klines.close, length, decimals);
  const bytes = createWriter(length * 8 + 64);
  writeTimes(bytes, klines);
  let before = 0;
  for (let index = 0; index < length; index++) {
    bytes.signed(at(open, index) - before);
    before = at(close, index);
  }
  for (let index = 0; index < length; index++) bytes.signed(at(close, index) - at(open, index));
  const scale = 10 ** decimals;
  for (let index = 0; index < length; index++) {
    bytes.signed(Math.round(at(klines.high, index) * scale) - Math.max(at(open, index), at(close, index)));
  }
  for (let index = 0; index < length; index++) {
    bytes.signed(Math.min(at(open, index), at(close, index)) - Math.round(at(klines.low, index) * scale));
  }
  return bytes.done();
}

/** What `packKlines` made of `length` klines of `intervalMs`; throws a RangeError where the bytes are too few or too many. */
export function unpackKlines(bytes: Uint8Array, length: number, intervalMs: number): UnpackedKlines {
  const reader = createReader(bytes);
  const time = readTimes(reader, length, intervalMs);
  const [open, high, low, close] = [column(length), column(length), column(length), column(length)];
  for (let index = 0; index < length; index++) open[index] = reader.signed();
  let before = 0;
  for (let index = 0; index < length; index++) {
    const first = before + at(open, index);
    open[index] = first;
    before = first + reader.signed();
    close[index] = before;
  }
  for (let index = 0; index < length; index++) {
    high[index] = Math.max(at(open, index), at(close, index)) + reader.signed();
  }
  for (let index = 0; index < length; index++) {
    low[index] = Math.min(at(open, index), at(close, index)) - reader.signed();
  }
  reader.end();
  return { time, open, high, low, close };
}

function writeTimes(bytes: Writer, { time, length, intervalMs }: PlainKlines): void {
  if (length === 0) return;
  const gaps: number[] = [];
  for (let index = 1; index < length; index++) {
    if (at(time, index) - at(time, index - 1) !== intervalMs) gaps.push(index);
  }
  bytes.signed(at(time, 0));
  bytes.unsigned(gaps.length);
  let last = 0;
  for (const index of gaps) {
    bytes.unsigned(index - last);
    bytes.signed(at(time, index) - at(time, index - 1) - intervalMs);
    last = index;
  }
}

function readTimes(reader: Reader, length: number, intervalMs: number): Float64Array {
  const time = column(length);
  if (length === 0) return time;
  let next = reader.signed();
  let gaps = reader.unsigned();
  let gapIndex = gaps > 0 ? reader.unsigned() : -1;
  for (let index = 0; index < length; index++) {
    if (index === gapIndex) {
      next += reader.signed();
      gaps -= 1;
      gapIndex = gaps > 0 ? index + reader.unsigned() : -1;
    }
    time[index] = next;
    next += intervalMs;
  }
  return time;
}

function wholePrices(prices: ArrayLike<number>, length: number, decimals: number): Float64Array {
  const whole = column(length);
  const scale = 10 ** decimals;
  for (let index = 0; index < length; index++) whole[index] = Math.round(at(prices, index) * scale);
  return whole;
}

function column(length: number): Float64Array {
  return new Float64Array(length);
}

function at(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] ?? 0;
}

interface Writer {
  unsigned(value: number): void;
  signed(value: number): void;
  done(): Uint8Array;
}

/** A number of 53 bits takes eight bytes. */
const VARINT_BYTES_MAX = 8;

/** Arithmetic instead of shifts where numbers may be longer than 32 bits. */
function createWriter(capacity: number): Writer {
  let bytes = new Uint8Array(capacity);
  let length = 0;
  const unsigned = (value: number): void => {
    if (length + VARINT_BYTES_MAX > bytes.length) {
      const grown = new Uint8Array(bytes.length * 2);
      grown.set(bytes);
      bytes = grown;
    }
    let rest = value;
    while (rest >= 0x80) {
      bytes[length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    bytes[length++] = rest;
  };
  return {
    unsigned,
    signed: (value) => unsigned(value < 0 ? -2 * value - 1 : 2 * value),
    done: () => bytes.slice(0, length),
  };
}

interface Reader {
  unsigned(): number;
  signed(): number;
  /** Says that nothing more is expected. */
  end(): void;
}

function createReader(bytes: Uint8Array): Reader {
  let offset = 0;
  const unsigned = (): number => {
    let value = 0;
    for (let weight = 1; ; weight *= 0x80) {
      const byte = bytes[offset++];
      if (byte === undefined) throw new RangeError('the packed klines were cut short');
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) return value;
    }
  };
  return {
    unsigned,
    signed: () => {
      const value = unsigned();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    end: () => {
      if (offset !== bytes.length) throw new RangeError('the packed klines are followed by something else');
    },
  };
}
