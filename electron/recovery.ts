import { join } from 'node:path';
import type { Recovery, RecoveryWay, RestoreReport } from '#shared/backup.ts';
import type { AppError } from '#shared/errors.ts';
import { languageOf, languages } from '#shared/messages/index.ts';
import type { Result } from '#shared/result.ts';
import { createDatabaseWorker, newestDaily, recover, restoreBackup, stageRestore } from './backup/index.ts';
import type { RestoreOptions } from './backup/index.ts';
import { createPdfReader } from './pdf-reader/index.ts';
import { createClock } from './platform/clock.ts';
import { createWorkerStarter } from './platform/worker-process.ts';
import type { Logger } from './platform/ports.ts';

export interface RecoveryOptions {
  /** The data folder. */
  readonly folder: string;
  readonly mainFolder: string;
  /** The user's, e.g. `de-DE`. */
  readonly locale: string;
  readonly logger: Logger;
}

/** What puts a data folder in order that no program can be, or must not be, open on. */
export type Recoverer = ReturnType<typeof createRecoverer>;

export function createRecoverer({ folder, mainFolder, locale, logger }: RecoveryOptions) {
  const clock = createClock();
  const worker = createDatabaseWorker(createWorkerStarter(join(mainFolder, 'database-worker.js'), 'Billfold database'));

  return {
    /** What the error of an opening leaves to choose from; null where there is nothing to choose. */
    choiceOf(error: AppError): Recovery | null {
      if (error.code !== 'database-missing' && error.code !== 'database-corrupt') return null;
      const problem = error.code === 'database-missing' ? 'missing' : 'damaged';
      const newest = newestDaily(folder);
      return { folder, problem, backupAt: newest?.at ?? null, ways: error.ways };
    },

    /** Copies a backup beside the data and checks it; what is open may go on meanwhile. */
    stage: (from: string, options: RestoreOptions) => stageRestore(folder, from, worker, options),

    restore: (from: string, options: RestoreOptions) => restoreBackup(folder, from, worker, options),

    async recover(way: RecoveryWay, options: RestoreOptions): Promise<Result<RestoreReport>> {
      const reader = createPdfReader({
        start: createWorkerStarter(join(mainFolder, 'pdf-reader.js'), 'Billfold PDF reader'),
        clock,
        logger,
      });
      const { recoveredName } = languages[languageOf(locale)];
      try {
        return await recover({ folder, worker, reader, recoveredName, clock, logger }, way, options);
      } finally {
        reader.dispose();
      }
    },
  };
}
