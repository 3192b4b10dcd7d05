import type { DocumentName } from './document-store.ts';
import type { Parts } from './parts.ts';
import { waitForTurn } from './sync-turn.ts';

/** Deletes an account's invoices, and the documents that no other account's invoice has; waits for a sync of it to end. */
export type ForgetAccount = (accountId: string) => Promise<void>;

export function createForget(parts: Parts): ForgetAccount {
  const { db, store } = parts;
  const onlyHere = db.prepare<[string, string], DocumentName>(
    `WITH held AS (
       SELECT account_id, document_sha256 AS sha256, document_kind AS kind FROM invoices
       UNION ALL SELECT i.account_id, v.document_sha256, v.document_kind
         FROM invoice_versions v JOIN invoices i ON i.row = v.invoice
     )
     SELECT DISTINCT sha256, kind FROM held WHERE account_id = ? AND sha256 IS NOT NULL
     EXCEPT SELECT sha256, kind FROM held WHERE account_id <> ?`,
  );
  const removals = ['invoices', 'invoice_listings', 'invoice_syncs', 'unread_objects', 'accepted_findings'].map(
    (table) => db.prepare(`DELETE FROM ${table} WHERE account_id = ?`),
  );
  const removeText = db.prepare('DELETE FROM document_texts WHERE sha256 = ?');
  const removeRows = db.transaction((accountId: string) => {
    const documents = onlyHere.all(accountId, accountId);
    for (const removal of removals) removal.run(accountId);
    for (const { sha256 } of documents) removeText.run(sha256);
    return documents;
  });
  return async (accountId) => {
    const release = await waitForTurn(parts, accountId, new AbortController().signal);
    try {
      await store.remove(removeRows.immediate(accountId));
    } finally {
      release?.();
    }
  };
}
