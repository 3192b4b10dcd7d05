import type { ArchivedInvoice } from '#shared/invoices.ts';
import { fail, ok, type Result } from '#shared/result.ts';
import type { ReportReceived } from '../http/index.ts';
import { createAdoptDocument } from './adopted-documents.ts';
import type { DocumentFile } from './document-store.ts';
import type { FetchOne } from './fetch-one-document.ts';
import { createMoveDocuments } from './move-documents.ts';
import type { Parts } from './parts.ts';
import { movingLease } from './sync-turn.ts';
import { createUnknownFiles } from './unknown-files.ts';

/** The documents of the archive and the folder that they are in. What takes a key fails with `invoice-not-found`. */
export type Documents = ReturnType<typeof createDocuments>;

export function createDocuments(parts: Parts, fetchOne: FetchOne) {
  const { lookup, store, versions, marker, index, leases } = parts;

  return {
    /** The document of the newest version unless another is asked for; fails with `document-missing` where there is none. */
    async of(key: string, version?: number): Promise<Result<DocumentFile>> {
      const row = lookup.row(key);
      if (!row.ok) return row;
      const former = version === undefined ? null : versions.document(row.value.row, version);
      const document =
        version === undefined ? store.fileOf(row.value) : former && { ...former, file: store.pathOf(former) };
      if (document && (await store.has(document))) return ok(document);
      return fail({ code: 'document-missing', invoice: row.value.id });
    },
    /** Where the bytes of this hash and kind are, or would be. Absolute, for the main process only. */
    pathOf: store.pathOf,
    /**
     * Tries to get one missing PDF now, also one whose file is gone. The answer tells how it went; `job-running` while
     * the documents are being moved: it would be left behind in the old folder.
     */
    async fetch(key: string, signal?: AbortSignal, onProgress?: ReportReceived): Promise<Result<ArchivedInvoice>> {
      const row = lookup.row(key);
      if (!row.ok) return row;
      const document = store.fileOf(row.value);
      if (document && (await store.has(document))) return ok(lookup.shown(row.value));
      const fetched = await fetchOne(row.value, { signal, onProgress });
      return fetched.ok ? lookup.get(key) : fetched;
    },
    /**
     * Gets a PDF again although there is one, because that one is damaged. What is there stays until a whole PDF has
     * come that `isGood` also takes for one (it gets the file's absolute path); where none comes the answer is the
     * error.
     */
    async refetch(
      key: string,
      signal?: AbortSignal,
      isGood?: (file: string) => Promise<boolean>,
      onProgress?: ReportReceived,
    ): Promise<Result<ArchivedInvoice>> {
      const row = lookup.row(key);
      if (!row.ok) return row;
      const fetched = await fetchOne(row.value, { signal, isGood, onProgress });
      if (!fetched.ok) return fetched;
      return 'stored' in fetched.value ? lookup.get(key) : fail(fetched.value.error);
    },
    /** Takes a document back in that is in the archive's folder already: of an archive whose database was lost. */
    adopt: createAdoptDocument(parts),
    /** Moves all documents to another folder; on any error the old one stays in use, whole. */
    move: createMoveDocuments(parts),
    /** What is wrong with their folder; null where it is the archive's own, or not in use yet. */
    folderProblem: marker.problem,
    /** Whether that folder is the archive's own, by its mark; false where that cannot be read. */
    isFolder: (folder: string) => marker.isIn(folder).catch(() => false),
    /** Paths in the folder that no invoice refers to, sorted; waits for syncs, imports and moves to end. */
    unknownFiles: createUnknownFiles(parts),
    /** Brings the list of documents beside them up to date, unless something is adding to it just now. */
    async renewIndex(): Promise<void> {
      const release = leases.take(movingLease);
      try {
        if (release && !['sync', 'export', 'verify'].some((job) => leases.isHeld(`${job}:*`))) await index.renew();
      } finally {
        release?.();
      }
    },
  };
}
