import type { Clock } from './ports.ts';

// setTimeout takes a signed 32-bit number of milliseconds and treats more as 1.
const longestWait = 2 ** 31 - 1;

/** The machine's own time. */
export const createClock = (): Clock => ({
  now: () => Date.now(),
  after(millis, task) {
    let left = Math.max(0, millis);
    let timer: NodeJS.Timeout;
    const wait = () => {
      const part = Math.min(left, longestWait);
      left -= part;
      timer = setTimeout(left > 0 ? wait : task, part);
    };
    wait();
    return () => {
      clearTimeout(timer);
    };
  },
});
