import { once } from 'node:events';
import { join } from 'node:path';
import { defaultExportOptions, type ExportFormat } from '#shared/export.ts';
import { ok } from '#shared/result.ts';
import { restoreBackup } from '../../electron/backup/index.ts';
import { startPracticeServer } from '../../electron/practice/index.ts';
import { createSourceOpener } from '../../electron/sources/index.ts';
import { anAccount, setUpArchive, valueOf } from '../support/archive/archive-setup.ts';
import { realClock } from '../support/archive/many-invoices.ts';
import { backupOf, inProcessWorker } from '../support/backup/in-process.ts';
import { fakeBillingSource } from '../support/fakes/fake-billing-source.ts';
import { memoryLogger } from '../support/fakes/memory-logger.ts';
import { fetchBare } from './bare-imap.ts';
import { readAll, type ReadAllOptions } from '../support/mailbox/read-all.ts';
import { runCheckRounds } from './check-rounds.ts';
import { runQueries } from './queries.ts';

/** Highest resident set so far, in megabytes. */
const memory = (): number => process.resourceUsage().maxRSS / 1024;

async function timed(work: () => Promise<unknown>): Promise<{ millis: number; memory: number }> {
  const start = performance.now();
  await work();
  return { millis: performance.now() - start, memory: memory() };
}

export interface SyncTask {
  readonly folder: string;
  readonly url: string;
  readonly customerId: string;
  /** Every PDF is the same small one and comes from nowhere: only the list is read from the server. */
  readonly listOnly: boolean;
}

async function sync({ folder, url, customerId, listOnly }: SyncTask) {
  const account = anAccount({ practice: true, sources: [{ kind: 'stripe', baseUrl: null, customerId }] });
  const openSource = createSourceOpener({
    account: () => account,
    keyFor: () => Promise.resolve(ok('sk_test_bench')),
    practiceUrl: () => Promise.resolve(url),
    fetch: globalThis.fetch,
    clock: realClock,
    logger: memoryLogger(),
  });
  const opened = valueOf(await openSource(account.id));
  // As when the account was connected: since then the vendor's client library is loaded.
  valueOf(await opened.testKey());
  const same = () =>
    Promise.resolve(new Response('%PDF-1.7\n%%EOF\n', { headers: { 'content-type': 'application/pdf' } }));
  const { archive, db } = setUpArchive({
    folder,
    source: opened,
    clock: realClock,
    accounts: [account],
    ...(listOnly ? { fetch: same } : {}),
  });
  const taken = await timed(async () => valueOf(await archive.sync.account(account.id, { full: true })));
  const links = db.prepare('SELECT document_url FROM invoices WHERE document_url IS NOT NULL').pluck().all();
  db.close();
  return { ...taken, links };
}

async function exportAll(
  { folder, out }: { folder: string; out: string },
  formats: ExportFormat[] = [...defaultExportOptions.formats],
) {
  const { exports, db } = setUpArchive({ folder, source: fakeBillingSource(), clock: realClock });
  const request = { accountId: null, invoiceKeys: null, from: null, to: null, formats };
  const taken = await timed(async () => valueOf(await exports.run(request, { folder: out })));
  db.close();
  return taken;
}

async function backup({ folder, to }: { folder: string; to: string }) {
  const { db } = setUpArchive({ folder, source: fakeBillingSource(), clock: realClock });
  const { signal } = new AbortController();
  const taken = await timed(async () => valueOf(await backupOf(db, folder)(to, { zip: false, signal })));
  db.close();
  return taken;
}

function restore({ folder, from }: { folder: string; from: string }) {
  const { signal } = new AbortController();
  return timed(async () => valueOf(await restoreBackup(folder, from, inProcessWorker, { replace: false, signal })));
}

/** `millis` until all was fetched and kept, `readMillis` until every invoice waits. */
async function readMailbox(options: ReadAllOptions) {
  const start = performance.now();
  const { passedMillis } = await readAll(options, () => undefined);
  return { millis: passedMillis, readMillis: performance.now() - start, memory: memory() };
}

/** Serves until it is killed. */
async function practice({ invoices }: { invoices: number }) {
  const { url, customerId } = await startPracticeServer({
    ...{ port: 0, seed: 7, invoices, now: null, speed: 1, anchor: null },
  });
  process.stdout.write(`${JSON.stringify({ url, customerId })}\n`);
  await once(process, 'beforeExit');
}

export const tasks: Readonly<Record<string, (options: never) => Promise<unknown>>> = {
  nothing: () => Promise.resolve(null),
  sync,
  export: (places: { folder: string; out: string }) => exportAll(places),
  ledger: (places: { folder: string; out: string }) => exportAll(places, ['csv', 'xlsx']),
  backup,
  restore,
  practice,
  queries: async ({ folder }: { folder: string }) => ({
    ...(await runQueries(join(folder, 'billfold.db'))),
    memory: memory(),
  }),
  checks: runCheckRounds,
  mailbox: readMailbox,
  imap: (options: ReadAllOptions) => timed(() => fetchBare(options)),
};
