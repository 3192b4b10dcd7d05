import { bugOf } from '../logging/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';

interface Loop {
  readonly clock: Pick<Clock, 'after'>;
  readonly logger: Pick<Logger, 'error'>;
  /** What it does, for the log, such as "The background sync". */
  readonly name: string;
  /** How long until the first turn, 0 for at once, and from the end of each turn to the next. */
  readonly firstMillis: number;
  readonly everyMillis: number;
  readonly turn: () => Promise<unknown> | undefined;
}

/**
 * Does something again and again until it is disposed of. The next turn comes whatever became of this one: what a turn
 * throws, as on a full disk or by a bug, is logged and ends nothing.
 */
export function startLoop({ clock, logger, name, firstMillis, everyMillis, turn }: Loop): Disposer {
  let stopped = false;
  let stopTimer: Disposer = () => undefined;

  async function run(): Promise<void> {
    try {
      await turn();
    } catch (cause) {
      if (!stopped) bugOf(logger, `${name} failed`, cause);
    }
    if (!stopped) armIn(everyMillis);
  }
  function armIn(millis: number): void {
    stopTimer = clock.after(millis, () => void run());
  }
  if (firstMillis === 0) void run();
  else armIn(firstMillis);
  return () => {
    stopped = true;
    stopTimer();
  };
}
