import type { Clock, Disposer } from '../platform/ports.ts';

export interface JobBudget {
  /** Aborted when the given one is, or when the time is over. */
  readonly signal: AbortSignal;
  /** How much work is done by now: each piece adds to the time that is left. */
  note(done: number): void;
  /** The whole minutes that it took where the time is over, else null. */
  overAfterMinutes(): number | null;
  stop(): void;
}

/** What a job may take though it gets nothing done; a vendor may ask for a pause of five minutes three times. */
const base = 30 * 60_000;
const perPiece = 30_000;

/**
 * Bounds a whole job, whose steps each have limits of their own: one that goes on and gets nothing done ends. Goes by
 * running time, so that neither sleep nor a clock that is set counts.
 */
export function startJobBudget(clock: Pick<Clock, 'after'>, given: AbortSignal): JobBudget {
  const ending = new AbortController();
  const abort = (): void => {
    ending.abort(given.reason);
  };
  given.addEventListener('abort', abort);
  if (given.aborted) abort();
  let pieces = 0;
  let spent = 0;
  let isOver = false;
  let stopTimer: Disposer = () => undefined;
  const arm = (millis: number): void => {
    stopTimer = clock.after(millis, () => {
      spent += millis;
      const left = base + pieces * perPiece - spent;
      if (left > 0) {
        arm(left);
        return;
      }
      isOver = true;
      ending.abort();
    });
  };
  arm(base);
  return {
    signal: ending.signal,
    note(done) {
      pieces = Math.max(pieces, done);
    },
    overAfterMinutes: () => (isOver ? Math.round(spent / 60_000) : null),
    stop() {
      stopTimer();
      given.removeEventListener('abort', abort);
    },
  };
}
