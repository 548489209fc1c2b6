// Numbers as exchanges print them: shortest digits that give the same double, never an exponent.
import { Decimal } from '../../engine/domain/decimal.ts';

/** Decimal text of a finite number that reads back as the same number. */
export function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? new Decimal(text).toFixed() : text;
}
