import type { Leases } from '../database/lease.ts';
import type { Database } from '../database/open.ts';
import type { DocumentStore } from './document-store.ts';
import { movingLease } from './sync.ts';

/**
 * Files in the store that no row refers to. A sync keeps a document before its row says so: files that were unknown
 * during one are looked at again when it is over, and left alone while it goes on.
 */
export function createUnknownFiles(db: Database, store: Pick<DocumentStore, 'files'>, leases: Leases) {
  const known = db.prepare<[string], number>('SELECT 1 FROM invoices WHERE document_sha256 = ?').pluck();
  const isKnown = (file: string): boolean => known.get(file.slice(3).replace(/\.pdf$/, '')) !== undefined;

  return async function unknownFiles(): Promise<string[]> {
    if (leases.isHeld('sync:*') || leases.isHeld(movingLease)) return [];
    const unknown: string[] = [];
    for await (const file of store.files()) if (!isKnown(file)) unknown.push(file);
    return leases.isHeld('sync:*') || leases.isHeld(movingLease) ? [] : unknown.filter((file) => !isKnown(file)).sort();
  };
}
