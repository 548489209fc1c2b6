// A position's name: one per symbol and side. Keys sort by symbol, then side, which is the order in which books are listed.
import type { PositionSide } from '../domain/side.ts';

export function positionKey(symbol: string, positionSide: PositionSide): string {
  return `${symbol} ${positionSide}`;
}
