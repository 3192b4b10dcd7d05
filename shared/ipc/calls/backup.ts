import { z } from 'zod';
import { backupReportSchema, recoverySchema, recoveryWaySchema } from '../../backup.ts';
import { appErrorSchema } from '../../errors.ts';
import { jobSchema } from '../../jobs.ts';
import { instantSchema } from '../../time.ts';
import { nothing } from './requests.ts';

const count = z.int();

export const backupCalls = {
  /** The daily copies of the database, and why the last one could not be made. */
  'backup.daily': {
    request: nothing,
    response: z.object({
      count,
      bytes: count,
      newestAt: instantSchema.nullable(),
      error: appErrorSchema.nullable(),
    }),
  },
  /** Asks for a folder and writes a backup into it; null when the user cancelled. */
  'backup.start': { request: z.object({ zip: z.boolean() }), response: jobSchema.nullable() },
  /** Of the last backup that was written since the program began. */
  'backup.report': { request: nothing, response: backupReportSchema.nullable() },

  /** Asks for a backup, a folder or a ZIP file, and says what it holds; null when the user cancelled. */
  'backup.choose': {
    request: z.object({ zip: z.boolean() }),
    response: z
      .object({
        backupId: z.string(),
        label: z.string(),
        madeAt: instantSchema,
        accounts: count,
        invoices: count,
        documents: count,
        bytes: count,
      })
      .nullable(),
  },
  /** Restores a chosen backup; what is there is set aside. The window's page is loaded again when it is done. */
  'backup.restore': { request: z.object({ backupId: z.string() }), response: jobSchema },

  /** What a data folder without a usable database leaves to choose from; null where there is a program. */
  'recovery.state': { request: nothing, response: recoverySchema.nullable() },
  /** Puts the data folder in order; what is in the way is set aside. The page is loaded again when it is done. */
  'recovery.run': { request: z.object({ way: recoveryWaySchema }), response: jobSchema },
} as const;
