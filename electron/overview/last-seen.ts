import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import { createLoop } from '../background/index.ts';
import type { Database } from '../database/open.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';

const absenceMillis = 30 * 60_000;
const noteEveryMillis = 60_000;

interface LastSeenParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly isWindowVisible: () => boolean;
}

/** Notes when the window was last visible, for the activity since. */
export type LastSeen = ReturnType<typeof createLastSeen>;

export function createLastSeen({ db, clock, logger, isWindowVisible }: LastSeenParts) {
  const read = db.prepare<[], { at: Instant }>('SELECT at FROM last_seen');
  const write = db.prepare<[Instant]>(
    'INSERT INTO last_seen VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
  );
  let awaySince: Instant | null = null;
  let returnedAt: Instant | null = null;

  function note(): void {
    try {
      noteNow();
    } catch (cause) {
      // A full disk, for one. Lost is how long the window was away.
      logger.warn('Could not note that the window is visible', { cause });
    }
  }

  function noteNow(): void {
    const now = instantFromMillis(clock.now());
    const last = read.get()?.at ?? null;
    if (last !== null && millisOf(now) - millisOf(last) >= absenceMillis) {
      awaySince = last;
      returnedAt = now;
    }
    write.run(now);
  }

  return {
    /** To be called when the window is shown or focused. */
    note,
    /** The last absence of half an hour or more: when it began and ended; null when there was none. */
    absence: (): { since: Instant; until: Instant } | null =>
      awaySince === null || returnedAt === null ? null : { since: awaySince, until: returnedAt },
    start(): Disposer {
      return createLoop({
        ...{ clock, logger, name: 'Noting when the window is visible' },
        ...{ firstMillis: noteEveryMillis, everyMillis: noteEveryMillis },
        turn() {
          if (isWindowVisible()) note();
          return undefined;
        },
      }).start();
    },
  };
}
