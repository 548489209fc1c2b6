// Indicators and other operators, tried value by value: what comes out stands beside what went in.
import { type OperatorFunction, Subject } from 'rxjs';

/**
 * Feeds `inputs` to an operator one by one; the answer has, at each place, what the operator emitted for that input, and
 * undefined where it emitted nothing. An input of undefined is a place where nothing is fed. Throws RangeError when one
 * input makes the operator emit more than once, and whatever the operator itself throws.
 *
 *     stepThrough(sma(2), [1, 2, 4]) // [undefined, 1.5, 3]
 */
export function stepThrough<I, O>(
  operator: OperatorFunction<I, O>,
  inputs: readonly (I | undefined)[],
): readonly (O | undefined)[] {
  const input$ = new Subject<I>();
  let emitted: O[] = [];
  let failed: { readonly error: unknown } | undefined;
  const subscription = input$.pipe(operator).subscribe({
    next: (output) => emitted.push(output),
    error: (error: unknown) => {
      failed = { error };
    },
  });
  const outputs = inputs.map((input, place) => {
    emitted = [];
    if (input !== undefined) input$.next(input);
    if (failed !== undefined) throw failed.error;
    if (emitted.length > 1) {
      throw new RangeError(`the operator emitted ${emitted.length} values for the input at place ${place}`);
    }
    return emitted[0];
  });
  subscription.unsubscribe();
  return outputs;
}
