import type { EventChannel } from '../events/index.ts';
import { bugOf } from '../logging/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';

// Many things may change at once: what is shown of them is read once for all.
const gatherMillis = 100;

type Name = Parameters<EventChannel['on']>[0];

interface AfterChangesParts<Value> {
  readonly on: EventChannel['on'];
  readonly clock: Pick<Clock, 'after'>;
  readonly logger: Pick<Logger, 'error'>;
  /** After which events it may be another one. */
  readonly names: readonly Name[];
  readonly read: () => Promise<Value>;
  readonly show: (value: Value) => void;
  /** What is to be said of it where it cannot be read. */
  readonly failure: string;
}

/** Shows something as it is now, and again soon after anything that it depends on has changed. */
export function showAfterChanges<Value>(parts: AfterChangesParts<Value>): {
  readonly again: () => void;
  stop: Disposer;
} {
  const { on, clock, logger, names, read, show, failure } = parts;
  let gathering: Disposer | null = null;
  let ended = false;

  async function readNow(): Promise<void> {
    try {
      const value = await read();
      if (!ended) show(value);
    } catch (cause) {
      bugOf(logger, failure, cause);
    }
  }
  function again(): void {
    if (ended) return;
    gathering ??= clock.after(gatherMillis, () => {
      gathering = null;
      void readNow();
    });
  }

  again();
  const stops = names.map((name) => on(name, again));
  return {
    again,
    stop() {
      ended = true;
      for (const stop of stops) stop();
      gathering?.();
    },
  };
}
