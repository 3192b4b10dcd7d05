import { fail, ok, type Result } from '#shared/result.ts';
import { fileErrorOf, hashFile } from '../files/index.ts';
import type { ReportReceived } from '../http/index.ts';
import { type DocumentName, documentOf } from './document-store.ts';
import type { DocumentOutcome } from './document-records.ts';
import type { InvoiceRow } from './invoice-rows.ts';
import type { Parts } from './parts.ts';
import { movingLease } from './sync-turn.ts';

interface FetchOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether the file at this absolute path is a whole PDF; one that is not is not kept. */
  readonly isGood?: ((file: string) => Promise<boolean>) | undefined;
  readonly onProgress?: ReportReceived | undefined;
}

/** Gets the document of one invoice now and keeps it, or notes why there is none. */
export type FetchOne = (row: InvoiceRow, options: FetchOptions) => Promise<Result<DocumentOutcome>>;

export function createFetchOne(parts: Parts): FetchOne {
  const { openSource, leases, store, records, withDocuments, fetchDocument, dropDocument, now } = parts;

  const isWhole = async (document: DocumentName): Promise<boolean> =>
    hashFile(store.pathOf(document)).then(
      (found) => found.sha256 === document.sha256,
      () => false,
    );

  return async (
    invoice,
    { signal = new AbortController().signal, isGood = () => Promise.resolve(true), onProgress },
  ) => {
    const { row, account_id: accountId, id, source: origin } = invoice;
    const before = documentOf(invoice);
    const pending = origin === 'vendor' ? records.pending(row) : null;
    if (!pending) return fail({ code: 'document-missing', invoice: id });
    const opened = await openSource(accountId);
    if (!opened.ok) return opened;
    const source = opened.value;
    const release = leases.take(`sync:document:${accountId}:${id}`);
    try {
      if (!release || leases.isHeld(movingLease)) return fail({ code: 'job-running', job: 'sync' });
      return await withDocuments(async ({ stage, keep }) => {
        const fetched = await fetchDocument({ source, accountId, stage, signal }, pending, onProgress);
        if (!fetched.ok) return fetched;
        const outcome = fetched.value;
        if (!('stored' in outcome)) {
          records.write([outcome], now());
          return fetched;
        }
        const { stored } = outcome;
        if (!(await isGood(stored.part))) return fail({ code: 'document-damaged', invoice: id });
        // The vendor's PDF may have other bytes by now: what is whole stays as a version's, what is damaged is nothing to keep.
        const replaces = before !== null && before.sha256 !== stored.sha256 && !(await isWhole(before));
        const failed = await keep([stored], () => {
          records.write([{ ...outcome, replaces }], now());
          return [{ row, sha256: stored.sha256, bytes: stored.bytes, kind: stored.kind }];
        });
        // Also where only the list could not be written: the row names the new one. Where it does not, nothing is dropped.
        if (replaces) await dropDocument(before);
        if (failed) return fail(failed);
        return ok(outcome);
      });
    } catch (cause) {
      return fail(fileErrorOf(cause, store.folder(), store.folder()));
    } finally {
      release?.();
    }
  };
}
