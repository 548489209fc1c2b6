// A strategy that subscribes by itself and throws there throws past its own stream: RxJS reports such an error from a timer of
// the machine, which would end the process. While this watch stands, the error is handed to whoever runs the strategy.
import { config } from 'rxjs';

/** Hands errors nobody handled to `onError` until the returned function is called. */
export function watchUnhandledErrors(onError: (error: unknown) => void): () => void {
  const before = config.onUnhandledError;
  config.onUnhandledError = onError;
  return () => {
    config.onUnhandledError = before;
  };
}
