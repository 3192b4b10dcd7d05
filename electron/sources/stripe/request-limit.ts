import PQueue from 'p-queue';
import type { Clock } from '../../platform/ports.ts';

/** Spreads requests that share one key, so that a vendor's limit is never reached. */
export interface RequestLimit {
  /** Resolves when the next request may start; rejects with the signal's reason when that is aborted first. */
  turn(signal?: AbortSignal): Promise<void>;
  /** Lets nothing start for this long: the vendor asked for a pause. */
  pause(millis: number): void;
}

/**
 * At most `perSecond` starts in any second. Slots are held by the clock's running time: a wall clock that is set
 * back must not stop requests.
 */
export function createRequestLimit(perSecond: number, clock: Pick<Clock, 'after'>): RequestLimit {
  const queue = new PQueue({ concurrency: perSecond });
  let pauses = 0;
  return {
    turn(signal) {
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const abort = () => {
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', abort, { once: true });
      if (signal?.aborted) abort();
      void queue.add(async () => {
        signal?.removeEventListener('abort', abort);
        if (signal?.aborted) return;
        resolve(undefined);
        await new Promise<void>((free) => clock.after(1000, free));
      });
      return promise;
    },
    pause(millis) {
      pauses++;
      queue.pause();
      clock.after(millis, () => {
        pauses--;
        if (pauses === 0) queue.start();
      });
    },
  };
}
