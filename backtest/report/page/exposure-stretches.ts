// How much was held over a run: the greatest notional of each stretch as a ratio of the equity of the moment. It is the
// account's own position that counts, per symbol and, in hedge mode, per side: what strategies hold against each other in a
// shared account is not held at the venue.
import { type Decimal, toDecimal, ZERO } from '../../../engine/domain/decimal.ts';
import type { EquitySeries } from '../../metrics/equity-series.ts';
import { type CloseCursor, createCloseCursor } from './close-cursor.ts';
import type { ExposureModel, Table } from './report-model.ts';
import type { RunRecords } from './run-records.ts';
import { columnOf, numberOf } from './table.ts';

const STRETCHES = 1_000;

/** Ratios are shown, never reckoned with. */
const RATIO_SCALE = 1e6;

/** At most `stretches` stretches of as many instants each, looked at at every kline close and after every fill. */
export function exposureStretches({ equity, markets, fills }: RunRecords, stretches = STRETCHES): ExposureModel {
  const book = createBook(new Map(markets.map((market) => [market.symbol, createCloseCursor(market)])));
  const nextFills = fillReader(fills, (fill) => book.apply(fill));
  const instants = equity.time.length;
  const perStretch = Math.max(1, Math.ceil(instants / stretches));
  const model = { time: new Array<number>(), long: new Array<number>(), short: new Array<number>() };
  for (let from = 0; from < instants; from += perStretch) {
    const to = Math.min(from + perStretch, instants);
    let [long, short] = [0, 0];
    const look = (index: number): void => {
      const ratios = book.ratios(equityBefore(equity, index));
      long = Math.max(long, ratios.long);
      short = Math.max(short, ratios.short);
    };
    for (let index = from; index < to; index++) {
      const isLast = index === instants - 1;
      // A fill at the instant of a close met the open after it.
      nextFills(isLast ? Infinity : (equity.time[index] ?? 0), () => look(index));
      book.mark(equity.time[index] ?? 0);
      look(index + 1);
    }
    model.time.push(from === 0 ? equity.startTime : (equity.time[from - 1] ?? 0));
    model.long.push(rounded(long));
    model.short.push(rounded(short));
  }
  return model;
}

interface HeldFill {
  readonly symbol: string;
  /** `both`, or `long` or `short` in hedge mode. */
  readonly positionSide: string;
  /** Positive when bought. */
  readonly signedQuantity: Decimal;
  readonly price: number;
}

interface Book {
  apply(fill: HeldFill): void;
  /** Values what is held at the closes known at `timeMs`. */
  mark(timeMs: number): void;
  ratios(equity: number): { readonly long: number; readonly short: number };
}

interface Held {
  readonly symbol: string;
  /** Exact, so that what is closed is 0 and not nearly. */
  exactQuantity: Decimal;
  quantity: number;
  price: number;
}

function createBook(cursors: ReadonlyMap<string, CloseCursor>): Book {
  const held = new Map<string, Held>();
  return {
    apply({ symbol, positionSide, signedQuantity, price }) {
      const key = `${symbol} ${positionSide}`;
      const position = held.get(key) ?? { symbol, exactQuantity: ZERO, quantity: 0, price };
      position.exactQuantity = position.exactQuantity.plus(signedQuantity);
      position.quantity = position.exactQuantity.toNumber();
      position.price = price;
      if (position.quantity === 0) held.delete(key);
      else held.set(key, position);
    },
    mark(timeMs) {
      for (const position of held.values()) {
        position.price = cursors.get(position.symbol)?.at(timeMs) ?? position.price;
      }
    },
    ratios(equity) {
      let [long, short] = [0, 0];
      for (const { quantity, price } of held.values()) {
        const notional = quantity * price;
        if (notional > 0) long += notional;
        else short -= notional;
      }
      return equity > 0 ? { long: long / equity, short: short / equity } : { long: 0, short: 0 };
    },
  };
}

/** Hands over the fills before a time that ascends, and says after each that there was one. */
function fillReader(fills: Table, apply: (fill: HeldFill) => void): (untilMs: number, applied: () => void) => void {
  const column = (name: string) => columnOf(fills, name);
  const [time, symbol, positionSide] = [column('time'), column('symbol'), column('positionSide')];
  const [side, quantity, price] = [column('side'), column('quantity'), column('price')];
  let row = 0;
  return (untilMs, applied) => {
    for (; row < fills.length && numberOf(time[row]) < untilMs; row += 1) {
      apply({
        symbol: String(symbol[row]),
        positionSide: String(positionSide[row]),
        signedQuantity: side[row] === 'buy' ? exact(quantity[row]) : exact(quantity[row]).neg(),
        price: numberOf(price[row]),
      });
      applied();
    }
  };
}

function exact(cell: string | number | null | undefined): Decimal {
  return toDecimal(cell ?? 0);
}

/** Equity known at instant `index` of the run, 0 being its start. */
function equityBefore({ startEquity, equity }: EquitySeries, index: number): number {
  return index === 0 ? startEquity : (equity[index - 1] ?? 0);
}

function rounded(ratio: number): number {
  return Math.round(ratio * RATIO_SCALE) / RATIO_SCALE;
}
