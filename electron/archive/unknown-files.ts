import { wait } from '../http/index.ts';
import type { Parts } from './parts.ts';
import { movingLease } from './sync-turn.ts';

const documentPath = /^([0-9a-f]{2})\/\1[0-9a-f]{62}\.pdf$/;

/**
 * Files in the store that no row refers to. A sync keeps a document before its row says so: where files are unknown
 * during one, its end is waited for and all are looked at again. Without meaning once the signal is aborted.
 */
export function createUnknownFiles({ db, store, leases, clock }: Parts) {
  const known = db
    .prepare<{ sha256: string }, number>(
      `SELECT 1 FROM invoices WHERE document_sha256 = @sha256
       UNION ALL SELECT 1 FROM invoice_versions WHERE document_sha256 = @sha256 LIMIT 1`,
    )
    .pluck();
  const isKnown = (file: string): boolean =>
    documentPath.test(file) && known.get({ sha256: file.slice(3, -4) }) !== undefined;

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
