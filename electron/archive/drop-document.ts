import type { Database } from '../database/open.ts';
import type { DocumentName, DocumentStore } from './document-store.ts';

/** Removes a document, and what was read out of it, when no invoice and no version of one has it any more. */
export type DropDocument = (document: DocumentName) => Promise<void>;

export function createDropDocument(db: Database, store: Pick<DocumentStore, 'remove'>): DropDocument {
  const held = db.prepare<{ sha256: string }>(
    `SELECT 1 FROM invoices WHERE document_sha256 = @sha256
     UNION ALL SELECT 1 FROM invoice_versions WHERE document_sha256 = @sha256 LIMIT 1`,
  );
  const removeText = db.prepare('DELETE FROM document_texts WHERE sha256 = ?');

  return async ({ sha256, kind }) => {
    if (held.get({ sha256 }) !== undefined) return;
    removeText.run(sha256);
    await store.remove([{ sha256, kind }]);
  };
}
