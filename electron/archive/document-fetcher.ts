import type { AppError } from '#shared/errors.ts';
import { createListingGuard } from '#shared/listing-guard.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis, millisOf } from '#shared/time.ts';
import { fileErrorOf } from '../files/index.ts';
import type { ReportReceived } from '../http/index.ts';
import type { Clock } from '../platform/ports.ts';
import type { BillingSource, InvoicePage } from '../sources/billing-source.ts';
import type { Download } from './document-download.ts';
import type { DocumentOutcome, DocumentRecords, PendingDocument } from './document-records.ts';
import type { DocumentStore } from './document-store.ts';
import type { InvoiceAnswer, InvoiceWriter } from './invoice-writer.ts';
import type { DocumentIntake } from './with-documents.ts';

// Links expire; one listed within the hour is used as it is.
const linkIsFreshFor = 60 * 60_000;

interface Parts {
  readonly store: Pick<DocumentStore, 'folder'>;
  readonly records: DocumentRecords;
  readonly writer: InvoiceWriter;
  readonly download: Download;
  readonly clock: Clock;
}

/** Where a document comes from, and where its bytes go meanwhile. */
export interface FetchFrom {
  readonly source: BillingSource;
  readonly accountId: string;
  readonly stage: DocumentIntake['stage'];
  readonly signal: AbortSignal;
}

/** The outcome of one document; an error is one after which no other document would fare better. */
export type FetchDocument = (
  from: FetchFrom,
  pending: PendingDocument,
  onProgress?: ReportReceived,
) => Promise<Result<DocumentOutcome>>;

/** Errors after which the next document would fare no better. */
const abortsRun = new Set<AppError['code']>(['key-refused', 'key-missing', 'customer-not-found', 'cancelled']);

/**
 * Gets one document and stages its bytes. An old link is asked for again first; so is one that is refused or leads to
 * something else than a PDF, and then tried once again.
 */
export function createDocumentFetcher({ store, records, writer, download, clock }: Parts): FetchDocument {
  async function freshLink({ source, accountId, signal }: FetchFrom, pending: PendingDocument) {
    const write = (answers: readonly InvoiceAnswer[]) => {
      writer.write(accountId, answers, instantFromMillis(clock.now()));
    };
    if (pending.type === 'credit-note') {
      const listed = await listCreditNotes(source, pending, signal, write);
      if (!listed.ok) return listed;
    } else {
      const read = await source.invoice(pending.id, signal);
      if (!read.ok) return read;
      write([read.value]);
    }
    return ok(records.linkOf(pending.row));
  }

  async function bytesOf(from: FetchFrom, pending: PendingDocument, onProgress: ReportReceived | undefined) {
    const { accountId, signal } = from;
    const unavailable = fail({ code: 'document-unavailable', invoice: pending.id, status: null } as const);
    const isFresh = clock.now() - millisOf(pending.linksAt) < linkIsFreshFor;
    if (isFresh && pending.url !== null) {
      const first = await download({ url: pending.url, accountId }, pending.id, signal, onProgress);
      if (first.ok || !mayBeTheLink(first.error)) return first;
    }
    const link = await freshLink(from, pending);
    if (!link.ok) return link;
    return link.value === null ? unavailable : download({ url: link.value, accountId }, pending.id, signal, onProgress);
  }

  return async (from, pending, onProgress) => {
    const got = await bytesOf(from, pending, onProgress);
    if (got.ok) {
      return from.stage(got.value, 'pdf').then(
        (stored) => ok({ row: pending.row, stored }),
        (cause: unknown) => fail(fileErrorOf(cause, store.folder(), store.folder())),
      );
    }
    if (abortsRun.has(got.error.code)) return got;
    const isGone = got.error.code === 'document-unavailable' || got.error.code === 'not-found-at-vendor';
    return ok({ row: pending.row, state: isGone ? 'missing' : 'failed', error: got.error });
  };
}

/** A source reads no single credit note: its listing from that one on renews the links of all of them. */
async function listCreditNotes(
  source: BillingSource,
  pending: PendingDocument,
  signal: AbortSignal,
  write: (creditNotes: readonly InvoiceAnswer[]) => void,
): Promise<Result<null>> {
  const guard = createListingGuard('credit-note-list');
  for (let after: string | null = null; ;) {
    const page: Result<InvoicePage> = await source.creditNotes({ after, createdFrom: pending.createdAt }, signal);
    if (!page.ok) return page;
    const wrong = guard(page.value.ids);
    if (wrong) return fail(wrong);
    write(page.value.read);
    after = page.value.next;
    if (after === null || page.value.read.some(({ value }) => value.id === pending.id)) return ok(null);
  }
}

const mayBeTheLink = ({ code }: AppError): boolean => code.startsWith('document-');
