import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createVerification } from '../../../electron/verification/index.ts';
import { acceptanceParts } from './acceptance-parts.ts';
import { fakeBillingSource } from '../fakes/fake-billing-source.ts';
import { anAccount, setUpArchive, valueOf } from './archive-setup.ts';
import { pdfBytes, startDocumentServer } from './document-server.ts';
import { manyInvoices, realClock } from './many-invoices.ts';
import { storeInvoices } from './stored-archive.ts';
import { killAt, type Moment, moments } from '../killed-work.ts';
import { memoryLogger } from '../fakes/memory-logger.ts';

const workOf = (what: 'sync' | 'export', folder: string, server: string, count: number) => ({
  script: join(import.meta.dirname, 'archive-child.ts'),
  args: [what, folder, server, String(count)],
});

/** But for the mark of the archive's own folder. */
export const filesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['.billfold-archive.json', 'index.jsonl'].includes(entry.name))
    .map((entry) => entry.name);

export interface Aftermath {
  /** When each kill came. */
  readonly moments: readonly Moment[];
  readonly invoices: number;
  /** Names of the files that there are in the end. */
  readonly files: readonly string[];
  readonly findings: number;
}

/** Kills first syncs, each in a folder of its own, lets the next sync end, and verifies what is there then. */
export async function killSyncs(folder: string, kills: number, seed: number): Promise<Aftermath[]> {
  await using server = await startDocumentServer();
  const count = 80;
  const all: Aftermath[] = [];
  for (const [index, moment] of moments(kills, count, seed).entries()) {
    const place = join(folder, `sync-${index}`);
    mkdirSync(place, { recursive: true });
    await killAt(moment, workOf('sync', place, server.url(''), count), () => {
      rmSync(place, { recursive: true });
      mkdirSync(place);
    });
    const source = fakeBillingSource({ invoices: manyInvoices(server.url(''), count) });
    const { archive, db } = setUpArchive({ folder: place, source, clock: realClock });
    valueOf(await archive.sync.account('acc1', { full: false }));
    const findings = await findingsIn(place, archive, db);
    const invoices = db.prepare<[], number>('SELECT count(*) FROM invoices').pluck().get() ?? 0;
    db.close();
    all.push({ moments: [moment], invoices, files: filesIn(join(place, 'documents')), findings });
  }
  return all;
}

/** Kills one export again and again, each time further on or not, lets it end, and checks every checksum. */
export async function killExports(folder: string, kills: number, seed: number): Promise<Aftermath> {
  const count = 120;
  mkdirSync(folder, { recursive: true });
  const { db, place, archive, exports } = setUpArchive({ folder, source: fakeBillingSource(), clock: realClock });
  storeInvoices(db, place.documents, manyInvoices('https://example.com', count), {
    bytesOf: (invoice) => pdfBytes(invoice.id, 30_000),
  });
  const out = join(folder, 'out');
  // The last is by steps, so that there is something to resume.
  const killed = moments(kills, 100, seed);
  for (const moment of killed) {
    await killAt(moment, workOf('export', folder, '', 0), () => {
      rmSync(out, { recursive: true });
    });
  }
  const interrupted = exports.history()[0];
  if (interrupted?.state !== 'interrupted') throw new Error(`The export is ${interrupted?.state ?? 'not there'}`);
  valueOf(await exports.resume(interrupted.jobId));
  execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: out });
  const findings = await findingsIn(folder, archive, db);
  db.close();
  return { moments: killed, invoices: count, files: readdirSync(out), findings };
}

export async function findingsIn(
  folder: string,
  archive: ReturnType<typeof setUpArchive>['archive'],
  db: ReturnType<typeof setUpArchive>['db'],
): Promise<number> {
  const verification = createVerification({
    ...acceptanceParts,
    db,
    archive,
    documentsFolder: () => join(folder, 'documents'),
    accounts: () => [anAccount()],
    snapshot: () => null,
    timeZone: () => 'UTC',
    readDocument: () => Promise.resolve(null),
    clock: realClock,
    logger: memoryLogger(),
  });
  return valueOf(await verification.verify(null)).findings.length;
}
