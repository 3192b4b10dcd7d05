import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import PQueue from 'p-queue';
import type { Account } from '#shared/accounts.ts';
import type { ImportFolder, ImportItem, ImportValues, SimilarInvoice } from '#shared/import/items.ts';
import { isCertain } from '#shared/import/proposal-schema.ts';
import type { ArchivedInvoice, Invoice } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import { requireChange } from '../accounts/index.ts';
import type { Archive } from '../archive/index.ts';
import type { Database } from '../database/open.ts';
import { fileErrorOf, isInside } from '../files/index.ts';
import type { PdfReader } from '../pdf-reader/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import { filesOf } from './find-files.ts';
import { createImportRows, type ImportFile, type StoredImport, type WaitingImport } from './import-rows.ts';
import { dayAt, factsOf, importedId, importedInvoice, valuesOf } from './imported-invoice.ts';
import { createIncomingFiles } from './incoming-files.ts';
import { createTakeFile, measure, unknownSize } from './take-file.ts';
import { createWatchedFolders } from './watched-folders.ts';

interface ImportDependencies {
  readonly db: Database;
  /** The data folder: nothing inside it is imported from. */
  readonly dataFolder: string;
  /** Where files wait; only this feature writes there. */
  readonly incomingFolder: string;
  readonly documentsFolder: () => string;
  readonly archive: Archive;
  readonly reader: Pick<PdfReader, 'read'>;
  readonly accounts: () => readonly Account[];
  readonly clock: Clock;
  readonly logger: Logger;
  /** Files came, were read, confirmed or left out. */
  readonly onChanged: () => void;
  /** Milliseconds after which a growing file counts as whole. */
  readonly settledMillis?: number;
}

export type Imports = ReturnType<typeof createImports>;

/** So many documents are kept at once when all that are certain are taken. */
const batch = 20;

/**
 * Brings in PDFs that no vendor's API hands out. A file that is handed in is copied and read, then waits until a person
 * has confirmed what it is; the original is only read, ever. What waits survives the end of the program.
 */
export function createImports(parts: ImportDependencies) {
  const { db, archive, reader, clock, logger, onChanged } = parts;
  const rows = createImportRows(db);
  const incoming = createIncomingFiles(parts.incomingFolder);
  const takeFile = createTakeFile({ rows, incoming, archive, clock, read: reader.read });
  const queue = new PQueue({ concurrency: 1 });
  /** Handed in and not yet read. */
  const reading = new Map<string, ImportFile>();
  let ended = false;
  const now = () => instantFromMillis(clock.now());

  const folders = createWatchedFolders({
    folders: () => rows.folders().filter(({ accountId }) => accountOf(accountId) !== undefined),
    settledMillis: parts.settledMillis ?? 2_000,
    onFile: (accountId, path) => void take(accountId, path, 'folder'),
    clock,
    logger,
  });

  const accountOf = (accountId: string) => parts.accounts().find(({ id }) => id === accountId);
  const mayImport = (accountId: string): Result<null> => {
    const account = accountOf(accountId);
    return account ? requireChange(account.role, 'import') : fail({ code: 'account-not-found', account: accountId });
  };

  /** Resolves when the file is in line to be read. */
  async function take(accountId: string, path: string, origin: ImportItem['origin']): Promise<void> {
    const place = origin === 'folder' ? path : null;
    const measured = await measure(path);
    // Moved away, perhaps after it was taken in: nothing to bother anybody with.
    if (!measured && place !== null) return;
    const file = {
      id: randomUUID(),
      accountId,
      origin,
      path: place,
      fileName: basename(path),
      ...(measured ?? unknownSize),
    };
    const isInLine = [...reading.values()].some((each) => place !== null && each.path === place);
    if (ended || isInLine || rows.isKnown(file)) return;
    reading.set(file.id, file);
    onChanged();
    void queue.add(() => read(path, file));
  }

  async function read(path: string, file: ImportFile): Promise<void> {
    try {
      const outcome = await takeFile(path, file);
      // Nobody waits for those of an account that was removed meanwhile.
      if (outcome && accountOf(file.accountId)) rows.add(file, outcome, now());
    } catch (cause) {
      const refusal = fileErrorOf(cause, parts.incomingFolder, path);
      logger.warn('A file could not be taken in', { code: refusal.code });
      rows.add(file, { state: 'refused', sha256: null, refusal }, now());
    } finally {
      reading.delete(file.id);
      onChanged();
    }
    // It may have changed while it was read; `take` leaves one alone that has not.
    if (file.path !== null && !ended) await take(file.accountId, path, file.origin);
  }

  const similarTo = (number: string, total: Money): SimilarInvoice[] =>
    archive.invoicesLike(number, total).map(({ key, accountName }) => ({ key, number, accountName }));

  function itemOf(stored: StoredImport): ImportItem | null {
    const { id, accountId, fileName, bytes, origin } = stored;
    const item = { id, accountId, fileName, bytes, origin };
    if (stored.state === 'left-out') return null;
    if (stored.state === 'refused') {
      return { ...item, state: 'refused', proposal: null, certain: false, similar: [], refusal: stored.refusal };
    }
    const { proposal } = stored;
    const similar = proposal.number && proposal.total ? similarTo(proposal.number.value, proposal.total.value) : [];
    const certain = isCertain(proposal) && similar.length === 0;
    return { ...item, state: 'waiting', proposal, certain, similar, refusal: null };
  }

  /** Puts files into the archive of one account; they wait no longer then. */
  async function keep(
    accountId: string,
    files: readonly { readonly file: WaitingImport; readonly values: ImportValues }[],
  ): Promise<Result<string[]>> {
    const imported: { invoice: Invoice; bytes: Uint8Array }[] = [];
    for (const { file, values } of files) {
      const bytes = await incoming.bytesOf(file.sha256);
      if (!bytes) return fail({ code: 'import-not-found' });
      imported.push({ bytes, invoice: importedInvoice(values, factsOf(file.sha256, file.proposal, now())) });
    }
    const kept = await archive.keepImported(accountId, imported);
    if (!kept.ok) return kept;
    for (const { file } of files) rows.markImported(file.id, importedId(file.sha256));
    await incoming.remove(files.map(({ file }) => file.sha256));
    onChanged();
    return ok(imported.map(({ invoice }) => `${accountId}:${invoice.id}`));
  }

  /** Kept apart: another document of the same account may have become this one meanwhile. */
  const duplicateOf = ({ sha256, fileName }: WaitingImport): Result<null> => {
    const there = archive.invoiceWithContent(sha256);
    if (!there) return ok(null);
    const { number, id, accountName } = there;
    return fail({ code: 'import-duplicate', file: fileName, invoice: number ?? id, account: accountName });
  };

  return {
    /** Takes files, and the PDFs of folders, to be read one after the other; answers how many. */
    async add(
      accountId: string,
      paths: readonly string[],
      origin: 'chosen' | 'dropped',
    ): Promise<Result<{ files: number }>> {
      const allowed = mayImport(accountId);
      if (!allowed.ok) return allowed;
      try {
        const files = await filesOf(paths);
        for (const path of files) await take(accountId, path, origin);
        return ok({ files: files.length });
      } catch (cause) {
        const [first = ''] = paths;
        return fail(fileErrorOf(cause, first, first));
      }
    },

    /** All files that are being read, wait or were refused, in the order in which they came. */
    list(): ImportItem[] {
      const stored = rows.pending().filter(({ accountId }) => accountOf(accountId) !== undefined);
      const read = [...reading.values()].map(({ id, accountId, fileName, bytes, origin }): ImportItem => ({
        ...{ id, accountId, fileName, bytes, origin },
        ...{ state: 'reading', proposal: null, certain: false, similar: [], refusal: null },
      }));
      return [...stored.flatMap((each) => itemOf(each) ?? []), ...read];
    },

    /** The copy of a file that waits: an absolute path, for the main process only. */
    document(id: string): Result<{ file: string; fileName: string; bytes: number }> {
      const waiting = rows.waiting(id);
      if (!waiting) return fail({ code: 'import-not-found' });
      return ok({ file: incoming.pathOf(waiting.sha256), fileName: waiting.fileName, bytes: waiting.bytes });
    },

    similar: similarTo,

    async confirm(id: string, values: ImportValues): Promise<Result<ArchivedInvoice>> {
      const allowed = mayImport(values.accountId);
      if (!allowed.ok) return allowed;
      const file = rows.waiting(id);
      if (!file) return fail({ code: 'import-not-found' });
      const single = duplicateOf(file);
      if (!single.ok) return single;
      const kept = await keep(values.accountId, [{ file, values }]);
      return kept.ok ? archive.get(kept.value[0] ?? '') : kept;
    },

    /** Takes all that are certain, as they are proposed; answers how many. On an error those before it are in. */
    async confirmCertain(): Promise<Result<{ imported: number }>> {
      let imported = 0;
      const certain = rows.pending().flatMap((file) => {
        if (file.state !== 'waiting' || !mayImport(file.accountId).ok || !itemOf(file)?.certain) return [];
        const values = duplicateOf(file).ok ? valuesOf(file.accountId, file.proposal) : null;
        return values ? [{ file, values }] : [];
      });
      for (const [accountId, files] of Map.groupBy(certain, ({ file }) => file.accountId)) {
        const seen = new Set<string>();
        // Two files of one number and total: the second waits for a look.
        const single = files.filter(({ values: { number, total } }) => {
          const name = `${number ?? ''} ${String(total.amount)} ${total.currency}`.toLowerCase();
          return !seen.has(name) && seen.add(name);
        });
        for (let at = 0; at < single.length; at += batch) {
          const kept = await keep(accountId, single.slice(at, at + batch));
          if (!kept.ok) return kept;
          imported += kept.value.length;
        }
      }
      return ok({ imported });
    },

    async leaveOut(ids: readonly string[]): Promise<Result<null>> {
      const waiting = ids.flatMap((id) => rows.waiting(id)?.sha256 ?? []);
      rows.leaveOut(ids);
      await incoming.remove(waiting.filter((sha256) => !rows.isWaiting(sha256)));
      onChanged();
      return ok(null);
    },

    /** Changes an imported invoice's values; its account stays. */
    edit(key: string, values: ImportValues): Result<ArchivedInvoice> {
      const found = archive.get(key);
      if (!found.ok) return found;
      const { accountId, id, createdAt, customerName, taxId, issuedAt, period } = found.value;
      const allowed = mayImport(accountId);
      if (!allowed.ok) return allowed;
      const byDefault = issuedAt === null ? null : dayAt(issuedAt);
      const hasOwnPeriod = period.start !== byDefault?.start || period.end !== byDefault.end;
      const facts = { id, createdAt, customerName, taxId, lines: [], period: hasOwnPeriod ? period : null };
      return archive.changeImported(key, importedInvoice({ ...values, accountId }, facts));
    },

    async remove(key: string): Promise<Result<null>> {
      const found = archive.get(key);
      if (!found.ok) return found;
      const allowed = mayImport(found.value.accountId);
      return allowed.ok ? archive.removeImported(key) : allowed;
    },

    folder: (accountId: string): Promise<ImportFolder | null> => folders.of(accountId),

    /** Watches a folder for an account, also after a restart, until told otherwise. */
    async watchFolder(accountId: string, folder: string): Promise<Result<ImportFolder | null>> {
      const allowed = mayImport(accountId);
      if (!allowed.ok) return allowed;
      const real = await realpath(folder).catch(() => null);
      if (real === null) return fail({ code: 'folder-not-found', folder });
      for (const own of [parts.dataFolder, parts.documentsFolder()]) {
        const place = await realpath(own).catch(() => own);
        if (isInside(real, place) || isInside(place, real)) return fail({ code: 'folder-is-ours', folder });
      }
      rows.setFolder(accountId, real);
      await folders.look();
      return ok(await folders.of(accountId));
    },

    async stopFolder(accountId: string): Promise<Result<null>> {
      rows.removeFolder(accountId);
      await folders.look();
      return ok(null);
    },

    /** Of an account that is removed: nothing waits any more, and its folder is left alone. */
    async forget(accountId: string): Promise<void> {
      const waiting = rows.forget(accountId);
      await incoming.remove(waiting.filter((sha256) => !rows.isWaiting(sha256)));
      await folders.look();
      onChanged();
    },

    /** Begins to watch the folders. `idle` then tells when nothing is under way. */
    start(): Disposer {
      const pending = rows.pending().filter(({ accountId }) => accountOf(accountId) !== undefined);
      const waiting = pending.flatMap((file) => (file.state === 'waiting' ? [file.sha256] : []));
      void queue.add(() => incoming.removeAllBut(new Set(waiting)));
      const stopFolders = folders.start();
      return () => {
        ended = true;
        stopFolders();
      };
    },

    async idle(): Promise<void> {
      ended = true;
      queue.clear();
      await Promise.all([queue.onIdle(), folders.idle()]);
    },
  };
}
