import { z } from 'zod';
import { instantSchema } from '#shared/time.ts';

/* A backup: `backup.json`, `SHA256SUMS`, and below them the files by the names that they have in a data folder. */

export const factsName = 'backup.json';
export const sumsName = 'SHA256SUMS';
export const databaseName = 'billfold.db';
export const settingsName = 'settings.json';

/** `backup.json`, written last: without it a backup is not complete. */
export const factsSchema = z.object({
  format: z.int().min(1),
  /** The Billfold that wrote it. */
  billfold: z.string().max(100),
  databaseVersion: z.int(),
  madeAt: instantSchema,
  accounts: z.int().min(0),
  invoices: z.int().min(0),
  documents: z.int().min(0),
  files: z.int().min(1).max(5_000_000),
  bytes: z.int().min(0),
  /** SHA-256 of `SHA256SUMS`. */
  sums: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BackupFacts = z.infer<typeof factsSchema>;

/** The newest that this program writes and reads. */
export const format = 1;
export const longestFacts = 64 * 1024;
/** Bytes of a line of the sums: four names of 200 characters of up to four bytes, and the sum. */
export const longestLine = 4 * 1024;
export const longestSums = 1024 * 1024 * 1024;

/** SHA-256 by path. Paths go by `/` on every system. */
export type Sums = ReadonlyMap<string, string>;

export const sumsText = (sums: Sums): string => [...sums].map(([path, sum]) => `${sum}  ${path}\n`).join('');

/** Null where it is not a list of sums, or has a name that no backup has: the name is answered then. */
export function parseSums(text: string): Sums | { readonly refused: string } {
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, sum, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sum === undefined || path === undefined || !isBackupPath(path)) return { refused: path ?? sumsName };
    sums.set(path, sum);
  }
  return sums;
}

/** Only what a backup holds, and nothing that leads out of a folder on any system. */
export const isBackupPath = (path: string): boolean =>
  path === databaseName || path === settingsName || ownFolder.test(path);

// No name of dots alone, no drive, no other separator, nothing that a system cannot write.
const ownFolder = /^(documents|incoming)(\/(?!\.{1,2}(\/|$))[^\\/:*?"<>|\p{Cc}]{1,200}(?<![. ])){1,4}$/u;
