import type { Clock } from '../platform/ports.ts';

/** A page that crashes this often within so long crashes again. */
const mostCrashes = 3;
const spanMillis = 5 * 60_000;

interface CrashParts {
  readonly clock: Pick<Clock, 'now'>;
  /** Loads the page again; what it showed comes back from main. */
  readonly reload: () => void;
  /** Loading it again would end the same way: a person has to say so. */
  readonly giveUp: () => void;
}

/**
 * What to do about a page that crashed; main and its watch go on meanwhile. One that had been shown is loaded again. One
 * that crashes while it loads, or again and again, would keep the machine busy without end.
 */
export function createCrashHandling({ clock, reload, giveUp }: CrashParts): {
  /** The page is there. */
  readonly loaded: () => void;
  readonly crashed: () => void;
} {
  let crashes: number[] = [];
  let isLoaded = false;
  return {
    loaded() {
      isLoaded = true;
    },
    crashed() {
      const now = clock.now();
      crashes = [...crashes.filter((at) => now - at < spanMillis), now];
      const again = isLoaded || crashes.length === 1;
      isLoaded = false;
      if (again && crashes.length < mostCrashes) {
        reload();
        return;
      }
      crashes = [];
      giveUp();
    },
  };
}
