// Kinds of settings that several sections use.
import { z } from 'zod';
import { parseDecimal, toDecimal } from '../engine/domain/decimal.ts';
import { INTERVALS } from '../engine/domain/interval.ts';
import { ISO_TIME_ALLOWED, parseIsoTime } from './iso-time.ts';

/** An amount of money or a quantity above 0, as a Decimal; a text keeps digits that a YAML number would lose. */
export const positiveDecimal = z
  .union([z.number(), z.string()])
  .refine((value) => parseDecimal(value)?.gt(0) === true, 'a number above 0')
  .transform((value) => toDecimal(value))
  .meta({ allowed: 'a number above 0' });

/** A time as epoch ms. */
export const isoTime = z
  .string()
  .refine((text) => parseIsoTime(text) !== undefined, ISO_TIME_ALLOWED)
  .transform((text) => parseIsoTime(text) ?? 0)
  .meta({ allowed: ISO_TIME_ALLOWED });

/** Files by name or by pattern, relative to the config; the schema makes a list of one. */
export const files = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .meta({ allowed: 'a file, a pattern or a list of them' });

/** One file, relative to the config. */
export const file = z.string().min(1).meta({ allowed: 'a file' });

/** Written where something is left out on purpose. */
export const none = z.literal('none');

const SYMBOL_ALLOWED = 'a symbol such as BTCUSDT';

/** Name of a contract as the venue writes it. */
export const symbol = z
  .string()
  .regex(/^[A-Z0-9]{2,30}$/, SYMBOL_ALLOWED)
  .meta({ allowed: SYMBOL_ALLOWED });

export const interval = z.enum(INTERVALS);

export const leverage = z.number().int().min(1);
export const marginMode = z.enum(['cross', 'isolated']);
