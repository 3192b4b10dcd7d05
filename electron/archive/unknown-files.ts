import { sep } from 'node:path';
import { wait } from '../http/index.ts';
import { type DocumentName, nameOfPath, pathInStore } from './document-store.ts';
import type { Parts } from './parts.ts';
import { movingLease } from './sync-turn.ts';

/**
 * Files in the store that no row refers to. A sync keeps a document before its row says so: where files are unknown
 * during one, its end is waited for and all are looked at again. Without meaning once the signal is aborted.
 */
export function createUnknownFiles({ db, store, leases, clock }: Parts) {
  const known = db
    .prepare<DocumentName, number>(
      `SELECT 1 FROM invoices WHERE document_sha256 = @sha256 AND document_kind = @kind
       UNION ALL SELECT 1 FROM invoice_versions WHERE document_sha256 = @sha256 AND document_kind = @kind LIMIT 1`,
    )
    .pluck();
  function isKnown(file: string): boolean {
    const name = nameOfPath(file);
    return name !== null && pathInStore(name).replaceAll(sep, '/') === file && known.get(name) !== undefined;
  }

  const isBusy = (): boolean => leases.isHeld('sync:*') || leases.isHeld(movingLease);

  return async function unknownFiles(signal: AbortSignal): Promise<string[]> {
    for (;;) {
      const unknown: string[] = [];
      for await (const file of store.files()) if (!isKnown(file)) unknown.push(file);
      if (unknown.length === 0 || !isBusy()) return unknown.filter((file) => !isKnown(file)).sort();
      while (isBusy()) {
        if (signal.aborted) return [];
        await wait(clock, 500, signal);
      }
    }
  };
}
