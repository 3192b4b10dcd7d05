import type { Clock } from '../platform/ports.ts';

/** Waits by the clock; false when the signal was aborted before or meanwhile. */
export function wait(clock: Pick<Clock, 'after'>, millis: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const abort = () => {
      stop();
      resolve(false);
    };
    const stop = clock.after(millis, () => {
      signal?.removeEventListener('abort', abort);
      resolve(true);
    });
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
  });
}
