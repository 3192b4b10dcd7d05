import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createVerification } from '../../../electron/verification/index.ts';
import { acceptanceParts } from './acceptance-parts.ts';
import { fakeBillingSource } from '../fakes/fake-billing-source.ts';
import { anAccount, setUpArchive, valueOf } from './archive-setup.ts';
import { pdfBytes, startDocumentServer } from './document-server.ts';
import { manyInvoices, realClock } from './many-invoices.ts';
import { storeInvoices } from './stored-archive.ts';
import { ending } from '../waits.ts';
import { memoryLogger } from '../fakes/memory-logger.ts';

/**
 * When a kill comes: once so many steps were told, or so long after the work began, as a share of the time that all of
 * it takes. Between steps are the listing, and the writing of ledger, manifest and checksums.
 */
type Moment = { readonly steps: number } | { readonly share: number };
type Work = readonly [what: 'sync' | 'export', folder: string, server: string, count: number];

/** Runs the child and kills it without warning; null when that worked, else how long the work took that ended before. */
async function kill(when: { steps: number } | { millis: number }, [what, folder, server, count]: Work) {
  const script = join(import.meta.dirname, 'archive-child.ts');
  const child = spawn(process.execPath, [script, what, folder, server, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = ending(child, `a ${what} that is to be killed`, 55);
  let told = 0;
  let begun = 0;
  let timer: NodeJS.Timeout | undefined;
  child.stdout.on('data', (bytes: Buffer) => {
    if (told === 0) {
      begun = performance.now();
      if ('millis' in when) timer = setTimeout(() => child.kill('SIGKILL'), when.millis);
    }
    told += bytes.length;
    // The first is the beginning.
    if ('steps' in when && told > when.steps) child.kill('SIGKILL');
  });
  const { signal } = await ended;
  clearTimeout(timer);
  if (signal === 'SIGKILL') return null;
  if ('steps' in when) throw new Error(`The ${what} ended by itself after ${told - 1} of ${when.steps} steps`);
  return performance.now() - begun;
}

const firstGuess = 1000;

/** Kills at the moment; what ended before its kill is done anew by `again`, and killed earlier. */
async function killAt(moment: Moment, work: Work, again: () => void): Promise<void> {
  if ('steps' in moment) {
    await kill(moment, work);
    return;
  }
  let whole = firstGuess;
  for (;;) {
    const took = await kill({ millis: moment.share * whole }, work);
    if (took === null) return;
    whole = Math.min(took, whole * 0.9);
    again();
  }
}

/** So many moments, each third by time, the others by steps between 1 and `until`; the same for the same seed. */
function moments(count: number, until: number, seed: number): Moment[] {
  let state = seed;
  return Array.from({ length: count }, (_, index) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return index % 3 === 1 ? { share: state / 2 ** 32 } : { steps: 1 + (state % until) };
  });
}

/** But for the mark of the archive's own folder. */
const filesIn = (path: string): string[] =>
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
    await killAt(moment, ['sync', place, server.url(''), count], () => {
      rmSync(place, { recursive: true });
      mkdirSync(place);
    });
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
  // The last is by steps, so that there is something to resume.
  const killed = moments(kills, 100, seed);
  for (const moment of killed) {
    await killAt(moment, ['export', folder, '', 0], () => {
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

async function findingsIn(
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
    readDocument: () => Promise.resolve(null),
    clock: realClock,
    logger: memoryLogger(),
  });
  return valueOf(await verification.verify(null)).findings.length;
}
