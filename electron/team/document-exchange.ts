import { z } from 'zod';
import { fail, ok, type Result } from '#shared/result.ts';
import type { Database } from '../database/open.ts';
import { silently } from '../database/transactions.ts';
import type { ArchiveIntake } from '../archive/index.ts';
import { sha256Of } from '../files/index.ts';
import type { Change } from './change.ts';
import type { ServerConnection } from './server-connection.ts';

/** Where the bytes of documents are on this desk, by SHA-256. */
export type DocumentBytes = ArchiveIntake['bytes'];

interface Wanted {
  invoice: number;
  version: number;
  sha256: string;
  bytes: number;
  kind: string;
}

export type DocumentExchange = ReturnType<typeof createDocumentExchange>;

/** Documents go by their hash: before the change that names them, and after it was applied. */
export function createDocumentExchange(db: Database, connection: ServerConnection, store: DocumentBytes) {
  const wanted = db.prepare<[number, number], Wanted>(`SELECT w.*, coalesce(v.document_kind, i.document_kind) AS kind
     FROM wanted_documents w JOIN invoices i ON i.row = w.invoice
       LEFT JOIN invoice_versions v ON v.invoice = w.invoice AND v.version = w.version
     ORDER BY w.invoice DESC, w.version LIMIT ? OFFSET ?`);
  const countWanted = db.prepare<[], number>('SELECT count(*) FROM wanted_documents').pluck();
  const forget = db.prepare('DELETE FROM wanted_documents WHERE invoice = ? AND version = ? AND sha256 = ?');
  const stored = db.prepare(
    "UPDATE invoices SET document = 'stored', document_error = NULL, document_sha256 = @sha256, document_bytes = @bytes WHERE row = @invoice",
  );

  /** Of the wanted ones, how many the team has not got yet. */
  let skipped = 0;

  const namedIn = (changes: readonly Pick<Change, 'values'>[]): string[] => [
    ...new Set(
      changes.flatMap(({ values: { document_sha256: sha256 } }) => (typeof sha256 === 'string' ? [sha256] : [])),
    ),
  ];

  function settle(document: Wanted): void {
    silently(db, () => {
      db.transaction(() => {
        if (document.version === 0) stored.run(document);
        forget.run(document.invoice, document.version, document.sha256);
      }).immediate();
    });
  }

  return {
    /** Sends what the team lacks of the documents that the changes name. */
    async put(changes: readonly Pick<Change, 'values'>[]): Promise<Result<null>> {
      const named = namedIn(changes);
      if (named.length === 0) return ok(null);
      const lacking = await connection.call('lacking_documents', [named], z.array(z.string()));
      if (!lacking.ok) return lacking;
      for (const sha256 of lacking.value) {
        const bytes = await store.read(sha256);
        // The archive's own verification tells of a file that is gone.
        if (!bytes) continue;
        const put = await connection.call('put_document', [sha256, bytes], z.unknown());
        if (!put.ok) return put;
      }
      return ok(null);
    },

    /** Fetches some of what is wanted; answers how many came. What the team has not got yet stays wanted. */
    async fetchSome(most: number): Promise<Result<number>> {
      let came = 0;
      for (const document of wanted.all(most, skipped)) {
        const here = await store.read(document.sha256);
        if (!here) {
          const asked = await connection.call('document', [document.sha256], z.instanceof(Buffer).nullable());
          if (!asked.ok) return asked;
          if (!asked.value) {
            skipped += 1;
            continue;
          }
          if (sha256Of(asked.value) !== document.sha256)
            return fail({ code: 'team-refused', reason: 'malformed', about: 'documents' });
          const written = await store.write(asked.value, document.kind);
          if (!written.ok) return written;
        }
        settle(document);
        came += 1;
      }
      // Once through, those that were not there are asked for again.
      if (came === 0) skipped = 0;
      return ok(came);
    },

    wanted: (): number => countWanted.get() ?? 0,
  };
}
