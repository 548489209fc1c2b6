// Whether a value is what a test says it is, without the test having to say all of it.

/** Two numbers nearer than this, as a ratio of the greater, are the same: averages are rarely round. */
const TOLERANCE_RATIO = 1e-9;

/**
 * Whether `value` is like `pattern`: equal, numbers within 1e-9 of each other; of an object only the members that the pattern
 * has are looked at; a function is asked.
 */
export function isLike(value: unknown, pattern: unknown): boolean {
  if (typeof pattern === 'function') return pattern(value) === true;
  if (typeof value === 'number' && typeof pattern === 'number') return isNear(value, pattern);
  if (Array.isArray(pattern)) {
    return (
      Array.isArray(value) &&
      value.length === pattern.length &&
      pattern.every((member, index) => isLike(value[index], member))
    );
  }
  if (isObject(value) && isObject(pattern)) {
    return Object.entries(pattern).every(([name, member]) => isLike(value[name], member));
  }
  return Object.is(value, pattern);
}

function isNear(one: number, other: number): boolean {
  if (Object.is(one, other) || one === other) return true;
  return Math.abs(one - other) <= TOLERANCE_RATIO * Math.max(Math.abs(one), Math.abs(other));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
