import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { safeSegment } from '#shared/path-segments.ts';
import { fail, ok } from '#shared/result.ts';
import { writePart } from '../../files/index.ts';
import { profileFileText, readProfileFile } from '../../handover/index.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, words } from '../parts.ts';
import { saveFile } from './save-file.ts';

export const handoverHandlers = ({ program, dialogs, opener }: HandlerParts) => {
  const { handover, jobs } = program;
  const { profiles } = handover;
  /** Folders that the user chose; the window has an id for each. */
  const folders = new Map<string, string>();

  return {
    'handover.profiles': () => ok(profiles.list()),
    'handover.saveProfile': ({ profileId, profile }) => profiles.save(profileId, profile),
    'handover.removeProfile': ({ profileId }) => profiles.remove(profileId),
    async 'handover.shareProfile'({ profileId }) {
      const profile = profiles.get(profileId);
      if (!profile.ok) return profile;
      const name = `${safeSegment(profile.value.name)}.json`;
      const target = await dialogs.chooseSaveFile(words(program).dialogs.saveProfile, name);
      return saveFile(target, (part) => writePart(part, Buffer.from(profileFileText(profile.value))));
    },
    async 'handover.loadProfile'() {
      const file = await dialogs.chooseFile(words(program).dialogs.loadProfile, ['json']);
      return file === null ? ok(null) : readProfileFile(file);
    },

    'handover.plan': (choice) => handover.plan(choice),
    'handover.setRate': ({ base, currency, day, rate }) => handover.setRate(base, currency, day, rate),
    'handover.setTax': ({ key, parts }) => handover.setTax(key, parts),

    async 'handover.chooseFolder'() {
      const folder = await dialogs.chooseFolder(words(program).dialogs.chooseHandoverFolder);
      if (folder === null) return ok(null);
      const folderId = randomUUID();
      folders.set(folderId, folder);
      return ok({ folderId, label: basename(folder) || folder });
    },
    'handover.start'({ folderId, leaveOut, token, ...choice }) {
      const folder = folders.get(folderId);
      if (folder === undefined) return fail({ code: 'no-folder-chosen' });
      return jobs.start('hand-over', null, ({ signal, progress }) =>
        handover.run(choice, { folder, leaveOut, token, signal, onProgress: progress }),
      );
    },
    'handover.batches': async () => ok(await handover.batches()),
    'handover.undo': ({ batchId }) => handover.undo(batchId),
    async 'handover.showFolder'({ batchId }) {
      const batch = (await handover.batches()).find(({ id }) => id === batchId);
      return batch ? opener.openFolder(batch.folder) : fail({ code: 'handover-batch-not-found', batch: batchId });
    },
    'handover.ofInvoice': ({ key }) => ok(handover.of(key)),
  } satisfies Partial<Handlers>;
};
