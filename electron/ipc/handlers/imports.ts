import { ok } from '#shared/result.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, words } from '../parts.ts';

export const importHandlers = ({ program, documents, dialogs, dropped, ...parts }: HandlerParts) => {
  const { imports, archive } = program;
  const invoicesChanged = (...accountIds: string[]) => {
    for (const accountId of new Set(accountIds)) parts.invoicesChanged(accountId);
  };

  return {
    async 'imports.choose'({ accountId, what }) {
      const { chooseImports } = words(program).dialogs;
      const folder = what === 'folder' ? await dialogs.chooseFolder(chooseImports) : null;
      const paths = what === 'files' ? await dialogs.chooseFiles(chooseImports) : folder === null ? [] : [folder];
      return paths.length === 0 ? ok(null) : imports.waiting.add(accountId, paths, 'chosen');
    },
    'imports.drop': ({ accountId, dropId }) => imports.waiting.add(accountId, dropped.take(dropId), 'dropped'),
    'imports.list': () => ok(imports.waiting.list()),
    'imports.document'({ id }) {
      const found = imports.waiting.document(id);
      if (!found.ok) return found;
      const { file, fileName, bytes } = found.value;
      return ok({ url: documents.addressOf(file), fileName, bytes });
    },
    'imports.similar': ({ number, total }) => ok(imports.waiting.similar(number, total)),
    async 'imports.confirm'({ id, values }) {
      const confirmed = await imports.waiting.confirm(id, values);
      if (confirmed.ok) invoicesChanged(confirmed.value.accountId);
      return confirmed;
    },
    async 'imports.confirmCertain'() {
      const accountIds = imports.waiting.list().map(({ accountId }) => accountId);
      const confirmed = await imports.waiting.confirmCertain();
      invoicesChanged(...accountIds);
      return confirmed;
    },
    'imports.leaveOut': ({ ids }) => imports.waiting.leaveOut(ids),

    'imports.edit'({ key, values }) {
      const edited = imports.edit(key, values);
      if (edited.ok) invoicesChanged(edited.value.accountId);
      return edited;
    },
    async 'imports.remove'({ key }) {
      const invoice = archive.invoices.get(key);
      const removed = await imports.remove(key);
      if (removed.ok && invoice.ok) invoicesChanged(invoice.value.accountId);
      return removed;
    },

    'imports.folder': async ({ accountId }) => ok(await imports.folders.of(accountId)),
    async 'imports.chooseFolder'({ accountId }) {
      const folder = await dialogs.chooseFolder(words(program).dialogs.chooseImportFolder);
      return folder === null ? ok(null) : imports.folders.watch(accountId, folder);
    },
    'imports.stopFolder': ({ accountId }) => imports.folders.stop(accountId),
  } satisfies Partial<Handlers>;
};
