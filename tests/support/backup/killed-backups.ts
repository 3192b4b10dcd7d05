import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBackup, openDataFolder, restoreBackup } from '../../../electron/backup/index.ts';
import { migrations } from '../../../electron/database/migrations/index.ts';
import { hashFile } from '../../../electron/files/index.ts';
import { anAccount, openTestDatabase, valueOf } from '../archive/archive-setup.ts';
import { pdfBytes } from '../archive/document-server.ts';
import { manyInvoices } from '../archive/many-invoices.ts';
import { storeInvoices } from '../archive/stored-archive.ts';
import { killAt, moments } from '../killed-work.ts';
import { backupOf, inProcessWorker } from './in-process.ts';

type Work = 'backup' | 'restore';

export interface KilledBackups {
  readonly killed: number;
  /** What was not as it has to be, in words. */
  readonly wrong: readonly string[];
}

const workOf = (...args: readonly [Work, string, string]) => ({
  script: join(import.meta.dirname, 'backup-child.ts'),
  args,
});

/** A data folder with so many invoices and PDFs. */
function fill(folder: string, count: number, name: string): void {
  mkdirSync(folder, { recursive: true });
  const db = openTestDatabase(join(folder, 'billfold.db'), [anAccount({ name })]);
  storeInvoices(db, join(folder, 'documents'), manyInvoices('https://example.com', count), {
    bytesOf: ({ id }) => pdfBytes(`${name} ${id}`, 20_000),
  });
  db.close();
}

/** Whose data a folder holds, when all its documents are there and right. */
async function stateOf(folder: string): Promise<string> {
  const opened = openDataFolder(join(folder, 'billfold.db'), migrations);
  if (!opened.ok) return `cannot be opened: ${opened.error.code}`;
  const { db } = opened.value;
  const name = db.prepare<[], string>('SELECT name FROM accounts').pluck().get() ?? 'nobody';
  const documents = db
    .prepare<[], string>('SELECT document_sha256 FROM invoices WHERE document_sha256 NOT NULL')
    .pluck()
    .all();
  const whole = db.pragma('integrity_check', { simple: true });
  db.close();
  if (whole !== 'ok') return `damaged: ${String(whole)}`;
  for (const sha256 of documents) {
    const file = join(folder, 'documents', sha256.slice(0, 2), `${sha256}.pdf`);
    if (!existsSync(file) || (await hashFile(file)).sha256 !== sha256) return `${name}, without ${sha256}`;
  }
  return `${name}, ${documents.length}`;
}

const oldCount = 30;
const newCount = 90;
const oldState = `Old, ${oldCount}`;
const newState = `New, ${newCount}`;

/** Kills backups and restores, each so many times, by time and by progress, and looks at what is there then. */
export async function killBackups(folder: string, kills: number): Promise<KilledBackups> {
  const source = join(folder, 'source');
  const kept = join(folder, 'kept');
  const old = join(folder, 'old');
  fill(source, newCount, 'New');
  fill(old, oldCount, 'Old');
  const wrong: string[] = [];
  const { signal } = new AbortController();
  const expect = (what: string, is: string, ...allowed: string[]) => {
    if (!allowed.includes(is)) wrong.push(`${what}: ${is}`);
  };

  const db = openTestDatabase(join(source, 'billfold.db'), []);
  const write = backupOf(db, source);
  valueOf(await write(kept, { zip: false, signal }));
  for (const [kill, moment] of moments(kills, newCount, 5).entries()) {
    const to = join(folder, `to-${kill}`);
    await killAt(moment, workOf('backup', source, to), () => {
      rmSync(to, { recursive: true, force: true });
    });
    const found = await openBackup(to);
    if (found.ok) {
      const verified = await found.value.verify(signal);
      found.value.close();
      expect(`backup ${kill}`, verified.ok ? 'whole' : verified.error.code, 'whole');
    } else expect(`backup ${kill}`, found.error.code, 'backup-not-found');
    valueOf(await write(to, { zip: false, signal }));
    const leftovers = readdirSync(to).filter((name) => name.endsWith('.part')).length;
    expect(`leftovers of backup ${kill}`, String(leftovers), '0');
    rmSync(to, { recursive: true });
  }
  db.close();

  for (const [kill, moment] of moments(kills, 2 * newCount, 6).entries()) {
    const data = join(folder, `data-${kill}`);
    cpSync(old, data, { recursive: true });
    await killAt(moment, workOf('restore', data, kept), () => {
      rmSync(data, { recursive: true });
      cpSync(old, data, { recursive: true });
    });
    expect(`restore ${kill}`, await stateOf(data), oldState, newState);
    valueOf(await restoreBackup(data, kept, inProcessWorker, { replace: true, signal }));
    expect(`restore ${kill}, ended`, await stateOf(data), newState);
    expect(`the old data of restore ${kill}`, await stateOf(join(data, 'set-aside', '1')), oldState);
    const leftovers = readdirSync(data).filter((name) => name.startsWith('.restore-')).length;
    expect(`leftovers of restore ${kill}`, String(leftovers), '0');
    rmSync(data, { recursive: true });
  }
  return { killed: 2 * kills, wrong };
}
