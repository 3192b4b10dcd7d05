import type { Clock } from '../platform/ports.ts';

/** Waits by the given clock; returns at once when the signal is aborted. */
export function pause(clock: Clock, millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = () => {
      stop();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const stop = clock.after(millis, done);
    signal.addEventListener('abort', done, { once: true });
  });
}
