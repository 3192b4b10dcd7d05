import { ok } from '#shared/result.ts';
import type { Handlers } from '../answer.ts';
import { type HandlerParts, words } from '../parts.ts';
import { openDocument } from './open-document.ts';

export const importHandlers = ({ program, documents, dialogs, dropped, opener }: HandlerParts) => {
  const { imports } = program;

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
      const { file, ...document } = found.value;
      return ok({ url: documents.addressOf(file), ...document });
    },
    'imports.openDocument'({ id }) {
      const found = imports.waiting.document(id);
      return found.ok ? openDocument(opener, found.value) : found;
    },
    'imports.similar': ({ id, ...asked }) => ok(imports.waiting.similar(id, asked)),
    'imports.distinguish': ({ id, other }) => imports.waiting.distinguish(id, other),
    'imports.confirm': ({ id, values }) => imports.waiting.confirm(id, values),
    'imports.confirmCertain': () => imports.waiting.confirmCertain(),
    'imports.leaveOut': ({ ids }) => imports.waiting.leaveOut(ids),

    'imports.unlock': ({ id, password }) => imports.waiting.unlock(id, password),

    'layouts.list': () => ok(imports.layouts.list()),
    'layouts.setLabel': ({ id, label }) => imports.layouts.setLabel(id, label),
    'layouts.remove': ({ id }) => imports.layouts.remove(id),

    'imports.edit': ({ key, values }) => imports.edit(key, values),
    'imports.remove': ({ key }) => imports.remove(key),

    'imports.folder': async ({ accountId }) => ok(await imports.folders.of(accountId)),
    async 'imports.chooseFolder'({ accountId }) {
      const folder = await dialogs.chooseFolder(words(program).dialogs.chooseImportFolder);
      return folder === null ? ok(null) : imports.folders.watch(accountId, folder);
    },
    'imports.stopFolder': ({ accountId }) => imports.folders.stop(accountId),
  } satisfies Partial<Handlers>;
};
