import type { AppError } from '#shared/errors.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Settings } from '#shared/settings.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { UpdateState } from '#shared/updates.ts';
import { createLoop } from '../background/index.ts';
import type { EventChannel } from '../events/index.ts';
import type { UpdateFeed } from '../platform/network-ports.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import { plainNotes } from './plain-notes.ts';

export interface Updates {
  state(): UpdateState;
  /** Looks for a newer version now. */
  look(): Promise<Result<UpdateState>>;
  /** Downloads and checks what was found; it is installed when somebody quits Billfold, and never before. */
  prepare(): Promise<Result<UpdateState>>;
  /** Looks once a day, where that is not switched off. */
  start(): Disposer;
}

interface UpdateParts {
  readonly feed: UpdateFeed;
  readonly version: string;
  readonly settings: () => Pick<Settings, 'updates'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: EventChannel['emit'];
}

// Not while the window opens and the first checks run.
const firstMillis = 2 * 60_000;
const everyMillis = 24 * 60 * 60_000;

/** New versions: looked for, offered, fetched when somebody wants them. Nothing here ever quits the program. */
export function createUpdates({ feed, version, settings, clock, logger, emit }: UpdateParts): Updates {
  let known: Omit<UpdateState, 'off'> = {
    ...{ version, ability: feed.ability, lookedAt: null, found: null },
    ...{ stage: 'idle', progress: 0, error: null },
  };
  const state = (): UpdateState => ({ ...known, off: settings().updates === 'off' });

  function note(change: Partial<typeof known>): UpdateState {
    known = { ...known, ...change };
    const now = state();
    emit('updates.changed', now);
    return now;
  }

  function failed(error: AppError): Result<never> {
    note({ stage: 'idle', progress: 0, error });
    return fail(error);
  }

  async function look(): Promise<Result<UpdateState>> {
    if (state().off) return fail({ code: 'updates-off' });
    if (feed.ability === 'none') return fail({ code: 'updates-nowhere' });
    if (known.stage !== 'idle') return ok(state());
    note({ stage: 'looking', error: null });
    const looked = await feed.look();
    if (!looked.ok) return failed(looked.error);
    const found = looked.value && { version: looked.value.version, notes: plainNotes(looked.value.notes) };
    return ok(note({ stage: 'idle', lookedAt: instantFromMillis(clock.now()), found }));
  }

  async function prepare(): Promise<Result<UpdateState>> {
    if (state().off) return fail({ code: 'updates-off' });
    if (!known.found || feed.ability !== 'installs') return fail({ code: 'update-not-there' });
    if (known.stage !== 'idle') return ok(state());
    note({ stage: 'downloading', progress: 0, error: null });
    const prepared = await feed.prepare((progress) => {
      note({ progress });
    });
    return prepared.ok ? ok(note({ stage: 'ready', progress: 1 })) : failed(prepared.error);
  }

  const loop = createLoop({
    ...{ clock, logger, name: 'Looking for updates', firstMillis, everyMillis },
    turn: async () => {
      if (feed.ability === 'none' || state().off) return;
      const looked = await look();
      if (!looked.ok) logger.info('No update could be looked for', { error: looked.error });
    },
  });

  return { state, look, prepare, start: loop.start };
}
