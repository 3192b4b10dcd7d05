import type { WebContents } from 'electron';
import { receivesAlerts } from '#shared/accounts.ts';
import type { AppError } from '#shared/errors.ts';
import type { Destination } from '#shared/ipc/contract.ts';
import type { Program } from '../bootstrap.ts';
import { createEmit, type Emit } from '../ipc/events.ts';
import { createJobs, type Jobs } from '../ipc/jobs.ts';
import type { Disposer, RunJob } from '../platform/ports.ts';
import { runUntracked } from '../program/run-untracked.ts';
import type { WatchEvent } from '../watch/index.ts';

// Many accounts may change at once: their list is sent once for all of them.
const gatherMillis = 100;

// As many as the window shows side by side.
const maxTroubles = 3;

/** What waits for somebody: alerts that nobody has seen, and alerts that cannot be compared. */
export interface Waiting {
  readonly unseen: number;
  readonly uncompared: number;
}

/**
 * Sends the window and the tray what changed in the program. Made before the program, which calls it, and connected
 * to both afterwards; events before that are dropped.
 */
export function createProgramEvents() {
  let emit: Emit = () => undefined;
  let program: Program | null = null;
  let jobs: Jobs | null = null;
  let gathering: Disposer | null = null;
  let ended = false;
  let waiting: Waiting = { unseen: 0, uncompared: 0 };
  let contents: () => WebContents | null = () => null;
  /** The page that listens; another one has been loaded since where it is not the window's. */
  let listening: WebContents | null = null;
  let destination: Destination | null = null;
  /** Errors to send once a page listens. */
  let troubles: AppError[] = [];
  let updateWaiting: (waiting: Waiting) => void = () => undefined;

  const isListening = (): boolean => listening !== null && listening === contents();

  const runJob: RunJob = (job, work) => (jobs ? jobs.run(job, work) : runUntracked(job, work));

  function accountsChanged(): void {
    if (ended) return;
    gathering ??= program?.clock.after(gatherMillis, sendAccountsSafely) ?? null;
  }

  function sendAccountsSafely(): void {
    sendAccounts().catch((cause: unknown) => {
      program?.logger.error('The accounts could not be sent', { cause });
    });
  }

  async function sendAccounts(): Promise<void> {
    gathering = null;
    const summaries = (await program?.summaries()) ?? [];
    if (ended) return;
    // A viewer is not alerted, by the badge neither.
    const alerted = summaries.filter(({ role }) => receivesAlerts(role));
    waiting = {
      unseen: alerted.reduce((sum, { unseenAlertEvents }) => sum + unseenAlertEvents, 0),
      uncompared: alerted.reduce((sum, { uncomparedAlerts }) => sum + uncomparedAlerts, 0),
    };
    updateWaiting(waiting);
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
    importsChanged(): void {
      emit('imports.changed', null);
    },
    runJob,
    exported(): void {
      emit('exports.changed', null);
    },
    /** Shows what a notification told of, on its account's screen for it. */
    showAlertEvent(accountId: string, alertEventId: string | null, screen: 'alerts' | 'details'): void {
      const wanted: Destination = { accountId, screen, ...(alertEventId === null ? {} : { alertEventId }) };
      if (isListening()) emit('navigate', wanted);
      else destination = wanted;
    },
    /** Shows in the window what went wrong, at the latest when its page has loaded. */
    trouble(error: AppError): void {
      if (isListening()) emit('trouble', error);
      else troubles = [...troubles, error].slice(-maxTroubles);
    },
    /** As `trouble`, but dropped where no page listens. */
    fault(error: AppError): void {
      if (isListening()) emit('trouble', error);
    },
    /** The page listens from now on; answers where it was to go before that. */
    windowReady(): Destination | null {
      listening = contents();
      const wanted = destination;
      destination = null;
      for (const error of troubles) emit('trouble', error);
      troubles = [];
      return wanted;
    },
    accountsChanged,
    waiting: (): Waiting => waiting,
    onWaiting(update: (waiting: Waiting) => void): void {
      updateWaiting = update;
      update(waiting);
    },
    /** To be called before the program ends: nothing is asked of it afterwards. */
    dispose(): void {
      ended = true;
      gathering?.();
    },
    connect(connected: Program, windowContents: () => WebContents | null): Jobs {
      program = connected;
      contents = windowContents;
      emit = createEmit(contents);
      connected.settings.onChange((settings) => {
        emit('settings.changed', settings);
      });
      accountsChanged();
      jobs = createJobs({
        clock: connected.clock,
        logger: connected.logger.child('jobs'),
        onProgress(job) {
          emit('job.progress', job);
        },
      });
      return jobs;
    },
  };
}
