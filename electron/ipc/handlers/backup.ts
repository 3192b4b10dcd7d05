import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { BackupReport } from '#shared/backup.ts';
import { fail, ok } from '#shared/result.ts';
import type { SharedMessages } from '#shared/messages/index.ts';
import { openBackup } from '../../backup/index.ts';
import type { Dialogs } from '../../platform/ports.ts';
import type { Jobs } from '../../program/jobs.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, type Restoring, words } from '../parts.ts';
import { confirmed } from './confirmed.ts';

type RestoreCalls = 'backup.choose' | 'backup.restore' | 'recovery.state' | 'recovery.run';

interface RestoreParts {
  readonly dialogs: Dialogs;
  readonly jobs: Jobs;
  readonly restoring: Restoring;
  readonly dialogWords: () => SharedMessages['dialogs'];
}

/** What is restored, also while there is no program because its data folder waits for an answer. */
export function restoreHandlers({ dialogs, jobs, restoring, dialogWords }: RestoreParts): Pick<Handlers, RestoreCalls> {
  /** Backups that the user chose; the window has an id for each. */
  const chosen = new Map<string, string>();
  return {
    async 'backup.choose'({ zip }) {
      const { chooseBackup } = dialogWords();
      const place = await (zip ? dialogs.chooseFile(chooseBackup, ['zip']) : dialogs.chooseFolder(chooseBackup));
      if (place === null) return ok(null);
      const opened = await openBackup(place);
      if (!opened.ok) return opened;
      const { madeAt, accounts, invoices, documents, bytes } = opened.value.facts;
      opened.value.close();
      const backupId = randomUUID();
      chosen.set(backupId, place);
      return ok({ backupId, label: basename(place), madeAt, accounts, invoices, documents, bytes });
    },
    'backup.restore'({ backupId }) {
      const place = chosen.get(backupId);
      if (place === undefined) return fail({ code: 'no-backup-chosen' });
      return jobs.start('restore', null, ({ signal, progress }) => restoring.restore(place, signal, progress));
    },
    'recovery.state': () => ok(restoring.choice()),
    'recovery.run': ({ way }) =>
      jobs.start('restore', null, ({ signal, progress }) => restoring.recover(way, signal, progress)),
  };
}

export const backupHandlers = ({ program, dialogs, restoring }: HandlerParts) => {
  const { jobs } = program;
  let last: BackupReport | null = null;
  return {
    ...restoreHandlers({ jobs, dialogs, restoring, dialogWords: () => words(program).dialogs }),
    /** The page could not be trusted with it: main asks, and offers nothing but the newest copy. */
    async 'recovery.run'({ way }) {
      const { newestAt } = program.dailyBackup.state();
      if (way !== 'backup' || newestAt === null) return fail({ code: 'not-confirmed' });
      const date = program.format().dateTime(newestAt);
      if (!(await confirmed(program, dialogs, 'putBack', { date }))) return fail({ code: 'not-confirmed' });
      return jobs.start('restore', null, ({ signal, progress }) => restoring.recover(way, signal, progress));
    },
    'backup.daily': () => ok(program.dailyBackup.state()),
    async 'backup.start'({ zip }) {
      const folder = await dialogs.chooseFolder(words(program).dialogs.chooseBackupTarget);
      if (folder === null) return ok(null);
      return jobs.start('backup', null, async ({ signal, progress }) => {
        const written = await program.writeBackup(folder, { zip, signal, onProgress: progress });
        if (written.ok) last = written.value;
        return written;
      });
    },
    'backup.report': () => ok(last),
  } satisfies Partial<Handlers>;
};
