import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, words } from '../parts.ts';

export const exportHandlers = ({ program, dialogs, opener }: HandlerParts) => {
  const { exports, settings, jobs } = program;
  /** Folders that the user chose; the window has an id for each. */
  const folders = new Map<string, string>();

  function offer(folder: string) {
    const folderId = randomUUID();
    folders.set(folderId, folder);
    return ok({ folderId, label: basename(folder) || folder });
  }

  /** Does it in the folder, if that is still known. */
  function within<T>(folderId: string, work: (folder: string) => Result<T>): Result<T> {
    const folder = folders.get(folderId);
    return folder === undefined ? fail({ code: 'no-folder-chosen' }) : work(folder);
  }

  return {
    async 'exports.chooseFolder'() {
      const folder = await dialogs.chooseFolder(words(program).dialogs.chooseExportFolder);
      return folder === null ? ok(null) : offer(folder);
    },
    'exports.lastFolder'() {
      const last = exports.history().find(({ automatic }) => !automatic);
      if (!last) return ok(null);
      return offer(last.task.pack ? dirname(last.folder) : last.folder);
    },
    'exports.preview': (choice) => exports.preview(choice),
    'exports.start': ({ folderId, dryRun, keep, ...request }) =>
      within(folderId, (chosen) => {
        const { template, accountFolders, formats, csvPreset, headings, zip, fiscalYearStart, pack, from } = request;
        const kept = { template, accountFolders, formats, csvPreset, headings, zip, fiscalYearStart };
        if (keep) {
          const saved = settings.set({ exports: kept });
          if (!saved.ok) return saved;
        }
        const folder = pack && from !== null ? join(chosen, from) : chosen;
        return jobs.start('export', null, ({ id, signal, progress }) =>
          exports.run(request, { folder, dryRun, signal, onProgress: progress, jobId: id }),
        );
      }),
    'exports.resume': ({ jobId }) =>
      jobs.start(
        'export',
        null,
        ({ signal, progress }) => exports.resume(jobId, { signal, onProgress: progress }),
        jobId,
      ),
    'exports.report': ({ jobId }) => exports.report(jobId),
    'exports.history': () => ok(exports.history()),
    'exports.showFolder'({ jobId }) {
      const job = exports.history().find((each) => each.jobId === jobId);
      if (!job) return fail({ code: 'job-not-found', job: jobId });
      return opener.openFolder(job.folder);
    },

    'exports.repeat': ({ folderId, ...request }) =>
      within(folderId, (folder) => exports.automatic.add({ ...request, invoiceKeys: null, to: null }, folder)),
    'exports.runAutomatic': ({ jobId }) => exports.automatic.runNow(jobId),
    'exports.moveAutomatic': ({ jobId, folderId }) =>
      within(folderId, (folder) => exports.automatic.move(jobId, folder)),
    'exports.stopAutomatic': ({ jobId }) => exports.automatic.remove(jobId),

    'sync.start': ({ accountId, full }) =>
      jobs.start('sync', accountId, ({ signal, progress }) =>
        program.archiveTasks.sync(accountId, { full, signal, onProgress: progress }),
      ),
    'jobs.list': () => ok(jobs.list()),
    'jobs.cancel': ({ jobId }) => jobs.cancel(jobId),
  } satisfies Partial<Handlers>;
};
