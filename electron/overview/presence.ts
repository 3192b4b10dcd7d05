import { type Instant, instantFromMillis, millisOf } from '#shared/time.ts';
import { startLoop } from '../background/index.ts';
import type { Database } from '../database/open.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';

const absenceMillis = 30 * 60_000;
const noteEveryMillis = 60_000;

interface PresenceParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly isLooking: () => boolean;
}

/** Notes when somebody looks at the window, so that the next look can tell what happened meanwhile. */
export function createPresence({ db, clock, logger, isLooking }: PresenceParts) {
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
      // A full disk, for one. What is lost is how long nobody looked.
      logger.warn('Could not note that somebody looks', { cause });
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
      return startLoop({
        ...{ clock, logger, name: 'Noting who looks', firstMillis: noteEveryMillis, everyMillis: noteEveryMillis },
        turn() {
          if (isLooking()) note();
          return undefined;
        },
      });
    },
  };
}

export type Presence = ReturnType<typeof createPresence>;
