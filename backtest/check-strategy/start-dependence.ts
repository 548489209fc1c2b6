// Whether signals hang on where a run begins. A strategy that was warmed up long enough says the same from its first kline on;
// one that was not says something else for a while; one that follows what it holds may go its own way for good.
import type { Said } from './emission-book.ts';
import { isRecord, type Plain, readIntent } from './intent-text.ts';

export interface StartDifference {
  readonly same: number;
  readonly differing: number;
  /** Epoch ms; undefined where there is no difference. */
  readonly firstTime: number | undefined;
  readonly lastTime: number | undefined;
  /** The first intents that differ. */
  readonly whole: Said | undefined;
  readonly later: Said | undefined;
  /** Equal intents after the last difference. */
  readonly sameAfter: number;
}

/** Relative difference of sizes that still counts as equal: averages that began elsewhere agree no better. */
const SIZE_TOLERANCE = 1e-6;

/** Compares from `start` on: kind, side and time exactly, numbers to 1e-6, names not at all. */
export function compareFromStart(whole: readonly Said[], later: readonly Said[], start: number): StartDifference {
  const [wholeByTime, laterByTime] = [byTime(whole.filter(({ time }) => time > start)), byTime(later)];
  const times = [...new Set([...wholeByTime.keys(), ...laterByTime.keys()])].toSorted((a, b) => a - b);
  let [same, differing, sameAfter] = [0, 0, 0];
  let first: { readonly time: number; readonly whole: Said | undefined; readonly later: Said | undefined } | undefined;
  let lastTime: number | undefined;
  for (const time of times) {
    const [a, b] = [wholeByTime.get(time) ?? [], laterByTime.get(time) ?? []];
    const place = firstUnequal(a, b);
    if (place === undefined) {
      same += a.length;
      sameAfter += a.length;
      continue;
    }
    differing += Math.max(a.length, b.length);
    sameAfter = 0;
    lastTime = time;
    first ??= { time, whole: a[place], later: b[place] };
  }
  return { same, differing, firstTime: first?.time, lastTime, whole: first?.whole, later: first?.later, sameAfter };
}

function byTime(said: readonly Said[]): ReadonlyMap<number, readonly Said[]> {
  const groups = new Map<number, Said[]>();
  for (const entry of said) {
    const group = groups.get(entry.time);
    if (group === undefined) groups.set(entry.time, [entry]);
    else group.push(entry);
  }
  return groups;
}

function firstUnequal(a: readonly Said[], b: readonly Said[]): number | undefined {
  for (let place = 0; place < Math.max(a.length, b.length); place += 1) {
    const [one, other] = [a[place], b[place]];
    if (one === undefined || other === undefined) return place;
    if (one.text !== other.text && !isAlike(readIntent(one.text), readIntent(other.text))) return place;
  }
  return undefined;
}

/** Names a strategy gives: they count orders, and what began later has counted fewer. */
const NAMES = new Set(['ref', 'of']);

function isAlike(a: Plain | undefined, b: Plain | undefined): boolean {
  const [x, y] = [amount(a), amount(b)];
  if (x !== undefined && y !== undefined) {
    return Math.abs(x - y) <= SIZE_TOLERANCE * Math.max(Math.abs(x), Math.abs(y));
  }
  if (Array.isArray(a) && Array.isArray(b)) return isAlikeInAll(a, b);
  if (!isRecord(a) || !isRecord(b)) return a === b;
  if (a['kind'] === 'keepOrders' && b['kind'] === 'keepOrders') {
    return a['market'] === b['market'] && isAlikeInAll(valuesOf(a['orders']), valuesOf(b['orders']));
  }
  const names = new Set([...Object.keys(a), ...Object.keys(b)].filter((name) => !NAMES.has(name)));
  return [...names].every((name) => isAlike(a[name], b[name]));
}

function isAlikeInAll(a: readonly Plain[], b: readonly Plain[]): boolean {
  return a.length === b.length && a.every((member, place) => isAlike(member, b[place]));
}

function valuesOf(orders: Plain | undefined): readonly Plain[] {
  return isRecord(orders) ? Object.values(orders) : [];
}

function amount(value: Plain | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
