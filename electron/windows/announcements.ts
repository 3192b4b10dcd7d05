import type { WebContents } from 'electron';
import type { Program } from '../bootstrap.ts';
import { createEmit, type Emit } from '../ipc/events.ts';
import { createJobs, type Jobs } from '../ipc/jobs.ts';
import type { Disposer } from '../platform/ports.ts';
import type { WatchEvent } from '../watch/index.ts';

// Many accounts may change at once: their list is sent once for all of them.
const gatherMillis = 100;

/**
 * Tells the window and the tray what changed in the program. Made before the program, which calls it, and connected
 * to both afterwards; what happens before that has nobody to tell.
 */
export function createAnnouncements() {
  let emit: Emit = () => undefined;
  let program: Program | null = null;
  let gathering: Disposer | null = null;
  let ended = false;
  let unseen = 0;
  let tellUnseen: (count: number) => void = () => undefined;

  function accountsChanged(): void {
    if (ended) return;
    gathering ??= program?.clock.after(gatherMillis, announceSafely) ?? null;
  }

  function announceSafely(): void {
    announceAccounts().catch((cause: unknown) => {
      program?.logger.error('The accounts could not be announced', { cause });
    });
  }

  async function announceAccounts(): Promise<void> {
    gathering = null;
    const summaries = (await program?.summaries()) ?? [];
    if (ended) return;
    unseen = summaries.reduce((sum, { unseenFirings }) => sum + unseenFirings, 0);
    tellUnseen(unseen);
    emit('accounts.changed', summaries);
  }

  return {
    watchEvent({ kind, accountId }: WatchEvent): void {
      emit(kind === 'snapshot' ? 'snapshot.changed' : 'alerts.changed', { accountId });
      accountsChanged();
    },
    synced(accountId: string): void {
      emit('invoices.changed', { accountId });
    },
    /** Shows the firing on its account's alerts. */
    showFiring(accountId: string, firingId: string | null): void {
      emit('navigate', { accountId, screen: 'alerts', ...(firingId === null ? {} : { firingId }) });
    },
    accountsChanged,
    unseen: (): number => unseen,
    onUnseen(tell: (count: number) => void): void {
      tellUnseen = tell;
      tell(unseen);
    },
    /** To be called before the program ends: nothing is asked of it afterwards. */
    dispose(): void {
      ended = true;
      gathering?.();
    },
    connect(connected: Program, contents: () => WebContents | null): Jobs {
      program = connected;
      emit = createEmit(contents);
      connected.settings.onChange((settings) => {
        emit('settings.changed', settings);
      });
      accountsChanged();
      return createJobs({
        clock: connected.clock,
        logger: connected.logger.child('jobs'),
        onProgress(job) {
          emit('job.progress', job);
        },
      });
    },
  };
}
