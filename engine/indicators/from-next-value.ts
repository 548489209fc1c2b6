// The bridge to the package technicalindicators: any object with a streaming `nextValue` becomes an indicator.
import type { Indicator } from './indicator.ts';
import { createIndicator } from './indicator.ts';

/** The streaming face of a technicalindicators object, such as `new CCI({ period: 20, high: [], low: [], close: [] })`. */
export interface NextValue<I, O> {
  nextValue(input: I): O | undefined;
}

/**
 * An indicator over a technicalindicators object, which `create` makes anew for each start. What the object does with
 * inputs that are no numbers is its own: most are poisoned for good, so keep them away from it.
 */
export function fromNextValue<I, O>(create: () => NextValue<I, O>): Indicator<I, O> {
  return createIndicator(() => {
    const object = create();
    return (input) => object.nextValue(input);
  });
}
