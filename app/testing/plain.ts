// Values as a test writes them down: records, lists, texts and numbers, without the marks and classes the engine gives them.
import { Decimal } from '../../engine/domain/decimal.ts';

export type Plain =
  string | number | boolean | null | undefined | readonly Plain[] | { readonly [name: string]: Plain };

/** A Decimal as the nearest number, a record without its hidden members; what is undefined is left out. */
export function plain(value: unknown): Plain {
  if (value instanceof Decimal) return value.toNumber();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return plainRecord(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? value : `[${typeof value}]`;
}

/** `plain` of each member. */
export function plainRecord(value: object): { readonly [name: string]: Plain } {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}
