// The positions that are held, one per symbol and side, and what they are worth at mark: exactly, and in plain numbers.
import type { PositionBook } from '../domain/account.ts';
import { type Decimal, sumDecimals, toDecimal, ZERO } from '../domain/decimal.ts';
import type { PositionSide } from '../domain/side.ts';
import { createMarkedPositions, type MarkOf } from './marked-positions.ts';
import { flatPosition, unrealisedAt } from './position-arithmetic.ts';
import { positionKey } from './position-key.ts';

export interface HeldPositions {
  /** The flat position where nothing is held. */
  get(symbol: string, positionSide: PositionSide): PositionBook;
  /** Takes a position's new state over. */
  put(position: PositionBook): void;
  replaceAll(positions: readonly PositionBook[]): void;
  /** What is held, by symbol and side, so that two runs list it alike. */
  all(): readonly PositionBook[];
  isolatedWallets(): Decimal;
  /** Unrealised result at mark; a position without a mark yet counts at cost. */
  unrealised(markOf: MarkOf): Decimal;
  unrealisedNumber(markOf: MarkOf): number;
}

export function createHeldPositions(): HeldPositions {
  const positions = new Map<string, PositionBook>();
  const marked = createMarkedPositions<string>();
  let sorted: readonly PositionBook[] | undefined;

  const put = (position: PositionBook): void => {
    const key = positionKey(position.symbol, position.positionSide);
    if (position.quantity.isZero()) positions.delete(key);
    else positions.set(key, position);
    marked.set(key, position);
    sorted = undefined;
  };

  return {
    get: (symbol, positionSide) =>
      positions.get(positionKey(symbol, positionSide)) ?? flatPosition(symbol, positionSide),
    put,
    replaceAll: (replacement) => {
      positions.clear();
      marked.clear();
      sorted = undefined;
      for (const position of replacement) put(position);
    },
    all: () => (sorted ??= [...positions.values()].toSorted(compareByKey)),
    isolatedWallets: () => sumDecimals([...positions.values()].map((position) => position.isolatedWallet)),
    unrealised: (markOf) => {
      let sum = ZERO;
      for (const position of positions.values()) {
        const mark = markOf(position.symbol, position.quantity.toNumber());
        if (mark !== null) sum = sum.plus(unrealisedAt(position, toDecimal(mark)));
      }
      return sum;
    },
    unrealisedNumber: (markOf) => marked.unrealised(markOf),
  };
}

function compareByKey(a: PositionBook, b: PositionBook): number {
  const [first, second] = [positionKey(a.symbol, a.positionSide), positionKey(b.symbol, b.positionSide)];
  return first < second ? -1 : first > second ? 1 : 0;
}
