import type { Clock, Disposer } from '../../../electron/platform/ports.ts';

export interface FakeClock extends Clock {
  /** Lets time pass: runs each due timer in order, with the promises that it started settled before the next one. */
  advance(millis: number): Promise<void>;
  /** The machine sleeps: wall-clock time passes, timers do not run and keep what they had left. */
  sleep(millis: number): void;
  /** Somebody sets the wall clock; timers are not affected. */
  set(now: number): void;
  /** Timers that wait. */
  readonly waiting: number;
}

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly task: () => void;
}

/** Lets promises that need no input or output settle. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done));
}

export function fakeClock(start: number | string = '2026-11-22T12:00:00.000Z'): FakeClock {
  let running = 0;
  let offset = typeof start === 'string' ? Date.parse(start) : start;
  let order = 0;
  const timers = new Set<Timer>();

  const nextDue = (until: number): Timer | undefined =>
    [...timers].filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due || a.order - b.order)[0];

  return {
    now: () => offset + running,
    after(millis: number, task: () => void): Disposer {
      const timer = { due: running + Math.max(0, millis), order: order++, task };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(millis: number) {
      const until = running + millis;
      await settle();
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer);
        running = Math.max(running, timer.due);
        timer.task();
        await settle();
      }
      running = until;
    },
    sleep(millis: number) {
      offset += millis;
    },
    set(now: number) {
      offset = now - running;
    },
    get waiting() {
      return timers.size;
    },
  };
}
