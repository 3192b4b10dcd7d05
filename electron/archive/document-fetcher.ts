import type { AppError } from '#shared/errors.ts';
import { createListingGuard } from '#shared/listing-guard.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import { instantFromMillis, millisOf } from '#shared/time.ts';
import { fileErrorOf } from '../files/index.ts';
import type { Clock } from '../platform/ports.ts';
import type { BillingSource, InvoicePage } from '../sources/billing-source.ts';
import type { Download } from './document-download.ts';
import type { DocumentOutcome, DocumentRecords, PendingDocument } from './document-records.ts';
import type { DocumentStore } from './document-store.ts';
import type { InvoiceAnswer, InvoiceWriter } from './invoice-writer.ts';

// Links expire; one listed within the hour is used as it is.
const linkIsFreshFor = 60 * 60_000;

interface Parts {
  readonly store: DocumentStore;
  readonly records: DocumentRecords;
  readonly writer: InvoiceWriter;
  readonly download: Download;
  readonly clock: Clock;
}

export type FetchDocument = ReturnType<typeof createDocumentFetcher>;

/** Errors after which the next document would fare no better. */
const abortsRun = new Set<AppError['code']>(['key-refused', 'key-missing', 'customer-not-found', 'cancelled']);

/**
 * Gets one document and stages its bytes, to be committed by the caller. An old link is asked for again first; so is one that
 * is refused or leads to something else than a PDF, and then tried once again. An error is one that concerns all
 * documents; what is wrong with this one is an outcome.
 */
export function createDocumentFetcher({ store, records, writer, download, clock }: Parts) {
  async function freshLink(source: BillingSource, accountId: string, pending: PendingDocument, signal: AbortSignal) {
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

  async function bytesOf(
    source: BillingSource,
    accountId: string,
    pending: PendingDocument,
    signal: AbortSignal,
    onProgress: Parameters<Download>[3],
  ) {
    const unavailable = fail({ code: 'document-unavailable', invoice: pending.id, status: null } as const);
    const isFresh = clock.now() - millisOf(pending.linksAt) < linkIsFreshFor;
    if (isFresh && pending.url !== null) {
      const first = await download({ url: pending.url, accountId }, pending.id, signal, onProgress);
      if (first.ok || !mayBeTheLink(first.error)) return first;
    }
    const link = await freshLink(source, accountId, pending, signal);
    if (!link.ok) return link;
    return link.value === null ? unavailable : download({ url: link.value, accountId }, pending.id, signal, onProgress);
  }

  return async function fetchDocument(
    source: BillingSource,
    accountId: string,
    pending: PendingDocument,
    signal: AbortSignal,
    onProgress?: Parameters<Download>[3],
  ): Promise<Result<DocumentOutcome>> {
    const got = await bytesOf(source, accountId, pending, signal, onProgress);
    if (got.ok) return stage(store, pending.row, got.value);
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

async function stage(
  store: DocumentStore,
  row: number,
  pieces: readonly Uint8Array[],
): Promise<Result<DocumentOutcome>> {
  try {
    return ok({ row, stored: await store.stage(pieces) });
  } catch (cause) {
    return fail(fileErrorOf(cause, store.folder(), store.folder()));
  }
}
