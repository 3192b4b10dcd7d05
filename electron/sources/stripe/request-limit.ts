import PQueue from 'p-queue';
import { wait } from '../../http/index.ts';
import type { Clock } from '../../platform/ports.ts';

/** Spreads requests that share one key, so that a vendor's limit is never reached. */
export type RequestLimit = ReturnType<typeof createRequestLimit>;

/**
 * At most `perSecond` requests arrive in any second: a slot is free again one second after its request ended, since
 * when it arrived is not known. Slots go by the clock's running time: a wall clock that is set back must not stop
 * requests.
 */
export function createRequestLimit(perSecond: number, clock: Pick<Clock, 'after'>) {
  const queue = new PQueue({ concurrency: perSecond });
  let pauses = 0;
  return {
    /**
     * Resolves when the next request may start, with what to call when it has ended. Rejects with the signal's reason
     * when that is aborted first. A low-priority request gives way to all others that wait.
     */
    turn(signal?: AbortSignal, lowPriority: boolean = false): Promise<() => void> {
      const { promise, resolve, reject } = Promise.withResolvers<() => void>();
      const abort = () => {
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', abort, { once: true });
      if (signal?.aborted) abort();
      const hold = async () => {
        signal?.removeEventListener('abort', abort);
        if (signal?.aborted) return;
        const ended = Promise.withResolvers<null>();
        resolve(() => {
          ended.resolve(null);
        });
        await ended.promise;
        await wait(clock, 1000);
      };
      void queue.add(hold, { priority: lowPriority ? 0 : 1 });
      return promise;
    },
    /** Lets nothing start for this long: the vendor asked for a pause. */
    pause(millis: number): void {
      pauses++;
      queue.pause();
      clock.after(millis, () => {
        pauses--;
        if (pauses === 0) queue.start();
      });
    },
  };
}
