import type { ImportItem, ImportValues } from '#shared/import/items.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { Archive, ImportedInvoice } from '../archive/index.ts';
import type { Emit } from '../events/index.ts';
import type { ImportRows, StoredImport, WaitingImport } from './import-rows.ts';
import { checkAmounts, factsOf, importedId, importedInvoice, valuesOf } from './imported-invoice.ts';
import type { IncomingFiles } from './incoming-files.ts';

interface ConfirmParts {
  readonly rows: Pick<ImportRows, 'waiting' | 'pending' | 'markImported'>;
  readonly incoming: Pick<IncomingFiles, 'bytesOf' | 'remove'>;
  readonly archive: Pick<Archive, 'invoices' | 'imported'>;
  readonly mayImport: (accountId: string) => boolean;
  readonly itemOf: (stored: StoredImport) => ImportItem | null;
  readonly now: () => Instant;
  readonly emit: Emit<'imports.changed' | 'invoices.changed'>;
}

/** So many documents are kept at once when all that are certain are taken. */
const batch = 20;

/** Puts files that wait into the archive, with what a person says they are or as they are proposed. */
export type Confirmation = ReturnType<typeof createConfirm>;

export function createConfirm({ rows, incoming, archive, mayImport, itemOf, now, emit }: ConfirmParts) {
  /** Puts files into the archive of one account; they wait no longer then. */
  async function keep(
    accountId: string,
    files: readonly { readonly file: WaitingImport; readonly values: ImportValues }[],
  ): Promise<Result<string[]>> {
    const imported: ImportedInvoice[] = [];
    for (const { file, values } of files) {
      const { kind } = file.proposal;
      const bytes = await incoming.bytesOf(file.sha256, kind);
      if (!bytes) return fail({ code: 'import-not-found' });
      imported.push({ bytes, kind, invoice: importedInvoice(values, factsOf(file.sha256, file.proposal, now())) });
    }
    const kept = await archive.imported.keep(accountId, imported);
    if (!kept.ok) return kept;
    for (const { file } of files) rows.markImported(file.id, importedId(file.sha256));
    await incoming.remove(files.map(({ file }) => file.sha256));
    emit('imports.changed', null);
    emit('invoices.changed', { accountId });
    return ok(imported.map(({ invoice }) => `${accountId}:${invoice.id}`));
  }

  /** Kept apart: another document of the same account may have become this one meanwhile. */
  const duplicateOf = ({ sha256, fileName }: WaitingImport): Result<null> => {
    const there = archive.imported.withContent(sha256);
    if (!there) return ok(null);
    const { number, id, accountName } = there;
    return fail({ code: 'import-duplicate', file: fileName, invoice: number ?? id, account: accountName });
  };

  return {
    async confirm(id: string, values: ImportValues): Promise<Result<ArchivedInvoice>> {
      const countable = checkAmounts(values);
      if (!countable.ok) return countable;
      const file = rows.waiting(id);
      if (!file) return fail({ code: 'import-not-found' });
      const single = duplicateOf(file);
      if (!single.ok) return single;
      const kept = await keep(values.accountId, [{ file, values }]);
      return kept.ok ? archive.invoices.get(kept.value[0] ?? '') : kept;
    },

    /** Takes all that are certain, as they are proposed; answers how many. On an error those before it are in. */
    async confirmCertain(): Promise<Result<{ imported: number }>> {
      let imported = 0;
      const certain = rows.pending().flatMap((file) => {
        if (file.state !== 'waiting' || !mayImport(file.accountId) || !itemOf(file)?.certain) return [];
        const values = duplicateOf(file).ok ? valuesOf(file.accountId, file.proposal) : null;
        return values && checkAmounts(values).ok ? [{ file, values }] : [];
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
  };
}
