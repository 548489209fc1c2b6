// A strategy that subscribes by itself and throws there throws past its own stream: RxJS reports such an error from a timer of
// the machine, which would end the process, and as late as the machine likes. While this watch stands, the error is handed
// over where it was thrown, so that two runs see it at the same instant.
import { config } from 'rxjs';
import { timeoutProvider } from 'rxjs/internal/scheduler/timeoutProvider';

/** Hands errors nobody handled to `onError`, at once, until the returned function is called. */
export function watchUnhandledErrors(onError: (error: unknown) => void): () => void {
  const { onUnhandledError } = config;
  const { delegate } = timeoutProvider;
  config.onUnhandledError = onError;
  // Nothing but these reports goes through RxJS's timeouts; its schedulers have other means.
  timeoutProvider.delegate = { setTimeout: runNow, clearTimeout };
  return () => {
    config.onUnhandledError = onUnhandledError;
    timeoutProvider.delegate = delegate;
  };
}

const NO_TIMER = 0;

function runNow(handler: () => void): typeof NO_TIMER {
  handler();
  return NO_TIMER;
}
