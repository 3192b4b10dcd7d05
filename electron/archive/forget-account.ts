import type { Database } from '../database/open.ts';
import type { DocumentStore } from './document-store.ts';

/** Deletes an account's invoices, and the PDFs that no other account's invoice has. Nothing may be syncing it. */
export function createForget(db: Database, store: Pick<DocumentStore, 'remove'>) {
  const onlyHere = db
    .prepare<[string, string], string>(
      `SELECT DISTINCT document_sha256 FROM invoices WHERE account_id = ? AND document_sha256 IS NOT NULL
       EXCEPT SELECT document_sha256 FROM invoices WHERE account_id <> ?`,
    )
    .pluck();
  const removals = ['invoices', 'invoice_listings', 'invoice_syncs'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE account_id = ?`),
  );
  const removeRows = db.transaction((accountId: string) => {
    const documents = onlyHere.all(accountId, accountId);
    for (const removal of removals) removal.run(accountId);
    return documents;
  });
  return async (accountId: string): Promise<void> => {
    await store.remove(removeRows.immediate(accountId));
  };
}
