import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isFileCode } from '../files/index.ts';

/* Puts other data in the place of a data folder's, all or nothing: whatever ends it, the next start goes on from there. */

const journalName = 'restore.json';
const asideName = 'set-aside';

/** Everything in a data folder that is the user's own; the rest is the window's, and can be made again. */
export const ownNames = ['billfold.db', 'documents', 'incoming', 'settings.json', 'secrets.json', 'backups'] as const;
const besideDatabase = ['billfold.db-wal', 'billfold.db-shm', 'billfold.db-journal'] as const;

const journalSchema = z.object({
  version: z.literal(1),
  /** Below the data folder: where the new data are, whole and flushed. */
  staging: z.string().regex(/^\.restore-[\w.-]+$/),
  /** Where the old data go. */
  aside: z.string().regex(/^set-aside\/\d+$/),
  /** What is put aside, in this order. */
  away: z.array(z.enum([...ownNames, ...besideDatabase])),
  /** What takes its place. */
  come: z.array(z.enum(ownNames)),
});
type Journal = z.infer<typeof journalSchema>;

export interface Replacement {
  /** The name of a folder in the data folder, which holds what comes and goes away itself. */
  readonly staging: string;
  readonly away: readonly (typeof ownNames)[number][];
  readonly come: readonly (typeof ownNames)[number][];
}

/**
 * Sets aside what is there and moves in what comes. Nobody may have the database open. Answers where the old data are now,
 * null where there were none. Throws Node's file errors; one before the journal is written leaves all as it was.
 */
export function replaceData(folder: string, { staging, away, come }: Replacement): string | null {
  const all = away.flatMap((name): Journal['away'] => (name === 'billfold.db' ? [name, ...besideDatabase] : [name]));
  const there = all.filter((name) => existsSync(join(folder, name)));
  // A folder that is a disk of its own cannot be renamed: better known before than half-way.
  const device = statSync(folder).dev;
  for (const name of there)
    if (lstatSync(join(folder, name)).dev !== device)
      throw Object.assign(new Error(`${name} is on another disk`), { code: 'EXDEV' });
  const aside = `${asideName}/${nextNumber(join(folder, asideName))}`;
  const journal: Journal = { version: 1, staging, aside, away: there, come: [...come] };
  if (there.length > 0) mkdirSync(join(folder, aside), { recursive: true });
  const part = join(folder, `${journalName}.part`);
  writeFileSync(part, JSON.stringify(journal), { flush: true });
  renameSync(part, join(folder, journalName));
  flushFolder(folder);
  finishReplacement(folder);
  return there.length > 0 ? join(folder, aside) : null;
}

/** Whether a replacement was begun and has not ended: the next start ends it. */
export const isReplacing = (folder: string): boolean => existsSync(join(folder, journalName));

/** Ends a replacement that was begun; does nothing where there is none. Throws Node's file errors. */
export function finishReplacement(folder: string): void {
  const file = join(folder, journalName);
  if (!existsSync(file)) return;
  const { staging, aside, away, come } = journalSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const isToCome = (name: string): boolean => existsSync(join(folder, staging, name));
  const comes: readonly string[] = come;
  for (const name of away) {
    // What has come already is in the place of the old, and stays.
    if (comes.includes(name) ? isToCome(name) : true) move(join(folder, name), join(folder, aside, name));
  }
  for (const name of come) if (isToCome(name)) move(join(folder, staging, name), join(folder, name));
  for (const each of [folder, ...(existsSync(join(folder, aside)) ? [join(folder, aside)] : [])]) flushFolder(each);
  rmSync(join(folder, staging), { recursive: true, force: true });
  rmSync(file, { force: true });
  flushFolder(folder);
}

/** Another process may be doing the same. */
function move(from: string, to: string): void {
  if (existsSync(to)) return;
  try {
    renameSync(from, to);
  } catch (cause) {
    if (!isFileCode(cause, 'ENOENT')) throw cause;
  }
}

/** A folder that a killed restore made and put nothing into is used, not passed over. */
function nextNumber(folder: string): number {
  const used = existsSync(folder) ? readdirSync(folder).filter((name) => !isEmptyFolder(join(folder, name))) : [];
  return Math.max(0, ...used.map(Number).filter(Number.isInteger)) + 1;
}

const isEmptyFolder = (path: string): boolean => statSync(path).isDirectory() && readdirSync(path).length === 0;

function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
