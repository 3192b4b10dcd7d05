import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { fail, ok } from '#shared/result.ts';
import type { Handlers } from '../answer.ts';
import type { HandlerParts } from '../parts.ts';
import { words } from './words.ts';

export const exportHandlers = ({ program, jobs, dialogs, opener }: HandlerParts) => {
  const { exports } = program;
  /** Folders that the user chose; the window has an id for each. */
  const folders = new Map<string, string>();

  return {
    async 'exports.chooseFolder'() {
      const folder = await dialogs.chooseFolder(words(program).dialogs.chooseExportFolder);
      if (folder === null) return ok(null);
      const folderId = randomUUID();
      folders.set(folderId, folder);
      return ok({ folderId, label: basename(folder) || folder });
    },
    'exports.preview': (selection) => exports.preview(selection),
    'exports.start'({ folderId, ...request }) {
      const folder = folders.get(folderId);
      if (folder === undefined) return fail({ code: 'folder-not-found', folder: '' });
      return jobs.start('export', null, ({ id, signal, progress }) =>
        exports.run({ request, folder, signal, onProgress: progress, jobId: id }),
      );
    },
    'exports.report': ({ jobId }) => exports.report(jobId),
    'exports.history': () => ok(exports.history()),
    'exports.showFolder'({ jobId }) {
      const job = exports.history().find((each) => each.jobId === jobId);
      if (!job) return fail({ code: 'job-not-found', job: jobId });
      return opener.openFolder(job.folder);
    },

    'sync.start': ({ accountId, full }) =>
      jobs.start('sync', accountId, ({ signal, progress }) =>
        program.archiveTasks.sync(accountId, { full, signal, onProgress: progress }),
      ),
    'jobs.list': () => ok(jobs.list()),
    'jobs.cancel': ({ jobId }) => jobs.cancel(jobId),
  } satisfies Partial<Handlers>;
};
