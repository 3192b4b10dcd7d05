import { z } from 'zod';
import { instantSchema } from './time.ts';

/** What can be wrong with a file of a backup. */
export const backupProblems = ['missing', 'changed', 'unreadable', 'name'] as const;
export type BackupProblem = (typeof backupProblems)[number];

/** What was backed up, or put back. Bytes are those of all files. */
export const backupReportSchema = z.object({
  /** The backup, or the data folder that was restored; an absolute path. */
  folder: z.string(),
  accounts: z.int(),
  invoices: z.int(),
  documents: z.int(),
  bytes: z.int(),
  /** Every file was read again and had the right hash. */
  verified: z.boolean(),
  /** Files of the archive's folder that are no part of it: links, and names that not every system can write. */
  skipped: z.array(z.string()),
});
export type BackupReport = z.infer<typeof backupReportSchema>;

export const restoreReportSchema = backupReportSchema.omit({ skipped: true }).extend({
  /** Where the data are that were there before; null where there were none. */
  setAside: z.string().nullable(),
  /** PDFs of the archive's folder whose pages did not report enough to be taken back in: they stay where they are. */
  unread: z.array(z.string()),
  /** Of a salvaged database: the tables of which a part could not be read; `*` where nothing could be. */
  incomplete: z.array(z.string()),
});
export type RestoreReport = z.infer<typeof restoreReportSchema>;

/** How a data folder without a usable database goes on. */
const recoveryWays = ['backup', 'salvage', 'adopt', 'fresh'] as const;
export const recoveryWaySchema = z.enum(recoveryWays);
export type RecoveryWay = z.infer<typeof recoveryWaySchema>;

/** What a data folder without a usable database offers. */
export const recoverySchema = z.object({
  /** The data folder. */
  folder: z.string(),
  problem: z.enum(['missing', 'damaged']),
  /** When the newest daily copy of the database was made. */
  backupAt: instantSchema.nullable(),
  ways: z.array(recoveryWaySchema),
});
export type Recovery = z.infer<typeof recoverySchema>;
