import { realpath } from 'node:fs/promises';
import type { ImportItem } from '#shared/import/items.ts';
import { mayDo } from '#shared/permissions.ts';
import { fail, ok } from '#shared/result.ts';
import { nothingTold } from '#shared/sellers/model.ts';
import { instantFromMillis } from '#shared/time.ts';
import { fileErrorOf, isInside } from '../files/index.ts';
import { readingScans } from '../pdf-reader/index.ts';
import { createConfirm } from './confirm.ts';
import { filesOf } from './find-files.ts';
import { createImportRows, isLocked } from './import-rows.ts';
import { checkAmounts, factsOfArchived, importedId, importedInvoice } from './imported-invoice.ts';
import { createIncomingFiles } from './incoming-files.ts';
import { createIntake } from './intake.ts';
import type { ImportDependencies, Imports } from './interface.ts';
import { createLearnedLayouts } from './learned-layouts.ts';
import { createReadAgain } from './read-again.ts';
import { createSimilar } from './similar.ts';
import { createItems } from './stored-item.ts';
import { createPropose, createTakeFile } from './take-file.ts';
import { createUnlock, readLocked } from './unlock.ts';
import { createWatchedFolders } from './watched-folders.ts';

export { createDocumentPasswords, type DocumentPasswords } from './document-passwords.ts';
export { factsOf, importedInvoice } from './imported-invoice.ts';
export type { FromMail, TakenMail } from './intake.ts';
export type { Imports, WaitingFiles } from './interface.ts';

export function createImports(parts: ImportDependencies): Imports {
  const { db, incomingFolder, archive, reader, clock, logger, emit } = parts;
  const rows = createImportRows(db);
  const incoming = createIncomingFiles(incomingFolder);
  const now = () => instantFromMillis(clock.now());
  const layouts = createLearnedLayouts(db, now);
  const propose = createPropose(clock, layouts);
  const readScans = parts.recognition ? readingScans(reader, parts.recognition) : reader.read;
  const takeFile = createTakeFile({
    rows,
    incoming,
    imported: archive.imported,
    propose,
    read: readLocked(readScans, parts.passwords),
  });

  const isListed = (accountId: string): boolean => parts.accounts().some(({ id }) => id === accountId);
  /** Of everything that waits, what the role does not allow is left where it is. */
  const mayImport = (accountId: string): boolean =>
    parts.accounts().some(({ id, role }) => id === accountId && mayDo(role, 'import'));
  const accountsOf = (ids: readonly string[]): string[] => [
    ...new Set(rows.pending().flatMap(({ id, accountId }) => (ids.includes(id) ? [accountId] : []))),
  ];
  const similar = createSimilar({
    imported: archive.imported,
    distinct: parts.sellers.distinct,
    nameOfAccount: (id) => parts.accounts().find((account) => account.id === id)?.name ?? id,
  });
  const { look, get: sellerOf, learn } = parts.sellers;
  const items = createItems({ similar, look, sellerOf, ownAddresses: parts.ownAddresses });
  const confirmation = createConfirm({
    rows,
    incoming,
    archive,
    mayImport,
    pending: () => pending(),
    items,
    learn,
    now,
    emit,
  });
  const intake = createIntake({
    ...{ rows, takeFile, unpack: reader.unpack, isListed, incomingFolder, now, logger, emit },
    afterRead: confirmation.fileByRule,
  });
  const folders = createWatchedFolders({
    folders: () => rows.folders.list().filter(({ accountId }) => isListed(accountId)),
    settledMillis: parts.settledMillis ?? 2_000,
    onFile: (accountId, path) => void intake.take(accountId, path, 'folder'),
    clock,
    logger,
  });

  const pending = () => rows.pending().filter(({ accountId }) => isListed(accountId));

  return {
    layouts,
    waiting: {
      async add(accountId, paths, origin) {
        try {
          const files = await filesOf(paths);
          for (const path of files) await intake.take(accountId, path, origin);
          return ok({ files: files.length });
        } catch (cause) {
          const [first = ''] = paths;
          return fail(fileErrorOf(cause, first, first));
        }
      },

      settled: intake.settled,

      list() {
        const read = intake.reading().map(({ id, accountId, fileName, within, mail, bytes, origin }): ImportItem => ({
          ...{ id, accountId, fileName, within, mail, bytes, origin },
          ...{ state: 'reading', proposal: null, certain: false, similar: [], seller: null, refusal: null },
        }));
        return [...items.of(pending()), ...read];
      },

      document(id) {
        const waiting = rows.waiting(id);
        return waiting ? ok(incoming.documentOf(waiting)) : fail({ code: 'import-not-found' });
      },

      similar(id, asked) {
        const file = rows.waiting(id);
        if (!file) return [];
        const others = pending().flatMap((each) => (each.state === 'waiting' ? [items.see(each)] : []));
        return similar.to(items.see(file), asked, others);
      },

      distinguish(id, other) {
        const file = rows.waiting(id);
        if (!file) return fail({ code: 'import-not-found' });
        parts.sellers.distinct.say(file.accountId, file.sha256, other, !other.includes(':'));
        emit('imports.changed', null);
        return ok(null);
      },

      accountsOf,

      ...confirmation,
      async confirm(id, values) {
        const file = rows.waiting(id);
        const isNews = file !== null && layouts.isNews(file.proposal, values);
        const page = isNews ? await reader.read(incoming.documentOf(file).file, file.fileName) : null;
        const confirmed = await confirmation.confirm(id, values);
        if (confirmed.ok && file && page?.ok) layouts.learn(file.proposal, values, page.value.rows);
        return confirmed;
      },

      unlock: createUnlock({ rows, incoming, read: readScans, propose, passwords: parts.passwords, emit }),

      async leaveOut(ids) {
        const waiting = ids.flatMap((id) => (rows.waiting(id) ?? rows.locked(id))?.sha256 ?? []);
        rows.leaveOut(ids);
        await incoming.remove(waiting.filter((sha256) => !rows.isWaiting(sha256)));
        emit('imports.changed', null);
        return ok(null);
      },
    },

    fromMail: {
      takeMail: intake.takeMail,
      refuseMail: intake.refuseMail,
      takeFetched: intake.takeFetched,
      refuseFetched: intake.refuseFetched,
    },
    isArchived: (sha256) => archive.imported.withContent(sha256) !== null,

    folders: {
      of: folders.of,

      async watch(accountId, folder) {
        const real = await realpath(folder).catch(() => null);
        if (real === null) return fail({ code: 'folder-not-found', folder });
        for (const own of [parts.dataFolder, parts.documentsFolder()]) {
          const place = await realpath(own).catch(() => own);
          if (isInside(real, place) || isInside(place, real)) return fail({ code: 'folder-is-ours', folder });
        }
        rows.folders.set(accountId, real);
        await folders.look();
        return ok(await folders.of(accountId));
      },

      async stop(accountId) {
        rows.folders.remove(accountId);
        await folders.look();
        return ok(null);
      },
    },

    edit(key, values) {
      const found = archive.invoices.get(key);
      if (!found.ok) return found;
      const countable = checkAmounts(values);
      if (!countable.ok) return countable;
      const { accountId } = found.value;
      const facts = factsOfArchived(found.value);
      const isRenamed = values.seller !== undefined && values.seller !== facts.seller;
      const seller = values.seller === undefined ? facts.seller : values.seller;
      const changed = archive.imported.change(key, importedInvoice({ ...values, accountId }, { ...facts, seller }));
      if (changed.ok && isRenamed) {
        const told = { ...nothingTold, name: seller };
        learn([{ accountId, id: found.value.id, facts: told, chosen: true, reference: null }]);
      }
      if (changed.ok) emit('invoices.changed', { accountId });
      return changed;
    },

    async remove(key) {
      const invoice = archive.invoices.get(key);
      const removed = await archive.imported.remove(key);
      if (removed.ok && invoice.ok) emit('invoices.changed', { accountId: invoice.value.accountId });
      return removed;
    },

    readAgain: createReadAgain({ archive, reader, emit }),

    async forget(accountId) {
      const waiting = rows.forget(accountId);
      await incoming.remove(waiting.filter((sha256) => !rows.isWaiting(sha256)));
      await folders.look();
      emit('imports.changed', null);
    },

    start() {
      for (const file of rows.pending()) {
        // A program that was killed in between had put it into the archive, and not yet noted that.
        const isIn =
          file.state === 'waiting' && archive.imported.withContent(file.sha256)?.id === importedId(file.sha256);
        if (isIn) rows.markImported(file.id, importedId(file.sha256));
      }
      const waiting = pending().flatMap((file) => (file.state === 'waiting' || isLocked(file) ? [file.sha256] : []));
      intake.between(() => incoming.removeAllBut(new Set(waiting)));
      const stopFolders = folders.start();
      return () => {
        intake.end();
        stopFolders();
      };
    },

    async idle() {
      await Promise.all([intake.idle(), folders.idle()]);
    },
  };
}
