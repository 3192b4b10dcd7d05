import { basename, join } from 'node:path';
import PQueue from 'p-queue';
import { type Account, isFedByDocuments } from '#shared/accounts.ts';
import { combineProgress } from '#shared/combined-progress.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { InvoiceKey } from '#shared/invoices.ts';
import type { Accounts } from '../accounts/index.ts';
import type { Archive, SyncOptions } from '../archive/index.ts';
import { createLoop } from '../background/index.ts';
import type { Emit } from '../events/index.ts';
import type { Clock, RunJob, Logger } from '../platform/ports.ts';
import type { Policy } from '../policy/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { OpenBillingSource } from '../sources/billing-source.ts';
import type { IsolateAccount } from './account-isolation.ts';

interface ArchiveTaskParts {
  readonly accounts: Accounts;
  /** Whether it is this desk that syncs the account in the background. */
  readonly watches: (accountId: string) => boolean;
  readonly isolate: IsolateAccount;
  readonly archive: Pick<Archive, 'invoices' | 'documents' | 'sync' | 'totals'>;
  readonly openSource: OpenBillingSource;
  readonly settings: SettingsStore;
  readonly policy: Pick<Policy, 'archiveFolder' | 'isLocked'>;
  /** How the background syncs. */
  readonly runJob: RunJob;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: Emit<'invoices.changed' | 'account.synced'>;
}

/** Of an account that is fed by documents there is nothing to fetch. */
const hasSource = (account: Account): boolean => !isFedByDocuments(account);

const ownFolder = 'Billfold documents';
const syncEveryMillis = 6 * 60 * 60_000;
const accountsAtOnce = 4;
const lookEveryMillis = 5 * 60_000;
// The first look waits until the window is usable.
const firstLookMillis = 5_000;

/** Work on the archive that takes its source or the settings along. */
export function createArchiveTasks(parts: ArchiveTaskParts) {
  const { accounts, watches, isolate, archive, openSource, settings, policy, runJob, clock, logger, emit } = parts;

  /** When each account was last tried, since the start of the program. */
  const tried = new Map<string, number>();

  async function syncOne(accountId: string, options: SyncOptions): Promise<Result<unknown>> {
    tried.set(accountId, clock.now());
    const synced = await isolate('A sync failed in an unexpected way', accountId, () =>
      archive.sync.account(accountId, options),
    );
    if (!synced.ok) logger.warn('A sync failed', { account: accountId, code: synced.error.code });
    emit('invoices.changed', { accountId });
    emit('account.synced', { accountId });
    return synced;
  }

  /** Until that works the archive stays, whole, where it is. */
  async function followPolicy(): Promise<void> {
    const folder = policy.archiveFolder;
    if (folder === null || settings.archiveFolder() === folder) return;
    const moved = await archive.documents.move(folder, { switchTo: settings.setArchiveFolder, fresh: false });
    if (!moved.ok)
      logger.warn('The archive could not be moved to the folder of the policy', { code: moved.error.code });
  }

  async function syncIfDue(id: string, stopped: AbortSignal): Promise<void> {
    if (stopped.aborted || !watches(id) || (tried.get(id) ?? -Infinity) + syncEveryMillis > clock.now()) return;
    // Always the same job, so that ended ones do not pile up. One that somebody asked for meanwhile is as good.
    await runJob({ kind: 'sync', id: `background:${id}`, accountId: id }, ({ signal, progress }) =>
      syncOne(id, { full: false, signal: AbortSignal.any([stopped, signal]), onProgress: progress }),
    );
  }

  const background = createLoop({
    ...{ clock, logger, name: 'The background sync', firstMillis: firstLookMillis, everyMillis: lookEveryMillis },
    async turn(stopped) {
      await followPolicy();
      // A vendor that is slow does not keep the others back, and neither does a sync that throws.
      const queue = new PQueue({ concurrency: accountsAtOnce });
      const syncs = accounts
        .list()
        .filter(hasSource)
        .map(({ id }) => queue.add(() => syncIfDue(id, stopped)));
      const failed = (await Promise.allSettled(syncs)).find((each) => each.status === 'rejected');
      if (failed) throw failed.reason;
    },
  });

  return {
    /** What an account was billed when a period ended; an account whose invoices were never all fetched waits for that. */
    async fetchBilled(accountId: string): Promise<void> {
      if (!archive.totals.isComplete(accountId)) return;
      await runJob({ kind: 'sync', id: `background:${accountId}`, accountId }, ({ signal, progress }) =>
        syncOne(accountId, { full: false, signal, onProgress: progress }),
      ).catch((cause: unknown) => {
        logger.error('What was billed could not be fetched', { account: accountId, cause });
      });
    },

    /** One account, or all of them side by side; the first one's error is the answer, the others are synced all the same. */
    async sync(accountId: string | null, options: SyncOptions): Promise<Result<unknown>> {
      await followPolicy();
      const wanted = accounts.list().filter((each) => (accountId === null ? hasSource(each) : each.id === accountId));
      const reporters = combineProgress(wanted.length, options.onProgress ?? (() => undefined));
      const queue = new PQueue({ concurrency: accountsAtOnce });
      const synced = await queue.addAll(
        wanted.map(({ id }, index) => () => {
          const onProgress = reporters[index];
          return syncOne(id, { ...options, ...(onProgress && { onProgress }) });
        }),
      );
      return synced.find((each) => !each.ok) ?? ok(null);
    },

    /**
     * Moves the documents into `Billfold documents` of the chosen folder and keeps them there from now on. Where the
     * archive's own folder is away, it is looked for there, and the chosen one may be it; with `fresh` another one
     * begins there without it.
     */
    async move(folder: string, fresh: boolean = false): Promise<Result<{ folder: string }>> {
      if (policy.isLocked('archiveFolder')) return fail({ code: 'setting-locked', setting: 'archiveFolder' });
      const isItself = basename(folder) === ownFolder || (await archive.documents.isFolder(folder));
      const target = isItself ? folder : join(folder, ownFolder);
      const moved = await archive.documents.move(target, { switchTo: settings.setArchiveFolder, fresh });
      return moved.ok ? ok({ folder: target }) : moved;
    },

    /** Takes the archive to the folder of the policy, where it is not there yet; what keeps it from that is in the log. */
    followPolicy,

    /** The vendor's page to pay an invoice, asked for again because such links expire. */
    async paymentPage(key: InvoiceKey): Promise<Result<string>> {
      const invoice = archive.invoices.get(key);
      if (!invoice.ok) return invoice;
      const source = await openSource(invoice.value.accountId);
      if (!source.ok) return source;
      const current = await source.value.invoice(invoice.value.id);
      if (!current.ok) return current;
      const { hostedUrl } = current.value.value;
      return hostedUrl === null
        ? fail({ code: 'no-payment-page', invoice: invoice.value.number ?? invoice.value.id })
        : ok(hostedUrl);
    },

    /** Syncs each account in the background: soon after the start, and every six hours. `idle` then tells when it ended. */
    start: background.start,
    /** Resolves when no background sync is under way; to be awaited before the database is closed. */
    idle: background.idle,
  };
}
