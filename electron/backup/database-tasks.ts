import { closeSync, fdatasyncSync, openSync, rmSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { systemCodeOf } from '#shared/system-code.ts';
import type { DatabaseAnswer, DatabaseFacts, DatabaseTask, SalvageReport } from './database-task.ts';
import { salvage } from './salvage.ts';

const timeoutMs = 10_000;
const wholeInOneStep = 0x7fffffff;

/** Does one task; never rejects. Leaves nothing at `to` when it fails. */
export async function runDatabaseTask(task: DatabaseTask): Promise<DatabaseAnswer> {
  try {
    return { ok: true, facts: await facts(task) };
  } catch (cause) {
    if ('to' in task) for (const file of [task.to, `${task.to}-wal`, `${task.to}-shm`]) rmSync(file, { force: true });
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const isDamaged = cause instanceof Damaged || /^SQLITE_(CORRUPT|NOTADB)/.test(code);
    return isDamaged
      ? { ok: false, damaged: cause instanceof Damaged ? 'SQLITE_CORRUPT' : systemCodeOf(code) }
      : { ok: false, failed: code };
  }
}

class Damaged extends Error {}

async function facts(task: DatabaseTask): Promise<SalvageReport> {
  switch (task.task) {
    case 'copy':
      await copy(task.from, task.to);
      return { ...checked(task.to), incomplete: [] };
    case 'check':
      return { ...checked(task.file), incomplete: [] };
    case 'look':
      return { ...looked(task.file), incomplete: [] };
    case 'salvage': {
      const incomplete = salvage(task.from, task.to);
      return { ...checked(task.to), incomplete };
    }
  }
}

async function copy(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true, timeout: timeoutMs });
  try {
    // All pages within one read transaction: what others write meanwhile starts nothing over.
    await source.backup(to, { progress: () => wholeInOneStep });
  } finally {
    source.close();
  }
}

/** What is in a database that SQLite finds whole; flushed, and in one file. */
function checked(file: string): Omit<SalvageReport, 'incomplete'> {
  const database = new Sqlite(file, { fileMustExist: true });
  try {
    database.pragma('journal_mode = DELETE');
    const counts = countsOf(database);
    database.close();
    flush(file);
    return { ...counts, bytes: statSync(file).size };
  } finally {
    database.close();
  }
}

function looked(file: string): Omit<SalvageReport, 'incomplete'> {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: timeoutMs });
  try {
    return { ...countsOf(database), bytes: statSync(file).size };
  } finally {
    database.close();
  }
}

function countsOf(database: Sqlite.Database): Omit<DatabaseFacts, 'bytes'> {
  const found = database.pragma('integrity_check(1)', { simple: true });
  if (found !== 'ok') throw new Damaged(String(found));
  const count = (table: string): number =>
    database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
  return {
    version: Number(database.pragma('user_version', { simple: true })),
    accounts: count('accounts'),
    invoices: count('invoices'),
  };
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fdatasyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
