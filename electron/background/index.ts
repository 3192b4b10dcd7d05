import { bugOf } from '../logging/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';

interface LoopParts {
  readonly clock: Pick<Clock, 'after'>;
  readonly logger: Pick<Logger, 'error'>;
  /** What it does, for the log, such as "The background sync". */
  readonly name: string;
  /** How long until the first turn, 0 for at once. */
  readonly firstMillis: number;
  /** From the end of each turn to the next, asked each time where it may change; null for one that comes only when it is woken. */
  readonly everyMillis: number | (() => number) | null;
  /** The signal aborts when the loop is stopped. */
  readonly turn: (signal: AbortSignal) => Promise<unknown> | undefined;
}

/**
 * Does something again and again until it is stopped. The next turn comes whatever became of this one: what a turn
 * throws, as on a full disk or by a bug, is logged and ends nothing.
 */
export function createLoop({ clock, logger, name, firstMillis, everyMillis, turn }: LoopParts) {
  let stopping: AbortController | null = null;
  let stopTimer: Disposer | null = null;
  let running: Promise<void> | null = null;
  let wokenIn: number | null = null;

  async function run(signal: AbortSignal): Promise<void> {
    try {
      await turn(signal);
    } catch (cause) {
      if (!signal.aborted) bugOf(logger, `${name} failed`, cause);
    }
  }
  function begin(signal: AbortSignal): void {
    stopTimer = null;
    // A turn of an earlier start may still be ending.
    const turning: Promise<void> = Promise.all([run(signal), running]).then(() => {
      if (running !== turning) return;
      running = null;
      const next = wokenIn ?? (typeof everyMillis === 'function' ? everyMillis() : everyMillis);
      wokenIn = null;
      if (next !== null && !signal.aborted) armIn(next, signal);
    });
    running = turning;
  }
  function armIn(millis: number, signal: AbortSignal): void {
    stopTimer = clock.after(millis, () => {
      begin(signal);
    });
  }

  return {
    /** Begins with the first turn. No turn begins any more once it was stopped; the one under way learns it by its signal. */
    start(): Disposer {
      const own = new AbortController();
      stopping = own;
      if (firstMillis === 0) begin(own.signal);
      else armIn(firstMillis, own.signal);
      return () => {
        own.abort();
        if (stopping !== own) return;
        stopping = null;
        stopTimer?.();
        stopTimer = null;
      };
    },
    /** A turn in so many milliseconds, unless one is due already; during a turn, after its end. Nothing where it does not run. */
    wake(millis: number): void {
      if (!stopping) return;
      if (running) wokenIn = millis;
      else if (!stopTimer) armIn(millis, stopping.signal);
    },
    /** A turn at once, however far the next one was; during a turn, after its end. Nothing where it does not run. */
    hurry(): void {
      if (!stopping) return;
      if (running) wokenIn = 0;
      else {
        stopTimer?.();
        begin(stopping.signal);
      }
    },
    /** Resolves when no turn is under way. */
    idle: () => running ?? Promise.resolve(),
  };
}
