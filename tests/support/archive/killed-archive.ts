import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createVerification } from '../../../electron/verification/index.ts';
import { fakeBillingSource } from '../fakes/fake-billing-source.ts';
import { anAccount, setUpArchive, valueOf } from './archive-setup.ts';
import { pdfBytes, startDocumentServer } from './document-server.ts';
import { manyInvoices, realClock } from './many-invoices.ts';
import { storeInvoices } from './stored-archive.ts';

/** Runs the child and kills it without warning once it told progress so often. */
async function killAfter(steps: number, what: 'sync' | 'export', folder: string, server: string, count: number) {
  const script = join(import.meta.dirname, 'archive-child.ts');
  const child = spawn(process.execPath, [script, what, folder, server, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let told = 0;
  child.stdout.on('data', (bytes: Buffer) => {
    told += bytes.length;
    if (told >= steps) child.kill('SIGKILL');
  });
  await ended;
  if (told < steps) throw new Error(`The ${what} ended by itself after ${told} of ${steps} steps`);
}

/** So many moments between 1 and `until`, the same for the same seed. */
function moments(count: number, until: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 1 + (state % until);
  });
}

const filesIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

export interface Aftermath {
  /** After which step each kill came. */
  readonly moments: readonly number[];
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
    await killAfter(moment, 'sync', place, server.url(''), count);
    const source = fakeBillingSource({ invoices: manyInvoices(server.url(''), count) });
    const { archive, db } = setUpArchive({ folder: place, source, clock: realClock });
    valueOf(await archive.sync('acc1', { full: false }));
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
  const killed = moments(kills, 100, seed);
  for (const moment of killed) await killAfter(moment, 'export', folder, '', 0);
  const interrupted = exports.history()[0];
  if (interrupted?.state !== 'interrupted') throw new Error(`The export is ${interrupted?.state ?? 'not there'}`);
  valueOf(await exports.resume(interrupted.jobId));
  execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: out });
  const findings = await findingsIn(folder, archive, db);
  db.close();
  return { moments: killed, invoices: count, files: readdirSync(out), findings };
}

async function findingsIn(
  folder: string,
  archive: ReturnType<typeof setUpArchive>['archive'],
  db: ReturnType<typeof setUpArchive>['db'],
): Promise<number> {
  const verification = createVerification({
    db,
    archive,
    documentsFolder: () => join(folder, 'documents'),
    accounts: () => [anAccount()],
    snapshot: () => null,
    readDocument: () => Promise.resolve(),
    clock: realClock,
  });
  return valueOf(await verification.verify(null)).findings.length;
}
