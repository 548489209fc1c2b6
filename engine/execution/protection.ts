// How well a strategy's position in a market is protected, over its brackets (SEMANTICS 5).
import { type Decimal, ZERO, sumDecimals } from '../domain/decimal.ts';
import { type Bracket, isStopSlot, remainingOf } from './bracket.ts';

export interface Protection {
  /** Every stop that was asked for rests for all that its bracket holds; true too when nothing is held. */
  readonly isProtected: boolean;
  /** Base asset held by brackets. */
  readonly held: Decimal;
  /** Part of it whose brackets ask for a stop. */
  readonly stopped: Decimal;
  /** Epoch ms since when a stop that was asked for has been missing; null while none is. */
  readonly unprotectedSince: number | null;
}

export function protectionOf(brackets: readonly Bracket[]): Protection {
  const holding = brackets.filter((bracket) => remainingOf(bracket).gt(ZERO));
  const stopped = holding.filter((bracket) => bracket.wanted.some((spec) => isStopSlot(spec.slot)));
  const since = holding.flatMap(({ unprotectedSince }) => (unprotectedSince === null ? [] : [unprotectedSince]));
  return {
    isProtected: since.length === 0,
    held: sumDecimals(holding.map((bracket) => remainingOf(bracket))),
    stopped: sumDecimals(stopped.map((bracket) => remainingOf(bracket))),
    unprotectedSince: since.length === 0 ? null : Math.min(...since),
  };
}
