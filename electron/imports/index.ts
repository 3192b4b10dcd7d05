import { realpath } from 'node:fs/promises';
import type { Account } from '#shared/accounts.ts';
import type { ImportFolder, ImportItem, ImportValues, SimilarInvoice } from '#shared/import/items.ts';
import { isCertain } from '#shared/import/proposal-schema.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import type { Money } from '#shared/money.ts';
import { mayDo } from '#shared/permissions.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis } from '#shared/time.ts';
import type { Archive } from '../archive/index.ts';
import type { Database } from '../database/open.ts';
import { fileErrorOf, isInside } from '../files/index.ts';
import type { PdfReader } from '../pdf-reader/index.ts';
import type { Clock, Disposer, Logger } from '../platform/ports.ts';
import { createConfirm } from './confirm.ts';
import { filesOf } from './find-files.ts';
import { createImportRows, type StoredImport } from './import-rows.ts';
import { checkAmounts, dayAt, importedId, importedInvoice } from './imported-invoice.ts';
import { createIncomingFiles } from './incoming-files.ts';
import { createIntake } from './intake.ts';
import { createTakeFile } from './take-file.ts';
import { createWatchedFolders } from './watched-folders.ts';

export { factsOf, importedInvoice } from './imported-invoice.ts';

interface ImportDependencies {
  readonly db: Database;
  /** The data folder: nothing inside it is imported from. */
  readonly dataFolder: string;
  /** Where files wait; only this feature writes there. */
  readonly incomingFolder: string;
  readonly documentsFolder: () => string;
  readonly archive: Pick<Archive, 'invoices' | 'imported'>;
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

/**
 * Brings in PDFs that no vendor's API hands out. A file that is handed in is copied and read, then waits until a person
 * has confirmed what it is; the original is only read, ever. What waits survives the end of the program.
 */
export function createImports(parts: ImportDependencies) {
  const { db, archive, reader, clock, logger, onChanged } = parts;
  const rows = createImportRows(db);
  const incoming = createIncomingFiles(parts.incomingFolder);
  const takeFile = createTakeFile({ rows, incoming, imported: archive.imported, clock, read: reader.read });
  const now = () => instantFromMillis(clock.now());

  const accountOf = (accountId: string) => parts.accounts().find(({ id }) => id === accountId);
  const isListed = (accountId: string): boolean => accountOf(accountId) !== undefined;
  /** Of everything that waits, what the role does not allow is left where it is. */
  const mayImport = (accountId: string): boolean => {
    const account = accountOf(accountId);
    return account !== undefined && mayDo(account.role, 'import');
  };
  const accountsOf = (ids: readonly string[]): string[] => [
    ...new Set(rows.pending().flatMap(({ id, accountId }) => (ids.includes(id) ? [accountId] : []))),
  ];
  const intake = createIntake({ ...parts, rows, takeFile, isListed, now });
  const folders = createWatchedFolders({
    folders: () => rows.folders().filter(({ accountId }) => isListed(accountId)),
    settledMillis: parts.settledMillis ?? 2_000,
    onFile: (accountId, path) => void intake.take(accountId, path, 'folder'),
    clock,
    logger,
  });

  const similarTo = (number: string, total: Money): SimilarInvoice[] =>
    archive.imported.alike(number, total).map(({ key, accountName }) => ({ key, number, accountName }));

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

  return {
    /** Takes files, and the PDFs of folders, to be read one after the other; answers how many. */
    async add(
      accountId: string,
      paths: readonly string[],
      origin: 'chosen' | 'dropped',
    ): Promise<Result<{ files: number }>> {
      try {
        const files = await filesOf(paths);
        for (const path of files) await intake.take(accountId, path, origin);
        return ok({ files: files.length });
      } catch (cause) {
        const [first = ''] = paths;
        return fail(fileErrorOf(cause, first, first));
      }
    },

    /** All files that are being read, wait or were refused, in the order in which they came. */
    list(): ImportItem[] {
      const stored = rows.pending().filter(({ accountId }) => isListed(accountId));
      const read = intake.reading().map(({ id, accountId, fileName, bytes, origin }): ImportItem => ({
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
    /** The accounts that the files with these ids wait for. */
    accountsOf,

    ...createConfirm({ ...parts, rows, incoming, mayImport, itemOf, now }),

    async leaveOut(ids: readonly string[]): Promise<Result<null>> {
      const waiting = ids.flatMap((id) => rows.waiting(id)?.sha256 ?? []);
      rows.leaveOut(ids);
      await incoming.remove(waiting.filter((sha256) => !rows.isWaiting(sha256)));
      onChanged();
      return ok(null);
    },

    /** Changes an imported invoice's values; its account stays. */
    edit(key: string, values: ImportValues): Result<ArchivedInvoice> {
      const found = archive.invoices.get(key);
      if (!found.ok) return found;
      const { accountId, id, createdAt, customerName, taxId, issuedAt, period } = found.value;
      const countable = checkAmounts(values);
      if (!countable.ok) return countable;
      const byDefault = issuedAt === null ? null : dayAt(issuedAt);
      const hasOwnPeriod = period.start !== byDefault?.start || period.end !== byDefault.end;
      const facts = { id, createdAt, customerName, taxId, lines: [], period: hasOwnPeriod ? period : null };
      return archive.imported.change(key, importedInvoice({ ...values, accountId }, facts));
    },

    remove: (key: string): Promise<Result<null>> => archive.imported.remove(key),

    folder: (accountId: string): Promise<ImportFolder | null> => folders.of(accountId),

    /** Watches a folder for an account, also after a restart, until told otherwise. */
    async watchFolder(accountId: string, folder: string): Promise<Result<ImportFolder | null>> {
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
      for (const file of rows.pending()) {
        // A program that was killed in between had put it into the archive, and not yet noted that.
        const isIn =
          file.state === 'waiting' && archive.imported.withContent(file.sha256)?.id === importedId(file.sha256);
        if (isIn) rows.markImported(file.id, importedId(file.sha256));
      }
      const pending = rows.pending().filter(({ accountId }) => isListed(accountId));
      const waiting = pending.flatMap((file) => (file.state === 'waiting' ? [file.sha256] : []));
      intake.between(() => incoming.removeAllBut(new Set(waiting)));
      const stopFolders = folders.start();
      return () => {
        intake.end();
        stopFolders();
      };
    },

    async idle(): Promise<void> {
      await Promise.all([intake.idle(), folders.idle()]);
    },
  };
}
