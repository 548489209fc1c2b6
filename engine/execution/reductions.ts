// Orders that reduce on a word (an intent's, or our own), and how much of each bracket they are to take. A share is
// claimed when the order is sent, so that nothing is closed twice, and given back when it ends unfilled.
import { type Decimal, ZERO, minDecimal } from '../domain/decimal.ts';

export interface Share {
  readonly bracketId: string;
  /** Base asset. */
  readonly quantity: Decimal;
}

export interface Reductions {
  /** Takes note of an order sent to take these shares. */
  start(clientOrderId: string, shares: readonly Share[]): void;
  /** Shares of an order that are not taken yet, in the order in which they are taken. */
  of(clientOrderId: string): readonly Share[];
  /** One share became smaller by a fill. */
  take(clientOrderId: string, taken: Share): void;
  /** The shares the order leaves untaken; it is forgotten. */
  end(clientOrderId: string): readonly Share[];
}

export function createReductions(): Reductions {
  const open = new Map<string, readonly Share[]>();
  return {
    start: (clientOrderId, shares) => void open.set(clientOrderId, shares),
    of: (clientOrderId) => open.get(clientOrderId) ?? [],
    take: (clientOrderId, taken) => {
      const shares = open.get(clientOrderId);
      if (shares === undefined) return;
      const left = shares.map((share) =>
        share.bracketId === taken.bracketId ? { ...share, quantity: share.quantity.minus(taken.quantity) } : share,
      );
      open.set(clientOrderId, left);
    },
    end: (clientOrderId) => {
      const shares = open.get(clientOrderId) ?? [];
      open.delete(clientOrderId);
      return shares.filter((share) => share.quantity.gt(ZERO));
    },
  };
}

export interface Claim {
  /** Null stands for what is held outside of brackets. */
  readonly bracketId: string | null;
  readonly quantity: Decimal;
}

/** Gives a quantity to claims in their order, each at most what it asks for; what is left over belongs to none. */
export function spread(
  quantity: Decimal,
  claims: Iterable<Claim>,
): { readonly shares: readonly Claim[]; readonly rest: Decimal } {
  const shares: Claim[] = [];
  let rest = quantity;
  for (const claim of claims) {
    if (rest.lte(ZERO)) break;
    const taken = minDecimal(rest, claim.quantity);
    if (taken.lte(ZERO)) continue;
    shares.push({ bracketId: claim.bracketId, quantity: taken });
    rest = rest.minus(taken);
  }
  return { shares, rest };
}
