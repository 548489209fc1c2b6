// Positions marked to market in plain numbers: the figures are taken from the books once, when a position changes, so
// that a bar costs one multiplication a position and no Decimal.
import type { PositionBook } from '../domain/account.ts';
import { signedCost } from './position-arithmetic.ts';

/** Mark price of a symbol; null before its first one. Who values a position at its worst looks at the signed quantity too. */
export type MarkOf = (symbol: string, quantity: number) => number | null;

export interface MarkedPositions<Key> {
  /** Takes a position's new state over; a flat one is dropped. */
  set(key: Key, position: Pick<PositionBook, 'symbol' | 'quantity' | 'cost'>): void;
  clear(): void;
  /** Unrealised result of all positions, in quote asset; a position without a mark yet counts at cost. */
  unrealised(markOf: MarkOf): number;
}

interface MarkedPosition<Key> {
  readonly key: Key;
  readonly symbol: string;
  readonly quantity: number;
  readonly signedCost: number;
}

/** An empty set of marked positions; keys are compared as Map keys are. */
export function createMarkedPositions<Key>(): MarkedPositions<Key> {
  let open: MarkedPosition<Key>[] = [];

  return {
    set: (key, position) => {
      const index = open.findIndex((marked) => marked.key === key);
      if (position.quantity.isZero()) {
        if (index !== -1) open.splice(index, 1);
        return;
      }
      const quantity = position.quantity.toNumber();
      const marked = { key, symbol: position.symbol, quantity, signedCost: signedCost(position).toNumber() };
      if (index === -1) open.push(marked);
      else open[index] = marked;
    },
    clear: () => {
      open = [];
    },
    unrealised: (markOf) => {
      let sum = 0;
      for (const position of open) {
        const mark = markOf(position.symbol, position.quantity);
        if (mark !== null) sum += position.quantity * mark - position.signedCost;
      }
      return sum;
    },
  };
}
