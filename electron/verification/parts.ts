import type { Account } from '#shared/accounts.ts';
import type { Snapshot } from '#shared/ipc/contract.ts';
import type { RecordAction } from '../accounts/index.ts';
import type { Archive, DocumentFile } from '../archive/index.ts';
import type { Database } from '../database/open.ts';
import type { Clock, Logger } from '../platform/ports.ts';

export interface VerificationParts {
  readonly db: Database;
  readonly archive: Pick<Archive, 'invoices' | 'history' | 'documents' | 'texts'>;
  readonly documentsFolder: () => string;
  /** Reads a PDF and keeps what it says, or that it says nothing. */
  readonly readDocument: (document: DocumentFile, signal: AbortSignal) => Promise<unknown>;
  readonly accounts: () => readonly Account[];
  readonly recordAction: RecordAction;
  /** The operating system's user. */
  readonly userName: () => string;
  readonly snapshot: (accountId: string) => Snapshot | null;
  /** The accounting time zone. */
  readonly timeZone: () => string;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'error'>;
}
