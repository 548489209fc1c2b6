// What an indicator is: an RxJS operator that can also be stepped, one input at a time, without a stream around it.
//
// Conventions of every indicator here:
// - Parameters are checked when the indicator is made: a wrong one throws a RangeError of one sentence.
// - `undefined` means "no value yet" and is never emitted. Each indicator says after how many inputs it is warm.
// - An input that is no finite number (NaN, ±Infinity, a bar with one) is passed over: that step answers `undefined` and
//   leaves the state as it was, so that one bad input costs one value and never poisons what follows.
// - Each subscription and each `start()` has a state of its own.
import type { OperatorFunction } from 'rxjs';
import { defer, filter, map } from 'rxjs';

/** Takes one input and answers the value it completes, or `undefined` while there is none. */
export type Step<I, O> = (input: I) => O | undefined;

/** An operator on a stream of inputs that can also be stepped by hand: `stream.pipe(sma(10))`, or `sma(10).start()`. */
export interface Indicator<I, O> extends OperatorFunction<I, O> {
  /** A fresh state machine, for use without a stream. */
  start(): Step<I, O>;
}

/** Makes an indicator from a function that starts a fresh step; errors thrown by a step become errors of the stream. */
export function createIndicator<I, O>(start: () => Step<I, O>): Indicator<I, O> {
  const operator: OperatorFunction<I, O> = (source) => defer(() => source.pipe(map(start()), filter(isValue)));
  return Object.assign(operator, { start });
}

function isValue<O>(output: O | undefined): output is O {
  return output !== undefined;
}
