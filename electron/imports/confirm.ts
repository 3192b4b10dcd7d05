import type { ImportItem, ImportValues } from '#shared/import/items.ts';
import type { ArchivedInvoice } from '#shared/invoices.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Instant } from '#shared/time.ts';
import type { Archive, ImportedInvoice } from '../archive/index.ts';
import type { Emit } from '../events/index.ts';
import type { Sellers } from '../sellers/index.ts';
import type { ImportRows, StoredImport, WaitingImport } from './import-rows.ts';
import { checkAmounts, factsOf, importedId, importedInvoice, valuesOf } from './imported-invoice.ts';
import type { IncomingFiles } from './incoming-files.ts';
import type { Items } from './stored-item.ts';

interface ConfirmParts {
  readonly rows: Pick<ImportRows, 'waiting' | 'pending' | 'markImported'>;
  readonly incoming: Pick<IncomingFiles, 'bytesOf' | 'remove'>;
  readonly archive: Pick<Archive, 'invoices' | 'imported'>;
  readonly mayImport: (accountId: string) => boolean;
  /** What waits or was refused, of the accounts that there are. */
  readonly pending: () => StoredImport[];
  readonly items: Items;
  readonly learn: Sellers['learn'];
  readonly now: () => Instant;
  readonly emit: Emit<'imports.changed' | 'invoices.changed' | 'invoices.imported'>;
}

/** So many documents are kept at once when all that are certain are taken. */
const batch = 20;

/** Puts files that wait into the archive, with what a person says they are or as they are proposed. */
export type Confirmation = ReturnType<typeof createConfirm>;

export function createConfirm(parts: ConfirmParts) {
  const { rows, incoming, archive, mayImport, pending, items, learn, now, emit } = parts;

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
      const facts = factsOf(file.sha256, file.proposal, now());
      // Who said another name means another company, or the same one as people know it.
      const seller = values.seller === undefined ? facts.seller : values.seller;
      imported.push({ bytes, kind, invoice: importedInvoice(values, { ...facts, seller }) });
    }
    const kept = await archive.imported.keep(accountId, imported);
    if (!kept.ok) return kept;
    learn(
      files.map(({ file, values }, index) => ({
        ...{ accountId, id: importedId(file.sha256), reference: file.proposal.paymentReference },
        facts: { ...items.factsOf(file), name: imported[index]?.invoice.seller ?? null },
        chosen: values.seller !== undefined,
      })),
    );
    for (const { file } of files) rows.markImported(file.id, importedId(file.sha256));
    await incoming.remove(files.map(({ file }) => file.sha256));
    emit('imports.changed', null);
    emit('invoices.changed', { accountId });
    emit('invoices.imported', { accountId });
    return ok(imported.map(({ invoice }) => `${accountId}:${invoice.id}`));
  }

  /** Kept apart: another document of the same account may have become this one meanwhile. */
  const duplicateOf = ({ sha256, fileName }: WaitingImport): Result<null> => {
    const there = archive.imported.withContent(sha256);
    if (!there) return ok(null);
    const { number, id, accountName } = there;
    return fail({ code: 'import-duplicate', file: fileName, invoice: number ?? id, account: accountName });
  };

  /** Puts files into the account that is said for each; null leaves one where it is. */
  async function fileThose(
    accountFor: (item: ImportItem, file: WaitingImport) => string | null,
  ): Promise<Result<{ imported: number }>> {
    const stored = pending();
    const shown = new Map(items.of(stored).map((item) => [item.id, item]));
    const taken = stored.flatMap((file) => {
      const item = shown.get(file.id);
      const accountId = file.state === 'waiting' && item ? accountFor(item, file) : null;
      if (file.state !== 'waiting' || accountId === null || !mayImport(accountId)) return [];
      const values = duplicateOf(file).ok ? valuesOf(accountId, file.proposal) : null;
      return values && checkAmounts(values).ok ? [{ file, values }] : [];
    });
    let imported = 0;
    for (const [accountId, files] of Map.groupBy(taken, ({ values }) => values.accountId))
      for (let at = 0; at < files.length; at += batch) {
        const kept = await keep(accountId, files.slice(at, at + batch));
        if (!kept.ok) return kept;
        imported += kept.value.length;
      }
    return ok({ imported });
  }

  return {
    async confirm(id: string, values: ImportValues): Promise<Result<ArchivedInvoice>> {
      const countable = checkAmounts(values);
      if (!countable.ok) return countable;
      const file = rows.waiting(id);
      if (!file) return fail({ code: 'import-not-found' });
      const single = duplicateOf(file);
      if (!single.ok) return single;
      const [alarm] = items.see(file).sight.alarms;
      if (alarm) return fail({ code: 'seller-alarm', file: file.fileName, seller: alarm.sellerName });
      const kept = await keep(values.accountId, [{ file, values }]);
      return kept.ok ? archive.invoices.get(kept.value[0] ?? '') : kept;
    },

    /** Takes all that are certain, as they are proposed; answers how many. On an error those before it are in. */
    async confirmCertain(): Promise<Result<{ imported: number }>> {
      return fileThose(({ certain }, { accountId }) => (certain ? accountId : null));
    },

    /** Takes what the rules of sellers say, of the files with these ids or of all: of each only what is beyond doubt. */
    async fileByRule(ids: readonly string[] | null = null): Promise<Result<{ imported: number }>> {
      // Most sellers have no rule: then nothing of the others that wait is looked at.
      const mayBeFiled = ids?.some((id) => {
        const file = rows.waiting(id);
        return file !== null && items.isRuled(file);
      });
      if (mayBeFiled === false) return ok({ imported: 0 });
      return fileThose((item, file) => (ids === null || ids.includes(file.id) ? items.ruledAccount(item, file) : null));
    },
  };
}
