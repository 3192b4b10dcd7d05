import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatOf } from '#shared/format.ts';
import type { Account } from '#shared/accounts.ts';
import { defaultExportOptions } from '#shared/export.ts';
import type { InvoiceQuery } from '#shared/ipc/contract.ts';
import { ok } from '#shared/result.ts';
import { createAccountingDays, createArchive, type MayFetch } from '../../../electron/archive/index.ts';
import type { Database } from '../../../electron/database/open.ts';
import { createExports, type ExportDependencies } from '../../../electron/export/index.ts';
import type { Clock, Fetch, RunJob } from '../../../electron/platform/ports.ts';
import { runUntracked } from '../fakes/run-untracked.ts';
import type { BillingSource } from '../../../electron/sources/billing-source.ts';
import { memoryLogger } from '../fakes/memory-logger.ts';
import { openMigrated } from '../migrated-database.ts';

export const anAccount = (changes: Partial<Account> = {}): Account => ({
  id: 'acc1',
  name: 'Acme',
  role: 'finance',
  practice: false,
  sources: [{ kind: 'stripe', baseUrl: null, customerId: 'cus_1' }],
  createdAt: '2026-01-01T00:00:00.000Z',
  closedAt: null,
  ...changes,
});

export function temporaryFolder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'billfold-'));
  return {
    path,
    [Symbol.dispose]() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

export function openTestDatabase(file: string, accounts: readonly Account[]): Database {
  const db = openMigrated(file);
  const insert = db.prepare(
    `INSERT INTO accounts (id, name, name_key, role, practice, created_at)
     VALUES (@id, @name, @name, @role, @practice, @createdAt) ON CONFLICT DO NOTHING`,
  );
  for (const account of accounts) insert.run({ ...account, sources: null, practice: account.practice ? 1 : 0 });
  return db;
}

export interface ArchiveSetup {
  readonly folder: string;
  readonly source: BillingSource;
  readonly clock: Clock;
  readonly accounts?: readonly Account[];
  readonly fetch?: Fetch;
  /** Which addresses may be asked; any unless given, for the servers of tests are on this computer. */
  readonly mayFetch?: MayFetch;
  readonly documents?: string;
  readonly locale?: string;
  /** By whose clock the books are kept. */
  readonly timeZone?: string;
  readonly verify?: ExportDependencies['verify'];
  readonly runJob?: RunJob;
}

const nothingFound: ExportDependencies['verify'] = () =>
  Promise.resolve(ok({ at: '2026-11-22T12:00:00.000Z', checked: 0, findings: [], uncompared: [] }));

/** Archive and exports on a real database in a folder. */
export function setUpArchive({
  folder,
  source,
  clock,
  accounts = [anAccount()],
  fetch,
  mayFetch = () => Promise.resolve(true),
  documents,
  locale = 'en-GB',
  timeZone = 'UTC',
  verify = nothingFound,
  runJob = runUntracked,
}: ArchiveSetup) {
  const place = { documents: documents ?? join(folder, 'documents') };
  const db = openTestDatabase(join(folder, 'billfold.db'), accounts);
  createAccountingDays(db).settle(timeZone);
  const logger = memoryLogger();
  const archive = createArchive({
    db,
    documentsFolder: () => place.documents,
    accounts: () => accounts,
    openSource: () => Promise.resolve(ok(source)),
    fetch: fetch ?? globalThis.fetch,
    mayFetch,
    clock,
    random: () => 0.5,
    logger,
  });
  const options = { ...defaultExportOptions };
  const exports = createExports({
    db,
    invoices: archive.invoices,
    accounts: () => accounts,
    verify,
    options: () => options,
    format: () => formatOf(locale, timeZone),
    clock,
    logger,
    runJob,
    emit: () => undefined,
    version: '1.2.3',
  });
  return { db, archive, exports, options, logger, place };
}

/** All invoices of all accounts, newest first. */
export const firstPage: InvoiceQuery = {
  accountId: null,
  text: '',
  statuses: [],
  sort: { by: 'issuedAt', descending: true },
  offset: 0,
  limit: 500,
};

export function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(`Failed: ${JSON.stringify(result.error)}`);
  return result.value;
}
