// The first place at which two runs of a strategy say something else.
import type { Said } from './emission-book.ts';

export interface Difference {
  /** Epoch ms: the earlier of both. */
  readonly time: number;
  /** Undefined where that run says nothing then. */
  readonly whole: Said | undefined;
  readonly other: Said | undefined;
}

/**
 * Compares up to instant `instantMax`, at which the other run's data ended: what the whole says later is not asked for. The
 * same intent at another instant is a difference.
 */
export function firstDifference(
  whole: readonly Said[],
  other: readonly Said[],
  instantMax = Number.POSITIVE_INFINITY,
): Difference | undefined {
  for (let index = 0; ; index += 1) {
    const [a, b] = [within(whole[index], instantMax), within(other[index], instantMax)];
    if (a === undefined && b === undefined) return undefined;
    if (a !== undefined && b !== undefined && isSame(a, b)) continue;
    return earliest(a, b);
  }
}

/** Where both speak at other instants the one that speaks later says nothing at the first. */
function earliest(a: Said | undefined, b: Said | undefined): Difference {
  const time = Math.min(a?.time ?? Infinity, b?.time ?? Infinity);
  const instant = Math.min(a?.instant ?? Infinity, b?.instant ?? Infinity);
  const isThen = (said: Said | undefined): boolean => said?.time === time && said.instant === instant;
  return { time, whole: isThen(a) ? a : undefined, other: isThen(b) ? b : undefined };
}

function within(said: Said | undefined, instantMax: number): Said | undefined {
  return said === undefined || said.instant > instantMax ? undefined : said;
}

function isSame(a: Said, b: Said): boolean {
  return a.instant === b.instant && a.time === b.time && a.text === b.text;
}
